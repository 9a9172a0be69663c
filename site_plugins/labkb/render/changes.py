"""The collection's own history."""

from __future__ import annotations

from labkb.model.change import Change
from labkb.render.context import Site
from labkb.render.entries import (
    Choice,
    EntryRow,
    EntryView,
    anchor_of,
    entries_html,
    group_by,
    rows_of,
)
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page
from labkb.render.words import CHANGE_TYPES

_CHANGES = "changes.html"


def render_changes(site: Site) -> Page:
    """What was added or revised, the newest first."""
    held = [e.value for e in site.graph.family("change") if isinstance(e.value, Change)]
    held.sort(key=lambda change: change.changed_on, reverse=True)
    groups = group_by((change.changed_on[:7], _change(site, change)) for change in held)
    html = entries_html(
        "最近改了什么",
        "知识库自己的变更，新的在前。",
        groups,
        unit="条",
        search_label="改了什么",
        search_hint="例如 术语",
        choices=[Choice("type", "种类", list(CHANGE_TYPES.values()))],
    )
    return Page(
        _CHANGES,
        "最近改了什么",
        html,
        sidebar=look_sidebar(site, _CHANGES),
        section="look",
        crumbs=crumbs(("变更", "")),
        is_wide=True,
    )


def _change(site: Site, change: Change) -> EntryView:
    word = CHANGE_TYPES[change.type]
    return EntryView(
        anchor_of(change.id),
        change.changed_on,
        title=change.title,
        tags=((word, "accent"),),
        rows=rows_of(EntryRow("涉及", links=site.links(change.records))),
        remarks=change.remarks,
        to_verify=change.to_verify,
        data=(("type", word),),
    )
