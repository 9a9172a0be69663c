"""A question bank as a workbook with drop-downs, to be filled in by people who never open YAML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.tables import Column, Table, full_number
from labkb.exchange.export.teaching import KINDS
from labkb.exchange.export.workbook import Workbook
from labkb.exchange.questions.sheet import (
    DIFFICULTIES,
    DIFFICULTY,
    HELP,
    KIND,
    SHEET,
    WIDTHS,
    titles,
)
from labkb.exchange.questions.to_rows import options_needed, rows_of
from labkb.graph import KnowledgeGraph
from labkb.model.course import Course
from labkb.model.question import Question

SPARE_ROWS = 300
"""Empty rows with drop-downs below the questions."""


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
    """The bytes of the workbook: how to fill it in, the questions, the ids of clauses."""
    questions = [] if is_template else bank_questions(graph, ids)
    book = Workbook(origin, f"{origin.name}：题库", [q.id for q in questions][:50])
    add_bank(book, questions)
    book.add(_clause_ids(graph))
    return book.finish()


def add_bank(book: Workbook, questions: Sequence[Question]) -> None:
    """The sheet of the questions, with help on the first sheet."""
    rows = rows_of(questions)
    columns = titles(options_needed(rows))
    table = Table(
        SHEET,
        tuple(Column(title, WIDTHS.get(title, 18)) for title in columns),
        tuple(tuple(row.get(title) for title in columns) for row in rows),
    )
    sheet = book.add(table, is_form=True)
    _drop_downs(sheet, columns, len(rows))
    book.add_cover_lines(("", f"题库有{len(questions)}题，在“{SHEET}”表里。怎样填：", *HELP))


def _drop_downs(sheet: Any, columns: Sequence[str], count: int) -> None:
    last = count + SPARE_ROWS
    for title, words in ((KIND, list(KINDS.values())), (DIFFICULTY, list(DIFFICULTIES.values()))):
        place = columns.index(title)
        sheet.data_validation(1, place, last, place, {
            "validate": "list", "source": words, "error_title": title,
            "error_message": f"请从下拉列表里选：{'、'.join(words)}",
        })


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
