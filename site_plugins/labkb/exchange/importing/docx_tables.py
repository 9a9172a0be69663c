"""The grid of a docx table: rows of cell texts, and what merged cells cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from labkb.exchange.importing.docx_package import W
from labkb.exchange.importing.limits import MAX_TABLE_CELLS, Refused


@dataclass(slots=True)
class Grid:
    """A table with its merged cells marked."""

    columns: int
    rows: tuple[tuple[str, ...], ...]
    cells: list[Element]
    above: set[tuple[int, int]] = field(default_factory=set)
    """Places that a cell covers from above."""
    beside: set[tuple[int, int]] = field(default_factory=set)
    """Places that a cell covers from the left."""


def read_grid(table: Element, text_of: Callable[[Element], str], name: str) -> Grid | None:
    """The grid of a table; None without rows. The text of a frame of one column is not read."""
    rows = [list(_cells(row)) for row in _rows(table)]
    if not any(rows):
        return None
    if all(len(row) <= 1 for row in rows):
        return Grid(1, (), [cell for row in rows for cell in row])
    grid = Grid(0, (), [])
    texts: list[list[str]] = []
    total = 0
    for r, row in enumerate(_rows(table)):
        line = [""] * _count(row.find(f"{W}trPr/{W}gridBefore"))
        for cell in _cells(row):
            properties = cell.find(f"{W}tcPr")
            span = _count(None if properties is None else properties.find(f"{W}gridSpan")) or 1
            merge = None if properties is None else properties.find(f"{W}vMerge")
            text = text_of(cell)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue":
                grid.above.update((r, len(line) + k) for k in range(span))
                text = ""
            grid.beside.update((r, len(line) + k) for k in range(1, span))
            line += [text, *[""] * (span - 1)]
            total += span
            if total > MAX_TABLE_CELLS:
                raise Refused(f"{name}：表格超过 {MAX_TABLE_CELLS} 个单元格，没有读取")
        texts.append(line)
    grid.columns = max(map(len, texts))
    grid.rows = tuple(tuple(line + [""] * (grid.columns - len(line))) for line in texts)
    return grid


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}ins", f"{W}customXml", f"{W}sdtContent"}:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _cells(child)


def _count(element: Element | None) -> int:
    text = "0" if element is None else element.get(f"{W}val", "0")
    return min(int(text), 200) if text.isdigit() else 0
