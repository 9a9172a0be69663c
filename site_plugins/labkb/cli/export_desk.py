"""What every `labkb export` command shares: the project, its options, and saying what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from labkb.cli.console import say
from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import save
from labkb.exchange.export.sizes import size_words
from labkb.graph import KnowledgeGraph
from labkb.pipeline import load_collection
from labkb.project import find_root
from labkb.settings import Settings, read_settings
from labkb.validate import did_you_mean

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Project:
    """A project and where its exports come from."""

    root: Path
    settings: Settings
    origin: Origin

    def write(self, out: Path | None, stem: str, suffix: str, data: bytes) -> int:
        """Saves an export where the user said, or under dist/, and says where.

        Raises:
            CannotGoOn: where the name is that of another kind of file, which may hold somebody's work.
        """
        if out is not None and out.suffix.lower() != f".{suffix}":
            raise CannotGoOn(f"--out 写的是“{out.name}”，这种文件的名字要以 .{suffix} 结尾。")
        path = out or self.root / "dist" / f"{self.origin.file_stem(stem)}.{suffix}"
        save(path, data)
        say(f"写好了：{shown(path)}（{size_words(len(data))}）")
        return 0


@dataclass(frozen=True, slots=True)
class Desk(Project):
    """A project with its records."""

    graph: KnowledgeGraph

    def known(self, ids: Sequence[str]) -> None:
        """Makes sure that every id names a record.

        Raises:
            CannotGoOn: with the nearest id.
        """
        for record_id in ids:
            if record_id not in self.graph:
                guess = did_you_mean(record_id, list(self.graph.entries))
                raise CannotGoOn(f"没有编号“{record_id}”。{guess or '用 labkb search 找一找。'}")


def project(as_of: str | None) -> Project:
    """The project around the working folder."""
    root = find_root(Path())
    settings = read_settings(root, as_of=as_of or "")
    return Project(root, settings, Origin.of(settings))


def desk(as_of: str | None) -> Desk:
    """The project around the working folder with its records."""
    held = project(as_of)
    graph = load_collection(held.root, as_of=held.settings.as_of, locate_info=False).graph
    return Desk(held.root, held.settings, held.origin, graph)


def shown(path: Path) -> str:
    """A path as the user would type it from here."""
    try:
        return path.resolve().relative_to(Path().resolve()).as_posix()
    except ValueError:
        return str(path)


def slug(record_id: str) -> str:
    """The part of an id that names a file: course/first-steps -> first-steps."""
    return record_id.rpartition("/")[2]


def common(command: Command) -> Command:
    """The options of every kind that writes one file."""
    command = dated(command)
    return click.option(
        "--out", type=click.Path(path_type=Path, dir_okay=False),
        help="写到哪个文件，默认放在 dist/。",
    )(command)


def dated(command: Command) -> Command:
    """The day for which an export is made."""
    return click.option(
        "--as-of", metavar="日期", help="资料截至哪一天，默认用设置里的。"
    )(command)
