"""Everything that still has to be checked against a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from labkb.graph import Entry
from labkb.model.base import Record, Source
from labkb.model.document import Clause, Document
from labkb.model.kinds import FAMILY_WORDS
from labkb.model.organization import Person
from labkb.model.reference import Reference
from labkb.render.context import LinkView, Site
from labkb.render.env import fill
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page, TocItem

PATH = "to-verify.html"


class OpenPoint(NamedTuple):
    """One thing to check."""

    family: str
    where: LinkView
    what: str


def open_points(site: Site) -> list[OpenPoint]:
    """All points in reading order."""
    return [
        OpenPoint(entry.family, site.link(entry.id), what)
        for entry in site.graph.entries.values()
        for what in _points(entry)
    ]


def _points(entry: Entry) -> Iterator[str]:
    value = entry.value
    if isinstance(value, Record | Clause):
        yield from value.to_verify
    if isinstance(value, Document | Reference) and value.status is None:
        yield "状态：资料没有写明"
    if isinstance(value, Document) and value.issued_on is None:
        yield "发布日期：资料没有写明"
    sources = [o.source for o in value.offices] if isinstance(value, Person) else ()
    for source in (*getattr(value, "sources", ()), *sources):
        if isinstance(source, Source) and source.to_verify:
            yield f"出处还没有与原文核对：{source.cites}{' ' + source.at if source.at else ''}"


def render_to_verify(site: Site) -> Page:
    """The page."""
    points = open_points(site)
    groups: dict[str, list[OpenPoint]] = {}
    for point in points:
        groups.setdefault(point.family, []).append(point)
    named = [(family, FAMILY_WORDS.get(family, family), items) for family, items in groups.items()]
    toc = tuple(TocItem(f"{name} {len(items)}项", f"v-{key}") for key, name, items in named)
    html = fill("to_verify.html", groups=named, total=len(points))
    return Page(
        PATH,
        "待核对",
        html,
        toc=toc,
        sidebar=look_sidebar(site, PATH),
        section="look",
        crumbs=crumbs(("待核对", "")),
    )
