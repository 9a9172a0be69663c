"""Sidebars and crumbs."""

from __future__ import annotations

from collections.abc import Sequence

from labkb.render.addresses import document_page
from labkb.render.context import Site, short_name
from labkb.render.page import NavItem

_MOST_DOCUMENTS = 8
HOME = NavItem("首页", "index.html")


def crumbs(*items: tuple[str, str]) -> tuple[NavItem, ...]:
    """The way from the home page to here."""
    return (HOME, *(NavItem(title, url) for title, url in items))


def look_sidebar(site: Site, current: str = "", *, without: str = "") -> tuple[NavItem, ...]:
    """The sidebar of 查: documents, then the ways across them."""
    return (*documents_list(site, current, without=without), *across(site, current))


def documents_list(site: Site, current: str = "", *, without: str = "") -> tuple[NavItem, ...]:
    """Links to the documents; only to the list where there are many."""
    listed = NavItem("全部文件", "documents.html", is_current=current == "documents.html")
    items: list[NavItem] = []
    if len(site.documents) <= _MOST_DOCUMENTS:
        items = [NavItem(d.label, document_page(d)) for d in site.documents if d.id != without]
    return (NavItem("其他文件" if without else "文件"), *items, listed)


def across(site: Site, current: str) -> tuple[NavItem, ...]:
    """The pages that gather from all documents."""
    pages: list[tuple[str, str, str]] = [
        ("术语", "terms.html", "term"),
        ("引用文件", "references.html", "reference"),
        ("机构与部门", "organizations.html", "organization"),
        ("人员", "people.html", "person"),
    ]
    for crosswalk in site.crosswalks:
        other = short_name(site.label_of(crosswalk.target_document))
        pages.append((f"{other}对照", site.urls[crosswalk.id], "crosswalk"))
    pages += [
        ("时间线", "timeline.html", "document"),
        ("知识地图", "map.html", "document"),
        *([("各版与对照", "editions.html", "document")] if site.editions.works else []),
        ("最近改了什么", "changes.html", "change"),
        ("待核对", "to-verify.html", ""),
        *([("待复核", "review.html", "")] if site.suspects else []),
    ]
    held = [
        NavItem(title, url, is_current=url == current)
        for title, url, family in pages
        if not family or site.graph.family(family)
    ]
    return (NavItem("横着查"), *held)


def manage_sidebar(site: Site, current: str, extra: Sequence[NavItem] = ()) -> tuple[NavItem, ...]:
    """The sidebar of 管: tasks, duties, numbers."""
    graph = site.graph
    pages = []
    if graph.family("responsibility"):
        pages += [("任务：看板与矩阵", "tasks.html"), ("职责：谁管什么", "duties.html")]
    if graph.family("organization"):
        pages.append(("机构与部门", "organizations.html"))
    if graph.family("person"):
        pages.append(("人员", "people.html"))
    if graph.family("fact"):
        pages.append(("数字与图表", "facts.html"))
    items = [NavItem(title, url, is_current=url == current) for title, url in pages]
    lists: list[NavItem] = []
    if graph.family("checklist"):
        lists.append(NavItem("自查"))
        lists += [
            NavItem(e.label, site.urls[e.id], is_current=site.urls[e.id] == current)
            for e in graph.family("checklist")
        ]
    return (*lists, NavItem("责任与数字"), *items, *extra)
