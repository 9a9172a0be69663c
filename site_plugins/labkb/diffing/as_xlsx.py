"""A report as a workbook: the table old to new, and what needs another look."""

from __future__ import annotations

from typing import Any

from labkb.diffing.as_text import note
from labkb.diffing.marks import Span
from labkb.diffing.report import LAYER_WORDS, Report, ReportRow
from labkb.diffing.units import DiffUnit
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.tables import Cell, Column, Table
from labkb.exchange.export.workbook import MAX_CELL, Workbook

_COLUMNS = (
    Column("变化", 12), Column("旧版条号", 12), Column("旧版内容", 56), Column("新版条号", 12),
    Column("新版内容", 56), Column("说明", 28), Column("要再看的内容", 40),
)
_MOST_RUNS = 400


def as_xlsx(report: Report, origin: Origin) -> bytes:
    """The workbook; changed words are struck red in the old text and green in the new one."""
    c = report.comparison
    book = Workbook(origin, f"{c.new.title}：新旧版对照", (c.old.id, c.new.id))
    book.add_cover_lines([
        f"旧版：{c.old.title}，{c.old.issued_on or '发布日期未注明'}",
        f"新版：{c.new.title}，{c.new.issued_on or '发布日期未注明'}",
        f"比的是{LAYER_WORDS[c.layer]}；空白不算变化。",
        f"{report.summary()}。",
    ])
    sheet = book.add(Table("新旧对照", _COLUMNS, tuple(_cells(row) for row in report.rows)))
    styles = {
        "removed": book.format("removed", font_color="#A5271E", font_strikeout=True),
        "added": book.format("added", font_color="#1D6A3C", bold=True),
    }
    for number, found in enumerate(report.rows, 1):
        if found.marks:
            _rich(book, sheet, number, 2, found.marks, "added", styles)
            _rich(book, sheet, number, 4, found.marks, "removed", styles)
    columns = (Column("种类", 12), Column("编号", 40), Column("内容", 60), Column("依据", 40))
    for name, bound in (("要再看的内容", report.dependents), ("只要改条号", report.repoints)):
        rows = tuple((b.word, b.dependent, b.label, b.target) for b in bound)
        book.add(Table(name, columns, rows))
    return book.finish()


def _cells(found: ReportRow) -> tuple[Cell, ...]:
    row = found.row
    return (
        found.words,
        _number(row.old), _text(row.old),
        _number(row.new), _text(row.new),
        note(found).strip("（）"),
        "\n".join(f"{b.word}：{b.label}" for b in found.dependents),
    )


def _number(unit: DiffUnit | None) -> str:
    return unit.number or unit.path if unit else ""


def _text(unit: DiffUnit | None) -> str:
    return "\n".join(unit.lines) if unit else ""


def _rich(
    book: Workbook, sheet: Any, row: int, column: int, spans: tuple[Span, ...], without: str,
    styles: dict[str, Any],
) -> None:
    """One side of the marks with its own words coloured; plain where Excel's bounds are passed."""
    kept = [span for span in spans if span.op != without and span.text]
    too_long = len(kept) > _MOST_RUNS or sum(len(span.text) for span in kept) > MAX_CELL
    if len(kept) < 2 or too_long or all(span.op == "same" for span in kept):
        return
    runs: list[Any] = []
    for span in kept:
        if span.op in styles:
            runs.append(styles[span.op])
        runs.append(span.text)
    sheet.write_rich_string(row, column, *runs, book.text)
