"""Numbers as printable characters, decodable in JavaScript with one `charCodeAt` a character.

Ninety-one characters from `#` to `~` without the backslash fall into three classes, so that a
posting list needs no separators:

- 22 continuations: a digit with more to come;
- 20 finals of a unit: the gap to the next unit that has postings;
- 49 finals of a record: (gap to the next record in the unit - 1) * LEVELS + level.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ALPHABET = "".join(chr(code) for code in range(35, 127) if code != 92)
CONTINUATIONS, UNIT_FINALS, RECORD_FINALS = 22, 20, 49
LEVELS = 6

_CONTINUE = ALPHABET[:CONTINUATIONS]
_UNIT = ALPHABET[CONTINUATIONS : CONTINUATIONS + UNIT_FINALS]
_RECORD = ALPHABET[CONTINUATIONS + UNIT_FINALS :]


def _encode(value: int, finals: str) -> str:
    value, digit = divmod(value, len(finals))
    coded = finals[digit]
    while value:
        value, digit = divmod(value - 1, CONTINUATIONS)
        coded = _CONTINUE[digit] + coded
    return coded


UNIT_CODES = tuple(_encode(value, _UNIT) for value in range(4096))
RECORD_CODES = tuple(_encode(value, _RECORD) for value in range(LEVELS * 2048))


def unit_code(gap: int) -> str:
    """The code of a gap between units."""
    return UNIT_CODES[gap] if gap < len(UNIT_CODES) else _encode(gap, _UNIT)


def record_code(value: int) -> str:
    """The code of a record's gap and level."""
    return RECORD_CODES[value] if value < len(RECORD_CODES) else _encode(value, _RECORD)


def unit_gap(code: str) -> int:
    """The gap behind the code of a unit."""
    held = 0
    for char in code[:-1]:
        held = held * CONTINUATIONS + _CONTINUE.index(char) + 1
    return held * UNIT_FINALS + _UNIT.index(code[-1])


UNIT_PIECE = re.compile(
    f"([{re.escape(_CONTINUE)}]*[{re.escape(_UNIT)}])"
    f"((?:[{re.escape(_CONTINUE)}]*[{re.escape(_RECORD)}])*)"
)
"""One unit of a posting section: its code and the codes of its records."""


_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), np.uint8)
Integers = NDArray[np.int64]


def encode_records(
    begins: Integers, records: NDArray[np.uint32], levels: NDArray[np.uint8]
) -> list[str]:
    """The codes of lists of records of one unit that follow each other in the arrays.

    Args:
        begins: the first row of every list.
        records: places in the unit, rising within a list.
        levels: the level of each.
    """
    values = _values(begins, records.astype(np.int64), levels)
    return _texts(begins, values, None)


def encode_units(
    begins: Integers, units: Integers, records: Integers, levels: NDArray[np.uint8]
) -> list[str]:
    """The same for lists that run over several units, with the codes of the units' gaps."""
    return _texts(begins, *_values_and_gaps(begins, units, records, levels))


def size_of_units(
    begins: Integers, units: Integers, records: Integers, levels: NDArray[np.uint8]
) -> int:
    """How many characters `encode_units` gives."""
    values, gaps = _values_and_gaps(begins, units, records, levels)
    held = gaps[gaps >= 0]
    return int(_length(values, RECORD_FINALS).sum() + _length(held, UNIT_FINALS).sum())


def _values_and_gaps(
    begins: Integers, units: Integers, records: Integers, levels: NDArray[np.uint8]
) -> tuple[Integers, Integers]:
    """Every posting's value, and the gap before its unit; -1 where that is the one above's."""
    starts_list = np.zeros(len(units), np.bool_)
    starts_list[begins] = True
    starts_unit = starts_list.copy()
    starts_unit[1:] |= units[1:] != units[:-1]
    gaps = np.full(len(units), -1, np.int64)
    gaps[1:][starts_unit[1:]] = (units[1:] - units[:-1] - 1)[starts_unit[1:]]
    gaps[begins] = units[begins]
    return _values(np.flatnonzero(starts_unit), records, levels), gaps


def _values(begins: Integers, records: Integers, levels: NDArray[np.uint8]) -> Integers:
    gaps: Integers = np.diff(records, prepend=-1).astype(np.int64) - 1
    gaps[begins] = records[begins]
    return gaps * LEVELS + levels


def _texts(begins: Sequence[int] | Integers, values: Integers, gaps: Integers | None) -> list[str]:
    """The texts of the lists; a gap of -1 has no code."""
    sizes = _length(values, RECORD_FINALS)
    ends = sizes
    if gaps is not None:
        unit_sizes = np.where(gaps < 0, 0, _length(gaps, UNIT_FINALS))
        ends = sizes + unit_sizes
    ends = np.cumsum(ends)
    out = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    _put(out, ends, values, RECORD_FINALS, CONTINUATIONS + UNIT_FINALS)
    if gaps is not None:
        held = np.flatnonzero(gaps >= 0)
        _put(out, (ends - sizes)[held], gaps[held], UNIT_FINALS, CONTINUATIONS)
    text = out.tobytes().decode("ascii")
    cuts = [0, *ends[np.asarray(begins[1:]) - 1].tolist(), len(text)] if len(begins) else [0]
    return [text[low:high] for low, high in pairwise(cuts)]


def _length(values: Integers, finals: int) -> Integers:
    """How many characters the codes of the values have."""
    sizes = np.ones(len(values), np.int64)
    rest = values // finals
    while (more := rest > 0).any():
        sizes += more
        rest = (rest - 1) // CONTINUATIONS
    return sizes


def _put(
    out: NDArray[np.uint8], ends: Integers, values: Integers, finals: int, offset: int
) -> None:
    """Writes codes so that each ends before its place in `ends`."""
    place = ends - 1
    out[place] = _LETTERS[offset + values % finals]
    rest = values // finals
    left = np.flatnonzero(rest > 0)
    rest, place = rest[left], place[left]
    while len(left):
        place = place - 1
        rest -= 1
        out[place] = _LETTERS[rest % CONTINUATIONS]
        rest //= CONTINUATIONS
        left = np.flatnonzero(rest > 0)
        rest, place = rest[left], place[left]
