"""Papers of a quiz: the same questions in another order, the same on every day for one seed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from labkb.exchange.export.teaching import KINDS, LETTERS, Ask, Item

Piece = TypeVar("Piece")
POINTS = {"easy": 2, "medium": 3, "hard": 4}
_USUAL_POINTS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Something asked on a paper under a number: 3, or 8.2 for a part of a case."""

    number: str
    item: Item
    ask: Ask
    """With options as they stand on this paper."""
    shown: tuple[str, ...] = ()
    """What is printed in this order under letters: things to order, right sides to match."""
    points: int = _USUAL_POINTS

    def answer(self) -> str:
        """The right answer as the key prints it."""
        ask = self.ask
        if ask.kind in {"single", "multiple"}:
            return ask.right_letters
        if ask.kind == "order":
            return "".join(LETTERS[self.shown.index(text)] for text in ask.sequence)
        if ask.kind == "match":
            return "　".join(
                f"{number}—{LETTERS[self.shown.index(right)]}"
                for number, (_, right) in enumerate(ask.pairs, 1)
            )
        return ask.right_words()


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of one kind."""

    kind: str
    title: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: A or B."""

    name: str
    sections: tuple[Section, ...]

    def asked(self) -> tuple[Asked, ...]:
        """Everything asked, in order."""
        return tuple(asked for section in self.sections for asked in section.asked)

    @property
    def points(self) -> int:
        """The total."""
        return sum(asked.points for asked in self.asked())


def shuffled(pieces: Sequence[Piece], *seed: str) -> tuple[Piece, ...]:
    """The pieces in an order that follows from the seed alone, in every version of Python."""
    text = "|".join(seed)

    def rank(index: int) -> str:
        return hashlib.sha256(f"{text}|{index}".encode()).hexdigest()

    return tuple(pieces[index] for index in sorted(range(len(pieces)), key=rank))


def choose(items: Sequence[Item], count: int, seed: str) -> tuple[Item, ...]:
    """So many of the items, drawn by the seed, in their old order; 0 for all."""
    if count <= 0 or count >= len(items):
        return tuple(items)
    drawn = set(shuffled([item.id for item in items], seed, "draw")[:count])
    return tuple(item for item in items if item.id in drawn)


def make_paper(items: Sequence[Item], name: str, seed: str) -> Paper:
    """The paper of a name: sections by kind, order and options by the seed."""
    sections, number = [], 0
    for kind, title in KINDS.items():
        of_kind = [item for item in items if item.kind == kind]
        asked: list[Asked] = []
        for item in shuffled(of_kind, seed, name, kind):
            number += 1
            is_case = item.kind == "case"
            for part, ask in enumerate(item.asks, 1):
                label = f"{number}.{part}" if is_case else str(number)
                asked.append(_ask(label, item, ask, name, seed))
        if asked:
            sections.append(Section(kind, title, tuple(asked)))
    return Paper(name, tuple(sections))


def _ask(number: str, item: Item, ask: Ask, name: str, seed: str) -> Asked:
    points = POINTS.get(item.difficulty, _USUAL_POINTS)
    mixed = replace(ask, choices=shuffled(ask.choices, seed, name, ask.key))
    shown: tuple[str, ...] = ()
    if ask.kind == "order":
        shown = shuffled(ask.sequence, seed, name, ask.key)
        if shown == ask.sequence:
            shown = (*shown[1:], shown[0])
    elif ask.kind == "match":
        right = dict.fromkeys((*(right for _, right in ask.pairs), *ask.distractors))
        shown = shuffled(tuple(right), seed, name, ask.key)
    return Asked(number, item, mixed, shown, points)
