"""The chapter strip: one cell per clause, filled by obligation, grouped by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from labkb.render.clause_view import ClauseView
from labkb.render.words import SEALS, Seal

_MOST_CELLS = 260


@dataclass(slots=True)
class StripCell:
    """One clause of the strip."""

    anchor: str
    name: str
    css: str


@dataclass(slots=True)
class StripGroup:
    """The clauses of one section."""

    name: str
    cells: list[StripCell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip of a page."""

    groups: tuple[StripGroup, ...]
    counts: tuple[tuple[Seal, int], ...]
    total: int
    mixed: tuple[str, ...]
    """Clauses that hold more than one obligation."""


def chapter_strip(views: Sequence[ClauseView]) -> Strip | None:
    """The strip of a page's clauses, or None where it would say nothing."""
    groups: list[StripGroup] = []
    counts: Counter[str] = Counter()
    mixed: list[str] = []
    total = 0
    for view in views:
        if view.is_section or not groups:
            groups.append(StripGroup(view.number if view.is_section else ""))
        if not view.seals:
            continue
        total += 1
        names = [seal.name for seal in view.seals]
        counts.update(names)
        if len(names) > 1 and view.cite:
            mixed.append(view.cite)
        label = f"{view.cite or view.heading} {'、'.join(seal.char for seal in view.seals)}"
        groups[-1].cells.append(StripCell(view.anchor, label.strip(), _css(names)))
    groups = [group for group in groups if group.cells]
    if not 2 <= total <= _MOST_CELLS or set(counts) <= {"state"}:
        return None
    ordered = tuple((SEALS[name], counts[name]) for name in SEALS if counts[name])
    return Strip(tuple(groups), ordered, total, tuple(mixed[:4]))


def _css(names: list[str]) -> str:
    kinds = set(names)
    if kinds == {"shall"}:
        return ""
    if "shall" in kinds:
        return "y"
    if kinds == {"should"}:
        return "h"
    if kinds == {"state"}:
        return "s"
    return "m"
