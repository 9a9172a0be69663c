"""The collection's own history, and the materials that trainers already have."""

from __future__ import annotations

from labkb.model.change import Change
from labkb.model.material import Material
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
from labkb.render.words import CHANGE_TYPES, MEDIA

_CHANGES = "changes.html"
_MATERIALS = "materials.html"


def render_changes(site: Site) -> Page:
    """What was added or revised, the newest first."""
    held = [e.value for e in site.graph.family("change") if isinstance(e.value, Change)]
    held.sort(key=lambda change: change.changed_on, reverse=True)
    groups = group_by((change.changed_on[:7], _change(site, change)) for change in held)
    html = entries_html(
        "最近改了什么",
        "知识库自己的变更，新的在前。",
        groups,
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


def render_materials(site: Site) -> Page:
    """The trainers' own files."""
    held = [e.value for e in site.graph.family("material") if isinstance(e.value, Material)]
    groups = group_by((MEDIA[m.media], _material(site, m)) for m in held)
    html = entries_html(
        "现成资料",
        f"{len(held)}份讲师已有的文件，附讲到的条款和许可。",
        groups,
        search_label="名称、对象",
        search_hint="例如 新员工",
    )
    return Page(
        _MATERIALS,
        "现成资料",
        html,
        sidebar=look_sidebar(site, _MATERIALS),
        section="teach",
        crumbs=crumbs(("现成资料", "")),
        is_wide=True,
    )


def _material(site: Site, material: Material) -> EntryView:
    return EntryView(
        anchor_of(material.id),
        material.title,
        note=material.author or "",
        text=material.summary or "",
        rows=rows_of(
            EntryRow("给谁", "、".join(material.audiences)),
            EntryRow("文件", material.file),
            EntryRow("许可", material.licence),
            EntryRow("讲到", links=site.links(material.clauses)),
        ),
        remarks=material.remarks,
        to_verify=material.to_verify,
    )
