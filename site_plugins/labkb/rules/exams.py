"""An exam can be drawn from the questions of its course."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import Entry, KnowledgeGraph
from labkb.jsruntime import JsRuntime
from labkb.model.course import Course
from labkb.model.question import Question
from labkb.render.words import DIFFICULTIES, QUESTION_KINDS

# Names of pages that stand beside those of the courses.
TAKEN = {"index", "practice", "exam", "wrong", "cards", "stats", "coverage", "rollup"}


def exams_can_be_drawn(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Blueprints that ask for what there is not; course ids that are names of other pages."""
    js: JsRuntime | None = None
    for entry in graph.family("course"):
        course = entry.value
        assert isinstance(course, Course)
        slug = course.id.split("/")[-1]
        if slug in TAKEN:
            yield finding(
                "KB815",
                f"课程编号“{course.id}”与练习区的页面同名",
                entry.place("id"),
                remedy=f"换一个名字，例如 course/{slug}-course",
                record=entry.id,
            )
        if course.exam is None:
            continue
        wrong = list(_unknown_words(entry, course))
        yield from wrong
        if wrong:
            continue
        js = js or JsRuntime(("state", "learn"))
        drawn = js.call("labkb.core.learn.draw", *_plain(graph, course), "check")
        for short in drawn["missing"]:
            row = course.exam.rows[short["row"]]
            yield finding(
                "KB811",
                f"考试第{short['row'] + 1}条要抽{row.count}题，还缺{short['count']}题",
                entry.place("exam", "rows", short["row"]),
                remedy="减少题数、放宽条件，或给课程加题（各条之间不重复抽）",
                record=entry.id,
            )


def _unknown_words(entry: Entry, course: Course) -> Iterator[Diagnostic]:
    assert course.exam is not None
    for index, row in enumerate(course.exam.rows):
        known: tuple[tuple[str, tuple[Any, ...], Any, str], ...] = (
            ("kinds", row.kinds, set(QUESTION_KINDS), "题型"),
            ("difficulties", row.difficulties, set(DIFFICULTIES), "难度"),
            ("modules", row.modules, range(1, len(course.modules) + 1), "单元"),
        )
        for field, values, allowed, word in known:
            for at, value in enumerate(values):
                if value not in allowed:
                    yield finding(
                        "KB811",
                        f"考试规则里的{word}“{value}”不存在",
                        entry.place("exam", "rows", index, field, at),
                        remedy=f"可取：{'、'.join(str(one) for one in sorted(allowed))}",
                        record=entry.id,
                    )


def _plain(graph: KnowledgeGraph, course: Course) -> tuple[dict[str, Any], dict[str, Any]]:
    """What drawing needs to know of questions and course."""
    assert course.exam is not None
    asked = dict.fromkeys(q for lesson in course.lessons() for q in lesson.questions)
    questions = {
        q: {"kind": value.kind, "difficulty": value.difficulty}
        for q in asked
        if q in graph and isinstance(value := graph[q].value, Question)
    }
    plain = {
        "modules": [
            {"lessons": [{"questions": list(lesson.questions)} for lesson in module.lessons]}
            for module in course.modules
        ],
        "exam": {"rows": [row.model_dump() for row in course.exam.rows]},
    }
    return {"questions": questions}, plain
