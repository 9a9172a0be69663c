"""The plan of the whole site."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.pipeline import Collection
from labkb.render.addresses import addresses
from labkb.render.page import Page, PlannedPage, SitePlan
from labkb.settings import Settings


def plan_site(collection: Collection, settings: Settings) -> SitePlan:
    """All pages and assets of the site."""
    found = addresses(collection.graph, settings)

    def pages() -> Iterator[PlannedPage]:
        yield PlannedPage("go.html", "跳转", "x", lambda: Page("go.html", "跳转", "<h1>跳转</h1>"))

    return SitePlan(pages, lambda: iter(()), found)
