"""Print lines of a pdf page with their places, put together from its characters."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from labkb.exchange.importing.chars import fold


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box, built on the base line; y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A line of print."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


Box = tuple[float, float, float, float]


def read_glyphs(page: pypdfium2.PdfPage, limit: int) -> list[Glyph] | None:
    """The printed characters of a page; None when there are more than the limit."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > limit:
            return None
        return list(_glyphs(text_page, count, page.get_height()))
    finally:
        text_page.close()


def _glyphs(
    text_page: pypdfium2.PdfTextPage, count: int, height: float
) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    raw = text_page.raw
    get_unicode = pdfium.FPDFText_GetUnicode
    high = 0
    for index in range(count):
        code = get_unicode(raw, index)
        if code < 0x20 or code in (0xFFFE, 0xFFFF) or pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
            continue
        if not pdfium.FPDFText_GetCharOrigin(raw, index, x, y):
            continue
        size = pdfium.FPDFText_GetFontSize(raw, index)
        if pdfium.FPDFText_GetMatrix(raw, index, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        if not 1.0 <= size <= 400.0:
            size = max(1.0, box.top - box.bottom)
        base = height - y.value
        yield Glyph(
            chr(code), min(x.value, box.left), base - 0.88 * size, box.right, base + 0.12 * size, size
        )


def inside(glyph: Glyph, box: Box) -> bool:
    """Whether the middle of a character is in a box (left, top, right, bottom)."""
    x = (glyph.left + glyph.right) / 2
    y = (glyph.top + glyph.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def make_lines(glyphs: Sequence[Glyph]) -> list[PrintLine]:
    """Lines from top to bottom, characters from left to right."""
    rows: list[list[Glyph]] = []
    middles: list[float] = []
    for glyph in sorted(glyphs, key=lambda g: ((g.top + g.bottom) / 2, g.left)):
        middle = (glyph.top + glyph.bottom) / 2
        place = next(
            (
                k
                for k in range(len(rows) - 1, max(-1, len(rows) - 4), -1)
                if abs(middles[k] - middle) < 0.4 * min(glyph.size, rows[k][0].size * 1.5)
            ),
            None,
        )
        if place is None:
            rows.append([glyph])
            middles.append(middle)
        else:
            rows[place].append(glyph)
    lines = [_line(sorted(row, key=lambda g: g.left)) for row in rows]
    return sorted((line for line in lines if line.text.strip()), key=lambda line: line.top)


def _line(row: list[Glyph]) -> PrintLine:
    parts: list[str] = []
    previous: Glyph | None = None
    size = sorted(g.size for g in row)[len(row) // 2]
    stretch = _stretch(row, size)
    is_stretched = stretch > 0.25 * size
    for glyph in row:
        if glyph.text.isspace():
            if is_stretched:
                continue
            if parts and not parts[-1].isspace():
                parts.append(" " if glyph.text != "\u3000" else "\u3000")
            continue
        if previous is not None:
            is_same = abs(glyph.left - previous.left) < 0.12 * size
            if glyph.text == previous.text and is_same and glyph.text not in "—―─…":
                continue
            gap = glyph.left - previous.right
            wide = previous.text > "\u2e7f" and glyph.text > "\u2e7f"
            if is_stretched and gap < 1.9 * stretch:
                gap = 0.0
            if gap > (0.7 if wide else 0.2) * size and parts and not parts[-1].isspace():
                parts.append(" ")
        parts.append(glyph.text)
        previous = glyph
    printed = [g for g in row if not g.text.isspace()] or row
    left = min(g.left for g in printed)
    right = max(g.right for g in printed)
    if is_stretched:
        # A line that ends by hand is drawn out to the margin; its own width tells more.
        right = left + sum(g.right - g.left for g in printed)
    return PrintLine(
        fold("".join(parts)).strip(" \u3000"),
        left,
        min(g.top for g in printed),
        right,
        max(g.bottom for g in printed),
        size,
    )


def _stretch(row: Sequence[Glyph], size: float) -> float:
    """The usual gap between the characters of a line that was drawn out to the margin, or 0."""
    printed = [g for g in row if not g.text.isspace()]
    gaps = sorted(b.left - a.right for a, b in itertools.pairwise(printed))
    if len(gaps) < 3:
        return 0.0
    usual = gaps[len(gaps) // 2]
    is_even = gaps[len(gaps) // 5] > 0.5 * usual
    return usual if usual > 0.15 * size and is_even else 0.0
