"""The postings of all units together: added unit by unit, then sorted and written down at once.

A posting is one number of 64 bits: two characters as numbers of 16 bits, the record's ordinal, the
level. Sorting these numbers is the whole work of inverting, and they are all that is kept meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labkb.diagnostics import CannotGoOn
from labkb.index.codec import LEVELS, encode_units, record_code, size_of_units, unit_code
from labkb.index.pairs import BITS, Numbers, pair_numbers, pair_texts
from labkb.index.unit import Unit

_LEVEL_BITS, _RECORD_BITS, _CHARACTER_BITS = 3, 29, 16
_BELOW = np.uint64(_LEVEL_BITS + _RECORD_BITS)
_CHARACTER = np.uint64(_CHARACTER_BITS)
_PART = 250_000
"""Postings that are worked on in one go."""
_POINTS = 0x110000


class _Sections:
    """Codes by key, to which units are added in order."""

    def __init__(self) -> None:
        self._codes: dict[str, bytearray] = {}
        self._last: dict[str, int] = {}

    def add(self, key: str, unit: int, codes: str) -> None:
        held = self._codes.setdefault(key, bytearray())
        held += (unit_code(unit - self._last.get(key, -1) - 1) + codes).encode("ascii")
        self._last[key] = unit

    def texts(self) -> dict[str, str]:
        return {key: codes.decode("ascii") for key, codes in self._codes.items()}


class _Alphabet:
    """Characters as numbers of 16 bits: first in order of appearance, at last in their own order."""

    def __init__(self) -> None:
        self._number = np.full(_POINTS, -1, np.int32)
        self._points: list[int] = []

    def numbers(self, points: Numbers) -> NDArray[np.int32]:
        """The numbers of some characters, new ones taken in."""
        found = self._number[points]
        if (found < 0).any():
            new = np.unique(points[found < 0])
            self._number[new] = np.arange(len(self._points), len(self._points) + len(new))
            self._points += new.tolist()
            found = self._number[points]
        return found

    def __len__(self) -> int:
        return len(self._points)

    def in_order(self) -> tuple[Numbers, NDArray[np.uint64]]:
        """The code points in rising order, and each number's place among them."""
        points = np.array(self._points, np.uint64)
        order = np.argsort(points)
        places = np.empty(len(points), np.uint64)
        places[order] = np.arange(len(points), dtype=np.uint64)
        return points[order], places


class PostingTable:
    """Postings and names of units added one by one."""

    def __init__(self) -> None:
        self._alphabet = _Alphabet()
        self._parts: list[Numbers] = []
        self._sizes: list[int] = []
        self._records = 0
        self._others = _Sections()
        self._names = _Sections()

    def add(self, unit: Unit) -> None:
        """Adds the next unit.

        Raises:
            CannotGoOn: where there is more than the numbers can hold.
        """
        number = len(self._sizes)
        held = unit.postings
        first = self._alphabet.numbers(held.pairs >> np.uint64(BITS))
        second = self._alphabet.numbers(held.pairs & np.uint64((1 << BITS) - 1))
        packed = (first.astype(np.uint64) << _CHARACTER | second.astype(np.uint64)) << _BELOW
        packed |= (held.records.astype(np.uint64) + np.uint64(self._records)) << np.uint64(_LEVEL_BITS)
        packed |= held.levels
        self._parts.append(packed)
        self._sizes.append(unit.size)
        self._records += unit.size
        if len(self._alphabet) > 1 << _CHARACTER_BITS or self._records > 1 << _RECORD_BITS:
            raise CannotGoOn(
                f"资料太多，检索做不下：{self._records}条记录，{len(self._alphabet)}个不同的字。"
                "把知识库分成几个。"
            )
        for key, rows in held.others.items():
            last = -1
            codes = ""
            for local, level in rows:
                codes += record_code((local - last - 1) * LEVELS + level)
                last = local
            self._others.add(key, number, codes)
        for key, level in unit.names.items():
            self._names.add(key, number, record_code(level))

    def names(self) -> dict[str, str]:
        """Codes of the units by key of their names."""
        return self._names.texts()

    def others(self) -> dict[str, str]:
        """Codes of units and records by every key that is no pair."""
        return self._others.texts()

    def pairs(self) -> SortedPairs:
        """The postings of the pairs, sorted; they are given away."""
        points, places = self._alphabet.in_order()
        packed = np.empty(sum(map(len, self._parts)), np.uint64)
        low = 0
        below = np.uint64((1 << int(_BELOW)) - 1)
        second = np.uint64((1 << _CHARACTER_BITS) - 1)
        self._parts.reverse()
        while self._parts:
            held = self._parts.pop()
            part = packed[low : low + len(held)]
            keys = held >> _BELOW
            np.copyto(part, places[keys >> _CHARACTER] << _CHARACTER | places[keys & second])
            part <<= _BELOW
            part |= held & below
            low += len(held)
        packed.sort()
        return SortedPairs(packed, points, np.array(self._sizes, np.int64), _begins(packed))


@dataclass(frozen=True, slots=True)
class SortedPairs:
    """The postings of all pairs in order of pairs, then records."""

    packed: Numbers
    points: Numbers
    """The code points behind the numbers of the characters."""
    sizes: NDArray[np.int64]
    """Records of every unit."""
    begins: NDArray[np.int64]
    """The first posting of every pair."""

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.begins)

    def size(self) -> int:
        """How many characters all codes have together."""
        return sum(size_of_units(begins, *self._fields(part)) for _, begins, part in self._runs())

    def count_of(self, keys: list[str]) -> int:
        """How many of some keys of two characters are among the pairs."""
        return int(np.isin(pair_numbers(keys), self._numbers(self.begins)).sum()) if keys else 0

    def codes(self) -> Iterator[tuple[str, str]]:
        """Every pair in order, with the codes of its units and records."""
        for keys, begins, part in self._runs():
            texts = pair_texts(self._numbers(keys))
            yield from zip(texts, encode_units(begins, *self._fields(part)), strict=True)

    def _numbers(self, places: NDArray[np.int64]) -> Numbers:
        keys = self.packed[places] >> _BELOW
        first = self.points[keys >> _CHARACTER]
        numbers: Numbers = first << np.uint64(BITS)
        numbers |= self.points[keys & np.uint64((1 << _CHARACTER_BITS) - 1)]
        return numbers

    def _runs(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], Numbers]]:
        """The postings in parts: places of the keys, the same inside the part, the part."""
        low = 0
        while low < len(self.begins):
            first = self.begins[low]
            high = max(low + 1, int(np.searchsorted(self.begins, first + _PART, "right")))
            end = self.begins[high] if high < len(self.begins) else len(self.packed)
            keys = self.begins[low:high]
            yield keys, keys - first, self.packed[first:end]
            low = high

    def _fields(
        self, part: Numbers
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
        """Unit, place in the unit and level of every posting of a part."""
        starts = np.cumsum(self.sizes) - self.sizes
        ordinals = (part >> np.uint64(_LEVEL_BITS)) & np.uint64((1 << _RECORD_BITS) - 1)
        places = ordinals.astype(np.int64)
        units = np.searchsorted(starts, places, "right") - 1
        levels = (part & np.uint64((1 << _LEVEL_BITS) - 1)).astype(np.uint8)
        return units, places - starts[units], levels


def _begins(packed: Numbers) -> NDArray[np.int64]:
    """The first posting of every pair; looked for part by part, so that no whole copy is made."""
    found = [np.zeros(min(1, len(packed)), np.int64)]
    for low in range(0, len(packed), _PART):
        keys = packed[low : low + _PART + 1] >> _BELOW
        found.append(np.flatnonzero(keys[1:] != keys[:-1]) + (low + 1))
    return np.concatenate(found)
