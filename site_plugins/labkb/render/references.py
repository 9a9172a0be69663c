"""Documents that are cited but not held: who cites them, and which of their clauses."""

from __future__ import annotations

from collections.abc import Iterable

from labkb.graph import Entry
from labkb.model.reference import ClauseStub, Reference
from labkb.render.context import LinkView, Site
from labkb.render.entries import (
    Choice,
    EntryRow,
    EntryView,
    PartView,
    anchor_of,
    entries_html,
    group_by,
    rows_of,
    source_row,
    toc_of,
    users_of,
)
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page
from labkb.render.words import STATUS_TONES, STATUSES

PATH = "references.html"
_OTHER = "其他"
_CITING = ("cites", "target", "document", "target_document")


def render_references(site: Site) -> Page:
    """The page."""
    held = [e for e in site.graph.family("reference") if isinstance(e.value, Reference)]
    pairs = [_grouped(site, entry) for entry in held]
    groups = group_by(pairs)
    html = entries_html(
        "引用文件",
        f"{len(held)}份。库里的文件引用了它们，但这里没有收它们的条款；版次和状态照出处写，出处没写的留空，标“待核对”。",
        groups,
        unit="份",
        search_label="编号、名称、别名",
        search_hint="例如 JJF 1059、准则",
        choices=[Choice("group", "类别", [g.title for g in groups])],
    )
    return Page(
        PATH,
        "引用文件",
        html,
        toc=toc_of(groups, "份"),
        sidebar=look_sidebar(site, PATH),
        section="look",
        crumbs=crumbs(("引用文件", "")),
        description="库里的文件引用了哪些文件，谁在哪一条引用。",
    )


def _grouped(site: Site, entry: Entry) -> tuple[str, EntryView]:
    reference = entry.value
    assert isinstance(reference, Reference)
    group = reference.topics[0] if reference.topics else _OTHER
    status = site.status_of(reference)
    tag = (STATUSES[status], STATUS_TONES[status]) if status else ("待核对", "warn")
    successor = site.successors.get(reference.id)
    rows = rows_of(
        EntryRow("英文", reference.english or ""),
        EntryRow("发布", links=site.links(reference.issuers)),
        EntryRow("版次", " · ".join(filter(None, (reference.edition, reference.issued_on)))),
        EntryRow("代替", links=site.links(reference.replaces)),
        EntryRow("已有新版", links=[site.link(successor)] if successor else []),
        EntryRow("也写作", "、".join(reference.aliases[:4])),
        EntryRow("被引用", links=_citing(site, reference.id)),
        source_row(site, reference.sources, "资料写到"),
    )
    view = EntryView(
        anchor_of(reference.id),
        reference.number or reference.title,
        title=reference.title if reference.number else "",
        tags=(tag,),
        rows=rows,
        parts=[_part(site, child) for child in site.graph.children(reference.id, "clause")],
        remarks=reference.remarks,
        to_verify=reference.to_verify,
        words=" ".join((*reference.aliases, *reference.keywords)),
        data=(("group", group),),
    )
    return group, view


def _part(site: Site, entry: Entry) -> PartView:
    stub = entry.value
    assert isinstance(stub, ClauseStub)
    return PartView(
        site.urls[entry.id].split("#", 1)[1],
        stub.number,
        stub.heading or "",
        stub.note or "",
        _citing(site, entry.id, most=8),
    )


def _citing(site: Site, entry_id: str, most: int = 12) -> list[LinkView]:
    if any(link.role == "target" for link in site.graph.incoming(entry_id)):
        crosswalked = _from_rows(site, entry_id)
        return [*users_of(site, entry_id, "cites", most=most), *crosswalked]
    return users_of(site, entry_id, *_CITING, most=most)


def _from_rows(site: Site, entry_id: str) -> list[LinkView]:
    """The clauses that a crosswalk sets against this one."""
    found: Iterable[str] = (
        clause
        for clause, rows in site.crosswalk_rows.items()
        for row, _ in rows
        if row.target == entry_id
    )
    return site.links(found)
