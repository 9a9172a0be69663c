"""A slide before it is drawn, and how it is cut so that nothing runs out of its box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from labkb.exchange.export.fitting import line_count, split_text

# Measures of the body box, in points; `deck_theme` draws it in this size.
BODY_WIDTH, BODY_HEIGHT = 780.0, 366.0
INDENT = 34.0
TITLE_WIDTH = 780.0 / 28.0
"""Width of the title box in ems of its letters."""
SEAL, SEAL_GAP = 24.0, 12.0
"""The square of an obligation in front of a row, and the room after it."""
CELL_GAP = 14.0
"""White room at the right of a cell."""
ROW_GAP, HEAD_HEIGHT, GRID_GAP = 10.0, 30.0, 12.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of type in points, and exact heights of lines: no font's metrics change them."""

    sizes: tuple[float, ...]
    """Per level of the body."""
    pitch: tuple[float, ...]
    gap: tuple[float, ...]
    """Below a paragraph."""
    cells: tuple[tuple[float, float], tuple[float, float]]
    """Size and pitch of a table's main column and of the others."""


NORMAL = Scale((20, 16, 14), (31, 25, 22), (9, 6, 4), ((16, 24), (14, 21)))
LARGE = Scale((24, 20, 17), (37, 31, 26), (12, 9, 6), ((19, 29), (16, 24)))


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the body: a mark that hangs in front, and its text."""

    text: str
    mark: str = ""
    level: int = 0
    is_strong: bool = False
    hangs: bool = False
    """Begins where the text of marked lines begins, without a mark of its own."""

    @property
    def indent(self) -> float:
        """How far in its text begins."""
        return INDENT if self.mark or self.hangs else 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with the sign of an obligation before it or none."""

    cells: tuple[str, ...]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: titles, shares of the width, and which column is set in the larger type."""

    head: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[Row, ...]
    main: int = 0

    @property
    def has_signs(self) -> bool:
        """Whether a column of squares stands in front."""
        return any(row.sign for row in self.rows)

    def widths(self) -> tuple[float, ...]:
        """Widths of the columns in points, without the column of squares."""
        room = BODY_WIDTH - (SEAL + SEAL_GAP if self.has_signs else 0.0)
        return tuple(room * share / sum(self.shares) for share in self.shares)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide before it is drawn."""

    layout: str
    """cover, section or content."""
    title: str
    kicker: str = ""
    """What hangs in the number column: 6.3.6, 目标, 练习."""
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    grid: Grid | None = None
    source: str = ""
    """The document that it is about, above the kicker."""
    scale: Scale = NORMAL


def line_height(line: Line, scale: Scale) -> float:
    """The height of a paragraph in points, with the gap after it."""
    width = (BODY_WIDTH - line.indent) / scale.sizes[line.level]
    return line_count(line.text, width) * scale.pitch[line.level] + scale.gap[line.level]


def row_height(row: Row, grid: Grid, scale: Scale) -> float:
    """The height of a row in points."""
    found = SEAL if row.sign else 0.0
    for number, (text, width) in enumerate(zip(row.cells, grid.widths(), strict=True)):
        size, pitch = scale.cells[number != grid.main]
        found = max(found, line_count(text, (width - CELL_GAP) / size) * pitch)
    return found + ROW_GAP


def lines_height(slide: Slide) -> float:
    """The height of everything above the table."""
    return sum(line_height(line, slide.scale) for line in slide.lines)


def height(slide: Slide) -> float:
    """The height of all that stands in the body."""
    found = lines_height(slide)
    if slide.grid:
        found += GRID_GAP + HEAD_HEIGHT
        found += sum(row_height(row, slide.grid, slide.scale) for row in slide.grid.rows)
    return found


def fit(slide: Slide) -> Iterator[Slide]:
    """The slide in large type where it fits, else as many slides as it needs.

    The notes stand with the first of them.
    """
    if slide.layout != "content":
        yield slide
        return
    if line_count(slide.title, TITLE_WIDTH) > 2:
        first = Line(slide.title, is_strong=True)
        slide = replace(slide, title=slide.title[:24] + "…", lines=(first, *slide.lines))
    large = replace(slide, scale=LARGE)
    if height(large) <= BODY_HEIGHT:
        yield large
        return
    for number, part in enumerate(_parts(slide)):
        if number:
            part = replace(part, title=f"{slide.title}（续）", notes=("接上一页。",))
        yield part


def _parts(slide: Slide) -> Iterator[Slide]:
    grid = slide.grid
    lines: list[Line] = []
    rows: list[Row] = []
    used = 0.0

    def part() -> Slide:
        held = replace(grid, rows=tuple(rows)) if grid and rows else None
        return replace(slide, lines=tuple(lines), grid=held)

    for piece in _pieces(slide):
        is_row = isinstance(piece, Row)
        need = _need(piece, grid, slide.scale)
        head = GRID_GAP + HEAD_HEIGHT if is_row else 0.0
        if (lines or rows) and used + need + (0.0 if rows else head) > BODY_HEIGHT:
            yield part()
            lines, rows, used = [], [], 0.0
        used += need + (head if is_row and not rows else 0.0)
        if isinstance(piece, Row):
            rows.append(piece)
        else:
            lines.append(piece)
    yield part()


def _need(piece: Line | Row, grid: Grid | None, scale: Scale) -> float:
    if isinstance(piece, Line):
        return line_height(piece, scale)
    assert grid is not None
    return row_height(piece, grid, scale)


def _pieces(slide: Slide) -> Iterator[Line | Row]:
    """Lines and rows, those that are longer than a slide in several."""
    scale = slide.scale
    for line in slide.lines:
        width = (BODY_WIDTH - line.indent) / scale.sizes[line.level]
        most = int((BODY_HEIGHT - scale.gap[line.level]) // scale.pitch[line.level])
        for number, text in enumerate(split_text(line.text, width, most)):
            yield replace(line, text=text, mark=line.mark if number == 0 else "",
                          hangs=line.hangs or bool(line.mark))
    if slide.grid:
        for row in slide.grid.rows:
            yield from _rows(row, slide.grid, scale)


def _rows(row: Row, grid: Grid, scale: Scale) -> Iterator[Row]:
    columns: list[Sequence[str]] = []
    for number, (text, width) in enumerate(zip(row.cells, grid.widths(), strict=True)):
        size, pitch = scale.cells[number != grid.main]
        most = int((BODY_HEIGHT - GRID_GAP - HEAD_HEIGHT - ROW_GAP) // pitch)
        columns.append(tuple(split_text(text, (width - CELL_GAP) / size, most)) or ("",))
    for part in range(max(len(column) for column in columns)):
        cells = tuple(column[part] if part < len(column) else "" for column in columns)
        yield Row(cells, row.sign)
