"""What the learning pages load: courses, questions and the clauses behind them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from labkb.fingerprints import fingerprints
from labkb.graph import Entry
from labkb.learning.items import has_answer, shown
from labkb.model.course import Course, Lesson
from labkb.model.document import Clause, ClauseForm, Document, Requirement
from labkb.model.question import Question
from labkb.model.reference import ClauseStub
from labkb.model.term import Term
from labkb.render.context import Site
from labkb.render.words import SEALS

VERSION = 1
DATA = "assets/labkb/learn-data.js"
TERMS = "assets/labkb/learn-terms.js"
_MOST_STEPS = 3
_LONGEST_NUMBER = 8


def courses_of(site: Site) -> list[Course]:
    """The courses in the order of their lists."""
    held = (e.value for e in site.graph.family("course"))
    return sorted((c for c in held if isinstance(c, Course)), key=lambda c: (c.order, c.id))


def questions_of(site: Site) -> list[Question]:
    """The questions that can be asked, in reading order."""
    held = (e.value for e in site.graph.family("question"))
    return [q for q in held if isinstance(q, Question) and has_answer(q)]


def learning_scripts(site: Site) -> Iterator[tuple[str, bytes]]:
    """The data scripts; nothing where there is nothing to learn."""
    if courses_of(site) or questions_of(site):
        yield DATA, _script("learn", learning_data(site))
        yield TERMS, _script("learn-terms", term_cards(site))


def learning_data(site: Site) -> dict[str, Any]:
    """Courses, questions with veiled answers, and every clause that proves one or is read."""
    questions = questions_of(site)
    courses = courses_of(site)
    wanted = [c for q in questions for c in q.clauses]
    wanted += [c for course in courses for lesson in course.lessons() for c in lesson.reading]
    return {
        "kb": site.settings.kb,
        "edition": site.settings.edition,
        "courses": [_course(site, course, {q.id for q in questions}) for course in courses],
        "questions": {q.id: _question(site, q) for q in questions},
        "clauses": _clauses(site, wanted),
        "documents": _documents(site, wanted),
    }


def _course(site: Site, course: Course, asked: set[str]) -> dict[str, Any]:
    exam = course.exam
    return {
        "id": course.id,
        "title": course.title,
        "url": site.urls[course.id],
        "modules": [
            {
                "title": module.title,
                "lessons": [_lesson(site, course, lesson, asked) for lesson in module.lessons],
            }
            for module in course.modules
        ],
        "exam": exam
        and {
            "minutes": exam.minutes,
            "pass_percent": exam.pass_percent,
            "rows": [row.model_dump() for row in exam.rows],
        },
    }


def _lesson(site: Site, course: Course, lesson: Lesson, asked: set[str]) -> dict[str, Any]:
    lesson_id = f"{course.id}:{lesson.id}"
    return {
        "id": lesson_id,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "url": site.urls[lesson_id],
        "questions": [q for q in lesson.questions if q in asked],
        "fingerprint": fingerprints(site.graph, lesson.reading),
    }


def _question(site: Site, question: Question) -> dict[str, Any]:
    return {
        **shown(question),
        "fingerprint": fingerprints(site.graph, question.clauses),
        "checks": _steps(site, question.check_items, question.clauses, "check_item"),
        "tools": _steps(site, question.calculators, question.clauses, "calculator"),
        **({"suspect": True} if question.id in site.suspects else {}),
    }


def _steps(
    site: Site, own: Iterable[str], clauses: Iterable[str], family: str
) -> list[tuple[str, str]]:
    """Label and address of what the question names, else of what builds on its clauses."""
    found = [i for i in own if i in site.graph]
    if not found:
        for clause in clauses:
            found += [
                link.source
                for link in site.graph.incoming(clause)
                if site.graph[link.source].family.startswith(family)
            ]
    return [
        (site.graph[i].label, site.urls.get(i, ""))
        for i in dict.fromkeys(found)
        # Things without a page of their own have the address of the home page.
        if not site.urls.get(i, "index.html").startswith("index.html")
    ][:_MOST_STEPS]


def _clauses(site: Site, wanted: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for clause_id in wanted:
        entry = site.graph.get(clause_id)
        if entry is not None and entry.family == "requirement":
            entry = site.graph.get(entry.parent)
        if entry is not None and entry.id not in found:
            found[entry.id] = _clause(site, entry)
    return found


def _clause(site: Site, entry: Entry) -> dict[str, Any]:
    value = entry.value
    is_clause = entry.family == "clause"
    above = [e for e in site.graph.ancestors(entry.id) if e.family == "clause"]
    summary = value.note if isinstance(value, ClauseStub) else getattr(value, "summary", None)
    return {
        "number": number_beside(site, entry),
        "heading": (getattr(value, "heading", None) if is_clause else entry.label) or "",
        "summary": summary or "",
        "text": getattr(value, "text", None) or "",
        "url": site.urls[entry.id],
        "document": entry.record.label,
        "above": [e.id for e in above],
        "path": " › ".join([entry.record.label, *(_name(e) for e in above)]),
        "requirements": _requirements(value),
        "items": [_item(e) for e in site.graph.children(entry.id, "clause") if _is_item(e)],
    }


def number_beside(site: Site, entry: Entry) -> str:
    """The number that stands beside a clause in place: short, of the nearest numbered one."""
    if entry.family != "clause":
        return ""
    number = site.number_of(entry)
    own = getattr(entry.value, "number", None) or ""
    above = site.graph.get(entry.parent)
    if not own and above is not None and above.family == "clause":
        return number_beside(site, above)
    return number if len(number) <= _LONGEST_NUMBER else own[:_LONGEST_NUMBER]


def _name(entry: Entry) -> str:
    return f"{getattr(entry.value, 'number', None) or ''} {entry.label}".strip()


def _requirements(value: object) -> list[list[str]]:
    held = value.requirements if isinstance(value, Clause) else ()
    return [_requirement(r) for r in held]


def _requirement(requirement: Requirement) -> list[str]:
    seal = SEALS[requirement.obligation.value]
    said = requirement.statement
    if requirement.conditions:
        said = f"{said}（{requirement.conditions}）"
    return [seal.char, seal.css, seal.title, said]


def _is_item(entry: Entry) -> bool:
    return isinstance(entry.value, Clause) and entry.value.form is not ClauseForm.CLAUSE


def _item(entry: Entry) -> str:
    value = entry.value
    assert isinstance(value, Clause)
    return "：".join(part for part in (value.heading, value.summary) if part)


def _documents(site: Site, wanted: Iterable[str]) -> dict[str, Any]:
    """Title and numbered clauses of the documents, for the filter of the practice."""
    found: dict[str, Any] = {}
    for clause_id in wanted:
        entry = site.graph.get(clause_id)
        if entry is None or entry.record.id in found:
            continue
        document = entry.record
        chapters = []
        if isinstance(document, Document):
            chapters = [
                [e.id, _name(e)]
                for e in site.graph.descendants(document.id, "clause")
                if not _is_item(e) and len(site.graph.ancestors(e.id)) <= 2
            ]
        found[document.id] = {"title": document.label, "clauses": chapters}
    return found


def term_cards(site: Site) -> dict[str, Any]:
    """Every term as a card: name on one side, definition on the other."""
    held = (e.value for e in site.graph.family("term"))
    return {
        term.id: {
            "name": term.name,
            "english": term.english or "",
            "definition": term.definition,
            "url": site.urls[term.id],
            "neighbours": [
                [site.graph[n.term].label, n.difference]
                for n in term.neighbours
                if n.term in site.graph
            ],
        }
        for term in held
        if isinstance(term, Term)
    }


def _script(name: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    # Line separators end a line inside a string of older scripts.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"labkb.provide({json.dumps(name)},{VERSION},{text});\n".encode()
