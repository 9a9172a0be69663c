"""The pages of checklists: readable as paper forms, filled in with scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from labkb.checklist_view import ChecklistView, ItemView, checklist_view
from labkb.ids import anchor
from labkb.model.checklist import Checklist
from labkb.pipeline import Collection
from labkb.render.calculators import SCRIPTS, STYLES, embed_html
from labkb.render.context import LinkView, Site, base_of
from labkb.render.embeds import RENDERERS, ROOT
from labkb.render.env import digest, fill
from labkb.render.nav import crumbs, manage_sidebar
from labkb.render.page import NavItem, Page, PlannedPage
from labkb.render.words import SEALS, Seal
from labkb.settings import Settings

INDEX = "check/index.html"
ANSWER_CSS = {
    "conforming": "ok",
    "partial": "part",
    "nonconforming": "bad",
    "not_applicable": "na",
}


class ItemPage(NamedTuple):
    """An item as the template shows it."""

    item: ItemView
    anchor: str
    url: str
    """Where the thing stands that it checks."""
    targets: tuple[LinkView, ...]
    seals: tuple[Seal, ...]
    heads: str
    """The section heading to print before the item; empty where it stands already."""
    names_basis: bool
    """Whether the number beside the item does not say what it checks."""


class ChecklistCard(NamedTuple):
    """A checklist in the list of all."""

    title: str
    url: str
    purpose: str
    basis: str
    chapters: int
    items: int
    kind: str


def checklist_pages(site: Site) -> Iterator[PlannedPage]:
    """The list of checklists, then a page for each; nothing where there are none."""
    found = _in_order(site)
    if not found:
        return
    key = digest(site.shell_key, INDEX, *map(repr, _cards(site)))
    yield PlannedPage(INDEX, "自查表", key, lambda: _index(site))
    for checklist in found:
        view = checklist_view(site.graph, site.settings, checklist.id)
        path = site.urls[checklist.id]
        key = _key(site, view, path)
        yield PlannedPage(path, checklist.title, key, partial(_page, site, view, path))


def _in_order(site: Site) -> list[Checklist]:
    found = [e.value for e in site.graph.family("checklist")]
    lists = [value for value in found if isinstance(value, Checklist)]
    return sorted(lists, key=lambda c: (c.order, c.id))


def _key(site: Site, view: ChecklistView, path: str) -> str:
    near = [
        f"{t.id}{t.label}{t.says}{site.urls.get(t.id)}{item.fingerprint}"
        for item in view.items
        for t in item.targets
    ]
    others = [f"{c.id}{c.title}" for c in _in_order(site)]
    held = [view.checklist.id, *view.checklist.calculators]
    # A page of calculators embeds its members, which are records of their own.
    held += [e.id for e in site.graph.family("calculator")] if view.checklist.calculators else []
    others += sorted(i for i in site.suspects if i.startswith(f"{view.checklist.id}:"))
    return digest(site.shell_key, path, *near, *others, *map(site.record_digest, held))


def _page(site: Site, view: ChecklistView, path: str) -> Page:
    base = base_of(path)
    checklist = view.checklist
    chapters = [
        (chapter, f"ch-{chapter.key}", _items(site, chapter.items, base))
        for chapter in view.chapters
    ]
    words = view.answer_words
    html = fill(
        "checklist.html",
        view=view,
        checklist=checklist,
        chapters=chapters,
        answers=[(name, words[name], ANSWER_CSS[name]) for name in words],
        basis=site.links(checklist.basis, base),
        calculators=[
            (site.graph[c].label, Markup(embed_html(c, site, base))) for c in checklist.calculators
        ],
        see_also=site.links(checklist.see_also, base),
        rule=view.rule_in_words(),
        count=len(view.items),
        has_critical=any(item.critical for item in view.items),
        data=script_json(view),
        suspects=site.suspects,
    )
    sidebar = (
        *_sidebar(site, path),
        NavItem("按章"),
        *(
            NavItem(chapter.title, f"{path}#{mark}", number=chapter.number or "·")
            for chapter, mark, _ in chapters
        ),
    )
    calculation = [name for name in SCRIPTS if name != "state"]
    return Page(
        path,
        checklist.title,
        html,
        sidebar=sidebar,
        section="manage",
        scripts=("state", "checklist", *(calculation if checklist.calculators else ())),
        styles=("checklist", *(STYLES if checklist.calculators else ())),
        crumbs=crumbs(("自查表", INDEX), (checklist.title, "")),
        description=checklist.purpose,
        is_wide=True,
    )


def script_json(view: ChecklistView) -> Markup:
    """The data of a page, safe inside a script element."""
    text = json.dumps(view.as_data(), ensure_ascii=False, separators=(",", ":"))
    for sign, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, escape)
    return Markup(text)


def _items(site: Site, items: tuple[ItemView, ...], base: str) -> list[ItemPage]:
    found: list[ItemPage] = []
    group = ""
    for item in items:
        links = tuple(site.link(t.id, base) for t in item.targets)
        if not links:  # what it checks is not there; a diagnostic says so
            continue
        heads = item.group if item.group != group else ""
        group = item.group
        seals = tuple(SEALS[name] for name in item.obligations)
        named = len(links) > 1 or not item.targets[0].label.endswith(item.number)
        found.append(ItemPage(item, anchor(item.id), links[0].url, links, seals, heads, named))
    return found


def _sidebar(site: Site, path: str) -> tuple[NavItem, ...]:
    lists = [
        NavItem(c.title, site.urls[c.id], is_current=site.urls[c.id] == path)
        for c in _in_order(site)
    ]
    return (NavItem("自查表"), *lists)


def _cards(site: Site) -> list[ChecklistCard]:
    return [
        ChecklistCard(
            c.title,
            site.urls[c.id].removeprefix("check/"),
            c.purpose,
            "、".join(dict.fromkeys(_document_of(site, i) for i in c.basis)),
            len(c.chapters),
            sum(1 for _ in c.items()),
            "按人核对" if c.roles else "",
        )
        for c in _in_order(site)
    ]


def _document_of(site: Site, entry_id: str) -> str:
    return site.graph[entry_id].record.label if entry_id in site.graph else entry_id


def _index(site: Site) -> Page:
    cards = _cards(site)
    return Page(
        INDEX,
        "自查表",
        fill("checklists.html", cards=cards),
        sidebar=manage_sidebar(site, INDEX),
        section="manage",
        styles=("checklist",),
        crumbs=crumbs(("自查表", "")),
        description="对照文件条款查自己的表：答题、留证据、看差距、出清单。",
        is_wide=True,
    )


def _embed(
    argument: str, collection: Collection, settings: Settings, addresses: Mapping[str, str]
) -> str:
    """A checklist in a Markdown page: what it is for, its chapters, the way to it."""
    view = checklist_view(collection.graph, settings, argument)
    return fill("_checklist_embed.html", view=view, url=f"{ROOT}/{addresses[argument]}")


RENDERERS["kb-checklist"] = _embed
