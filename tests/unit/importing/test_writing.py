"""Files that an import writes: YAML to edit, a second import over it, the reader's own originals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from labkb.exchange.importing.writing import YamlFolder, write_overlay
from labkb.model.document import Document
from tests.unit.importing.helpers import imported

LAW = "样品管理条例\n第一条 样品由专人保管。\n第二条 禁止下列行为：\n（一）涂改；\n（二）转借。\n第三条 施行。\n"
STANDARD = (
    "样品管理规范\n1 范围\n适用于样品。\n2 要求\n2.1 保管\n专人保管下列样品：\n"
    "——甲；\n——乙。\n2.2 处置\n按期处置。\n"
)


def write(tmp_path: Path, text: str, *, force: bool = False, name: str = "a.txt") -> list[str]:
    """Imports a text into tmp_path/out; gives the codes of the findings."""
    file = imported(tmp_path, name, text)
    _, findings = YamlFolder(tmp_path / "out", force=force).write(file)
    return [found.code for found in findings]


def read(tmp_path: Path, name: str = "a") -> Any:
    return yaml.safe_load((tmp_path / "out" / f"{name}.yaml").read_text("utf-8"))


def test_a_laboratorys_own_rules_are_not_published_because_of_their_name(tmp_path: Path) -> None:
    write(tmp_path, LAW.replace("样品管理条例", "样品管理办法"))
    record = Document.model_validate(read(tmp_path))
    assert record.source.licence.value == "summary-only"
    assert record.clauses[0].text is None


def test_a_law_keeps_its_text_with_the_public_licence(tmp_path: Path) -> None:
    assert write(tmp_path, LAW) == []
    record = Document.model_validate(read(tmp_path))
    assert (record.kind, record.source.licence.value) == ("regulation", "public-law")
    assert record.clauses[1].clauses[0].text == "涂改；"
    first = (tmp_path / "out/a.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../schemas/document.schema.json"


def test_a_departmental_rule_keeps_its_text(tmp_path: Path) -> None:
    head = "样品流转管理规定\n2021年3月2日国家样品管理局2021年第3次局务会议审议通过\n"
    write(tmp_path, head + LAW.split("\n", 1)[1])
    record = Document.model_validate(read(tmp_path))
    assert (record.kind, record.source.licence.value) == ("regulation", "public-law")


def test_the_text_of_a_standard_is_not_written(tmp_path: Path) -> None:
    write(tmp_path, STANDARD)
    assert "专人保管" not in (tmp_path / "out/a.yaml").read_text("utf-8")
    record = read(tmp_path)
    Document.model_validate(record)
    assert record["clauses"][1]["clauses"][0]["heading"] == "保管"
    assert record["clauses"][1]["clauses"][0]["summary"] is None
    assert [c["form"] for c in record["clauses"][1]["clauses"][0]["clauses"]] == ["item", "item"]


def test_an_existing_file_is_not_overwritten_without_force(tmp_path: Path) -> None:
    write(tmp_path, LAW)
    before = (tmp_path / "out/a.yaml").read_bytes()
    assert write(tmp_path, LAW.replace("专人", "两人")) == ["KB918"]
    assert (tmp_path / "out/a.yaml").read_bytes() == before


def test_what_people_wrote_survives_a_second_import(tmp_path: Path) -> None:
    write(tmp_path, LAW)
    record = read(tmp_path)
    record["aliases"] = ["样品条例"]
    record["clauses"][0]["summary"] = "谁来保管。"
    record["clauses"][1]["clauses"][1]["topics"] = ["转借"]
    path = tmp_path / "out/a.yaml"
    path.write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    assert write(tmp_path, LAW.replace("专人", "两人"), force=True) == []
    again = read(tmp_path)
    assert again["aliases"] == ["样品条例"]
    assert again["clauses"][0] == {"number": "第一条", "text": "样品由两人保管。", "summary": "谁来保管。"}
    assert again["clauses"][1]["clauses"][1]["topics"] == ["转借"]


def test_a_summary_whose_clause_is_gone_is_kept_and_reported(tmp_path: Path) -> None:
    write(tmp_path, LAW)
    record = read(tmp_path)
    record["clauses"][2]["summary"] = "何时施行。"
    (tmp_path / "out/a.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    assert write(tmp_path, LAW.replace("第三条 施行。\n", ""), force=True) == ["KB917"]
    last = read(tmp_path)["clauses"][-1]
    assert (last["id"], last["summary"]) == ("3", "何时施行。")
    assert last["to_verify"] == ["重新导入时，原文里没有找到这一条。"]


def test_a_file_that_cannot_be_read_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out/a.yaml"
    path.parent.mkdir()
    path.write_text("clauses: [", "utf-8")
    assert write(tmp_path, LAW, force=True) == ["KB916"]
    assert path.read_text("utf-8") == "clauses: ["


def test_two_files_of_one_run_never_share_a_name(tmp_path: Path) -> None:
    folder = YamlFolder(tmp_path / "out", force=True)
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        folder.write(imported(tmp_path / str(number), "办法.txt", LAW))
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["yang-pin-guan-li-tiao-li-2.yaml", "yang-pin-guan-li-tiao-li.yaml"]


HELD = """\
id: sample-2025
kind: standard
title: 样品管理规范
status: current
clauses:
  - {number: "1", heading: 范围, summary: 适用范围。}
  - number: "2"
    heading: 要求
    summary: 两条。
    clauses:
      - number: "2.1"
        heading: 保管
        summary: 怎样保管。
        clauses:
          - {form: item, summary: 甲。}
          - {form: item, summary: 乙。}
      - {number: "2.3", heading: 记录, summary: 怎样记录。}
"""


@pytest.fixture
def held() -> list[Document]:
    """A collection of one document."""
    return [Document.model_validate(yaml.safe_load(HELD))]


def originals(tmp_path: Path) -> Any:
    return yaml.safe_load((tmp_path / "own/sample-2025.yaml").read_text("utf-8"))["clauses"]


def test_originals_go_under_the_ids_of_the_collection(tmp_path: Path, held: list[Document]) -> None:
    file = imported(tmp_path, "a.txt", STANDARD)
    _, findings = write_overlay(file, tmp_path / "own", held, force=False)
    assert originals(tmp_path) == {
        "sample-2025:1": "适用于样品。",
        "sample-2025:2.1": "专人保管下列样品：",
        "sample-2025:2.1-1": "甲；",
        "sample-2025:2.1-2": "乙。",
    }
    assert [found.message for found in findings] == [
        "“2.2”在知识库的 sample-2025 里没有", "知识库的 sample-2025:2.3 没有找到原文",
    ]


def test_a_document_that_the_collection_lacks_is_reported(tmp_path: Path, held: list[Document]) -> None:
    file = imported(tmp_path, "b.txt", LAW)
    written, findings = write_overlay(file, tmp_path / "own", held, force=False)
    assert written == []
    assert "知识库里没有“样品管理条例”" in findings[0].message


def test_an_overlay_is_not_replaced_without_force(tmp_path: Path, held: list[Document]) -> None:
    first = imported(tmp_path, "a.txt", STANDARD)
    write_overlay(first, tmp_path / "own", held, force=False)
    second = imported(tmp_path, "a.txt", STANDARD.replace("适用于", "只用于"))
    _, findings = write_overlay(second, tmp_path / "own", held, force=False)
    assert "KB918" in [found.code for found in findings]
    assert originals(tmp_path)["sample-2025:1"] == "适用于样品。"
