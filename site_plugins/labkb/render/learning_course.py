"""The page of a course: a section per lesson, readable from top to bottom without scripts."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markupsafe import Markup

from labkb.exchange.export.downloads import Download
from labkb.ids import anchor
from labkb.learning.data import number_beside, questions_of
from labkb.learning.items import BLANK
from labkb.model.course import Course, Lesson, WorkedExample
from labkb.model.document import Clause, ClauseForm
from labkb.model.question import Question
from labkb.model.reference import ClauseStub
from labkb.model.term import Term
from labkb.render.calculators import SCRIPTS as CALCULATOR_SCRIPTS
from labkb.render.calculators import embed_html
from labkb.render.context import Site, base_of
from labkb.render.env import fill
from labkb.render.learning_nav import EXAM, HOME, PRACTICE, learn_sidebar
from labkb.render.nav import crumbs
from labkb.render.page import Page, TocItem
from labkb.render.words import QUESTION_KINDS, SEALS

_PARAGRAPH = re.compile(r"\n\s*\n")


class Cite(NamedTuple):
    """A clause shown in place."""

    number: str
    heading: str
    summary: str
    text: str
    path: str
    url: str
    requirements: tuple[tuple[Any, str], ...]
    items: tuple[str, ...]


def course_page(
    site: Site, course: Course, number: int, scripts: tuple[str, ...],
    downloads: tuple[Download, ...] = (),
) -> Page:
    """A course, with what the trainer publishes of it."""
    path = site.urls[course.id]
    base = base_of(path)
    embedded: set[str] = set()
    modules = [
        {
            "title": module.title,
            "lessons": [
                _lesson(site, course, lesson, f"{m}.{n}", base, embedded)
                for n, lesson in enumerate(module.lessons, 1)
            ],
        }
        for m, module in enumerate(course.modules, 1)
    ]
    has_questions = bool(questions_of(site))
    exam = course.exam if has_questions else None
    html = fill(
        "learning_course.html",
        course=course,
        number=number,
        modules=modules,
        minutes=sum(lesson.minutes for lesson in course.lessons()),
        count=sum(1 for _ in course.lessons()),
        exam=exam and {
            "count": sum(row.count for row in exam.rows),
            "minutes": exam.minutes,
            "pass_percent": exam.pass_percent,
            "url": f"{base}{EXAM}#course={course.id}",
        },
        downloads=downloads,
        base=base,
        practice=f"{base}{PRACTICE}#course={course.id}" if has_questions else "",
    )
    toc = tuple(
        TocItem(
            module.title,
            f"m{m}",
            children=tuple(
                TocItem(lesson.title, anchor(f"{course.id}:{lesson.id}"), number=f"{m}.{n}")
                for n, lesson in enumerate(module.lessons, 1)
            ),
        )
        for m, module in enumerate(course.modules, 1)
    )
    return Page(
        path,
        course.title,
        html,
        toc=toc,
        sidebar=learn_sidebar(site, path),
        section="learn",
        scripts=tuple(dict.fromkeys((*scripts, *CALCULATOR_SCRIPTS))) if embedded else scripts,
        styles=("checklist", "calc", "learn") if embedded else ("checklist", "learn"),
        crumbs=crumbs(("课程与练习", HOME), (course.title, "")),
        description=course.summary,
    )


def _lesson(
    site: Site, course: Course, lesson: Lesson, number: str, base: str, embedded: set[str]
) -> dict[str, Any]:
    lesson_id = f"{course.id}:{lesson.id}"
    return {
        "id": lesson_id,
        "anchor": anchor(lesson_id),
        "number": number,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "suspect": lesson_id in site.suspects,
        "aims": lesson.aims,
        "introduction": paragraphs(lesson.introduction),
        "reading": [cite(site, i, base) for i in lesson.reading if i in site.graph],
        "key_points": lesson.key_points,
        "terms": [t for t in (_term(site, i, base) for i in lesson.terms) if t],
        "examples": [_example(site, e, base, embedded) for e in lesson.examples],
        "see_also": site.links(lesson.see_also, base),
        "materials": site.links(lesson.materials, base),
        "questions": [q for q in (_stem(site, i) for i in lesson.questions) if q],
    }


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a text; a blank line ends one."""
    return [part.strip() for part in _PARAGRAPH.split(text or "") if part.strip()]


def cite(site: Site, entry_id: str, base: str) -> Cite:
    """A clause in place: number, heading, summary, requirements, listed items, where it stands."""
    entry = site.graph[entry_id]
    if entry.family == "requirement":
        entry = site.graph[entry.parent]
    value = entry.value
    above = [e for e in site.graph.ancestors(entry.id) if e.family == "clause"]
    summary = value.note if isinstance(value, ClauseStub) else getattr(value, "summary", None)
    requirements: tuple[tuple[Any, str], ...] = ()
    if isinstance(value, Clause):
        requirements = tuple((SEALS[r.obligation.value], r.statement) for r in value.requirements)
    items = []
    for child in site.graph.children(entry.id, "clause"):
        held = child.value
        if isinstance(held, Clause) and held.form is not ClauseForm.CLAUSE:
            items.append("：".join(part for part in (held.heading, held.summary) if part))
    names = [f"{getattr(e.value, 'number', None) or ''} {e.label}".strip() for e in above]
    is_clause = entry.family == "clause"
    return Cite(
        number_beside(site, entry),
        (getattr(value, "heading", None) if is_clause else entry.label) or "",
        summary or "",
        getattr(value, "text", None) or "",
        " › ".join([entry.record.label, *names] if is_clause else [entry.record.label]),
        base + site.urls.get(entry.id, "index.html"),
        requirements,
        tuple(items),
    )


def _term(site: Site, term_id: str, base: str) -> dict[str, str] | None:
    entry = site.graph.get(term_id)
    if entry is None or not isinstance(entry.value, Term):
        return None
    term = entry.value
    return {
        "name": term.name,
        "english": term.english or "",
        "definition": term.definition,
        "url": base + site.urls[term_id],
    }


def _example(
    site: Site, example: WorkedExample, base: str, embedded: set[str]
) -> dict[str, Any]:
    """An example with its tools; a calculator stands in place once in a course."""
    calculator = example.calculator or ""
    entry = site.graph.get(calculator)
    html = ""
    if entry is not None and entry.family == "calculator" and calculator not in embedded:
        embedded.add(calculator)
        html = embed_html(calculator, site, base, brings_scripts=False)
    tools = site.links([i for i in (example.calculator, example.checklist) if i], base)
    shown = [t for t in tools if not t.url.startswith(f"{base}index.html")]
    return {
        "title": example.title,
        "text": paragraphs(example.text),
        "tools": shown,
        "calculator": entry.label if entry is not None and html else "",
        "html": Markup(html),
    }


def _stem(site: Site, question_id: str) -> dict[str, Any] | None:
    entry = site.graph.get(question_id)
    if entry is None or not isinstance(entry.value, Question):
        return None
    question = entry.value
    return {
        "kind": QUESTION_KINDS[question.kind],
        "stem": question.stem.replace(BLANK, "＿＿＿"),
        "options": [option.text for option in question.options],
    }

