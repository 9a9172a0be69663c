"""BM25F at build time: how strongly a record speaks of a key, as one of six levels.

The strength of a key is the sum over fields of weight * count / length norm; its logarithm
is rounded to a level. The page turns the level back into the saturated value.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import log2

import numpy as np
from numpy.typing import NDArray

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
_BUCKETS = 256
_COUNTS = 16


def level_of(strength: float) -> int:
    """The level nearest to a strength."""
    if strength <= STRENGTHS[0]:
        return 0
    return min(LEVELS - 1, round(log2(strength) + 2))


def levels_of(strengths: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The level nearest to each of many strengths."""
    raised = np.rint(np.log2(np.maximum(strengths, STRENGTHS[0])) + 2)
    levels: NDArray[np.uint8] = np.clip(raised, 0, LEVELS - 1).astype(np.uint8)
    return levels


@dataclass(frozen=True, slots=True)
class BodyLevels:
    """Levels of keys that occur in the body alone, by its length and by count."""

    levels: NDArray[np.uint8]
    """A row a bucket of lengths, a column a count; longer bodies and higher counts are as the last."""
    bucket: int


@cache
def body_level_table() -> BodyLevels:
    """The table, with counts up to sixteen."""
    rows = [
        (0, *(level_of(BODY.per_count(bucket * _BUCKET) * count) for count in range(1, _COUNTS + 1)))
        for bucket in range(_BUCKETS)
    ]
    return BodyLevels(np.array(rows, np.uint8), _BUCKET)


def name_level(length: int) -> int:
    """Level of a key in a document's name: the shorter the name, the more it says."""
    return max(0, LEVELS - 1 - max(0, length - 2) // 3)
