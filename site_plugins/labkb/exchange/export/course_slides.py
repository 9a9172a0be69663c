"""A course as slides: what stands on each, and what the trainer says beside it."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.question_slides import item_slides
from labkb.exchange.export.slides import Grid, Line, Row, Slide, fit
from labkb.exchange.export.teaching import Course, Lesson, Module, Reading, numeral


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


def _all(course: Course, origin: Origin, questions: int | None) -> Iterator[Slide]:
    lessons = tuple(course.lessons())
    minutes = sum(lesson.minutes for lesson in lessons)
    yield Slide(
        "cover", course.title, "",
        (
            Line(course.summary),
            Line(f"对象：{course.audience}", level=1),
            Line(f"课时：{len(lessons)}课，约{minutes}分钟", level=1),
        ),
        (
            f"共{len(lessons)}课，约{minutes}分钟。每课先读条款，再看要点、例子和术语，最后做练习；"
            "练习的答案在题目的下一页。",
            "每页的编号、证据、答案和逐项说明都在备注里。",
            origin.sentence(), f"课程编号：{course.id}",
        ),
    )
    yield Slide(
        "content", "学完以后", "目标", tuple(Line(a, str(i)) for i, a in enumerate(course.aims, 1)),
        tuple(f"第{n}课　{'；'.join(le.aims)}" for n, le in enumerate(lessons, 1)),
    )
    if len(lessons) > 1:
        yield _agenda(lessons)
    number = 0
    for order, module in enumerate(course.modules, 1):
        if len(course.modules) > 1:
            yield _module(module, order, number)
        for lesson in module.lessons:
            number += 1
            yield from _lesson(lesson, number, questions)
    yield Slide(
        "content", "出处", "来历", (Line(origin.sentence()),),
        (f"记录编号：{'、'.join(course.ids())}", f"由 {origin.writer} 生成，可以自由修改。"),
        Grid(("文件", "条款"), (3, 7), tuple(_sources(course)), main=1),
    )


def _agenda(lessons: tuple[Lesson, ...]) -> Slide:
    rows, notes, begin = [], [], 0
    for number, lesson in enumerate(lessons, 1):
        rows.append(Row((str(number), lesson.title, f"{lesson.minutes}分钟")))
        end = begin + lesson.minutes
        notes.append(f"第{number}课　第{begin}到第{end}分钟　{lesson.title}")
        begin = end
    grid = Grid(("课", "内容", "用时"), (0.8, 8, 1.6), tuple(rows), main=1)
    return Slide("content", "各课", "目录", (), tuple(notes), grid)


def _module(module: Module, order: int, before: int) -> Slide:
    lines = tuple(
        Line(f"{lesson.title}（{lesson.minutes}分钟）", str(number))
        for number, lesson in enumerate(module.lessons, before + 1)
    )
    minutes = sum(lesson.minutes for lesson in module.lessons)
    return Slide(
        "section", module.title, numeral(order), lines,
        (f"这个单元有{len(module.lessons)}课，约{minutes}分钟。",),
    )


def _sources(course: Course) -> Iterator[Row]:
    """Documents with the clauses that the course reads."""
    found: dict[str, list[str]] = {}
    for lesson in course.lessons():
        for reading in lesson.readings:
            found.setdefault(reading.document, []).append(reading.number or reading.heading)
    for document, numbers in found.items():
        yield Row((document, "、".join(dict.fromkeys(numbers))))
    if not found:
        yield Row(("（这门课没有读条款）", ""))


def _lesson(lesson: Lesson, number: int, questions: int | None) -> Iterator[Slide]:
    yield Slide(
        "section", lesson.title, str(number),
        tuple(Line(aim, "·") for aim in lesson.aims[:4]),
        (f"用时约{lesson.minutes}分钟。", *lesson.introduction, *lesson.notes),
    )
    for reading in lesson.readings:
        yield _reading(reading)
    if lesson.points:
        yield Slide(
            "content", "要点", "记住",
            tuple(Line(p.text, str(i)) for i, p in enumerate(lesson.points, 1)),
            (f"回到本课的目标：{'；'.join(lesson.aims)}。", *(
                f"第{i}点　依据：{'、'.join(c.name for c in p.citations)}"
                for i, p in enumerate(lesson.points, 1) if p.citations
            )),
        )
    for story in lesson.stories:
        yield Slide(
            "content", story.title, "例子", tuple(Line(p) for p in story.paragraphs),
            ("先只讲情形，请学员说该查哪一条、怎么做，再往下讲。",
             *(f"可以当场演示：{tool}" for tool in story.tools)),
        )
    if lesson.terms:
        rows = tuple(Row((t.name, t.english, t.definition)) for t in lesson.terms)
        notes = (f"{t.name}（{t.id}）" + "".join(f"\n　{n}" for n in t.neighbours)
                 for t in lesson.terms)
        yield Slide("content", "本课术语", "术语", (), tuple(notes),
                    Grid(("术语", "英文", "意思"), (2, 2.4, 5.6), rows))
    for order, item in enumerate(lesson.items[:questions], 1):
        yield from item_slides(item, order)
    if lesson.more:
        yield Slide("content", "延伸", "再看", tuple(Line(text, "·") for text in lesson.more),
                    ("这些不在课上讲，供学员课后看。",))


def _reading(reading: Reading) -> Slide:
    notes = [f"{reading.document} {reading.number}（{reading.id}）"]
    rows = []
    has_actors = any(duty.actors for duty in reading.duties)
    has_evidence = any(duty.evidence for duty in reading.duties)
    for duty in reading.duties:
        cells = [duty.statement + (f"（适用：{duty.conditions}）" if duty.conditions else "")]
        if has_actors:
            cells.append(duty.actors)
        if has_evidence:
            cells.append("；".join(duty.evidence))
        rows.append(Row(tuple(cells), duty.sign))
        who = f"（{duty.actors}）" if duty.actors else ""
        proof = f"　证据：{'；'.join(duty.evidence)}" if duty.evidence else ""
        notes.append(f"{duty.sign}{who}：{duty.statement}{proof}")
    signs = {duty.sign for duty in reading.duties}
    if {"应", "宜"} <= signs:
        notes.append("提醒：标“应”的必须做到，标“宜”的是建议，不要讲混。")
    if has_evidence:
        notes.append("请学员说：本单位拿什么证明？")
    head = ("要求", *(("由谁做",) if has_actors else ()), *(("证据",) if has_evidence else ()))
    shares = (5.2, *((1.8,) if has_actors else ()), *((3.4,) if has_evidence else ()))
    return Slide(
        "content", reading.heading or reading.document, reading.number,
        (Line(reading.summary),) if reading.summary else (), tuple(notes),
        Grid(head, shares, tuple(rows)) if rows else None,
        reading.document if reading.document != reading.heading else "",
    )
