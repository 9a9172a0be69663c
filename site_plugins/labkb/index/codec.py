"""Numbers as printable characters, decodable in JavaScript with one `charCodeAt` a character.

Ninety-one characters from `#` to `~` without the backslash fall into three classes, so that a
posting list needs no separators:

- 22 continuations: a digit with more to come;
- 20 finals of a unit: the gap to the next unit that has postings;
- 49 finals of a record: (gap to the next record in the unit - 1) * LEVELS + level.
"""

from __future__ import annotations

import re

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
