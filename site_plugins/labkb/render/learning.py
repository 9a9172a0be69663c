"""The pages of 学: courses, practice, exam, 错题本, cards, statistics, coverage, rollup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from labkb.exchange.export.downloads import Download
from labkb.ids import anchor
from labkb.learning.data import DATA, TERMS, courses_of, learning_scripts, questions_of
from labkb.learning.items import BLANK
from labkb.learning.materials import material_copies
from labkb.model.course import Course
from labkb.model.question import Question
from labkb.render.context import Site, base_of
from labkb.render.env import digest, fill
from labkb.render.learning_course import course_page
from labkb.render.learning_coverage import coverage_page
from labkb.render.learning_nav import (
    CARDS,
    COVERAGE,
    EXAM,
    HOME,
    PRACTICE,
    ROLLUP,
    STATS,
    WRONG,
    has_learning,
    learn_sidebar,
)
from labkb.render.nav import crumbs
from labkb.render.page import Page, PlannedPage
from labkb.render.words import DIFFICULTIES, QUESTION_KINDS

SCRIPTS = (DATA, "state", "learn")


def learning_pages(
    site: Site, downloads_of: Callable[[str], tuple[Download, ...]] = lambda record_id: ()
) -> Iterator[PlannedPage]:
    """The pages; nothing where there is neither course nor question.

    Args:
        site: what is rendered.
        downloads_of: what the trainer publishes of a course, by its id.
    """
    if not has_learning(site):
        return
    courses, questions = courses_of(site), questions_of(site)
    suspects = sorted(site.suspects)
    for number, course in enumerate(courses, 1):
        path, files = site.urls[course.id], downloads_of(course.id)
        held = (part for one in files for part in (one.path, one.data))
        key = digest(site.collection_key, path, *suspects, *held)
        yield PlannedPage(
            path, course.title, key, partial(course_page, site, course, number, SCRIPTS, files)
        )
    made: list[tuple[str, str, Callable[[], Page]]] = [
        (HOME, "课程与练习", partial(_home, site)),
    ]
    if questions:
        made += [
            (PRACTICE, "题目练习", partial(_practice, site)),
            (EXAM, "考试", partial(_tool, site, EXAM, "考试", "exam", _EXAM_LEDE)),
            (WRONG, "错题本", partial(_tool, site, WRONG, "错题本", "wrong", _WRONG_LEDE)),
            (CARDS, "记忆卡片", partial(_tool, site, CARDS, "记忆卡片", "cards", _CARDS_LEDE)),
            (STATS, "学得怎么样", partial(_tool, site, STATS, "学得怎么样", "stats", _STATS_LEDE)),
            (COVERAGE, "题目覆盖", partial(coverage_page, site)),
            (ROLLUP, "汇总学员进度", partial(_tool, site, ROLLUP, "汇总学员进度", "rollup",
                                       _ROLLUP_LEDE)),
        ]
    for path, title, render in made:
        yield PlannedPage(path, title, digest(site.collection_key, path, *suspects), render)


def learning_assets(site: Site) -> Iterator[tuple[str, bytes]]:
    """The data scripts of the pages, and copies of the trainers' files."""
    yield from learning_scripts(site)
    yield from material_copies(site.settings.root, site.graph)


_EXAM_LEDE = "限时，随机抽题，交卷以后才看对错。成绩记在进度里，可以存成文件交给讲师。"
_WRONG_LEDE = (
    "答错的题按FSRS-6间隔重复算法安排：答对了隔得越来越久，答错了很快再问，"
    "直到有把握隔三周以上还记得。"
)
_CARDS_LEDE = "一面是术语或条款的名字，另一面是意思。先自己想，再翻过来，说说记得怎么样；到期的日子也由FSRS-6算。"
_STATS_LEDE = "从答题记录里算出来的：掌握了多少，哪里薄弱，哪些题总错。都只在这台电脑上算。"
_ROLLUP_LEDE = (
    "给讲师：把学员存下的进度文件放进来，看谁学了什么、哪些题错得最多，存成Excel。"
    "文件只在这台电脑上读，内容先核对再计入。"
)


def _tool(site: Site, path: str, title: str, name: str, lede: str) -> Page:
    html = fill("learning_tool.html", title=title, name=name, lede=lede)
    scripts = (DATA, TERMS, "state", "learn") if name == "cards" else SCRIPTS
    return _page(site, path, title, html, scripts=scripts, description=lede)


def _page(site: Site, path: str, title: str, html: str, **more: Any) -> Page:
    return Page(
        path,
        title,
        html,
        sidebar=learn_sidebar(site, path),
        section="learn",
        styles=("checklist", "learn"),
        crumbs=crumbs(("课程与练习", "" if path == HOME else HOME), *([(title, "")] * (path != HOME))),
        is_wide=True,
        **more,
    )


def _home(site: Site) -> Page:
    base = base_of(HOME)
    courses = [_course_card(site, n, c, base) for n, c in enumerate(courses_of(site), 1)]
    html = fill(
        "learning_home.html",
        courses=courses,
        questions=len(questions_of(site)),
        materials=len(site.graph.family("material")),
    )
    return _page(
        site, HOME, "课程与练习", html, scripts=SCRIPTS, description="课程、题目练习、考试和错题本。"
    )


def _course_card(site: Site, number: int, course: Course, base: str) -> dict[str, Any]:
    modules = []
    count = 0
    for m, module in enumerate(course.modules, 1):
        lessons = []
        for n, lesson in enumerate(module.lessons, 1):
            lesson_id = f"{course.id}:{lesson.id}"
            count += 1
            lessons.append(
                {
                    "id": lesson_id,
                    "number": f"{m}.{n}",
                    "title": lesson.title,
                    "minutes": lesson.minutes,
                    "url": base + site.urls[lesson_id],
                    "questions": len(lesson.questions),
                }
            )
        modules.append({"title": module.title, "lessons": lessons})
    return {
        "id": course.id,
        "number": number,
        "title": course.title,
        "summary": course.summary,
        "audience": course.audience,
        "url": base + site.urls[course.id],
        "minutes": sum(lesson.minutes for lesson in course.lessons()),
        "count": count,
        "modules": modules,
        "exam": course.exam is not None,
    }


def _practice(site: Site) -> Page:
    owners: dict[str, str] = {}
    groups: dict[str, list[dict[str, Any]]] = {}
    for course in courses_of(site):
        for lesson in course.lessons():
            for asked in lesson.questions:
                owners.setdefault(asked, course.title)
    for question in questions_of(site):
        groups.setdefault(owners.get(question.id, "其他题目"), []).append(_stem(question))
    html = fill("learning_practice.html", groups=groups, count=len(questions_of(site)))
    return _page(
        site, PRACTICE, "题目练习", html, scripts=SCRIPTS,
        description="按课程、条款、题型和难度练习，答完就看到依据的条款。",
    )


def _stem(question: Question) -> dict[str, Any]:
    """What a page may show of a question without scripts: the stem and the options."""
    return {
        "anchor": anchor(question.id),
        "kind": QUESTION_KINDS[question.kind],
        "difficulty": DIFFICULTIES[question.difficulty],
        "stem": question.stem.replace(BLANK, "＿＿＿"),
        "options": [option.text for option in question.options],
        "parts": [part.stem.replace(BLANK, "＿＿＿") for part in question.case_parts],
    }
