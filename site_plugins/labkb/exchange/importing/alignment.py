"""Lines of a text given to the clauses without a number that stand for them.

Headings and keywords of such clauses are the words of the text itself. The lines keep their order,
so a line may not go to a clause before that of the line above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from labkb.exchange.importing.chars import squeeze
from labkb.model.document import Clause

_SENTENCE = re.compile(r"(?<=[。；])")
_NOT_A_WORD = re.compile(r"[^\w]")
_BEGINS, _PAIR = 6.0, 0.1
_ABOVE = 0.3
"""What the words of the clause above all others count: it speaks of all that is below it."""
_STEP = 0.01
"""A line that says nothing of any clause stays with the line above it."""


def plain(text: str | None) -> str:
    """A text without punctuation and spaces, in lower case."""
    return _NOT_A_WORD.sub("", squeeze(text or "")).lower()


@dataclass(frozen=True, slots=True)
class _Signs:
    heading: str
    words: tuple[str, ...]
    pairs: frozenset[str]
    """Neighbouring characters of the summary, which is in our own words but speaks of the same."""
    share: float

    @classmethod
    def of(cls, clause: Clause, share: float) -> _Signs:
        words = tuple(word for word in map(plain, clause.keywords) if len(word) > 1)
        return cls(plain(clause.heading), words, _pairs(plain(clause.summary)), share)

    def fit(self, line: str) -> float:
        """How well a plain line fits the clause."""
        said = sum(word in line for word in self.words) + _PAIR * len(self.pairs & _pairs(line))
        return said * self.share + (_BEGINS if _begins(line, self.heading) else 0.0)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))


def _begins(line: str, heading: str) -> bool:
    """Whether a plain line begins with a heading, or with 在 and a heading."""
    return bool(heading) and line.removeprefix("在").startswith(heading)


def align(lines: Sequence[str], above: Clause | None, clauses: Sequence[Clause]) -> list[str]:
    """The text of the clause above (which may have none), then of every clause, in their order."""
    signs = [_Signs.of(above, _ABOVE) if above else _Signs("", (), frozenset(), 0.0)]
    signs += [_Signs.of(clause, 1.0) for clause in clauses]
    pieces = list(_pieces(lines, {sign.heading for sign in signs[1:] if sign.heading}))
    texts = [""] * len(signs)
    line = -1
    for (number, piece), place in zip(pieces, _places([p for _, p in pieces], signs), strict=True):
        between = "\n" if texts[place] and number != line else ""
        texts[place] += between + piece
        line = number
    return texts


def _pieces(lines: Sequence[str], headings: set[str]) -> Iterator[tuple[int, str]]:
    """Number of the line and text of the pieces: lines, cut where a sentence is a clause's heading."""
    for number, line in enumerate(lines):
        held = ""
        for sentence in _SENTENCE.split(line):
            if held and any(_begins(plain(sentence), heading) for heading in headings):
                yield number, held
                held = ""
            held += sentence
        if held:
            yield number, held


def _places(pieces: Sequence[str], signs: Sequence[_Signs]) -> list[int]:
    """For every piece the clause that it goes to, so that all together fit best."""
    if not pieces:
        return []
    best = [0.0] + [-_STEP * place for place in range(1, len(signs))]
    came_from: list[list[int]] = []
    for piece in map(plain, pieces):
        reached, sources = [], []
        for place, sign in enumerate(signs):
            source = max(range(place + 1), key=lambda k: (best[k] - _STEP * (place - k), -k))
            sources.append(source)
            reached.append(best[source] - _STEP * (place - source) + sign.fit(piece))
        best = reached
        came_from.append(sources)
    place = max(range(len(signs)), key=lambda k: (best[k], -k))
    places = [place]
    for sources in reversed(came_from[1:]):
        place = sources[place]
        places.append(place)
    return places[::-1]
