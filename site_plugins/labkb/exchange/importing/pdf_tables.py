"""Tables of pdf pages by their ruling lines."""

from __future__ import annotations

import io
import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from labkb.exchange.importing.chars import first_token, join, width
from labkb.exchange.importing.model import RawTable
from labkb.exchange.importing.pdf_page import Box, Glyph, inside, make_lines

_MAX_RULES = 4_000


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with its place on the page."""

    box: Box
    table: RawTable


def has_rules(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has enough straight lines for a table."""
    flat = upright = 0
    for number, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > _MAX_RULES:
            return False
        try:
            left, bottom, right, top = item.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        wide, high = right - left, top - bottom
        if wide > 20 and high > 10:
            flat += 2
            upright += 2
        elif wide > 8 * max(high, 0.1):
            flat += 1
        elif high > 4 * max(wide, 0.1):
            upright += 1
    return flat >= 2 and upright >= 2


def find_tables(
    data: bytes, index: int, glyphs: Sequence[Glyph], first_line: int
) -> list[PageTable]:
    """The tables of a page, cells filled from the given characters."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as document:
        page = document.pages[0]
        grids = [
            [tuple(float(v) for v in cell) for cell in table.cells] for table in page.find_tables()
        ]
    found = []
    for cells in grids:
        made = _table([(c[0], c[1], c[2], c[3]) for c in cells], glyphs, index, first_line)
        if made is not None:
            found.append(made)
    return found


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 2:
            edges.append(value)
    return edges


def _table(
    cells: Sequence[Box], glyphs: Sequence[Glyph], index: int, first_line: int
) -> PageTable | None:
    xs = _edges([c[0] for c in cells] + [c[2] for c in cells])
    ys = _edges([c[1] for c in cells] + [c[3] for c in cells])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1 or columns * rows > 50_000:
        return None
    texts = [[""] * columns for _ in range(rows)]
    above: set[tuple[int, int]] = set()
    beside: set[tuple[int, int]] = set()
    box = (xs[0], ys[0], xs[-1], ys[-1])
    mine = [g for g in glyphs if inside(g, box)]
    for cell in cells:
        c0 = bisect_right(xs, cell[0] + 2) - 1
        r0 = bisect_right(ys, cell[1] + 2) - 1
        c1 = max(c0 + 1, bisect_right(xs, cell[2] + 2) - 1)
        r1 = max(r0 + 1, bisect_right(ys, cell[3] + 2) - 1)
        texts[r0][c0] = cell_text([g for g in mine if _in_cell(g, cell)], cell)
        for r in range(r0, min(r1, rows)):
            for c in range(c0, min(c1, columns)):
                if r > r0:
                    above.add((r, c))
                elif c > c0:
                    beside.add((r, c))
    if not any(any(row) for row in texts):
        return None
    table = RawTable(
        tuple(tuple(row) for row in texts), first_line, index + 1, frozenset(above), frozenset(beside)
    )
    return PageTable(box, table)


def _in_cell(glyph: Glyph, cell: Box) -> bool:
    x = (glyph.left + glyph.right) / 2
    y = (glyph.top + glyph.bottom) / 2
    return cell[0] <= x < cell[2] and cell[1] <= y < cell[3]


def cell_text(glyphs: Sequence[Glyph], cell: Box) -> str:
    """The text of a cell: full lines flow, short ones stay lines."""
    lines = make_lines(glyphs)
    if not lines:
        return ""
    text = lines[0].text
    for before, line in itertools.pairwise(lines):
        token = width(first_token(line.text)) / 2 * line.size
        is_full = before.right + token > cell[2] - 0.5 * before.size
        text = join(text, line.text) if is_full else f"{text}\n{line.text}"
    return text
