"""Which clause of the new edition each clause of the old one became.

Clauses are found by what they say, not by their numbers: first the same words, then the most alike,
then the number where nothing better is left. Headings of chapters follow their clauses.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from labkb.diffing.similarity import Likeness
from labkb.diffing.units import DiffUnit

ALIKE = 0.46
"""Two clauses with different numbers are the same clause from here on."""
ALIKE_IN_PLACE = 0.24
"""The same number, or the same gap between clauses that are known."""
ALIKE_IN_GAP = 0.3
"""Between the same neighbours."""
_SAME_NUMBER_BONUS = 0.12
_HELD = 0.6
_LONGEST_RUN = 4
"""So many rewritten clauses in a row may keep their numbers between clauses that are known."""
_SHORT = 12
"""Shorter bodies tell nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Match:
    """Pairs of positions in the two editions, and where unmatched clauses seem to come from."""

    pairs: dict[int, int]
    likeness: dict[int, float]
    """By old position."""
    came_from: dict[int, int]
    """New clause without a pair -> old clause that holds most of it (split off)."""
    went_into: dict[int, int]
    """Old clause without a pair -> new clause that holds most of it (merged)."""


def match(old: Sequence[DiffUnit], new: Sequence[DiffUnit]) -> Match:
    """The pairs; each clause is in one pair at most."""
    work = _Matching(old, new)
    work.same_words()
    work.most_alike()
    work.in_place()
    work.in_gaps()
    work.chapters()
    came_from, went_into = work.leftovers()
    likeness = {o: work.likeness_of(o, n) for o, n in work.pairs.items()}
    return Match(dict(sorted(work.pairs.items())), likeness, came_from, went_into)


class _Matching:
    def __init__(self, old: Sequence[DiffUnit], new: Sequence[DiffUnit]) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()
        self.old_says = [i for i, unit in enumerate(old) if _says(unit)]
        self.new_says = [i for i, unit in enumerate(new) if _says(unit)]
        self.like = Likeness([u.key for u in old], [u.key for u in new])

    def likeness_of(self, old: int, new: int) -> float:
        same = self.old[old].key == self.new[new].key
        return 1.0 if same else min(self.like.between(old, new), 0.999)

    def pair(self, old: int, new: int) -> None:
        self.pairs[old] = new
        self.taken.add(new)

    def free_old(self, among: Iterable[int]) -> list[int]:
        return [i for i in among if i not in self.pairs]

    def free_new(self, among: Iterable[int]) -> list[int]:
        return [i for i in among if i not in self.taken]

    def same_words(self) -> None:
        """Pairs of equal clauses; among repeated ones the same number first, then the order."""
        places: dict[str, list[int]] = defaultdict(list)
        for position in self.new_says:
            places[self.new[position].key].append(position)
        waiting: list[int] = []
        for position in self.old_says:
            unit = self.old[position]
            here = places.get(unit.key, [])
            same = next((n for n in here if self.new[n].path == unit.path), None)
            if same is not None:
                self.pair(position, same)
                here.remove(same)
            elif here:
                waiting.append(position)
        for position in waiting:
            here = places[self.old[position].key]
            if here:
                self.pair(position, here.pop(0))

    def most_alike(self) -> None:
        """Pairs by content, the most alike first; the same number decides between near equals."""
        old, new = self.free_old(self.old_says), self.free_new(self.new_says)
        by_path = {self.new[n].path: n for n in new}
        candidates = self.like.candidates(old, new)
        scored: list[tuple[float, int, int]] = []
        for o in old:
            options = dict.fromkeys(candidates[o])
            twin = by_path.get(self.old[o].path)
            if twin is not None:
                options[twin] = None
            for n in options:
                value = self.like.between(o, n)
                is_twin = n == twin
                if value >= (ALIKE_IN_PLACE if is_twin else ALIKE):
                    scored.append((value + _SAME_NUMBER_BONUS * is_twin, o, n))
        for _, o, n in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
            if o not in self.pairs and n not in self.taken:
                self.pair(o, n)

    def in_place(self) -> None:
        """Rewritten clauses: the same number among neighbours that kept theirs, or a gap of one."""
        by_path = {self.new[n].path: n for n in self.free_new(self.new_says)}
        for o in self.free_old(self.old_says):
            n = by_path.get(self.old[o].path)
            if n is not None and n not in self.taken and self._neighbours_agree(o, n):
                self.pair(o, n)
        for o in self.free_old(self.old_says):
            before, after = self.pairs.get(o - 1), self.pairs.get(o + 1)
            if before is None or after is None or after != before + 2:
                continue
            n = before + 1
            if (
                n not in self.taken
                and _says(self.new[n])
                and self.like.between(o, n) >= ALIKE_IN_PLACE
            ):
                self.pair(o, n)

    def in_gaps(self) -> None:
        """Clauses that grew, shrank or were rewritten, between clauses that are known."""
        old, new = self.free_old(self.old_says), set(self.free_new(self.new_says))
        known = sorted(self.pairs.items())
        scored: list[tuple[float, int, int]] = []
        for o, options in self.like.candidates(old, sorted(new)).items():
            at = bisect_left(known, (o, -1))
            low = known[at - 1][1] if at else -1
            high = known[at][1] if at < len(known) else len(self.new)
            for n in options:
                held = max(self.like.held_in_new(o, n), self.like.held_in_old(n, o))
                value = max(self.like.between(o, n), 0.6 * held)
                if value >= (ALIKE_IN_GAP if low < n < high else ALIKE):
                    scored.append((value, o, n))
        for _, o, n in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
            if o not in self.pairs and n not in self.taken:
                self.pair(o, n)

    def _neighbours_agree(self, o: int, n: int) -> bool:
        """Whether the nearest known clauses on both sides kept their numbers."""
        return self._agree_towards(o, n, -1) and self._agree_towards(o, n, 1)

    def _agree_towards(self, o: int, n: int, step: int) -> bool:
        for _ in range(_LONGEST_RUN):
            o, n = self._next(self.old, o, step), self._next(self.new, n, step)
            if o < 0 or n < 0:
                return o == n
            if self.old[o].path != self.new[n].path:
                return False
            if o in self.pairs or n in self.taken:
                return self.pairs.get(o) == n
        return False

    @staticmethod
    def _next(units: Sequence[DiffUnit], position: int, step: int) -> int:
        """The next unit that says something; -1 past either end."""
        position += step
        while 0 <= position < len(units) and not _says(units[position]):
            position += step
        return position if 0 <= position < len(units) else -1

    def chapters(self) -> None:
        """Headings: with the clauses below them, by their words, then by their number."""
        old = [i for i in range(len(self.old)) if i not in self.pairs and not _says(self.old[i])]
        new = [i for i in range(len(self.new)) if i not in self.taken and not _says(self.new[i])]
        votes: Counter[tuple[int, int]] = Counter()
        old_at = {unit.id: i for i, unit in enumerate(self.old)}
        new_at = {unit.id: i for i, unit in enumerate(self.new)}
        open_new = set(new)
        for o, n in list(self.pairs.items()):
            above_old = _chain(self.old, old_at, o)
            above_new = _chain(self.new, new_at, n)
            for a in above_old:
                for b in above_new:
                    if b in open_new and _rank(self.old[a]) == _rank(self.new[b]):
                        votes[(a, b)] += 1
        scored = []
        for o in old:
            for n in new:
                same_words = bool(self.old[o].key) and self.old[o].key == self.new[n].key
                same_path = self.old[o].path == self.new[n].path
                score = votes[(o, n)] + 3 * same_words + 0.5 * same_path
                if votes[(o, n)] or same_words or (
                    same_path and self.like.between(o, n) >= ALIKE_IN_PLACE
                ):
                    scored.append((score, o, n))
        for _, o, n in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
            if o not in self.pairs and n not in self.taken:
                self.pair(o, n)

    def leftovers(self) -> tuple[dict[int, int], dict[int, int]]:
        """Clauses without a pair whose words stand in a clause of the other edition."""
        new, old = self.free_new(self.new_says), self.free_old(self.old_says)
        went_into: dict[int, int] = {}
        came_from: dict[int, int] = {}
        for o, options in self.like.candidates(old, self.new_says).items():
            best = max(options, key=lambda n: (self.like.held_in_new(o, n), -n), default=None)
            if best is not None and self.like.held_in_new(o, best) >= _HELD:
                went_into[o] = best
        if new:
            back = self.like.candidates_back(new, self.old_says)
            for n, options in back.items():
                best = max(options, key=lambda o: (self.like.held_in_old(n, o), -o), default=None)
                if best is not None and self.like.held_in_old(n, best) >= _HELD:
                    came_from[n] = best
        return came_from, went_into


def _says(unit: DiffUnit) -> bool:
    """Whether a unit says something itself; a chapter heading does not."""
    return not unit.has_units_below or sum(map(len, unit.body)) >= _SHORT


def _rank(unit: DiffUnit) -> str:
    """The kind of a heading: 第三章 and 第五章 are alike, 第三章 and 第二节 are not."""
    return unit.number[-1:] if unit.number.startswith("第") else str(unit.path.count("."))


def _chain(units: Sequence[DiffUnit], at: dict[str, int], position: int) -> list[int]:
    found: list[int] = []
    parent = units[position].parent
    while parent:
        above = at[parent]
        found.append(above)
        parent = units[above].parent
    return found
