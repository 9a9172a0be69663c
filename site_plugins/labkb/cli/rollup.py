"""`labkb rollup`: many trainees' result files into one table."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import click

from labkb.cli.console import say, say_json
from labkb.diagnostics import CannotGoOn
from labkb.learning.data import learning_data
from labkb.learning.rollup import Rollup, Table, read_files, roll_up, write_workbook
from labkb.os_words import reason
from labkb.pipeline import load_collection
from labkb.project import find_root
from labkb.render.context import Site
from labkb.settings import read_settings

_LONGEST = 36
_MOST_ROWS = 20


@click.command(help="汇总学员交来的进度文件：谁学了什么，哪些题错得最多。可以给文件夹。")
@click.argument(
    "files", nargs=-1, required=True, metavar="文件…", type=click.Path(path_type=Path)
)
@click.option(
    "--xlsx", type=click.Path(path_type=Path, dir_okay=False), metavar="文件",
    help="另存为 Excel。",
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              help="输出格式。")
def rollup(files: tuple[Path, ...], xlsx: Path | None, style: str) -> int:
    """Exit code: 0 all counted, 1 something was left out, 2 cannot go on."""
    root = find_root(Path())
    settings = read_settings(root)
    site = Site.of(load_collection(root, as_of=settings.as_of), settings)
    read = read_files(files)
    if not read:
        raise CannotGoOn("这些文件夹里没有 .json 文件。")
    result = roll_up(learning_data(site), read)
    if xlsx is not None:
        _save(result, xlsx)
    if style == "json":
        say_json(result.found)
    else:
        _print(result, len(read))
        if xlsx is not None:
            say(f"已存成 {xlsx}。")
    return 1 if result.notes else 0


def _save(result: Rollup, path: Path) -> None:
    try:
        write_workbook(result.tables, path)
    except OSError as error:
        raise CannotGoOn(
            f"“{path}”写不进去：{reason(error)}。文件若正在 Excel 里打开，先关掉。"
        ) from None


def _print(result: Rollup, count: int) -> None:
    people = len(result.found["people"])
    say(f"读了{count}个文件，{people}人。")
    *tables, _ = result.tables
    for table in tables:
        if table.rows:
            say()
            say(f"{table.title}（{len(table.rows)}）")
            for line in _lines(table):
                say(line)
    if result.notes:
        say()
        say(f"读文件时的问题（{len(result.notes)}）")
        for note in result.notes:
            say(f"{note['file']}：{note['text']}")


def _lines(table: Table) -> list[str]:
    rows = [table.columns, *(tuple(str(cell) for cell in row) for row in table.rows[:_MOST_ROWS])]
    cut = [[_cut(cell) for cell in row] for row in rows]
    widths = [max(_width(row[i]) for row in cut) for i in range(len(table.columns))]
    lines = ["  ".join(_pad(cell, widths[i]) for i, cell in enumerate(row)).rstrip() for row in cut]
    if len(table.rows) > _MOST_ROWS:
        lines.append(f"……还有{len(table.rows) - _MOST_ROWS}行，用 --xlsx 或 --format json 看全部。")
    return lines


def _cut(text: str) -> str:
    plain = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf"))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
