"""A question bank goes to Excel and back: nothing is lost, every mistake has its cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from labkb.diagnostics import CannotGoOn, Severity
from labkb.exchange.export.collection_xlsx import collection_xlsx
from labkb.exchange.export.origin import Origin
from labkb.exchange.questions.bank_xlsx import bank_xlsx
from labkb.exchange.questions.importing import Import, plan_import, write_import
from labkb.exchange.questions.preview import changed_cells
from labkb.exchange.questions.sheet import (
    LIST_COLUMNS,
    TEXT_COLUMNS,
    join_lines,
    split_lines,
)
from labkb.graph import KnowledgeGraph
from labkb.model.question import Question
from labkb.pipeline import load_collection

Edit = Callable[[Any], None]


def edited(data: bytes, edit: Edit) -> bytes:
    """The workbook after a trainer changed its sheet of questions."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book["题目"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: Any, title: str) -> int:
    """The number of a column."""
    return next(c.column for c in sheet[1] if c.value == title)


def put(row: int, **values: object) -> Edit:
    """An edit that writes values into cells of a row, by title."""
    def edit(sheet: Any) -> None:
        for title, value in values.items():
            sheet.cell(row, column(sheet, title)).value = value
    return edit


@pytest.fixture(scope="module")
def bank(sample: KnowledgeGraph) -> bytes:
    """The sample's bank as a workbook."""
    return bank_xlsx(sample, Origin("test", "测试库", "1", "2026-01-31"))


def planned(graph: KnowledgeGraph, data: bytes, edit: Edit = lambda sheet: None) -> Import:
    """The plan for a workbook after an edit."""
    return plan_import(graph, edited(data, edit), "题库.xlsx")


def test_a_bank_that_nobody_touched_changes_nothing(sample: KnowledgeGraph, bank: bytes) -> None:
    plan = planned(sample, bank)
    assert plan.is_sound
    assert (plan.added, plan.changed, len(plan.unchanged), plan.untouched) == ((), (), 8, 0)


def test_the_workbook_of_the_whole_collection_is_read_as_well(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    assert len(planned(sample, collection_xlsx(sample, origin)).unchanged) == 8


def test_the_template_has_drop_downs_and_no_question(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(bank_xlsx(sample, origin, is_template=True))
    )["题目"]
    lists = {v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert lists == {
        '"单选题,多选题,判断题,填空题,数值题,排序题,配对题,案例题"', '"基础,应用,提高"',
        "'条款编号'!$A$2:$A$8", "'其他编号'!$A$2:$A$3",
    }
    assert sheet.max_row == 1
    assert sheet.freeze_panes == "E2"


def test_a_drop_down_of_ids_lists_what_there_is_and_lets_several_be_typed(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(bank_xlsx(sample, origin, is_template=True)))
    rules = book["题目"].data_validations.dataValidation
    clauses = next(v for v in rules if v.promptTitle == "依据条款")
    assert not clauses.showErrorMessage
    listed = [row[0].value for row in book["条款编号"]["A2:A8"]]
    assert listed[:3] == ["std-a:4", "std-a:4.1", "std-a:4.1/r1"]


def test_examples_of_the_template_may_be_copied_as_they_are(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(bank_xlsx(sample, origin, is_template=True)))
    for row in book["样例"].iter_rows(min_row=2):
        for cell in row:
            copied = book["题目"].cell(cell.row, cell.column)
            copied.value, copied.data_type = cell.value, cell.data_type
    out = io.BytesIO()
    book.save(out)
    plan = plan_import(sample, out.getvalue(), "题库.xlsx")
    assert plan.is_sound, [d.message for d in plan.diagnostics]
    assert [q.kind for q in plan.added] == [
        "single", "multiple", "true_false", "fill", "number", "order", "match", "case",
    ]


def test_an_empty_collection_gives_a_template_that_can_be_filled_in(
    empty: KnowledgeGraph, origin: Origin
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(bank_xlsx(empty, origin, is_template=True)))
    assert book.sheetnames == ["说明", "题目", "样例"]
    assert book["样例"]["A2"].value == "（没有内容）"


def test_a_cell_that_cannot_be_read_is_told_once(sample: KnowledgeGraph, bank: bytes) -> None:
    plan = planned(sample, bank, put(2, 解析="=A1"))
    assert [d.code for d in plan.diagnostics if d.severity is Severity.ERROR] == ["KB972"]


def test_a_preview_shows_each_changed_cell_before_and_after(
    sample: KnowledgeGraph, bank: bytes
) -> None:
    def edit(sheet: Any) -> None:
        put(2, 选项A="换一个说法")(sheet)
        put(10, 答案="对")(sheet)

    plan = planned(sample, bank, edit)
    cells = [c for change in plan.changed for c in changed_cells(change)]
    assert [(c.column, c.old, c.new) for c in cells] == [
        ("选项A", "用修正液盖住再写上新的数", "换一个说法"), ("小题1 答案", "错", "对"),
    ]


def test_a_course_gives_only_its_own_questions(sample: KnowledgeGraph, origin: Origin) -> None:
    data = bank_xlsx(sample, origin, ["question/fill"])
    plan = planned(sample, data)
    assert [q.id for q in plan.unchanged] == ["question/fill"]
    assert plan.untouched == 7


def test_a_new_row_without_a_number_gets_one_that_stays(
    sample: KnowledgeGraph, bank: bytes
) -> None:
    row = put(
        12, 题型="判断", 难度="基础", 题干="记录可以补记。", 答案="错", 解析="当场记。",
        依据条款="std-a:4.1",
    )
    first, second = planned(sample, bank, row), planned(sample, bank, row)
    assert [q.id for q in first.added] == [q.id for q in second.added]
    assert first.added[0].is_true is False


def test_numbers_typed_as_numbers_keep_their_digits(sample: KnowledgeGraph, bank: bytes) -> None:
    plan = planned(sample, bank, put(5, 答案=12.35))
    assert [c.new.number.value for c in plan.changed if c.new.number] == ["12.35"]


def test_very_small_numbers_are_not_written_with_an_exponent(
    sample: KnowledgeGraph, bank: bytes
) -> None:
    plan = planned(sample, bank, put(5, 允差=0.00001))
    assert [c.new.number.tolerance for c in plan.changed if c.new.number] == ["0.00001"]


def test_a_percentage_is_refused_because_it_reads_as_another_number(
    sample: KnowledgeGraph, bank: bytes
) -> None:
    def edit(sheet: Any) -> None:
        cell = sheet["F5"]
        cell.value, cell.number_format = 0.138, "0.0%"

    messages = [d.message for d in planned(sample, bank, edit).diagnostics]
    assert "F5（答案）是百分数，读出来是0.138" in messages


def test_letters_of_answers_may_be_small_or_parted(sample: KnowledgeGraph, bank: bytes) -> None:
    assert planned(sample, bank, put(3, 答案="a、b,d")).changed == ()


MISTAKES = {
    "no kind": (put(2, 题型=None), "C2", "KB973", "题型）：还没有填"),
    "a strange kind": (put(2, 题型="单选提"), "C2", "KB975", "单选提"),
    "a strange difficulty": (put(2, 难度="难"), "D2", "KB975", "“难”不是难度"),
    "no stem": (put(2, 题干=None), "E2", "KB973", "题干）：还没有填"),
    "no answer": (put(2, 答案=None), "F2", "KB973", "答案）：还没有填"),
    "a letter without option": (put(2, 答案="E"), "F2", "KB975", "没有这个选项"),
    "a truth that is none": (put(4, 答案="也许"), "F4", "KB975", "也许"),
    "a number without unit": (put(5, 单位=None), "G5", "KB973", "单位）：还没有填"),
    "a number that is none": (put(5, 答案="约12"), "F5", "KB206", "约12"),
    "an option left out": (put(2, 选项B=None), "K2", "KB973", "选项B"),
    "an option without a word": (put(2, 说明C=None), "N2", "KB973", "选项C还没有说明"),
    "no explanation": (put(2, 解析=None), "U2", "KB973", "解析）：还没有填"),
    "no clause": (put(2, 依据条款=None), "V2", "KB973", "依据条款）：还没有填"),
    "a clause that is none": (put(2, 依据条款="std-a:4.1\nstd-a:4.9"), "V2", "KB302", "std-a:4.9"),
    "a term that is none": (put(6, 术语="term/recrd"), "W6", "KB406", "term/recrd"),
    "a formula": (put(2, 题干="=A1&A2"), "E2", "KB972", "是公式"),
    "an id twice": (put(3, 编号="question/correct"), "A3", "KB974", "重复"),
    "an id of the wrong shape": (put(2, 编号="题目1"), "A2", "KB206", "题目1"),
    "a part out of order": (put(11, 小题="3"), "B11", "KB974", "3"),
    "a column of another name": (put(1, 解析="解释"), "U1", "KB971", "解释"),
    "a remark where none belongs": (put(6, 说明A="为什么"), "J6", "KB974", "填空题不填“说明A”"),
    "an answer where none belongs": (put(7, 答案="ABC"), "F7", "KB974", "排序题不填“答案”"),
    "options of a case": (put(9, 选项A="甲"), "I9", "KB974", "案例题不填“选项A”"),
    "a date": (put(5, 答案=datetime(2026, 1, 2)), "F5", "KB972", "是日期"),
    "a blank too many": (put(6, 题干="记录由___写。"), "E6", "KB806", "空"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_in_its_cell(
    name: str, sample: KnowledgeGraph, bank: bytes
) -> None:
    edit, cell, code, words = MISTAKES[name]
    plan = planned(sample, bank, edit)
    found = [d for d in plan.diagnostics if d.code == code and words in d.message]
    assert found, [(d.code, d.message) for d in plan.diagnostics]
    assert found[0].message.startswith(cell)
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    where = sheet[cell]
    assert (found[0].place.line, found[0].place.column) == (where.row, where.column)
    assert found[0].remedy
    # An unknown term is a warning in the whole collection, and so it is here.
    assert plan.is_sound is (found[0].severity is Severity.WARNING)


def test_all_mistakes_are_told_at_once(sample: KnowledgeGraph, bank: bytes) -> None:
    def edit(sheet: Any) -> None:
        put(2, 题型="单选提", 依据条款="std-a:9")(sheet)
        put(4, 答案="也许")(sheet)
        put(6, 术语="term/recrd")(sheet)

    found = planned(sample, bank, edit).diagnostics
    cells = {(d.place.line, d.place.column) for d in found if d.severity is not Severity.INFO}
    assert {(2, 3), (2, 22), (4, 6), (6, 23)} <= cells


def test_a_file_that_is_no_workbook_is_refused(sample: KnowledgeGraph) -> None:
    with pytest.raises(CannotGoOn, match=r"不是 \.xlsx"):
        plan_import(sample, b"\xd0\xcf\x11\xe0 old", "旧.xls")


def test_a_workbook_without_the_sheet_says_how_to_get_one(sample: KnowledgeGraph) -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(CannotGoOn, match="--template"):
        plan_import(sample, out.getvalue(), "别的.xlsx")


def test_nothing_is_written_while_there_are_mistakes(
    sample: KnowledgeGraph, bank: bytes, project: Path
) -> None:
    plan = planned(sample, bank, put(2, 题型="单选提"))
    with pytest.raises(CannotGoOn):
        write_import(project, sample, plan, "kb/questions/new.yaml")
    assert not (project / "kb/questions/new.yaml").exists()


def test_a_change_is_written_where_the_question_stands_and_the_rest_is_untouched(
    bank: bytes, project: Path
) -> None:
    path = project / "kb/questions/bank.yaml"
    old = "# 题库的说明\n" + path.read_text("utf-8").replace(
        "- id: question/honest", "# 这一题常被问起\n- id: question/honest"
    )
    path.write_text(old, "utf-8")
    graph = load_collection(project).graph
    plan = planned(graph, bank, put(2, 题干="写错了一个数，怎么改？"))

    assert write_import(project, graph, plan, "kb/questions/new.yaml") == ["kb/questions/bank.yaml"]
    new = path.read_text("utf-8")
    assert new.startswith("# 题库的说明\n- id: question/correct")
    at = "# 这一题常被问起"
    assert new[new.index(at):] == old[old.index(at):]
    again = load_collection(project)
    assert getattr(again.graph["question/correct"].value, "stem", "") == "写错了一个数，怎么改？"


def test_new_questions_are_written_to_a_file_that_loads_without_a_finding(
    bank: bytes, project: Path
) -> None:
    (project / "kb/questions/bank.yaml").unlink()
    (project / "kb/courses/c.yaml").unlink()
    graph = load_collection(project).graph
    plan = planned(graph, bank)
    assert len(plan.added) == 8

    write_import(project, graph, plan, "kb/questions/new.yaml")
    loaded = load_collection(project)
    assert planned(loaded.graph, bank).changed == ()
    assert len(planned(loaded.graph, bank).unchanged) == 8


def test_new_questions_join_a_file_that_held_a_single_one(bank: bytes, project: Path) -> None:
    path = project / "kb/questions/bank.yaml"
    (project / "kb/courses/c.yaml").unlink()
    first = path.read_text("utf-8").split("- id: question/honest")[0]
    path.write_text("# 只有一题\n" + first.replace("- id", "  id").replace("\n  ", "\n")[2:], "utf-8")
    graph = load_collection(project).graph
    assert [e.id for e in graph.family("question")] == ["question/correct"]
    plan = planned(graph, bank, put(2, 题干="写错了怎么改？"))

    write_import(project, graph, plan, "kb/questions/bank.yaml")
    again = load_collection(project)
    assert len(again.graph.family("question")) == 8
    assert path.read_text("utf-8").startswith("# 只有一题\n- id: question/correct")
    assert getattr(again.graph["question/correct"].value, "stem", "") == "写错了怎么改？"


def test_every_field_of_a_question_has_its_place_in_the_sheet() -> None:
    listed = {*TEXT_COLUMNS.values(), *LIST_COLUMNS.values(), "kind", "difficulty"}
    bodies = {"options", "is_true", "number", "blanks", "sequence", "pairs", "case_parts"}
    assert set(Question.model_fields) == listed | bodies


def test_what_is_typed_into_the_sheet_stays_text(sample: KnowledgeGraph, bank: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(bank))["题目"]
    assert {sheet.column_dimensions[name].number_format for name in ("A", "F", "I")} == {"@"}
    assert sheet["F2"].number_format == "@"


@pytest.mark.parametrize(
    "values", [("一", "二"), ("含\n换行",), ("反\\斜\\n杠",), ("尾\\",), ("a\\\\nb", "c")]
)
def test_lists_in_a_cell_come_back_as_they_were(values: tuple[str, ...]) -> None:
    assert tuple(split_lines(join_lines(values))) == values
