"""A course as a handout: what to read, what to keep in mind, and room for answers and notes."""

from __future__ import annotations

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.teaching import KINDS, Course, Item, Lesson, Reading, numeral
from labkb.exchange.export.word import Paper
from labkb.exchange.export.word_questions import BLANK, print_question

_NOTE_LINES = 4
_NEIGHBOURS = 2
"""Terms that are easily confused, of each; the site has them all."""


def handout_docx(course: Course, origin: Origin) -> bytes:
    """The bytes of the Word document."""
    paper = Paper(origin, course.title, subject=course.id)
    lessons = tuple(course.lessons())
    minutes = sum(lesson.minutes for lesson in lessons)
    paper.title(course.title)
    paper.text(origin.sentence(), small=True)
    paper.text(course.summary)
    paper.table((), (("对象", course.audience), ("课时", f"约{minutes}分钟，{len(lessons)}课")), (1, 5))
    paper.heading("学完以后", 3)
    paper.items(course.aims)
    if any(reading.duties for lesson in lessons for reading in lesson.readings):
        paper.signs((("应", "必须做到"), ("宜", "建议"), ("可", "允许"), ("能", "做得到、有可能")))
    if len(lessons) > 1:
        paper.contents()
    number = 0
    for order, module in enumerate(course.modules, 1):
        if len(course.modules) > 1:
            paper.heading(module.title, 1, number=numeral(order), new_page=True)
        for lesson in module.lessons:
            number += 1
            _lesson(paper, lesson, number)
    _answers(paper, course)
    paper.provenance(course.ids())
    return paper.finish()


def _lesson(paper: Paper, lesson: Lesson, number: int) -> None:
    paper.heading(f"{lesson.title}（{lesson.minutes}分钟）", 2, number=str(number))
    paper.text("；".join(lesson.aims), label="目标")
    for paragraph in lesson.introduction:
        paper.text(paragraph)
    document = ""
    for reading in lesson.readings:
        _reading(paper, reading, is_new=reading.document != document)
        document = reading.document
    if lesson.points:
        paper.heading("要点", 3)
        paper.items([
            p.text + (f"（{'、'.join(c.name for c in p.citations)}）" if p.citations else "")
            for p in lesson.points
        ], numbered=True)
    for story in lesson.stories:
        paper.heading(f"例子：{story.title}", 3)
        for paragraph in story.paragraphs:
            paper.text(paragraph)
        for tool in story.tools:
            paper.text(tool, label="在网站上做", small=True)
    if lesson.terms:
        paper.heading("术语", 3)
        rows = [(t.name, t.english, "\n".join((t.definition, *t.neighbours[:_NEIGHBOURS]))) for t in lesson.terms]
        paper.table(("术语", "英文", "意思"), rows, (1.4, 2, 4))
    if lesson.items:
        paper.heading("练习", 3)
        for order, item in enumerate(lesson.items, 1):
            _item(paper, item, f"{number}.{order}")
    if lesson.more:
        paper.heading("再看", 3)
        paper.items(lesson.more)
    paper.heading("笔记", 3)
    paper.blank_lines(_NOTE_LINES)


def _reading(paper: Paper, reading: Reading, *, is_new: bool) -> None:
    heading = reading.heading or (reading.number and reading.document) or reading.document
    paper.heading(heading, 3, number=reading.number)
    if is_new and reading.document != heading:
        paper.text(reading.document, label="出自", small=True, keep=True)
    if reading.summary:
        paper.text(reading.summary, keep=bool(reading.duties))
    if reading.duties:
        rows = [
            (
                d.sign, d.statement + (f"\n适用：{d.conditions}" if d.conditions else ""),
                d.actors, "\n".join(d.evidence),
            )
            for d in reading.duties
        ]
        paper.table(("程度", "要求", "由谁做", "证据"), rows, (0.8, 4, 1.6, 3), signs=0)


def _item(paper: Paper, item: Item, number: str) -> None:
    is_case = item.kind == "case"
    if is_case:
        paper.text(item.stem, label=f"{number}（案例）", keep=True)
    for part, ask in enumerate(item.asks, 1):
        label = f"{number}.{part}" if is_case else number
        shown = sorted(ask.sequence) or sorted(right for _, right in ask.pairs)
        print_question(
            paper, label, ask, KINDS[ask.kind], shown, blank=f"答：{BLANK}{BLANK} {ask.unit}".rstrip()
        )


def _answers(paper: Paper, course: Course) -> None:
    rows = []
    for number, lesson in enumerate(course.lessons(), 1):
        for order, item in enumerate(lesson.items, 1):
            for part, ask in enumerate(item.asks, 1):
                label = f"{number}.{order}" + (f".{part}" if item.kind == "case" else "")
                proof = "\n".join(citation.name for citation in item.citations)
                rows.append((label, ask.right_words(), ask.explanation or item.explanation, proof))
    if rows:
        paper.heading("练习的答案", 1, new_page=True)
        paper.table(("题", "答案", "为什么", "依据"), rows, (1, 3, 4, 2))
