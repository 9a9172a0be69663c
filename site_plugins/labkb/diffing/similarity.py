"""How alike two clauses are, and which pairs are worth comparing."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

_WORDS = re.compile(r"[^\w]+")
_RAREST = 24
_MOST = 6
_WIDEST = 48
"""Pairs of characters that stand in more clauses than this say nothing about origin."""


class Likeness:
    """Shared pairs of characters, the rare ones counting more than the common ones."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old = [_pairs(text) for text in old]
        self._new = [_pairs(text) for text in new]
        spread: Counter[str] = Counter()
        for pairs in (*self._old, *self._new):
            spread.update(pairs.keys())
        total = len(self._old) + len(self._new) + 1
        self._weight = {pair: math.log(total / count) + 0.1 for pair, count in spread.items()}
        self._old_mass = [self._mass(pairs) for pairs in self._old]
        self._new_mass = [self._mass(pairs) for pairs in self._new]

    def _mass(self, pairs: Counter[str]) -> float:
        return sum(count * self._weight[pair] for pair, count in pairs.items())

    def _shared(self, old: int, new: int) -> float:
        a, b = self._old[old], self._new[new]
        if len(a) > len(b):
            a, b = b, a
        return sum(min(n, b[pair]) * self._weight[pair] for pair, n in a.items() if pair in b)

    def between(self, old: int, new: int) -> float:
        """0 for nothing in common, 1 for the same words."""
        mass = self._old_mass[old] + self._new_mass[new]
        return 2 * self._shared(old, new) / mass if mass else 0.0

    def held_in_old(self, new: int, old: int) -> float:
        """Which share of a new clause stands in an old one already."""
        return self._shared(old, new) / self._new_mass[new] if self._new_mass[new] else 0.0

    def held_in_new(self, old: int, new: int) -> float:
        """Which share of an old clause stands in a new one still."""
        return self._shared(old, new) / self._old_mass[old] if self._old_mass[old] else 0.0

    def candidates(self, old: Iterable[int], new: Iterable[int]) -> dict[int, list[int]]:
        """For each old clause the new ones that share its rarest pairs; linear in the clauses."""
        return _nearest(self._old, old, self._new, new)

    def candidates_back(self, new: Iterable[int], old: Iterable[int]) -> dict[int, list[int]]:
        """The same for each new clause."""
        return _nearest(self._new, new, self._old, old)


def _nearest(
    sources: Sequence[Counter[str]],
    wanted: Iterable[int],
    targets: Sequence[Counter[str]],
    among: Iterable[int],
) -> dict[int, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for position in among:
        for pair in targets[position]:
            index[pair].append(position)
    found: dict[int, list[int]] = {}
    for position in wanted:
        shared: Counter[int] = Counter()
        rare = sorted(
            (pair for pair in sources[position] if 0 < len(index.get(pair, ())) <= _WIDEST),
            key=lambda pair: (len(index[pair]), pair),
        )
        for pair in rare[:_RAREST]:
            shared.update(index[pair])
        found[position] = sorted(shared, key=lambda other: (-shared[other], other))[:_MOST]
    return found


def _pairs(text: str) -> Counter[str]:
    plain = _WORDS.sub("", text)
    if len(plain) < 2:
        return Counter([plain] if plain else [])
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1))
