"""A course as a handout: what to read, what to keep in mind, and room for answers."""

from __future__ import annotations

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.teaching import KINDS, LETTERS, Course, Item, Lesson, Reading
from labkb.exchange.export.word import Paper


def handout_docx(course: Course, origin: Origin) -> bytes:
    """The bytes of the Word document."""
    paper = Paper(origin, course.title)
    lessons = tuple(course.lessons())
    minutes = sum(lesson.minutes for lesson in lessons)
    paper.title(course.title)
    paper.text(origin.sentence(), small=True)
    paper.text(course.summary)
    paper.table((), (("对象", course.audience), ("课时", f"约{minutes}分钟，{len(lessons)}课")), (1, 5))
    paper.heading("学完以后", 2)
    paper.items(course.aims)
    number = 0
    for module in course.modules:
        if len(course.modules) > 1:
            paper.heading(module.title, 1, new_page=number > 0)
        for lesson in module.lessons:
            number += 1
            _lesson(paper, lesson, number)
    _answers(paper, course)
    paper.provenance(course.ids())
    return paper.finish()


def _lesson(paper: Paper, lesson: Lesson, number: int) -> None:
    paper.heading(f"{number}　{lesson.title}（{lesson.minutes}分钟）", 2)
    paper.text("；".join(lesson.aims), label="目标")
    for paragraph in lesson.introduction:
        paper.text(paragraph)
    for reading in lesson.readings:
        _reading(paper, reading)
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
    if lesson.terms:
        paper.heading("术语", 3)
        rows = [(t.name, t.english, t.definition) for t in lesson.terms]
        paper.table(("术语", "英文", "意思"), rows, (1.4, 2, 4))
    if lesson.items:
        paper.heading("练习", 3)
        for order, item in enumerate(lesson.items, 1):
            _item(paper, item, f"{number}.{order}")


def _reading(paper: Paper, reading: Reading) -> None:
    head = "　".join(part for part in (reading.document, reading.number, reading.heading) if part)
    paper.heading(head, 3)
    if reading.summary:
        paper.text(reading.summary)
    if reading.duties:
        rows = [(d.sign, d.statement, d.actors, "\n".join(d.evidence)) for d in reading.duties]
        paper.table(("程度", "要求", "由谁做", "证据"), rows, (0.7, 4, 1.6, 3))


def _item(paper: Paper, item: Item, number: str) -> None:
    if item.kind == "case":
        paper.text(item.stem, label=f"{number}（案例）", keep=True)
    for part, ask in enumerate(item.asks, 1):
        label = f"{number}.{part}" if item.kind == "case" else number
        stem = ask.stem.replace("___", "＿＿＿＿＿＿")
        paper.text(f"{stem}（{KINDS[ask.kind]}）", label=label, keep=True)
        options = [choice.text for choice in ask.choices]
        options = options or sorted(ask.sequence)
        if ask.kind == "match":
            paper.text("　".join(left for left, _ in ask.pairs), keep=True)
            options = sorted(right for _, right in ask.pairs)
        for letter, text in zip(LETTERS, options, strict=False):
            paper.text(f"{letter}. {text}")
        paper.text("答：＿＿＿＿＿＿＿＿＿＿")


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
        paper.table(("题", "答案", "为什么", "依据"), rows, (0.8, 3, 4, 2))
