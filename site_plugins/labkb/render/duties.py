"""Responsibilities: by organization, by leader, by deadline, and each in full."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from labkb.render.context import LinkView, Site
from labkb.render.duty_view import DutyView, duty_views, month_words
from labkb.render.entries import Choice
from labkb.render.env import fill
from labkb.render.nav import crumbs, manage_sidebar
from labkb.render.page import Page, TocItem

PATH = "duties.html"


class IndexLine(NamedTuple):
    """A department, a leader or a date, with what falls to it."""

    name: LinkView
    duties: list[DutyView]


class DutyGroup(NamedTuple):
    """Responsibilities of one kind and source."""

    anchor: str
    title: str
    duties: list[DutyView]


def render_duties(site: Site) -> Page:
    """The page."""
    duties = duty_views(site)
    groups = _groups(site, duties)
    by_actor = _index(duties, lambda d: d.actors)
    by_leader = _index(duties, lambda d: d.leaders)
    by_deadline = _index(duties, _deadlines, sort=True)
    html = fill(
        "duties.html",
        total=len(duties),
        indexes=[
            (key, title, lines, unit)
            for key, title, lines, unit in (
                ("by-organization", "按部门", by_actor, "个"),
                ("by-leader", "按领导", by_leader, "位"),
                ("by-deadline", "按时限", by_deadline, "种"),
            )
            if lines
        ],
        groups=groups,
        filter_unit="项",
        filter_label="内容、部门、人",
        filter_hint="例如 评审、技术部",
        filter_choices=[
            Choice("type", "种类", list(dict.fromkeys(d.type for d in duties))),
            Choice("actor", "部门", [line.name.label for line in by_actor][:40]),
            Choice("leader", "领导", [line.name.label for line in by_leader]),
        ],
    )
    toc = [TocItem("按部门", "by-organization")]
    toc += [TocItem("按领导", "by-leader")] if by_leader else []
    toc += [TocItem("按时限", "by-deadline")] if by_deadline else []
    return Page(
        PATH,
        "职责：谁管什么",
        html,
        toc=(*toc, *(TocItem(g.title, g.anchor) for g in groups)),
        sidebar=manage_sidebar(site, PATH),
        section="manage",
        crumbs=crumbs(("职责", "")),
    )


def _groups(site: Site, duties: Iterable[DutyView]) -> list[DutyGroup]:
    found: dict[str, list[DutyView]] = {}
    for duty in duties:
        source = site.graph[duty.document].label if duty.document else "没写出处"
        period = f"{duty.period}年" if duty.period and not duty.period.endswith("年") else duty.period
        found.setdefault(f"{period}{duty.type}（{source}）", []).append(duty)
    return [DutyGroup(f"d-{i}", title, held) for i, (title, held) in enumerate(found.items(), 1)]


def _deadlines(duty: DutyView) -> list[LinkView]:
    return [
        LinkView(month_words(d.due_on) if d.due_on else d.words, "", d.due_on)
        for d in duty.deadlines
    ]


def _index(
    duties: Iterable[DutyView],
    names: Callable[[DutyView], Sequence[LinkView]],
    *,
    sort: bool = False,
) -> list[IndexLine]:
    found: dict[str, IndexLine] = {}
    for duty in duties:
        for name in names(duty):
            line = found.setdefault(name.label, IndexLine(name, []))
            if duty not in line.duties:
                line.duties.append(duty)
    lines = list(found.values())
    if sort:
        return sorted(lines, key=lambda line: (line.name.title == "", line.name.title))
    return sorted(lines, key=lambda line: -len(line.duties))
