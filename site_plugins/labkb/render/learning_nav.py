"""The sidebar of 学, and the names of its pages."""

from __future__ import annotations

from labkb.learning.data import courses_of, questions_of
from labkb.render.context import Site
from labkb.render.page import NavItem

HOME = "learn/index.html"
PRACTICE = "learn/practice.html"
EXAM = "learn/exam.html"
WRONG = "learn/wrong.html"
CARDS = "learn/cards.html"
STATS = "learn/stats.html"
COVERAGE = "learn/coverage.html"
ROLLUP = "learn/rollup.html"
MATERIALS = "materials.html"
TOOL_PAGES = (HOME, PRACTICE, EXAM, WRONG, CARDS, STATS, COVERAGE, ROLLUP)


def has_learning(site: Site) -> bool:
    """Whether there is anything to learn, and with it the pages of 学."""
    return bool(courses_of(site) or questions_of(site))


def learn_sidebar(site: Site, current: str) -> tuple[NavItem, ...]:
    """Courses, then the ways to practise, then what is for trainers."""
    courses = [
        NavItem(c.title, site.urls[c.id], number=str(n), is_current=site.urls[c.id] == current)
        for n, c in enumerate(courses_of(site), 1)
    ]
    practise = [("题目练习", PRACTICE), ("考试", EXAM), ("错题本", WRONG), ("记忆卡片", CARDS)]
    train = [("学得怎么样", STATS), ("题目覆盖", COVERAGE), ("汇总学员进度", ROLLUP)]
    if site.graph.family("material"):
        train.append(("现成资料", MATERIALS))
    overview = NavItem("课程总览", HOME, is_current=current == HOME)
    if not questions_of(site):
        practise, train = [], train[3:]
    if not has_learning(site):
        return tuple(_group("培训", train, current))
    return (
        NavItem("课程"),
        overview,
        *courses,
        *(_group("练习", practise, current)),
        *(_group("进度与培训", train, current)),
    )


def _group(title: str, pages: list[tuple[str, str]], current: str) -> list[NavItem]:
    if not pages:
        return []
    items = [NavItem(name, url, is_current=url == current) for name, url in pages]
    return [NavItem(title), *items]
