"""Everything that still has to be checked against a source."""

from __future__ import annotations

from typing import NamedTuple

from labkb.model.kinds import FAMILY_WORDS
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


def _shown(site: Site) -> list[OpenPoint]:
    return [OpenPoint(e.family, site.link(e.id), what) for e, what in site.open_points]


def render_to_verify(site: Site) -> Page:
    """The page."""
    points = _shown(site)
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
