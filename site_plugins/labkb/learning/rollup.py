"""Trainees' result files into tables; the reading itself is that of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter

from labkb.jsruntime import JsRuntime
from labkb.os_words import reason

LARGEST = 20 * 1024 * 1024
"""Bytes; a year of daily answers is a few hundred thousand."""
_WIDEST = 60
Cell: TypeAlias = "str | int | float"


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file as it was given: its name and text, or why it could not be read."""

    name: str
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the rollup."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Rollup:
    """What many files say together."""

    found: dict[str, Any]
    tables: tuple[Table, ...]

    @property
    def notes(self) -> list[dict[str, str]]:
        """What was left out, and why."""
        return list(self.found["notes"])


def read_files(paths: Iterable[Path]) -> list[ResultFile]:
    """The files, with those of a folder in the order of their names."""
    found: list[ResultFile] = []
    for path in paths:
        if path.is_dir():
            found += [_read(one) for one in sorted(path.glob("*.json"))]
        else:
            found.append(_read(path))
    return found


def _read(path: Path) -> ResultFile:
    try:
        if path.stat().st_size > LARGEST:
            limit = LARGEST // 1024 // 1024
            return ResultFile(path.name, "", f"没有计入。文件超过{limit} MB，不像是进度文件。")
        return ResultFile(path.name, path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        return ResultFile(path.name, "", "没有计入。文件不是 UTF-8 编码，可能被别的程序另存过。")
    except OSError as error:
        return ResultFile(path.name, "", f"没有计入。文件读不出来：{reason(error)}。")


def roll_up(data: dict[str, Any], files: Sequence[ResultFile]) -> Rollup:
    """The tables of all files that can be trusted to be what they say."""
    js = JsRuntime(("state", "learn"))
    readable = [{"name": f.name, "text": f.text} for f in files if not f.problem]
    found = js.call("labkb.core.learn.rollup", data, readable)
    found["notes"] += [{"file": f.name, "text": f.problem} for f in files if f.problem]
    tables = js.call("labkb.core.learn.rollupTables", found)
    return Rollup(
        found,
        tuple(
            Table(t["title"], tuple(t["columns"]), tuple(tuple(row) for row in t["rows"]))
            for t in tables
        ),
    )


def write_workbook(tables: Iterable[Table], path: Path) -> None:
    """An Excel file; every text stays a text, whatever sign it begins with."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for table in tables:
            sheet = book.add_worksheet(table.title[:31])
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(table.columns):
                sheet.write_string(0, column, title, bold)
                texts = [title, *(str(row[column]) for row in table.rows)]
                sheet.set_column(column, column, min(_WIDEST, max(map(_width, texts)) + 2))
            for number, row in enumerate(table.rows, 1):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, column, value)
                    else:
                        sheet.write_number(number, column, value)


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)
