"""The comparison of two editions: rows old to new, each with what happened to the clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from labkb.diffing.marks import Span, marks
from labkb.diffing.matching import Match, match
from labkb.diffing.units import DiffUnit, Layer, best_layer, units_of
from labkb.model.document import Document

Tag = Literal["added", "removed", "changed", "moved", "renumbered"]
TAGS: tuple[Tag, ...] = ("added", "removed", "changed", "moved", "renumbered")
TAG_WORDS: dict[Tag, str] = {
    "added": "新增", "removed": "删去", "changed": "修改", "moved": "移动", "renumbered": "改号",
}
_PUNCTUATION = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A clause in the old and in the new edition."""

    old: DiffUnit | None
    new: DiffUnit | None
    tags: tuple[Tag, ...]
    """What happened; empty where the clause stayed as it was."""
    likeness: float = 0.0
    from_section: str = ""
    to_section: str = ""
    """Names of the sections above, for clauses that went to another one."""
    related: str = ""
    """For an added clause the old one it was split from; for a removed one where its words went."""

    @property
    def id(self) -> str:
        """The new clause's id, or the old one's."""
        unit = self.new or self.old
        assert unit is not None
        return unit.id

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a chapter or section."""
        unit = self.new or self.old
        return unit is not None and unit.has_units_below

    @property
    def has_only_new_punctuation(self) -> bool:
        """Whether the words stayed and only punctuation or its width changed."""
        if "changed" not in self.tags or self.old is None or self.new is None:
            return False
        old, new = (_PUNCTUATION.sub("", u.key) for u in (self.old, self.new))
        return old == new

    @property
    def has_new_obligation(self) -> bool:
        """Whether 应, 宜, 可 or 能 changed."""
        return (
            self.old is not None
            and self.new is not None
            and set(self.old.obligations) != set(self.new.obligations)
        )

    def marks(self) -> tuple[Span, ...]:
        """The clause with its changes marked by words."""
        return marks(
            self.old.lines if self.old else (), self.new.lines if self.new else ()
        )


@dataclass(frozen=True)
class Comparison:
    """Two editions of a work."""

    old: Document
    new: Document
    layer: Layer
    rows: tuple[Row, ...]
    """In the order of the new edition; removed clauses stand where they stood."""
    same_number: tuple[str, ...] = field(default=())
    """Paths in both editions under which the same words stand."""
    different_number: tuple[str, ...] = field(default=())
    """Paths in both editions under which other words stand now."""

    def changed_rows(self) -> tuple[Row, ...]:
        """Rows in which something happened."""
        return tuple(row for row in self.rows if row.tags)

    def counts(self) -> dict[Tag, int]:
        """How many clauses each thing happened to, headings of chapters left out.

        One clause may count more than once: changed and renumbered.
        """
        said = [row for row in self.rows if not row.is_heading]
        return {tag: sum(tag in row.tags for row in said) for tag in TAGS}

    def successor(self, old_id: str) -> str | None:
        """The clause of the new edition that an old clause became; None where it was removed."""
        return self._successors.get(old_id)

    @cached_property
    def old_units(self) -> frozenset[str]:
        """Ids of the old clauses that are cited on their own."""
        return frozenset(row.old.id for row in self.rows if row.old)

    @cached_property
    def _successors(self) -> Mapping[str, str]:
        return dict(_successors(self))


def compare(
    old: Document, new: Document, originals: Mapping[str, str] | None = None
) -> Comparison:
    """The comparison; texts are compared with white space left out, everything else counts."""
    held = originals or {}
    layer = best_layer(old, new, held)
    a, b = units_of(old, layer, held), units_of(new, layer, held)
    found = match(a, b)
    keys_old, keys_new = ({u.path: u.key for u in units} for units in (a, b))
    both = [path for path in keys_old if path in keys_new]
    return Comparison(
        old,
        new,
        layer,
        tuple(_rows(a, b, found)),
        tuple(p for p in both if keys_old[p] == keys_new[p]),
        tuple(p for p in both if keys_old[p] != keys_new[p]),
    )


def _rows(a: Sequence[DiffUnit], b: Sequence[DiffUnit], found: Match) -> list[Row]:
    back = {n: o for o, n in found.pairs.items()}
    in_order = _longest_in_order([(o, n) for o, n in found.pairs.items() if not _is_head(a[o])])
    counterpart = {a[o].id: b[n].id for o, n in found.pairs.items()}
    held = set(counterpart.values())
    old_names, new_names = _section_names(a), _section_names(b)
    rows: list[Row] = []

    def removed_after(position: int) -> None:
        while position < len(a) and position not in found.pairs:
            unit = a[position]
            went = found.went_into.get(position)
            related = b[went].id if went is not None else ""
            rows.append(Row(unit, None, ("removed",), related=related))
            position += 1

    removed_after(0)
    for n, unit in enumerate(b):
        o = back.get(n)
        if o is None:
            came = found.came_from.get(n)
            related = a[came].id if came is not None else ""
            rows.append(Row(None, unit, ("added",), related=related))
            continue
        before = a[o]
        tags: list[Tag] = []
        if before.key != unit.key:
            tags.append("changed")
        # A heading that is new or gone above clauses in their old order moves none of them.
        went_elsewhere = (
            counterpart.get(before.parent) not in {None, unit.parent} and unit.parent in held
        )
        is_moved = went_elsewhere or (not _is_head(before) and o not in in_order)
        if is_moved:
            tags.append("moved")
        if before.path != unit.path:
            tags.append("renumbered")
        rows.append(
            Row(
                before,
                unit,
                tuple(tags),
                found.likeness[o],
                old_names.get(before.parent, "") if went_elsewhere else "",
                new_names.get(unit.parent, "") if went_elsewhere else "",
            )
        )
        removed_after(o + 1)
    return rows


def _section_names(units: Sequence[DiffUnit]) -> dict[str, str]:
    """Id -> the headings from the outermost section down."""
    found: dict[str, str] = {}
    for unit in units:
        if unit.has_units_below:
            own = f"{unit.number} {unit.heading}".strip() or unit.name
            above = found.get(unit.parent, "")
            found[unit.id] = f"{above} / {own}" if above else own
    return found


def _is_head(unit: DiffUnit) -> bool:
    return unit.has_units_below


def _longest_in_order(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Old positions of the longest run of pairs whose order both editions share."""
    tails: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for index, (_, new) in enumerate(pairs):
        at = bisect_left(tails, new)
        links.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(new)
            ends.append(index)
        else:
            tails[at], ends[at] = new, index
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(pairs[index][0])
        index = links[index]
    return kept


def _successors(comparison: Comparison) -> list[tuple[str, str]]:
    """Old id -> new id for units; what is folded into one goes where it goes."""
    found: list[tuple[str, str]] = []
    for row in comparison.rows:
        if row.old is None:
            continue
        target = row.new.id if row.new else row.related
        if target:
            found += [(old_id, target) for old_id in (row.old.id, *row.old.folded)]
    return found
