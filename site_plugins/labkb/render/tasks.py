"""Tasks as a matrix of department by deadline, as a board, and one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from labkb.render.addresses import document_page
from labkb.render.context import LinkView, Site
from labkb.render.duty_view import (
    OPEN_ENDED,
    DutyView,
    duty_views,
    last_day,
    month_words,
)
from labkb.render.env import fill
from labkb.render.nav import crumbs, manage_sidebar
from labkb.render.page import NavItem, Page, TocItem

PATH = "tasks.html"
_NO_DEADLINE = "没写时限"


@dataclass(frozen=True, slots=True)
class Column:
    """A deadline."""

    key: str
    title: str
    last_day: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A task in a field of the matrix."""

    number: str
    title: str
    anchor: str
    is_shared: bool
    is_reading: bool
    leaders: str
    last_day: str


@dataclass(slots=True)
class Row:
    """A department with its fields."""

    name: LinkView
    cells: dict[str, list[Mark]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many tasks it has."""
        return len({mark.anchor for marks in self.cells.values() for mark in marks})


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The tasks of one document."""

    key: str
    title: str
    document: LinkView
    tasks: list[DutyView]
    columns: list[Column]
    rows: list[Row]
    aspects: int
    leaders: list[str]


def render_tasks(site: Site) -> Page:
    """The page."""
    duties = duty_views(site)
    by_document: dict[str, list[DutyView]] = {}
    for duty in duties:
        if duty.value.type == "task" and duty.document:
            by_document.setdefault(duty.document, []).append(duty)
    tables = [_table(site, d, tasks) for d, tasks in by_document.items()]
    leaders = Counter(link.label for t in tables for task in t.tasks for link in task.leaders)
    urls = {link.label: link.url for t in tables for task in t.tasks for link in task.leaders}
    html = fill("tasks.html", tables=tables, as_of=site.settings.as_of, total=len(duties))
    extra = (
        NavItem("按领导"),
        *(NavItem(f"{name}　{count}项", urls[name]) for name, count in leaders.items()),
    )
    toc = [TocItem(t.title, t.key) for t in tables]
    return Page(
        PATH,
        "任务：看板与矩阵",
        html,
        toc=tuple(toc),
        sidebar=manage_sidebar(site, PATH, extra if leaders else ()),
        section="manage",
        crumbs=crumbs(("任务", "")),
        is_wide=True,
    )


def _table(site: Site, document_id: str, tasks: list[DutyView]) -> TaskTable:
    document = next(d for d in site.documents if d.id == document_id)
    columns: dict[str, Column] = {}
    rows: dict[str, Row] = {}
    for task in tasks:
        for key, column, part, is_reading in _places(task):
            columns.setdefault(key, column)
            actors = _actors(task, part)
            for actor in actors or (LinkView("没写部门", ""),):
                row = rows.setdefault(actor.label, Row(actor))
                row.cells.setdefault(key, []).append(
                    Mark(
                        task.number,
                        part or task.title,
                        task.anchor,
                        len(task.actors) > 1,
                        is_reading,
                        "、".join(link.label for link in task.leaders),
                        column.last_day,
                    )
                )
    ordered = sorted(columns.values(), key=lambda c: (c.last_day == "", c.last_day, c.key))
    return TaskTable(
        f"t-{document_id}",
        document.label,
        LinkView(document.title, document_page(document)),
        tasks,
        ordered,
        sorted(rows.values(), key=lambda r: -r.count),
        len({task.aspect for task in tasks if task.aspect}),
        list(dict.fromkeys(link.label for task in tasks for link in task.leaders)),
    )


def _places(task: DutyView) -> list[tuple[str, Column, str, bool]]:
    """Every deadline of a task as (column key, column, subtask, is our reading)."""
    found = []
    for deadline in task.deadlines:
        if deadline.due_on:
            title = month_words(deadline.due_on)
            column = Column(deadline.due_on, title, last_day(deadline.due_on))
        else:
            is_open = OPEN_ENDED in deadline.words or "长期" in deadline.words
            words = "持续跟踪" if is_open else deadline.words
            column = Column(words, words, "")
        found.append((column.key, column, deadline.part, deadline.is_reading))
    if not found:
        found.append((_NO_DEADLINE, Column(_NO_DEADLINE, _NO_DEADLINE, ""), "", False))
    return found


def _actors(task: DutyView, part: str) -> tuple[LinkView, ...]:
    for _, title, actors in task.subtasks:
        if part and title == part and actors:
            return actors
    return task.actors
