"""`labkb import` as people and programs call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from labkb.cli.import_ import import_
from tests.unit.importing.helpers import docx, paragraph

LAW = "样品管理条例\n目录\n第一章 总则\n第一章 总则\n第一条 样品由专人保管。\n- 1 -\n第二条 施行。\n"


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and output."""
    result = CliRunner().invoke(import_, [str(a) for a in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.return_value, result.stdout


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A small regulation."""
    path = tmp_path / "a.txt"
    path.write_text(LAW, "utf-8")
    return path


def test_json_has_the_shape_of_the_contract(law: Path) -> None:
    code, output = run(law, "--format", "json")
    (document,) = json.loads(output)["documents"]
    assert code == 0
    assert {"title", "number", "issuer", "date", "clauses", "tables"} <= set(document)
    assert document["clauses"][1] == {
        "id": "a:1", "parent_id": "a:ch1", "number": "第一条", "parent": "第一章", "heading": None,
        "text": "样品由专人保管。",
    }


def test_the_report_lists_everything_that_was_dropped(law: Path) -> None:
    _, output = run(law)
    assert "不算正文、已丢弃 3 处" in output
    assert "页码：- 1 -（第 6 行）" in output
    assert "目录：第一章 总则（第 3 行）" in output


def test_one_bad_file_does_not_stop_the_others(law: Path, tmp_path: Path) -> None:
    bad = tmp_path / "b.docx"
    bad.write_bytes(b"broken")
    good = tmp_path / "c.docx"
    good.write_bytes(docx(paragraph("办法") + paragraph("第一条 甲。")))
    code, output = run(law, bad, good, "--format", "json")
    value = json.loads(output)
    assert code == 1
    assert [d["file"] for d in value["documents"]] == ["a.txt", "c.docx"]
    assert value["refused"][0]["code"] == "KB916"


def test_nothing_imported_is_exit_code_2(tmp_path: Path) -> None:
    assert run(tmp_path / "missing.txt")[0] == 2


def test_out_and_overlay_exclude_each_other(law: Path, tmp_path: Path) -> None:
    assert run(law, "--out", tmp_path / "x", "--overlay", tmp_path / "y")[0] == 2


def test_nothing_is_written_without_a_folder_and_only_there_with_one(
    law: Path, tmp_path: Path
) -> None:
    run(law)
    assert list(tmp_path.iterdir()) == [law]
    run(law, "--out", tmp_path / "out")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.txt", "a.yaml", "out"]


def test_a_folder_means_the_files_in_it(law: Path) -> None:
    _, output = run(law.parent, "--format", "json")
    assert len(json.loads(output)["documents"]) == 1
