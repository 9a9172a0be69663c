"""A course as slides: what stands on each, and what the trainer says beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labkb.exchange.export.fitting import line_count, pages, split_text
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.teaching import KINDS, LETTERS, Ask, Course, Item, Lesson, Reading

# Measures of the body box, in points; `deck_theme` draws it in this size.
BODY_WIDTH, BODY_HEIGHT = 780.0, 352.0
SIZES = (20.0, 16.0, 14.0)
PITCH = (31.0, 25.0, 22.0)
"""Height of a line per level: exact, so that no program's font metrics change it."""
GAP = (9.0, 5.0, 4.0)
INDENT = 34.0
TITLE_WIDTH = 780.0 / 28.0
"""Width of the title box in ems of its letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the body: a mark that hangs in front, and its text."""

    text: str
    mark: str = ""
    level: int = 0
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide before it is drawn."""

    layout: str
    """cover, section or content."""
    title: str
    kicker: str = ""
    """What hangs in the number column: 6.3.6, 目标, 练习."""
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


def line_height(line: Line) -> float:
    """The height of a paragraph in points, with the gap after it."""
    width = (BODY_WIDTH - INDENT) / SIZES[line.level]
    return line_count(line.text, width) * PITCH[line.level] + GAP[line.level]


def course_slides(
    course: Course, origin: Origin, *, questions: int | None = None
) -> tuple[Slide, ...]:
    """All slides of a course, none with more text than it holds.

    Args:
        course: the course.
        origin: where it comes from.
        questions: how many questions of each lesson are asked, None for all.
    """
    return tuple(part for slide in _all(course, origin, questions) for part in fit(slide))


def fit(slide: Slide) -> Iterator[Slide]:
    """The slide, or as many as its lines need; the notes stand with the first."""
    if slide.layout != "content":
        yield slide
        return
    title = slide.title
    lines = list(slide.lines)
    if line_count(title, TITLE_WIDTH) > 2:
        lines.insert(0, Line(title, is_strong=True))
        title = title[:24] + "…"
    pieces = [piece for line in lines for piece in _pieces(line)]
    groups = pages(pieces, line_height, BODY_HEIGHT) or [()]
    for number, group in enumerate(groups):
        more = "（续）" if number else ""
        yield replace(
            slide, title=title + more, lines=tuple(group), notes=slide.notes if not number else ()
        )


def _pieces(line: Line) -> Iterator[Line]:
    width = (BODY_WIDTH - INDENT) / SIZES[line.level]
    most = int((BODY_HEIGHT - GAP[line.level]) // PITCH[line.level])
    for number, text in enumerate(split_text(line.text, width, most)):
        yield replace(line, text=text, mark=line.mark if number == 0 else "")


def _all(course: Course, origin: Origin, questions: int | None) -> Iterator[Slide]:
    lessons = tuple(course.lessons())
    minutes = sum(lesson.minutes for lesson in lessons)
    yield Slide(
        "cover", course.title,
        lines=(Line(course.summary), Line(f"对象：{course.audience}　课时：约{minutes}分钟")),
        notes=(origin.sentence(), f"课程编号：{course.id}"),
    )
    yield Slide("content", "学完以后", "目标", tuple(Line(a, "·") for a in course.aims))
    if len(lessons) > 1:
        agenda = [
            Line(f"{lesson.title}（{lesson.minutes}分钟）", str(number))
            for number, lesson in enumerate(lessons, 1)
        ]
        yield Slide("content", "各课", "目录", tuple(agenda))
    number = 0
    for module in course.modules:
        if len(course.modules) > 1:
            yield Slide("section", module.title, "单元")
        for lesson in module.lessons:
            number += 1
            yield from _lesson(lesson, number, questions)
    yield Slide("content", "出处", "来历", (
        Line(origin.sentence()),
        *(Line(words, "·", 1) for words in _sources(course)),
    ), notes=(f"记录编号：{'、'.join(course.ids())}", f"由 {origin.writer} 生成，可以自由修改。"))


def _sources(course: Course) -> Iterator[str]:
    """Documents with the clauses that the course reads."""
    found: dict[str, list[str]] = {}
    for lesson in course.lessons():
        for reading in lesson.readings:
            found.setdefault(reading.document, []).append(reading.number or reading.heading)
    for document, numbers in found.items():
        yield f"{document}：{'、'.join(dict.fromkeys(numbers))}"


def _lesson(lesson: Lesson, number: int, questions: int | None) -> Iterator[Slide]:
    yield Slide(
        "section", lesson.title, str(number),
        tuple(Line(aim, "·", 1) for aim in lesson.aims[:4]),
        notes=(f"用时约{lesson.minutes}分钟。", *lesson.introduction, *lesson.notes),
    )
    for reading in lesson.readings:
        yield _reading(reading)
    if lesson.points:
        notes = tuple(
            f"{p.text}　依据：{'、'.join(c.name for c in p.citations)}"
            for p in lesson.points if p.citations
        )
        points = (Line(p.text, str(i)) for i, p in enumerate(lesson.points, 1))
        yield Slide("content", "要点", "记住", tuple(points), notes)
    for story in lesson.stories:
        yield Slide("content", story.title, "例子", tuple(Line(p) for p in story.paragraphs))
    if lesson.terms:
        lines = []
        for term in lesson.terms:
            name = f"{term.name}　{term.english}" if term.english else term.name
            lines += [Line(name, "", 0, is_strong=True), Line(term.definition, "", 1)]
        yield Slide("content", "本课术语", "术语", tuple(lines))
    for order, item in enumerate(lesson.items[:questions], 1):
        yield from _item(item, order)


def _reading(reading: Reading) -> Slide:
    lines = [Line(reading.summary)] if reading.summary else []
    notes = [f"{reading.document} {reading.number}（{reading.id}）"]
    for duty in reading.duties:
        who = f"（{duty.actors}）" if duty.actors else ""
        lines.append(Line(f"{duty.statement}{who}", duty.sign, 1))
        if duty.evidence:
            notes.append(f"{duty.sign}：{duty.statement}　证据：{'；'.join(duty.evidence)}")
    return Slide(
        "content", reading.heading or reading.document, reading.number, tuple(lines), tuple(notes)
    )


def _item(item: Item, order: int) -> Iterator[Slide]:
    is_case = item.kind == "case"
    if is_case:
        yield Slide("content", "案例", f"练习{order}", (Line(item.stem),), (f"题目编号：{item.id}",))
    for part, ask in enumerate(item.asks, 1):
        kicker = f"练习{order}.{part}" if is_case else f"练习{order}"
        title = KINDS[ask.kind]
        yield Slide(
            "content", title, kicker,
            (Line(ask.stem, is_strong=True), *(_options(ask))),
            (f"题目编号：{item.id}", f"答案：{ask.right_words()}", *_feedback(ask)),
        )
        yield Slide("content", f"{title}：答案", kicker, tuple(_answer(ask, item)))


def _options(ask: Ask) -> Iterator[Line]:
    if ask.kind in {"single", "multiple"}:
        for letter, choice in zip(LETTERS, ask.choices, strict=False):
            yield Line(choice.text, letter)
    elif ask.kind == "order":
        for letter, text in zip(LETTERS, sorted(ask.sequence), strict=False):
            yield Line(text, letter)
    elif ask.kind == "true_false":
        yield Line("对，还是错？")
    elif ask.kind == "match":
        for number, (left, _) in enumerate(ask.pairs, 1):
            yield Line(left, str(number))
        right = sorted(right for _, right in ask.pairs)
        for letter, text in zip(LETTERS, right, strict=False):
            yield Line(text, letter, 1)
    elif ask.kind == "number":
        yield Line(f"单位：{ask.unit}", "", 1)


def _feedback(ask: Ask) -> Iterator[str]:
    for letter, choice in zip(LETTERS, ask.choices, strict=False):
        if choice.feedback:
            yield f"{letter}：{choice.feedback}"


def _answer(ask: Ask, item: Item) -> Iterator[Line]:
    letters = ask.right_letters if ask.kind in {"single", "multiple"} else ""
    first, *rest = [f"{left} — {right}" for left, right in ask.pairs] or [ask.right_words()]
    yield Line(f"{letters}　{first}".strip(), "答", is_strong=True)
    yield from (Line(text, is_strong=True) for text in rest)
    if ask.explanation or item.explanation:
        yield Line(ask.explanation or item.explanation, "解")
    for citation in item.citations:
        words = f"{citation.name}　{citation.summary}" if citation.summary else citation.name
        yield Line(words, "据", 1)
