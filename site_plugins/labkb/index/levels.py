"""BM25F at build time: how strongly a record speaks of a key, as one of six levels.

The strength of a key is the sum over fields of weight * count / length norm; its logarithm
is rounded to a level. The page turns the level back into the saturated value.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from labkb.index.codec import LEVELS

STRENGTHS = tuple(0.25 * 2**level for level in range(LEVELS))
"""What a level stands for; `rank.js` holds the same numbers."""


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """How a field counts: weight, usual length, how much a greater length takes away."""

    weight: float
    usual: int
    slope: float

    def per_count(self, length: int) -> float:
        """The strength of one occurrence in a field of this length."""
        return self.weight / (1 - self.slope + self.slope * max(length, 1) / self.usual)


TITLE = FieldWeight(4.0, 10, 0.35)
ALIAS = FieldWeight(4.0, 10, 0.35)
KEYWORDS = FieldWeight(2.0, 30, 0.2)
NAMES = FieldWeight(1.2, 30, 0.2)
CONTEXT = FieldWeight(0.6, 20, 0.2)
BODY = FieldWeight(1.0, 120, 0.45)
NUMBER = FieldWeight(1.0, 6, 0.0)

_BUCKET = 16
_COUNTS = 16


def level_of(strength: float) -> int:
    """The level nearest to a strength."""
    if strength <= STRENGTHS[0]:
        return 0
    return min(LEVELS - 1, round(log2(strength) + 2))


_BODY_TABLE = tuple(
    (0, *(level_of(BODY.per_count(bucket * _BUCKET) * count) for count in range(1, _COUNTS + 1)))
    for bucket in range(256)
)


def body_levels(length: int) -> tuple[int, ...]:
    """Level by count, for keys that occur in the body alone; counts beyond 16 are as 16."""
    return _BODY_TABLE[min(length // _BUCKET, 255)]


def name_level(length: int) -> int:
    """Level of a key in a document's name: the shorter the name, the more it says."""
    return max(0, LEVELS - 1 - max(0, length - 2) // 3)
