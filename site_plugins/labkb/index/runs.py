"""Records of search that follow each other, made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from labkb.index.records import SearchRecord


@dataclass(frozen=True, slots=True)
class Run:
    """Records of one unit; a unit may have several runs."""

    unit: str
    make: Callable[[], list[SearchRecord]] = field(compare=False)
    key: str = ""
    """Changes with everything that the records say; empty where only they themselves tell."""


@dataclass(frozen=True, slots=True)
class KnownRun:
    """What an index that is kept knows of a run: enough to leave its records unmade."""

    key: str
    own: tuple[str, ...]
    names: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    records: int
