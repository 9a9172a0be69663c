"""One comparison as text, JSON, Markdown and a workbook, with what depends on the changes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from labkb.cli.app import main
from labkb.diffing.as_text import as_markdown, as_text
from labkb.diffing.as_xlsx import as_xlsx
from labkb.diffing.report import Report, as_json, make_report
from labkb.exchange.export.origin import Origin
from labkb.pipeline import load_collection
from tests.conftest import ProjectMaker
from tests.unit.diffing.samples import article, law

DOCUMENT = """\
id: {id}
kind: law
title: 记录办法
issued_on: "{day}"
status: current
source: {{licence: public-law}}
clauses:
"""
OLD = DOCUMENT.format(id="rule-2015", day="2015-01-01") + """\
  - {number: 第一条, text: 机构应当建立并保持原始记录的管理制度。}
  - {number: 第二条, text: 原始记录的保存期限不少于三年。}
  - {number: 第三条, text: 机构应当每年向主管部门报送一次统计数据。}
"""
NEW = DOCUMENT.format(id="rule-2024", day="2024-01-01") + """\
  - {number: 第一条, text: 机构应当建立并保持原始记录的管理制度。}
  - {number: 第二条, text: 原始记录的保存期限不少于六年。}
"""
CHECKLIST = """\
id: checklist/records
title: 记录自查
purpose: 测试。
basis: [rule-2015]
chapters:
  - key: a
    title: 记录
    items:
      - {key: keep, checks: ["rule-2015:2"], question: 保存了几年？, look_at: [记录]}
      - {key: rule, checks: ["rule-2015:1"], question: 有制度吗？, look_at: [制度]}
"""
CROSSWALK = """\
id: crosswalk/records
title: 对照
document: rule-2024
target_document: rule-2015
rows:
  - {clause: "rule-2024:1", target: "rule-2015:1", relation: equal, reason: 一样}
  - {clause: "rule-2024:2", target: "rule-2015:2", relation: superset, reason: 更严}
"""
FILES = {
    "kb/policies/rule-2015.yaml": OLD,
    "kb/policies/rule-2024.yaml": NEW,
    "kb/checklists/records.yaml": CHECKLIST,
    "kb/crosswalks/records.yaml": CROSSWALK,
}


@pytest.fixture
def report(make_project: ProjectMaker) -> Report:
    graph = load_collection(make_project(FILES)).graph
    old, new = list(graph.documents())
    return make_report(old, new, graph)


def test_what_depends_on_a_changed_clause_is_named_and_the_rest_is_not(report: Report) -> None:
    assert {b.dependent for b in report.dependents} == {
        "checklist/records:keep", "crosswalk/records#rule-2024:2--rule-2015:2",
    }


def test_json_says_for_each_clause_what_happened(report: Report) -> None:
    found = json.loads(json.dumps(as_json(report), ensure_ascii=False))
    rows = [(r["tags"], r["old"] and r["old"]["number"], r["new"] and r["new"]["number"])
            for r in found["clauses"]]
    assert rows == [
        ([], "第一条", "第一条"),
        (["changed"], "第二条", "第二条"),
        (["removed"], "第三条", None),
    ]
    assert found["counts"] == {
        "added": 0, "removed": 1, "changed": 1, "moved": 0, "renumbered": 0, "unchanged": 1,
    }
    assert [m for m in found["clauses"][1]["marks"] if m["op"] != "same"] == [
        {"op": "removed", "text": "三年"}, {"op": "added", "text": "六年"},
    ]


def test_text_shows_marks_and_what_to_look_at(report: Report) -> None:
    text = as_text(report)
    assert "[-三年-]" in text and "{+六年+}" in text
    assert "checklist/records:keep" in text
    assert "第一条" not in text.split("要再看一遍")[0]


def test_markdown_marks_words_in_a_way_that_closes_beside_chinese(report: Report) -> None:
    text = as_markdown(report)
    assert "不少于<del>三年</del><strong>六年</strong>。" in text
    assert "| 第三条 | — | 删去 |" in text


def test_words_of_a_document_cannot_become_markup() -> None:
    bad = "<script>alert(1)</script>|*甲*"
    report = make_report(law("a", [article(1, "保存记录。")]), law("b", [article(1, bad)]))
    text = as_markdown(report)
    assert "<script>" not in text and "\\|\\*甲\\*" in text


def test_cells_of_the_workbook_stay_text(report: Report) -> None:
    danger = make_report(
        law("a", [article(1, "=1+1"), article(2, "保存三年")]),
        law("b", [article(1, '=HYPERLINK("x")'), article(2, "保存六年")]),
    )
    for held in (report, danger):
        content = as_xlsx(held, Origin("kb", "测试库", "1", "2026-01-31"))
        book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
        sheet = book["新旧对照"]
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
        assert content == as_xlsx(held, Origin("kb", "测试库", "1", "2026-01-31"))


def test_the_workbook_colours_changed_words(report: Report) -> None:
    content = as_xlsx(report, Origin("kb", "测试库", "1", "2026-01-31"))
    sheet = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)["新旧对照"]
    old = sheet["C3"].value
    struck = [str(part) for part in old if getattr(getattr(part, "font", None), "strike", False)]
    assert struck == ["三年"]


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *arguments: str) -> int:
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as stop:
        main(["diff", *arguments])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_the_command_compares_ids_files_and_files_to_import(
    make_project: ProjectMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = make_project(FILES)
    text = "记录办法\n\n第一条 机构应当建立制度。\n\n第二条 保存期限不少于{}年。\n"
    for name, years in (("old.md", "三"), ("new.txt", "六")):
        (tmp_path / name).write_text(text.format(years), "utf-8")
    for arguments in (
        ("rule-2015", "rule-2024"),
        ("kb/policies/rule-2015.yaml", "kb/policies/rule-2024.yaml"),
        (str(tmp_path / "old.md"), str(tmp_path / "new.txt")),
    ):
        assert run(monkeypatch, root, *arguments, "--format", "json") == 1
        found = json.loads(capsys.readouterr().out)
        changed = [r["new"]["number"] for r in found["clauses"] if "changed" in r["tags"]]
        assert changed == ["第二条"]


def test_equal_editions_exit_with_zero(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, make_project(FILES), "rule-2015", "rule-2015") == 0


def test_an_unknown_document_is_answered_with_the_nearest_one(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, make_project(FILES), "rule-2016", "rule-2024") == 2
    assert "是否想写“rule-2015”？" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", ["json", "md", "xlsx", "txt"])
def test_the_suffix_of_the_file_decides_the_format(
    suffix: str, make_project: ProjectMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / f"diff.{suffix}"
    assert run(monkeypatch, make_project(FILES), "rule-2015", "rule-2024", "--out", str(out)) == 1
    head = out.read_bytes()[:4]
    assert head.startswith({"json": b"{", "md": b"# ", "xlsx": b"PK", "txt": "旧".encode()}[suffix])


def test_a_comparison_does_not_take_the_place_of_a_record(
    make_project: ProjectMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "record.yaml"
    out.write_text("id: own\n", "utf-8")
    assert run(monkeypatch, make_project(FILES), "rule-2015", "rule-2024", "--out", str(out)) == 2
    assert "没有动它" in capsys.readouterr().err
    assert out.read_text("utf-8") == "id: own\n"


GUIDE = """\
id: guide-{year}
kind: standard
title: 指南
status: current
clauses:
  - {{number: "5.1", heading: 记录, summary: 记录要留着。}}
"""


def test_originals_of_both_editions_are_compared_where_the_reader_has_them(
    make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {f"kb/standards/{y}.yaml": GUIDE.format(year=y) for y in (2015, 2024)}
    for year, years in ((2015, "三"), (2024, "六")):
        text = f'document: guide-{year}\nclauses: {{"5.1": 记录保存{years}年。}}\n'
        files[f"overlay/{year}.yaml"] = text
    root = make_project(files)
    arguments = ("guide-2015", "guide-2024", "--format", "json")
    assert run(monkeypatch, root, *arguments) == 0
    capsys.readouterr()
    assert run(monkeypatch, root, *arguments, "--overlay", "overlay") == 1
    assert json.loads(capsys.readouterr().out)["compared"] == "original"


def test_documents_without_clauses_or_words_compare_without_complaint() -> None:
    empty, bare = law("a", []), law("b", [article(1), article(2)])
    assert make_report(empty, empty).changed == ()
    assert [r.row.tags for r in make_report(empty, bare).rows] == [("added",), ("added",)]
    assert make_report(bare, bare).changed == ()
