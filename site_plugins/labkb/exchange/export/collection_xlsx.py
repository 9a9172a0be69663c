"""The collection as a workbook: a sheet per kind of record."""

from __future__ import annotations

from collections.abc import Sequence

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.tables import collection_tables
from labkb.exchange.export.workbook import Workbook
from labkb.exchange.questions.bank_xlsx import add_bank, bank_questions
from labkb.graph import KnowledgeGraph


def collection_xlsx(graph: KnowledgeGraph, origin: Origin, only: Sequence[str] = ()) -> bytes:
    """The bytes of the workbook; `only` names the records to hold, none for all.

    The whole collection comes with its question bank, which `labkb import-questions` reads back.
    """
    tables = collection_tables(graph, only)
    if only:
        tables = tuple(table for table in tables if table.rows)
    book = Workbook(origin, f"{origin.name}：数据表", only)
    book.add_cover_lines([f"{table.name}：{len(table.rows)}行" for table in tables])
    for table in tables:
        book.add(table)
    if not only:
        add_bank(book, bank_questions(graph))
    return book.finish()
