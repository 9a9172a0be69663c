"""Courses and questions of the collection as the values that exports know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.tables import full_number, names
from labkb.exchange.export.teaching import (
    Ask,
    Choice,
    Citation,
    Course,
    Draw,
    Duty,
    Item,
    Lesson,
    Module,
    Point,
    Reading,
    Story,
    TermCard,
)
from labkb.graph import Entry, KnowledgeGraph
from labkb.model import course as courses
from labkb.model.course import Course as CourseRecord
from labkb.model.document import Clause, Document, Requirement
from labkb.model.question import Question, QuestionBody
from labkb.model.term import Term
from labkb.render.words import SEALS

_NO_UNIT = "无量纲"
"""Said where a number has no unit; a trainee is not told to write it."""


def course_view(graph: KnowledgeGraph, course_id: str) -> Course:
    """The course of an id.

    Raises:
        CannotGoOn: where there is no such course.
    """
    entry = graph.get(course_id)
    if entry is None or not isinstance(entry.value, CourseRecord):
        known = "、".join(e.id for e in graph.family("course")) or "（库里还没有课程）"
        raise CannotGoOn(f"“{course_id}”不是课程的编号。库里的课程：{known}")
    course = entry.value
    exam = course.exam
    return Course(
        course.id, course.title, course.summary, course.audience, course.aims,
        tuple(
            Module(module.title, tuple(_lesson(graph, course.id, le) for le in module.lessons))
            for module in course.modules
        ),
        exam.pass_percent if exam else 80,
        exam.minutes if exam else 0,
        tuple(
            Draw(row.count, row.kinds, row.difficulties, row.modules, row.points)
            for row in (exam.rows if exam else ())
        ),
    )


def _lesson(graph: KnowledgeGraph, course_id: str, lesson: courses.Lesson) -> Lesson:
    return Lesson(
        f"{course_id}:{lesson.id}", lesson.title, lesson.minutes, lesson.aims,
        paragraphs(lesson.introduction),
        tuple(_reading(graph, graph[i]) for i in lesson.reading if i in graph),
        tuple(Point(text) for text in lesson.key_points),
        tuple(term_cards(graph, lesson.terms)),
        tuple(
            Story(
                example.title, paragraphs(example.text),
                tuple(_named(graph, (example.calculator, example.checklist))),
            )
            for example in lesson.examples
        ),
        tuple(items(graph, lesson.questions)),
        lesson.trainer_notes,
        tuple(_named(graph, (*lesson.see_also, *lesson.materials))),
    )


def _named(graph: KnowledgeGraph, ids: Iterable[str | None]) -> Iterator[str]:
    """Records as people find them again: name and id."""
    for one in ids:
        if one and one in graph:
            label = graph.citation(one) if ":" in one else graph[one].label
            yield f"{label}（{one}）"


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a text: empty lines part them."""
    parts = (" ".join(part.split("\n")).strip() for part in (text or "").split("\n\n"))
    return tuple(part for part in parts if part)


def _reading(graph: KnowledgeGraph, entry: Entry) -> Reading:
    """What a trainee is to read: a clause with its requirements, or one of them."""
    document = entry.record.label
    value = entry.value
    if isinstance(value, Requirement):
        clause = graph[entry.parent]
        number = full_number(graph, clause)
        return Reading(entry.id, document, number, clause.label, "", (_duty(graph, value),))
    number = full_number(graph, entry)
    duties = tuple(
        _duty(graph, child.value)
        for child in graph.children(entry.id, "requirement")
        if isinstance(child.value, Requirement)
    )
    heading, summary = entry.label, getattr(value, "summary", None) or ""
    if isinstance(value, Clause):
        heading = value.heading or ""
        summary = value.summary or value.text or ""
    elif isinstance(value, Document):
        heading = value.title
    return Reading(entry.id, document, number, heading, summary, duties)


def _duty(graph: KnowledgeGraph, requirement: Requirement) -> Duty:
    return Duty(
        SEALS[requirement.obligation.value].char, requirement.statement,
        names(graph, requirement.actors), requirement.evidence, requirement.conditions or "",
    )


def term_cards(graph: KnowledgeGraph, ids: Iterable[str]) -> Iterator[TermCard]:
    """The terms of the ids."""
    for term_id in ids:
        term = graph[term_id].value if term_id in graph else None
        if isinstance(term, Term):
            differences = tuple(
                f"不同于{graph[n.term].label}：{n.difference}"
                for n in term.neighbours if n.term in graph
            )
            yield TermCard(term.id, term.name, term.english or "", term.definition, differences)


def items(graph: KnowledgeGraph, ids: Iterable[str]) -> Iterator[Item]:
    """The questions of the ids."""
    for question_id in ids:
        question = graph[question_id].value if question_id in graph else None
        if isinstance(question, Question):
            yield _item(graph, question)


def _item(graph: KnowledgeGraph, question: Question) -> Item:
    if question.kind == "case":
        asks = tuple(
            _ask(f"{question.id}:{number}", part, question.explanation)
            for number, part in enumerate(question.case_parts, 1)
        )
    else:
        asks = (_ask(question.id, question, question.explanation),)
    return Item(
        question.id, question.kind, question.stem, question.explanation, asks,
        tuple(_citation(graph, i) for i in question.clauses if i in graph), question.difficulty,
    )


def _ask(key: str, body: Question | QuestionBody, explanation: str) -> Ask:
    number = body.number
    return Ask(
        key, body.kind, body.stem, body.explanation or explanation,
        tuple(Choice(o.text, o.is_right, o.feedback) for o in body.options),
        body.is_true,
        number.value if number else "",
        number.unit if number and number.unit != _NO_UNIT else "",
        number.tolerance if number else "0",
        tuple(blank.accepts for blank in body.blanks),
        body.sequence,
        tuple((pair.left, pair.right) for pair in body.pairs),
    )


def _citation(graph: KnowledgeGraph, entry_id: str) -> Citation:
    entry = graph[entry_id]
    said = entry.value.statement if isinstance(entry.value, Requirement) else (
        getattr(entry.value, "summary", None) or ""
    )
    return Citation(entry_id, graph.citation(entry_id), said)
