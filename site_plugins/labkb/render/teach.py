"""The door 教: what a trainer can take away, and how."""

from __future__ import annotations

from typing import NamedTuple

from labkb.render.context import LinkView, Site
from labkb.render.env import fill
from labkb.render.nav import crumbs
from labkb.render.page import NavItem, Page

PATH = "teach/index.html"

# What the command line makes for trainers: kind, what comes out, what for.
OUTPUTS = (
    ("pptx", "幻灯（PPTX）", "每一页都能改，备注里有讲法和依据的条款"),
    ("docx", "讲义（DOCX）", "发给学员，打印或改写"),
    ("quiz", "试卷和答案（DOCX）", "题目和答案分成两份"),
    ("xlsx", "清单（Excel）", "条款、要求、对照、题目，拿去筛选和改写"),
    ("scorm", "课程包（SCORM 1.2）", "放进单位的学习平台"),
    ("anki", "记忆卡（Anki）", "术语和题目，手机上复习"),
    ("zip", "整个网站（zip）", "拷给学员，解压后双击打开"),
)


class CourseCard(NamedTuple):
    """A course in the list."""

    link: LinkView
    summary: str
    lessons: int


def render_teach(site: Site) -> Page:
    """The page."""
    graph = site.graph
    cards = [
        CourseCard(
            site.link(entry.id, "../"),
            str(getattr(entry.value, "summary", None) or ""),
            sum(1 for _ in graph.descendants(entry.id, "lesson")),
        )
        for entry in graph.family("course")
    ]
    html = fill(
        "teach.html",
        cards=cards,
        outputs=OUTPUTS,
        questions=len(graph.family("question")),
        materials=len(graph.family("material")),
        facts=len(graph.family("fact")),
        terms=len(graph.family("term")),
        downloads=len(site.settings.downloads),
    )
    sidebar = [
        NavItem("给讲师"),
        NavItem("讲义与试卷", PATH, is_current=True),
        *([NavItem("现成资料", "materials.html")] if graph.family("material") else []),
        *([NavItem("数字与图表", "facts.html")] if graph.family("fact") else []),
        NavItem("时间线", "timeline.html"),
        NavItem("知识地图", "map.html"),
    ]
    return Page(
        PATH,
        "讲义与试卷",
        html,
        sidebar=tuple(sidebar),
        section="teach",
        crumbs=crumbs(("讲义与试卷", "")),
        is_wide=True,
    )
