"""A workbook as rows of text with the places of their cells."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from labkb.codes import finding
from labkb.diagnostics import CannotGoOn, Diagnostic, Place
from labkb.exchange.questions.sheet import FIRST, LAST, MAX_OPTIONS, SHEET, titles
from labkb.validate import did_you_mean

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_ROWS = 20_000
_NEEDED = (*FIRST, *titles(1)[len(FIRST) : len(FIRST) + 2], *LAST[:2])
_FORGIVEN = {"单位", "允差", "小题"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet: title -> text of cells that hold something."""

    number: int
    """As Excel counts: the first row below the titles is 2."""
    cells: dict[str, str]
    unreadable: frozenset[str] = frozenset()
    """Titles of cells that hold something which is no text: it is told once, not as missing too."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """What the sheet says."""

    file: str
    columns: dict[str, int]
    """Title -> number of its column, from one."""
    rows: tuple[SheetRow, ...]
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    def place(self, row: int, title: str) -> Place:
        """The place of a cell: line and column count as rows and columns do."""
        return Place(self.file, line=row, column=self.columns.get(title, 1))

    def name(self, row: int, title: str) -> str:
        """The name of a cell as Excel shows it, and its title: D5（题干）."""
        return f"{get_column_letter(self.columns.get(title, 1))}{row}（{title}）"


def read_sheet(data: bytes, file: str) -> SheetText:
    """The rows of the bank in a workbook.

    Raises:
        CannotGoOn: where it is no workbook, or has no sheet of questions.
    """
    sheet = _open(data, file)
    if sheet.max_row > MAX_ROWS + 1:
        raise CannotGoOn(f"“{file}”有{sheet.max_row}行，上限是{MAX_ROWS}行。删去空行，或拆成几个文件。")
    rows = sheet.iter_rows()
    head = next(rows, ())
    columns, findings = _columns(head, file)
    found: list[SheetRow] = []
    for number, row in enumerate(rows, 2):
        cells: dict[str, str] = {}
        unreadable: set[str] = set()
        for title, place in columns.items():
            cell = row[place - 1] if place <= len(row) else None
            if cell is None or cell.value is None:
                continue
            text, problem = _text(cell)
            if problem:
                unreadable.add(title)
                name = f"{get_column_letter(place)}{number}"
                findings.append(finding(
                    "KB972", f"{name}（{title}）{problem}", Place(file, line=number, column=place),
                    remedy="把这一格改成普通文字或数字",
                ))
            elif text:
                cells[title] = text
        if cells or unreadable:
            found.append(SheetRow(number, cells, frozenset(unreadable)))
    return SheetText(file, columns, tuple(found), tuple(findings))


def _open(data: bytes, file: str) -> Any:
    if len(data) > MAX_BYTES:
        raise CannotGoOn(f"“{file}”有{len(data) // 1048576} MB，上限是{MAX_BYTES // 1048576} MB。拆成几个文件。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
                raise CannotGoOn(f"“{file}”展开后过大，没有读入。")
        book = openpyxl.load_workbook(io.BytesIO(data))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise CannotGoOn(
            f"“{file}”不是 .xlsx 文件，或已损坏。旧的 .xls 请在 Excel 里另存为 .xlsx。"
        ) from None
    if SHEET not in book.sheetnames:
        raise CannotGoOn(
            f"“{file}”里没有“{SHEET}”表，只有{'、'.join(book.sheetnames)}。"
            "用 labkb export xlsx --template 导出模板，照着填。"
        )
    return book[SHEET]


def _columns(head: tuple[Any, ...], file: str) -> tuple[dict[str, int], list[Diagnostic]]:
    known = titles(MAX_OPTIONS)
    columns: dict[str, int] = {}
    findings: list[Diagnostic] = []
    for place, cell in enumerate(head, 1):
        title = str(cell.value or "").strip()
        if not title:
            continue
        where = Place(file, line=1, column=place)
        name = f"{get_column_letter(place)}1"
        if title not in known:
            remedy = did_you_mean(title, list(known)) or "删去这一栏，或照模板改标题"
            findings.append(finding("KB971", f"{name} 不认识的栏目“{title}”", where, remedy=remedy))
        elif title in columns:
            findings.append(finding("KB971", f"{name} 栏目“{title}”重复", where, remedy="只留一栏"))
        else:
            columns[title] = place
    for title in _NEEDED:
        if title not in columns and title not in _FORGIVEN:
            findings.append(finding(
                "KB971", f"第1行缺少栏目“{title}”", Place(file, line=1, column=1),
                remedy="照模板补上：labkb export xlsx --template",
            ))
    return columns, findings


def _text(cell: Any) -> tuple[str, str]:
    """The text of a cell, or what keeps it from being read."""
    value = cell.value
    if cell.data_type == "f":
        return "", f"是公式“{str(value)[:30]}”，读不出确定的内容"
    if cell.data_type == "e":
        return "", f"是错误值“{value}”"
    if isinstance(value, bool):
        return ("对" if value else "错"), ""
    if isinstance(value, datetime | date | time):
        return "", f"是日期“{value}”"
    if isinstance(value, int | float) and "%" in str(cell.number_format):
        return "", f"是百分数，读出来是{value}"
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"), ""
    # Excel on Windows writes a carriage return inside a cell as _x000D_.
    plain = str(value).replace("_x000D_\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return plain.strip(), ""
