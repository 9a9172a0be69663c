"""The plan of the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from labkb.pipeline import Collection
from labkb.render.checklists import checklist_pages
from labkb.render.context import Site
from labkb.render.document_list import render_document_list
from labkb.render.document_pages import plan_document
from labkb.render.env import digest
from labkb.render.go import render_go
from labkb.render.home import home_page
from labkb.render.ids_data import ids_scripts
from labkb.render.overlay import OverlayText
from labkb.render.page import Page, PlannedPage, SitePlan
from labkb.render.verify import render_to_verify
from labkb.settings import Settings

Renderer = Callable[[Site], Page]


def gathered_pages(site: Site) -> Iterator[tuple[str, str, Renderer]]:
    """Path, title and renderer of the pages that gather from all records."""
    yield "index.html", site.settings.name, home_page
    yield "documents.html", "全部文件", render_document_list
    yield "to-verify.html", "待核对", render_to_verify
    yield "go.html", "按编号打开", render_go


def plan_site(
    collection: Collection,
    settings: Settings,
    *,
    overlay: Mapping[str, OverlayText] | None = None,
) -> SitePlan:
    """All pages and assets of the site."""
    site = Site.of(collection, settings, overlay)

    def pages() -> Iterator[PlannedPage]:
        for path, title, render in gathered_pages(site):
            key = digest(site.collection_key, path)
            yield PlannedPage(path, title, key, partial(render, site))
        for document in site.documents:
            yield from plan_document(site, document)
        yield from checklist_pages(site)

    return SitePlan(pages, lambda: ids_scripts(site), site.urls)
