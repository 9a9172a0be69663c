"""Tables to a workbook: text stays text, numbers are numbers, headings stay in sight."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import Any

import xlsxwriter

from labkb.exchange.export.fitting import line_count
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import rezip
from labkb.exchange.export.tables import Cell, Table

MAX_CELL = 32767
"""Characters that Excel keeps in a cell."""
_CUT = "…（后面的放不下，见网站）"
# A cell that begins like this turns into a formula when somebody edits it.
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
_RULE = {"bottom": 1, "bottom_color": "#D5DCDB"}
"""Small type in wide rows wants a line to follow, on paper too."""
COVER = "说明"
_COVER_WIDTH = 80
_A4, _A3 = 9, 8
_A4_WIDTH = 170
"""Characters of all columns that are still legible across A4."""
_A3_WIDTH = 290
_LINE, _MAX_HEIGHT = 16.5, 409.0


class Workbook:
    """A workbook in memory; `finish` gives its bytes."""

    def __init__(self, origin: Origin, title: str, ids: Sequence[str] = ()) -> None:
        self._origin = origin
        self._buffer = io.BytesIO()
        self.book: Any = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False},
        )
        self.book.set_properties({
            "title": title, "subject": origin.sentence(), "author": origin.name,
            "comments": origin.writer, "created": origin.moment.replace(tzinfo=None),
        })
        self._formats: dict[str, Any] = {}
        self.head = self.format(
            "head", bold=True, bg_color="#E4EFF1", font_color="#0A4452", bottom=2, text_wrap=True
        )
        self.text = self.format("text", text_wrap=True, **_RULE)
        # Quoted text stays text even after somebody edits the cell.
        self.quoted = self.format(
            "quoted", text_wrap=True, num_format="@", quote_prefix=True, **_RULE
        )
        self._cover(title, origin.rows(ids))

    def format(self, name: str, **options: Any) -> Any:
        """A cell format, made once per name."""
        if name not in self._formats:
            self._formats[name] = self.book.add_format({**_FONT, **options})
        return self._formats[name]

    def _cover(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        sheet = self.book.add_worksheet(COVER)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, _COVER_WIDTH)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        self.write(sheet, 0, 0, title, self.format("title", bold=True, font_size=14))
        sheet.set_row(0, 24)
        self.cover, self.cover_next = sheet, 2
        for label, value in rows:
            self.write(sheet, self.cover_next, 0, label, self.format("label", font_color="#5C676C"))
            self.add_cover_lines([value])
        self.cover_next += 1

    def add_cover_lines(self, lines: Sequence[str]) -> None:
        """More sentences on the first sheet."""
        plain = self.format("plain", text_wrap=True)
        for line in lines:
            self.write(self.cover, self.cover_next, 1, line, plain)
            self.cover.set_row(self.cover_next, _height([line], [_COVER_WIDTH]))
            self.cover_next += 1

    def add(self, table: Table, *, is_form: bool = False) -> Any:
        """A sheet with a table: headings frozen and repeated on paper, a filter, page numbers.

        A form is to be filled in: what people type into it stays text (1-2 does not become a date).
        """
        sheet = self.book.add_worksheet(table.name)
        typed = self.format("typed", text_wrap=True, num_format="@") if is_form else None
        ruled = self.format("ruled", text_wrap=True, num_format="@", **_RULE) if is_form else None
        for index, column in enumerate(table.columns):
            sheet.set_column(index, index, column.width, typed)
            self.write(sheet, 0, index, column.title, self.head)
        widths = [column.width for column in table.columns]
        for number, row in enumerate(table.rows, 1):
            sheet.set_row(number, _height(row, widths))
            for index, cell in enumerate(row):
                is_risky = isinstance(cell, str) and cell.startswith(_RISKY)
                if cell is None or cell == "":
                    sheet.write_blank(number, index, None, ruled or self.text)
                else:
                    self.write(sheet, number, index, cell, None if is_risky else ruled)
        sheet.freeze_panes(1, table.frozen)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A3 if sum(widths) > _A4_WIDTH else _A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        # A sheet too wide to be read on one page goes on beside it, under the same first columns.
        sheet.fit_to_pages(ceil(sum(widths) / _A3_WIDTH), 0)
        sheet.repeat_rows(0)
        if table.frozen and sum(widths) > _A3_WIDTH:
            sheet.repeat_columns(0, table.frozen - 1)
        sheet.set_footer(f"&L{_footer(self._origin.sentence())}&R&P/&N")
        if not table.rows and not is_form:
            self.write(sheet, 1, 0, "（没有内容）", self.format("empty", font_color="#5C676C"))
        return sheet

    def write(self, sheet: Any, row: int, column: int, cell: Cell, shape: Any = None) -> None:
        """One cell of the right kind."""
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            text = cell if len(cell) <= MAX_CELL else cell[: MAX_CELL - len(_CUT)] + _CUT
            default = self.quoted if text.startswith(_RISKY) else self.text
            sheet.write_string(row, column, text, shape or default)
        else:
            sheet.write_number(row, column, cell, shape or self._number(cell))

    def _number(self, value: Decimal | int) -> Any:
        """A format that shows as many decimals as the value has."""
        exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        places = max(-exponent, 0) if isinstance(exponent, int) else 0
        pattern = "0" + ("." + "0" * places if places else "")
        return self.format(f"number{places}", num_format=pattern, **_RULE)

    def finish(self) -> bytes:
        """The workbook; two with the same content have the same bytes."""
        self.book.close()
        return rezip(self._buffer.getvalue(), self._origin.moment)


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """The height of a row in points: not every program works it out from wrapped text."""
    lines = 1
    for cell, width in zip(row, widths, strict=True):
        if isinstance(cell, str):
            # Widths count narrow characters; a Chinese one takes two.
            lines = max(lines, line_count(cell, width / 2))
    return min(lines * _LINE, _MAX_HEIGHT)


def _footer(text: str) -> str:
    """Text for a footer, which has codes of its own and 255 characters at most."""
    return text.replace("&", "&&")[:200]
