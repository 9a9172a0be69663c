"""Pairs of neighbouring characters of many texts at once, as arrays.

A pair is one number: two code points of 21 bits each, so that pairs sort as their texts do. The last
character of a text is paired with `END`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from labkb.index.text import normalise

END = "%"
"""Follows the last character of a text in a pair; punctuation is never part of one."""
BITS = 21
PAIR = (1 << 2 * BITS) - 1
"""Takes the pair out of a number that carries something above it."""
_POINT = (1 << BITS) - 1
_STOP = ord(END)
_PLANE_SIZE = 1 << 16
_JAMO = range(0x1160, 0x1200)  # vowels and finals, which join the letter before them

Numbers = NDArray[np.uint64]


class _Plane:
    """What search compares in place of the characters of the first plane, worked out when they occur."""

    def __init__(self) -> None:
        self._known = np.zeros(_PLANE_SIZE, np.bool_)
        self._compared = np.zeros(_PLANE_SIZE, np.uint32)
        self._needs_care = np.zeros(_PLANE_SIZE, np.bool_)
        self._known[0], self._compared[0] = True, _STOP

    def compared(self, points: NDArray[np.uint32]) -> NDArray[np.uint32] | None:
        """The code points compared, 0 where a character vanishes.

        None where the form of a character depends on its neighbours, or takes more than one.
        """
        if not self._known[points].all():
            for point in np.unique(points[~self._known[points]]).tolist():
                self._learn(point)
        return None if self._needs_care[points].any() else self._compared[points]

    def _learn(self, point: int) -> None:
        char = chr(point)
        form = normalise(char)
        is_joining = unicodedata.category(char)[0] == "M" or point in _JAMO or char == "Σ"
        if len(form) > 1 or is_joining or any(map(unicodedata.combining, form)):
            self._needs_care[point] = True
        elif form:
            self._compared[point] = ord(form)
        self._known[point] = True


@cache
def _plane() -> _Plane:
    return _Plane()


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _codes(texts: Sequence[str]) -> NDArray[np.uint32]:
    """The code points of all texts as search compares them, each text closed by `END`."""
    joined = "\0".join(texts)
    if joined.count("\0") >= len(texts):
        joined = "\0".join(text.replace("\0", "") for text in texts)
    points = _points(joined + "\0")
    codes = None if (points >= _PLANE_SIZE).any() else _plane().compared(points)
    if codes is None:
        points = _points("\0".join(map(normalise, joined.split("\0"))) + "\0")
        codes = np.where(points == 0, _STOP, points).astype(np.uint32)
    kept: NDArray[np.uint32] = codes[codes != 0]
    return kept


def pairs_of(texts: Sequence[str]) -> tuple[Numbers, NDArray[np.int64]]:
    """The pairs of some texts, and the length of each text.

    Returns:
        For every pair its text's place above the pair's bits, in order of the texts; and the number
        of characters of every text.
    """
    if not texts:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    codes = _codes(texts)
    is_end = codes == _STOP
    ends = np.flatnonzero(is_end)
    lengths = np.diff(ends, prepend=-1) - 1
    first = np.flatnonzero(~is_end[:-1])
    owner = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    numbers = owner << np.uint64(2 * BITS)
    numbers |= codes[first].astype(np.uint64) << np.uint64(BITS)
    numbers |= codes[first + 1].astype(np.uint64)
    return numbers, lengths


def pair_texts(numbers: Numbers) -> list[str]:
    """The two characters of every pair."""
    points = np.empty((len(numbers), 2), dtype=np.uint32)
    points[:, 0] = (numbers >> np.uint64(BITS)) & np.uint64(_POINT)
    points[:, 1] = numbers & np.uint64(_POINT)
    text = points.tobytes().decode("utf-32-le", "surrogatepass")
    return list(map("".join, zip(text[::2], text[1::2], strict=True)))


def pair_numbers(texts: Sequence[str]) -> Numbers:
    """The numbers of pairs given as texts of two characters."""
    both = _points("".join(texts)).reshape(-1, 2).astype(np.uint64)
    numbers: Numbers = (both[:, 0] << np.uint64(BITS)) | both[:, 1]
    return numbers
