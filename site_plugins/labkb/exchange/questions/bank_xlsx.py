"""A question bank as a workbook with drop-downs, to be filled in by people who never open YAML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.tables import Column, Table, full_number
from labkb.exchange.export.teaching import KINDS
from labkb.exchange.export.workbook import Workbook
from labkb.exchange.questions.sheet import (
    CLAUSES,
    DIFFICULTIES,
    DIFFICULTY,
    FIRST,
    HELP,
    KIND,
    NUMBER,
    PROMPTS,
    SHEET,
    STEM,
    WIDTHS,
    titles,
)
from labkb.exchange.questions.to_rows import Row, options_needed, rows_of
from labkb.graph import KnowledgeGraph
from labkb.model.course import Course
from labkb.model.question import Question

SPARE_ROWS = 300
"""Empty rows with drop-downs below the questions."""
EXAMPLES = "样例"
_LOOKED_UP = {"条款编号": (CLAUSES,), "其他编号": ("术语", "计算器", "核查项")}
"""Sheet -> the columns whose ids it lists."""
_OTHER = {"term": "术语", "calculator": "计算器", "check_item": "核查项"}


def bank_questions(graph: KnowledgeGraph, ids: Sequence[str] = ()) -> list[Question]:
    """The questions of the ids: questions themselves, or those of courses; all without ids."""
    wanted: set[str] = set()
    for record_id in ids:
        value = graph[record_id].value
        if isinstance(value, Course):
            wanted.update(i for lesson in value.lessons() for i in lesson.questions)
        else:
            wanted.add(record_id)
    found = (entry.value for entry in graph.family("question"))
    return [q for q in found if isinstance(q, Question) and (not ids or q.id in wanted)]


def bank_xlsx(
    graph: KnowledgeGraph, origin: Origin, ids: Sequence[str] = (), *, is_template: bool = False
) -> bytes:
    """The bytes of the workbook: how to fill it in, the questions, examples, ids to look up."""
    held = bank_questions(graph, ids)
    questions = [] if is_template else held
    book = Workbook(origin, f"{origin.name}：题库", [q.id for q in questions])
    places = id_tables(graph)
    add_bank(book, questions, places)
    if is_template:
        book.add(_examples(held))
    for table in places:
        book.add(table)
    return book.finish()


def add_bank(
    book: Workbook, questions: Sequence[Question], places: Sequence[Table] = ()
) -> None:
    """The sheet of the questions, with help on the first sheet.

    Args:
        book: the workbook.
        questions: what it holds.
        places: the sheets of the book where ids are looked up, for drop-downs.
    """
    rows = rows_of(questions)
    columns = titles(options_needed(rows))
    table = _table(SHEET, columns, rows)
    sheet = book.add(table, is_form=True)
    _drop_downs(sheet, columns, len(rows), places)
    book.add_cover_lines(("", f"题库有{len(questions)}题，在“{SHEET}”表里。怎样填：", *HELP))


def _table(name: str, columns: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table(
        name,
        tuple(Column(title, WIDTHS.get(title, 18)) for title in columns),
        tuple(tuple(row.get(title) for title in columns) for row in rows),
        frozen=len(FIRST[: FIRST.index(STEM)]),
    )


def _examples(questions: Sequence[Question]) -> Table:
    """A question of every kind, to look at and to copy: without numbers, which must stay unique."""
    first = {question.kind: question for question in reversed(questions)}
    rows = rows_of(first[kind] for kind in KINDS if kind in first)
    for row in rows:
        row.pop(NUMBER, None)
    return _table(EXAMPLES, titles(options_needed(rows)), rows)


def _drop_downs(
    sheet: Any, columns: Sequence[str], count: int, places: Sequence[Table]
) -> None:
    last = count + SPARE_ROWS
    for title, words in ((KIND, list(KINDS.values())), (DIFFICULTY, list(DIFFICULTIES.values()))):
        place = columns.index(title)
        sheet.data_validation(1, place, last, place, {
            "validate": "list", "source": words, "error_title": title,
            "error_message": f"请从下拉列表里选：{'、'.join(words)}",
            "input_title": title, "input_message": "点右边的小箭头选",
        })
    for table in places:
        for title in _LOOKED_UP[table.name]:
            place = columns.index(title)
            # Cells hold several ids, one per line: the list helps with the first and forbids nothing.
            sheet.data_validation(1, place, last, place, {
                "validate": "list", "source": f"='{table.name}'!$A$2:$A${len(table.rows) + 1}",
                "show_error": False, "input_title": title,
                "input_message": f"从列表里选，或照“{table.name}”表填；几个就一行一个（Alt+Enter 换行）",
            })
    for title, said in PROMPTS.items():
        place = columns.index(title)
        sheet.data_validation(1, place, last, place, {
            "validate": "any", "input_title": title, "input_message": said,
        })


def id_tables(graph: KnowledgeGraph) -> tuple[Table, ...]:
    """Where ids are looked up; only tables that hold something."""
    other = Table(
        "其他编号",
        (Column("编号", 40), Column("种类", 12), Column("名称", 60)),
        tuple(
            (entry.id, _OTHER[entry.family], entry.label)
            for family in _OTHER for entry in graph.family(family)
        ),
    )
    return tuple(table for table in (_clause_ids(graph), other) if table.rows)


def _clause_ids(graph: KnowledgeGraph) -> Table:
    def rows() -> Iterator[tuple[str, str, str, str]]:
        for entry in graph.entries.values():
            if entry.family == "clause":
                yield entry.id, entry.record.label, full_number(graph, entry), entry.label
            elif entry.family == "requirement":
                above = graph[entry.parent]
                yield entry.id, entry.record.label, full_number(graph, above), entry.label

    return Table(
        "条款编号",
        (Column("编号", 40), Column("文件", 30), Column("条款号", 12), Column("内容", 60)),
        tuple(rows()),
    )
