"""Workbooks, read back with openpyxl."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from labkb.exchange.export.collection_xlsx import collection_xlsx
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.tables import Column, Table
from labkb.exchange.export.workbook import MAX_CELL, Workbook
from labkb.graph import KnowledgeGraph


def opened(data: bytes) -> Any:
    """The workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """Rows below the titles, by title."""
    titles, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rest]


@pytest.fixture(scope="module")
def book(sample: KnowledgeGraph) -> Any:
    """The workbook of the sample collection."""
    return opened(collection_xlsx(sample, Origin("test", "测试库", "1", "2026-01-31")))


def test_every_kind_of_record_has_its_sheet(book: Any) -> None:
    assert book.sheetnames == [
        "说明", "文件", "条款", "要求", "对照表", "术语", "数字", "引用文件", "职责与任务", "题目",
    ]


def test_a_clause_stands_with_number_heading_summary_and_id(book: Any) -> None:
    found = {row["编号"]: row for row in rows(book["条款"])}
    clause = found["std-a:4.1"]
    assert (clause["条款号"], clause["标题"], clause["程度"]) == ("4.1", "当场记", "应、宜")
    assert clause["定义的术语"] == "原始记录"
    assert clause["引用"] == "B 17025 3"


def test_a_requirement_stands_with_actors_and_evidence(book: Any) -> None:
    first = rows(book["要求"])[0]
    assert (first["编号"], first["由谁做"]) == ("std-a:4.1/r1", "校准室")
    assert first["证据"] == "原始记录\n@现场看"


def test_a_crosswalk_row_says_relation_and_reason_in_words(book: Any) -> None:
    first, second = rows(book["对照表"])
    assert (first["关系"], first["对方编号"], first["理由"]) == ("子集", "ref-b:3", "-甲更细。")
    assert (second["关系"], second["对方编号"]) == ("无对应", None)


def test_numbers_are_numbers_with_the_places_that_the_source_prints(book: Any) -> None:
    sheet = book["数字"]
    found = {row["名称"]: row["数值"] for row in rows(sheet)}
    assert found == {"保存年限": 6, "占比": 13.8, "合计": 19.8}
    assert sheet["C3"].number_format == "0.00"


@pytest.mark.parametrize("start", ["=1+1", "+86", "-甲", "@x", "=HYPERLINK(\"http://x\")"])
def test_text_that_looks_like_a_formula_stays_text(start: str, origin: Origin) -> None:
    book = Workbook(origin, "表")
    book.add(Table("甲", (Column("值"),), ((start,),)))
    cell = opened(book.finish())["甲"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (start, "s", True)


def test_a_long_table_keeps_its_titles_in_sight_and_on_every_page(origin: Origin) -> None:
    book = Workbook(origin, "表")
    book.add(Table("甲", (Column("序"), Column("值")), tuple((n, f"第{n}行") for n in range(5000))))
    sheet = opened(book.finish())["甲"]
    assert (sheet.max_row, sheet["B5001"].value) == (5001, "第4999行")
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == (
        "A2", "$1:$1", "A1:B5001",
    )


def test_what_names_a_row_stays_in_sight_and_on_every_page_of_a_wide_sheet(
    origin: Origin,
) -> None:
    book = Workbook(origin, "表")
    columns = tuple(Column(f"栏{n}", 60) for n in range(10))
    book.add(Table("甲", columns, (("值",) * 10,), frozen=2))
    sheet = opened(book.finish())["甲"]
    assert (sheet.freeze_panes, sheet.print_title_cols, sheet.page_setup.fitToWidth) == (
        "C2", "$A:$B", 3,
    )


def test_text_longer_than_a_cell_is_cut_and_says_so(origin: Origin) -> None:
    book = Workbook(origin, "表")
    book.add(Table("甲", (Column("值"),), (("长" * (MAX_CELL + 1),),)))
    value = opened(book.finish())["甲"]["A2"].value
    assert len(value) == MAX_CELL
    assert value.endswith("见网站）")


def test_the_first_sheet_says_where_everything_comes_from(book: Any) -> None:
    said = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True) if row[0]}
    assert (said["知识库"], said["代号"], said["版次"], said["资料截至"]) == (
        "测试库", "test", "1", "2026-01-31",
    )


def test_an_empty_collection_gives_sheets_that_say_so(
    empty: KnowledgeGraph, origin: Origin
) -> None:
    book = opened(collection_xlsx(empty, origin))
    assert book["条款"]["A2"].value == "（没有内容）"


def test_only_the_records_that_are_named_are_written(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    book = opened(collection_xlsx(sample, origin, ["crosswalk/a-b"]))
    assert book.sheetnames == ["说明", "对照表"]


def test_two_workbooks_of_one_collection_are_the_same(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    first = collection_xlsx(sample, origin)
    assert collection_xlsx(sample, origin) == first
    assert collection_xlsx(sample, replace(origin, edition="2")) != first
