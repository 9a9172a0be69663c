"""A course and its questions as values that every kind of export can use.

Exports know these values alone; how a course is written in YAML is known in `from_records.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_NUMERALS = "一二三四五六七八九十"

KINDS = {
    "single": "单选题",
    "multiple": "多选题",
    "true_false": "判断题",
    "fill": "填空题",
    "number": "数值题",
    "order": "排序题",
    "match": "配对题",
    "case": "案例题",
}
"""Kinds of questions in the order in which a paper asks them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a choice."""

    text: str
    is_right: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked and what is right; the kind says which fields are used."""

    key: str
    """The id of the question, or of the part of a case."""
    kind: str
    stem: str
    explanation: str = ""
    choices: tuple[Choice, ...] = ()
    is_true: bool | None = None
    answer: str = ""
    unit: str = ""
    tolerance: str = "0"
    blanks: tuple[tuple[str, ...], ...] = ()
    sequence: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def right_letters(self) -> str:
        """The letters of the right options as they stand."""
        return "".join(
            letter
            for letter, choice in zip(LETTERS, self.choices, strict=False)
            if choice.is_right
        )

    def right_words(self) -> str:
        """The right answer in words."""
        match self.kind:
            case "single" | "multiple":
                return "；".join(c.text for c in self.choices if c.is_right)
            case "true_false":
                return "对" if self.is_true else "错"
            case "number":
                spread = f"（允许相差{self.tolerance}）" if self.tolerance.strip("0.") else ""
                return f"{self.answer} {self.unit}{spread}".strip()
            case "fill":
                return "；".join(" / ".join(variants) for variants in self.blanks)
            case "order":
                return " → ".join(self.sequence)
            case _:
                return "；".join(f"{left} — {right}" for left, right in self.pairs)


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause as a trainee finds it: its id and how running text names it."""

    id: str
    name: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the bank: one thing asked, or a case with several."""

    id: str
    kind: str
    stem: str
    explanation: str
    asks: tuple[Ask, ...]
    """One for a plain question, the parts for a case."""
    citations: tuple[Citation, ...]
    difficulty: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A requirement: its sign, what must be done and what shows it."""

    sign: str
    statement: str
    actors: str = ""
    evidence: tuple[str, ...] = ()
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause to be read, in our own words."""

    id: str
    document: str
    number: str
    heading: str
    summary: str
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A key point with the clauses that it rests on."""

    text: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class TermCard:
    """A term with its definition."""

    id: str
    name: str
    english: str
    definition: str
    neighbours: tuple[str, ...] = ()
    """What it is confused with, and how they differ."""


@dataclass(frozen=True, slots=True)
class Story:
    """A worked example."""

    title: str
    paragraphs: tuple[str, ...]
    tools: tuple[str, ...] = ()
    """Calculators and checklists of the site that go with it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sitting."""

    id: str
    title: str
    minutes: int
    aims: tuple[str, ...]
    introduction: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    points: tuple[Point, ...] = ()
    terms: tuple[TermCard, ...] = ()
    stories: tuple[Story, ...] = ()
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    """What else there is to look at, named with its id."""


@dataclass(frozen=True, slots=True)
class Module:
    """Lessons that belong together."""

    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """How many questions an exam draws, and of which."""

    count: int
    kinds: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    modules: tuple[int, ...] = ()
    """Ordinals from one; none for all."""
    points: int = 1


@dataclass(frozen=True, slots=True)
class Course:
    """A whole course."""

    id: str
    title: str
    summary: str
    audience: str
    aims: tuple[str, ...]
    modules: tuple[Module, ...]
    pass_percent: int = 80
    exam_minutes: int = 0
    draws: tuple[Draw, ...] = ()

    def lessons(self) -> Iterator[Lesson]:
        """The lessons in order."""
        for module in self.modules:
            yield from module.lessons

    def items(self) -> tuple[Item, ...]:
        """The questions of all lessons, each once."""
        found = {item.id: item for lesson in self.lessons() for item in lesson.items}
        return tuple(found.values())

    def ids(self) -> tuple[str, ...]:
        """The ids of everything that the course shows: for saying where an export comes from."""
        found = [self.id]
        for lesson in self.lessons():
            found.extend(reading.id for reading in lesson.readings)
            found.extend(item.id for item in lesson.items)
        return tuple(dict.fromkeys(found))


def numeral(number: int) -> str:
    """一 to 十, digits beyond."""
    return _NUMERALS[number - 1] if 0 < number <= len(_NUMERALS) else str(number)
