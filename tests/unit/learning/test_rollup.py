"""Many result files become one table; files are checked, never trusted."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from labkb.cli.rollup import rollup
from labkb.learning.rollup import ResultFile, Rollup, read_files, roll_up, write_workbook
from tests.conftest import ProjectMaker
from tests.unit.learning.conftest import Core
from tests.unit.learning.samples import FILES

AT = "2026-03-01T08:00:00.000Z"
Items = dict[str, Any]


def envelope(writer: str, items: Items, **more: Any) -> str:
    held = {
        "format": "labkb-state", "version": 1, "kb": "test", "edition": "1", "writer": writer,
        "saved_at": AT, "kind": "progress", "subject": "learning", "items": items,
    }
    return json.dumps({**held, **more}, ensure_ascii=False)


def answer(right: bool, at: str = AT, given: object = 1) -> Items:
    value = {"kind": "answer", "mode": "practice", "given": given, "points": int(right), "right": right}
    return {"value": value, "fingerprint": "", "by": "", "at": at}


def exam(points: float, of: float, percent: float, *, passed: bool) -> Items:
    value = {
        "kind": "exam", "course": "course/records", "started": AT,
        "finished": "2026-03-01T08:06:00.000Z", "points": points, "of": of, "percent": percent,
        "passed": passed,
    }
    return {"value": value, "fingerprint": "", "by": "", "at": AT}


WRONG = {"question/one@1": answer(False)}
MENDED = {**WRONG, "question/one@2": answer(True, "2026-03-02T08:00:00.000Z", 0)}


def rolled(data: dict[str, Any], *texts: str) -> Rollup:
    return roll_up(data, [ResultFile(f"{n}.json", text) for n, text in enumerate(texts, 1)])


def test_who_did_what(data: dict[str, Any]) -> None:
    done = {"course/records:mend@done": {"value": {"kind": "lesson", "step": "done"}, "at": AT}}
    found = rolled(data, envelope("张三", {**MENDED, **done, "exam/records@1": exam(3, 4, 75, passed=True)}))
    person = found.found["people"][0]
    assert (person["name"], person["tries"], person["right"]) == ("张三", 2, 1)
    assert (person["lessons_done"], person["exams"], person["passed"]) == (1, 1, 1)
    assert found.found["exams"][0]["minutes"] == 6
    assert found.notes == []


def test_which_items_fail_most_and_how(data: dict[str, Any]) -> None:
    two = {"question/two@1": answer(True, given=[0, 1])}
    found = rolled(data, envelope("张三", MENDED | two), envelope("李四", WRONG)).found["questions"]
    assert [(q["id"], q["people"], q["wrong_first"]) for q in found] == [
        ("question/one", 2, 2), ("question/two", 1, 0),
    ]
    assert (found[0]["often"], found[0]["often_count"]) == ("下班以前补记好", 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "空的"),
        ('{"format": "labkb-state", "ver', "没有写完"),
        ("hello", "不是 JSON"),
        ('{"some": "thing"}', "不是本站保存的文件"),
        (envelope("甲", {}, kb="other"), "另一个知识库“other”"),
        (envelope("甲", {}, kind="audit"), "自查"),
        (envelope("甲", {}, version=9), "更新的版本"),
    ],
)
def test_a_damaged_or_foreign_file_is_left_out_and_named(
    data: dict[str, Any], text: str, said: str
) -> None:
    found = rolled(data, text, envelope("李四", WRONG))
    assert [p["name"] for p in found.found["people"]] == ["李四"]
    assert found.notes[0]["file"] == "1.json"
    assert said in found.notes[0]["text"]


@pytest.mark.parametrize(
    "item",
    [
        {"value": {"kind": "answer", "right": True, "points": 7}, "at": AT},
        {"value": {"kind": "answer", "right": True, "points": 0}, "at": AT},
        {"value": {"kind": "answer", "right": "yes", "points": 1}, "at": AT},
        {"value": {"kind": "answer", "right": True, "points": 1}, "at": "yesterday"},
        {"value": [1, 2], "at": AT},
    ],
)
def test_items_of_the_wrong_shape_do_not_count(data: dict[str, Any], item: Items) -> None:
    found = rolled(data, envelope("张三", {"question/one@1": item}))
    assert found.found["people"][0]["tries"] == 0
    assert "1项内容不合规定" in found.notes[0]["text"]


@pytest.mark.parametrize("result", [exam(9, 4, 225, passed=True), exam(1, 4, 100, passed=True)])
def test_an_exam_that_contradicts_itself_does_not_count(
    data: dict[str, Any], result: Items
) -> None:
    assert rolled(data, envelope("张三", {"exam/records@1": result})).found["exams"] == []


def test_the_same_file_twice_counts_once(data: dict[str, Any]) -> None:
    found = rolled(data, envelope("张三", WRONG), envelope("张三", WRONG))
    assert found.found["people"][0]["tries"] == 1
    assert "只算一次" in found.notes[0]["text"]


def test_two_files_of_one_person_add_up(data: dict[str, Any]) -> None:
    other = {"question/two@1": answer(True, given=[0, 1])}
    found = rolled(data, envelope("张三", WRONG), envelope("张三", other))
    assert [(p["name"], p["tries"]) for p in found.found["people"]] == [("张三", 2)]


def test_questions_of_another_edition_are_told(data: dict[str, Any]) -> None:
    found = rolled(data, envelope("张三", {"question/gone@1": answer(True)}))
    assert "本库没有" in found.notes[0]["text"]


NAMES = ["=1+1", "+1", "-1", "@SUM(A1)", "<b>&\"x", "\u202e反向", "长" * 300]


@pytest.mark.parametrize("writer", ["file", "page"])
def test_texts_stay_texts_in_excel(
    data: dict[str, Any], core: Core, tmp_path: Path, writer: str
) -> None:
    found = rolled(data, *(envelope(name, WRONG) for name in NAMES))
    path = tmp_path / "a.xlsx"
    if writer == "file":
        write_workbook(found.tables, path)
    else:
        path.write_bytes(bytes(core("sheet.workbook", core("rollupTables", found.found))))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = openpyxl.load_workbook(path)
    cells = [row[0] for row in book["学员"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"=1+1", "+1", "-1", "@SUM(A1)", "<b>&\"x", "反向", "长" * 60} == {c.value for c in cells}
    assert book["学员"]["C2"].value == 1
    assert book.sheetnames == ["学员", "最容易错的题", "考试", "读文件时的问题"]


def test_the_command_prints_saves_and_tells_what_it_left_out(
    make_project: ProjectMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(FILES))
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.json").write_text(envelope("张三", WRONG), "utf-8")
    (tmp_path / "in/b.json").write_text(envelope("李四", WRONG), "gb18030")
    out = tmp_path / "r.xlsx"
    run = CliRunner().invoke(
        rollup, [str(tmp_path / "in"), "--xlsx", str(out)], standalone_mode=False
    )
    assert run.return_value == 1
    assert "读了2个文件，1人。" in run.output
    assert "b.json：没有计入。文件不是 UTF-8 编码" in run.output
    assert out.is_file()
    run = CliRunner().invoke(
        rollup, [str(tmp_path / "in/a.json"), "--format", "json"], standalone_mode=False
    )
    assert run.return_value == 0
    assert json.loads(run.output)["people"][0]["name"] == "张三"


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString", "hasOwnProperty"])
def test_names_that_programs_use_are_names_of_people(data: dict[str, Any], name: str) -> None:
    odd = {f"{name}@1": answer(True), "question/one@1": answer(True)}
    found = rolled(data, envelope(name, odd), envelope("李四", WRONG))
    assert {(p["name"], p["tries"]) for p in found.found["people"]} == {(name, 1), ("李四", 1)}
    assert [q["people"] for q in found.found["questions"]] == [2]


def test_hundreds_of_files_are_read_in_seconds(data: dict[str, Any]) -> None:
    items = {
        f"question/{slug}@{n}": answer(n % 3 > 0, f"2026-03-{n % 28 + 1:02}T08:00:00.000Z")
        for slug in ("one", "two", "three", "four") for n in range(50)
    }
    found = rolled(data, *(envelope(f"学员{n}", items) for n in range(100)))
    assert len(found.found["people"]) == 100
    assert found.found["questions"][0]["tries"] == 5000


def test_a_missing_file_is_a_note(tmp_path: Path) -> None:
    assert "读不出来" in read_files([tmp_path / "no.json"])[0].problem
