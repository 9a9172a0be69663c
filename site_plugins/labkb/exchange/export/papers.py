"""Papers of a quiz: the same questions in another order, the same on every day for one seed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TypeVar

from labkb.exchange.export.teaching import KINDS, LETTERS, Ask, Course, Item
from labkb.jsruntime import JsRuntime

Piece = TypeVar("Piece")
_USUAL_POINTS = 1


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
    """Of the thing asked; the parts of a case have the points of the case each."""

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


@dataclass(frozen=True, slots=True)
class Chosen:
    """A question that a paper asks, and its points."""

    item: Item
    points: int = _USUAL_POINTS


def choose(items: Sequence[Item], count: int, seed: str) -> tuple[Chosen, ...]:
    """So many of the items, drawn by the seed, in their old order; 0 for all."""
    ids = [item.id for item in items]
    drawn = set(shuffled(ids, seed, "draw")[:count] if 0 < count < len(ids) else ids)
    return tuple(Chosen(item) for item in items if item.id in drawn)


def draw_exam(course: Course, seed: str) -> tuple[Chosen, ...]:
    """The questions of an exam by the course's rules, drawn as the page draws them."""
    items = {item.id: item for item in course.items()}
    if not course.draws:
        return choose(course.items(), 0, seed)
    data = {"questions": {i.id: {"kind": i.kind, "difficulty": i.difficulty} for i in items.values()}}
    modules = [
        {"lessons": [{"questions": [item.id for item in le.items]} for le in module.lessons]}
        for module in course.modules
    ]
    plan = {"modules": modules, "exam": {"rows": [asdict(draw) for draw in course.draws]}}
    held = JsRuntime(("learn",)).call("labkb.core.learn.draw", data, plan, seed)
    return tuple(Chosen(items[row["id"]], row["points"]) for row in held["questions"])


def make_paper(chosen: Sequence[Chosen], name: str, seed: str) -> Paper:
    """The paper of a name: sections by kind, order and options by the seed."""
    sections, number = [], 0
    for kind, title in KINDS.items():
        of_kind = [one for one in chosen if one.item.kind == kind]
        asked: list[Asked] = []
        for one in shuffled(of_kind, seed, name, kind):
            number += 1
            for part, ask in enumerate(one.item.asks, 1):
                label = f"{number}.{part}" if kind == "case" else str(number)
                asked.append(_ask(label, one, ask, name, seed))
        if asked:
            sections.append(Section(kind, title, tuple(asked)))
    return Paper(name, tuple(sections))


def _ask(number: str, one: Chosen, ask: Ask, name: str, seed: str) -> Asked:
    mixed = replace(ask, choices=shuffled(ask.choices, seed, name, ask.key))
    shown: tuple[str, ...] = ()
    if ask.kind == "order":
        shown = shuffled(ask.sequence, seed, name, ask.key)
        if shown == ask.sequence:
            shown = (*shown[1:], shown[0])
    elif ask.kind == "match":
        right = dict.fromkeys(right for _, right in ask.pairs)
        shown = shuffled(tuple(right), seed, name, ask.key)
    return Asked(number, one.item, mixed, shown, one.points)
