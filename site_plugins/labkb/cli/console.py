"""Printing that survives a GBK console, a pipe and a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Item = TypeVar("Item")


def prepare_streams() -> None:
    """Lets characters that the console lacks be replaced instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: str = "", *, err: bool = False) -> None:
    """Prints a line."""
    click.echo(text, err=err)


def say_json(value: Any, *, for_people: bool = False) -> None:
    """Prints a value as JSON that is sound whatever the stream's encoding.

    JSON is UTF-8; where the stream is not, everything beyond ASCII is escaped. What people read as
    well keeps its Chinese where the stream has the characters.
    """
    encoding = sys.stdout.encoding or "utf-8"
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if for_people:
        try:
            is_plain = bool(text.encode(encoding))
        except UnicodeEncodeError:
            is_plain = False
    else:
        is_plain = encoding.lower().replace("-", "") == "utf8"
    click.echo(text if is_plain else json.dumps(value, indent=2))


def track(items: Iterable[Item], what: str, *, total: int | None = None) -> Iterator[Item]:
    """The items, with a progress bar on a terminal when there are many; silent in a pipe."""
    held = items if total is not None else list(items)
    count = total if total is not None else len(held)  # type: ignore[arg-type]
    console = Console(stderr=True)
    if not console.is_terminal or count < 20:
        yield from held
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=count)
        for item in held:
            yield item
            bar.advance(task)
