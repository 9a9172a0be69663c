"""The home page: one box, four doors, what is inside, what changed."""

from __future__ import annotations

from typing import NamedTuple

from labkb.model.change import Change
from labkb.pipeline import Collection
from labkb.render.context import Site, short_name
from labkb.render.document_list import document_rows
from labkb.render.env import fill
from labkb.render.learning_nav import CARDS, PRACTICE, WRONG
from labkb.render.learning_nav import HOME as COURSES
from labkb.render.page import Page
from labkb.render.teach import OUTPUTS
from labkb.render.words import FIGURES
from labkb.settings import Settings

_MOST_ROWS = 8


class DoorItem(NamedTuple):
    """A line of a door's contents."""

    title: str
    url: str
    number: str


class Door(NamedTuple):
    """One of 查 学 教 管."""

    char: str
    title: str
    hint: str
    url: str
    items: list[DoorItem]


class Figure(NamedTuple):
    """A count of the collection."""

    name: str
    value: int
    note: str
    url: str


def render_home(collection: Collection, settings: Settings) -> Page:
    """The home page of a collection."""
    return home_page(Site.of(collection, settings))


def home_page(site: Site) -> Page:
    """The page."""
    rows = document_rows(site)
    changes = [e.value for e in site.graph.family("change") if isinstance(e.value, Change)]
    changes.sort(key=lambda change: change.changed_on, reverse=True)
    html = fill(
        "home.html",
        examples=_examples(site),
        doors=_doors(site),
        figures=_figures(site),
        rows=rows[:_MOST_ROWS],
        more=max(0, len(rows) - _MOST_ROWS),
        bars=_bars(site),
        changes=[(c, site.urls[c.id]) for c in changes[:5]],
    )
    return Page(
        "index.html", site.settings.name, html, section="home", description="查、学、教、管。"
    )


def _count(site: Site, *families: str) -> int:
    return len(site.graph.family(*families))


def _doors(site: Site) -> list[Door]:
    tasks = _count(site, "responsibility")
    look: list[tuple[str, str, int | str]] = [
        ("条款", "documents.html", _count(site, "clause") - _stubs(site)),
        ("术语", "terms.html", _count(site, "term")),
        ("引用文件", "references.html", _count(site, "reference")),
        *_crosswalks(site),
        ("机构与人", "organizations.html", _count(site, "organization", "person")),
    ]
    questions = _count(site, "question")
    learn: list[tuple[str, str, int | str]] = [
        ("课程", COURSES, _count(site, "course")),
        ("题目", PRACTICE, questions),
        ("记忆卡片", CARDS if questions else "terms.html", _count(site, "term")),
        ("错题本", WRONG, "本机" if questions else 0),
        ("知识地图", "map.html", len(site.documents)),
    ]
    teach: list[tuple[str, str, int | str]] = [
        ("讲义、幻灯、试卷", "teach/index.html", _count(site, "course") or len(OUTPUTS)),
        ("现成资料", "materials.html", _count(site, "material")),
        ("数字与图表", "facts.html", _count(site, "fact")),
        ("时间线", "timeline.html", len(site.documents)),
    ]
    manage: list[tuple[str, str, int | str]] = [
        ("自查表", "check/index.html", _count(site, "checklist")),
        ("计算器", "calc/index.html", _count(site, "calculator")),
        ("任务与职责", "tasks.html", tasks),
        ("各版与对照", "editions.html", len(site.editions.works)),
        ("待核对", "to-verify.html", len(site.open_points)),
    ]
    doors = (
        ("查", "查依据", "条款、术语、出处", look),
        ("学", "学要求", "给学员", learn),
        ("教", "教别人", "给讲师", teach),
        ("管", "管实验室", "给实验室", manage),
    )
    found = []
    for char, title, hint, lines in doors:
        items = [DoorItem(name, url, str(n)) for name, url, n in lines if n]
        if items:
            found.append(Door(char, title, hint, items[0].url, items[:5]))
    return found


def _crosswalks(site: Site) -> list[tuple[str, str, int]]:
    found = []
    for crosswalk in site.crosswalks[:2]:
        other = short_name(site.label_of(crosswalk.target_document))
        found.append((f"{other}对照", site.urls[crosswalk.id], len(crosswalk.rows)))
    return found


def _stubs(site: Site) -> int:
    """Clauses that are only cited, in documents that are not held."""
    return sum(1 for e in site.graph.family("clause") if e.record.family != "document")


def _figures(site: Site) -> list[Figure]:
    requirements = _count(site, "requirement")
    counts = {
        "document": f"另引用{_count(site, 'reference')}份",
        "clause": f"含{requirements}项要求",
        "term": "多数附英文",
        "fact": "每个都有出处",
        "responsibility": "职责与任务",
        "question": "都注明依据",
        "check_item": f"{_count(site, 'checklist')}张表",
    }
    found = []
    for family, note in counts.items():
        count = _count(site, family) - (_stubs(site) if family == "clause" else 0)
        if count:
            found.append(Figure(FIGURES[family], count, note, ""))
    points = len(site.open_points)
    return [*found[:5], Figure("待核对", points, "看是哪几条", "to-verify.html")]


def _bars(site: Site) -> list[tuple[str, int, int]]:
    """Name, count, share of the longest bar in percent."""
    rows = [(d.label, sum(1 for _ in site.graph.descendants(d.id, "clause")))
            for d in site.documents[:_MOST_ROWS]]
    rows.append(("引用文件", _count(site, "reference")))
    rows.append(("数字", _count(site, "fact")))
    most = max((n for _, n in rows), default=1) or 1
    return [(name, n, round(100 * n / most)) for name, n in rows if n]


def _examples(site: Site) -> list[tuple[str, list[str]]]:
    """Queries to try, made of what the collection really holds."""
    graph = site.graph

    def busiest(*families: str, most: int, longest: int) -> list[str]:
        short = [e for e in graph.family(*families) if len(e.label) <= longest]
        short.sort(key=lambda e: -len(graph.incoming(e.id)))
        return [e.label for e in short[:most]]

    counted = sorted(
        (e for e in graph.family("clause")
         if e.record.family == "document" and e.local[:1].isdigit() and e.local.count(".") >= 2),
        key=lambda e: (-len(graph.incoming(e.id)), -len(getattr(e.value, "requirements", ()))),
    )
    aliases = [a for d in site.documents for a in d.aliases if len(a) <= 8][:1]
    cited = sorted(graph.family("reference"), key=lambda e: -len(graph.incoming(e.id)))
    numbers = [str(n) for e in cited if (n := getattr(e.value, "number", None)) and len(n) <= 16]
    groups = [
        ("按编号", [*(e.local for e in counted[:1]), *aliases, *numbers[:2]]),
        ("按词", busiest("term", most=3, longest=6)),
        ("按人、部门", [*busiest("person", most=1, longest=4),
                    *busiest("organization", most=2, longest=8)]),
    ]
    return [(name, items) for name, items in groups if items]
