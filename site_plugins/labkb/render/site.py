"""The plan of the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import labkb.render.embed_blocks  # noqa: F401  (registers the blocks of Markdown pages)
from labkb.exchange.export.downloads import Shelf
from labkb.pipeline import Collection
from labkb.render.about import render_about
from labkb.render.calculators import calculator_assets, calculator_pages
from labkb.render.changes import render_changes
from labkb.render.checklists import checklist_pages
from labkb.render.context import Site
from labkb.render.crosswalks import render_crosswalk
from labkb.render.document_list import render_document_list
from labkb.render.document_pages import plan_document
from labkb.render.downloads import PATH as DOWNLOADS
from labkb.render.downloads import TITLE as DOWNLOADS_TITLE
from labkb.render.downloads import render_downloads
from labkb.render.duties import render_duties
from labkb.render.editions import plan_editions
from labkb.render.editions_data import changes_script
from labkb.render.env import digest
from labkb.render.fact_pages import render_facts
from labkb.render.go import render_go
from labkb.render.home import home_page
from labkb.render.ids_data import ids_scripts
from labkb.render.learning import learning_assets, learning_pages
from labkb.render.learning_materials import render_materials
from labkb.render.map_page import render_map
from labkb.render.organizations import render_organizations, render_people
from labkb.render.overlay import OverlayText
from labkb.render.page import Page, PlannedPage, SitePlan
from labkb.render.references import render_references
from labkb.render.review import plan_review
from labkb.render.search_page import render_search
from labkb.render.tasks import render_tasks
from labkb.render.teach import render_teach
from labkb.render.terms import render_terms
from labkb.render.timeline import render_timeline
from labkb.render.verify import render_to_verify
from labkb.settings import Settings

Renderer = Callable[[Site], Page]


def gathered_pages(site: Site) -> Iterator[tuple[str, str, Renderer]]:
    """Path, title and renderer of the pages that gather from all records."""
    yield "index.html", site.settings.name, home_page
    yield "documents.html", "全部文件", render_document_list
    yield "to-verify.html", "待核对", render_to_verify
    yield "go.html", "按编号打开", render_go
    yield "search.html", "查询", render_search
    yield "about.html", "出处与许可", render_about
    yield "map.html", "知识地图", render_map
    yield "timeline.html", "时间线", render_timeline
    yield "teach/index.html", "讲义与试卷", render_teach
    has = site.graph.family
    lists: tuple[tuple[str, str, str, Renderer], ...] = (
        ("term", "terms.html", "术语", render_terms),
        ("reference", "references.html", "引用文件", render_references),
        ("organization", "organizations.html", "机构与部门", render_organizations),
        ("person", "people.html", "人员", render_people),
        ("responsibility", "duties.html", "职责：谁管什么", render_duties),
        ("responsibility", "tasks.html", "任务：看板与矩阵", render_tasks),
        ("fact", "facts.html", "数字与图表", render_facts),
        ("change", "changes.html", "最近改了什么", render_changes),
        ("material", "materials.html", "现成资料", render_materials),
    )
    for family, path, title, render in lists:
        if has(family):
            yield path, title, render
    for crosswalk in site.crosswalks:
        path = site.urls[crosswalk.id]
        yield path, crosswalk.label, partial(render_crosswalk, held=crosswalk, path=path)


def plan_site(
    collection: Collection,
    settings: Settings,
    *,
    overlay: Mapping[str, OverlayText] | None = None,
) -> SitePlan:
    """All pages and assets of the site."""
    site = Site.of(collection, settings, overlay)
    shelf = Shelf(collection.graph, settings)

    def pages() -> Iterator[PlannedPage]:
        for path, title, render in gathered_pages(site):
            key = digest(site.collection_key, path)
            yield PlannedPage(path, title, key, partial(render, site))
        for document in site.documents:
            yield from plan_document(site, document)
        yield from checklist_pages(site)
        yield from calculator_pages(site)
        yield from learning_pages(site, shelf.made_of)
        yield from plan_editions(site)
        yield from plan_review(site)
        if shelf.downloads:
            key = digest(site.shell_key, *(d for one in shelf.downloads for d in (one.path, one.data)))
            yield PlannedPage(
                DOWNLOADS, DOWNLOADS_TITLE, key, partial(render_downloads, site, shelf)
            )

    def assets() -> Iterator[tuple[str, bytes]]:
        yield from ids_scripts(site)
        yield from changes_script(site)
        yield from calculator_assets(site)
        yield from learning_assets(site)
        yield from shelf.assets()

    return SitePlan(pages, assets, site.urls, site.record_digest)
