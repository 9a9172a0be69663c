"""The page of a course inside a learning platform: its reading as HTML, questions as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.teaching import Course, Duty, Lesson, Reading

_SEALS = {"应": "kb-seal kb-seal--shall", "可": "kb-seal kb-seal--may", "能": "kb-seal kb-seal--can"}


def scorm_page(course: Course, origin: Origin) -> str:
    """The HTML of index.html."""
    lessons = list(course.lessons())
    nav = "".join(
        f'<li><a href="#" data-sco-open><b>{n}</b><span>{escape(lesson.title)}</span></a></li>'
        for n, lesson in enumerate(lessons, 1)
    )
    main = "".join(_lesson(lesson, n, len(lessons)) for n, lesson in enumerate(lessons))
    foot = f"{escape(origin.sentence())}课程编号：{escape(course.id)}。由 {escape(origin.writer)} 生成。"
    return f"""<!doctype html>
<html lang="zh-CN" data-md-color-scheme="default">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(course.title)}</title>
<link rel="stylesheet" href="course.css">
</head>
<body>
<div class="sco">
<header class="sco__head"><h1>{escape(course.title)}</h1><p>{escape(course.summary)}</p>
<p class="sco__standing" data-sco-standing role="status">正在打开……</p></header>
<nav class="sco__nav" aria-label="各课"><ol>{nav}</ol></nav>
<main class="sco__main">{main}
<p><button type="button" class="kb-btn" data-sco-again hidden>全部题目再做一遍</button></p></main>
<footer class="sco__foot">{foot}</footer>
</div>
<script src="registry.js"></script>
<script src="data.js"></script>
<script src="course.js"></script>
</body>
</html>
"""


def _lesson(lesson: Lesson, ordinal: int, count: int) -> str:
    hidden = " hidden" if ordinal else ""
    way = (
        f'<p><button type="button" class="kb-btn" data-sco-next="{ordinal + 1}">下一课</button></p>'
        if ordinal + 1 < count
        else ""
    )
    inside = "".join(_parts(lesson))
    return f"<section data-sco-lesson{hidden}>{inside}{way}</section>"


def _parts(lesson: Lesson) -> Iterator[str]:
    yield f'<h2 tabindex="-1">{escape(lesson.title)}（约{lesson.minutes}分钟）</h2>'
    yield _list(lesson.aims)
    yield from (f"<p>{escape(text)}</p>" for text in lesson.introduction)
    if lesson.readings:
        yield "<h3>读条款</h3>"
        yield from (_reading(reading) for reading in lesson.readings)
    if lesson.points:
        yield "<h3>要点</h3>" + _list(point.text for point in lesson.points)
    for story in lesson.stories:
        yield f"<h3>例子：{escape(story.title)}</h3>"
        yield from (f"<p>{escape(text)}</p>" for text in story.paragraphs)
        yield from (f'<p class="sco__proof">在网站上做：{escape(tool)}</p>' for tool in story.tools)
    if lesson.terms:
        yield "<h3>术语</h3><dl>"
        for term in lesson.terms:
            english = f"　{escape(term.english)}" if term.english else ""
            yield f"<dt><b>{escape(term.name)}</b>{english}</dt><dd>{escape(term.definition)}</dd>"
        yield "</dl>"
    if lesson.items:
        yield "<h3>练习</h3>"
        for item in lesson.items:
            yield f'<div class="sco__ask" data-sco-question="{escape(item.id)}"></div>'


def _list(texts: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def _reading(reading: Reading) -> str:
    title = escape(reading.heading or reading.document)
    duties = "".join(
        f'<div class="sco__duty"><b class="{_SEALS.get(duty.sign, "kb-seal")}">{duty.sign}</b>'
        f"<span>{escape(duty.statement)}{_proof(duty)}</span></div>"
        for duty in reading.duties
    )
    summary = f"<p>{escape(reading.summary)}</p>" if reading.summary else ""
    source = f'<p class="kb-sm kb-q">{escape(reading.document)}</p>'
    return (
        f'<div class="sco__reading"><b>{escape(reading.number)}</b>'
        f"<div><strong>{title}</strong>{summary}{duties}{source}</div></div>"
    )


def _proof(duty: Duty) -> str:
    """Who does it, when, and what shows it: a line of its own below the duty."""
    said = [
        f"{label}：{escape(text)}"
        for label, text in (
            ("谁", duty.actors), ("适用", duty.conditions), ("证据", "；".join(duty.evidence)),
        )
        if text
    ]
    return f'<small class="sco__proof">{"　".join(said)}</small>' if said else ""
