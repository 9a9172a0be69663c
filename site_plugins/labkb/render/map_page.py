"""The knowledge map: documents, what they cite, and how much."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from labkb.model.reference import Reference
from labkb.render.context import LinkView, Site
from labkb.render.env import fill
from labkb.render.map_layout import Edge, Node, narrow_drawing, wide_drawing
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page

PATH = "map.html"
_MOST_REFERENCES = 26
_MOST_DOCUMENTS = 12
_ROLES = {"cites", "replaces", "part_of", "target", "document", "target_document", "clause"}


class MapLine(NamedTuple):
    """What one document cites, in words."""

    document: LinkView
    links: list[LinkView]
    more: int


def document_links(site: Site) -> Counter[tuple[str, str]]:
    """(document, document or reference) -> how many links run between them."""
    found: Counter[tuple[str, str]] = Counter()
    kept = {"document", "reference"}
    for link in site.graph.links:
        if link.role not in _ROLES:
            continue
        source = site.graph[link.source].record
        target = site.graph[link.target].record
        if source.family == "document" and target.family in kept and source.id != target.id:
            found[source.id, target.id] += 1
    held = {e.id for e in site.graph.family("document", "reference")}
    for rows in site.crosswalk_rows.values():
        for row, crosswalk in rows:
            if row.target and {crosswalk.document, crosswalk.target_document} <= held:
                found[crosswalk.document, crosswalk.target_document] += 1
    return found


def render_map(site: Site) -> Page:
    """The page."""
    links = document_links(site)
    documents = [d.id for d in site.documents]
    if len(documents) > _MOST_DOCUMENTS:
        busy = Counter[str]()
        for (source, _), weight in links.items():
            busy[source] += weight
        documents = sorted(
            (d for d, _ in busy.most_common(_MOST_DOCUMENTS)), key=documents.index
        )
    references = _chosen(site, links, set(documents))
    nodes = [_node(site, i, True) for i in documents] + [
        _node(site, i, False) for i in references
    ]
    held = {node.id for node in nodes}
    edges = [
        Edge(source, target, weight, target in documents)
        for (source, target), weight in sorted(links.items())
        if source in held and target in held
    ]
    html = fill(
        "map.html",
        wide=wide_drawing(nodes, edges),
        narrow=narrow_drawing(nodes, edges),
        documents=len(documents),
        references=len(references),
        rest=len({t for _, t in links} - held),
        lines=_lines(site, links),
    )
    return Page(
        PATH,
        "知识地图",
        html,
        sidebar=look_sidebar(site, PATH),
        section="look",
        crumbs=crumbs(("知识地图", "")),
        is_wide=True,
    )


def _chosen(site: Site, links: Counter[tuple[str, str]], documents: set[str]) -> list[str]:
    """The references that most documents cite, then those that are cited most."""
    citing: dict[str, int] = {}
    weight: Counter[str] = Counter()
    for (source, target), count in links.items():
        if source in documents and site.graph[target].family == "reference":
            citing[target] = citing.get(target, 0) + 1
            weight[target] += count
    ordered = sorted(citing, key=lambda i: (-citing[i], -weight[i], i))
    chosen = ordered[:_MOST_REFERENCES]
    # A document without any chosen reference keeps its first ones, so that none stands alone.
    for document in sorted(documents):
        mine = [i for i in ordered if (document, i) in links]
        if mine and not any(i in chosen for i in mine):
            chosen += mine[:2]
    return chosen


def _node(site: Site, node_id: str, is_document: bool) -> Node:
    value = site.graph[node_id].value
    label = site.graph[node_id].label
    if isinstance(value, Reference):
        label = value.number or value.title
    return Node(node_id, label, site.urls[node_id], is_document)


def _lines(site: Site, links: Counter[tuple[str, str]]) -> list[MapLine]:
    found = []
    for document in site.documents:
        targets = sorted(
            ((t, n) for (s, t), n in links.items() if s == document.id), key=lambda x: (-x[1], x[0])
        )
        shown = [
            LinkView(f"{_node(site, t, False).label}（{n}）" if n > 1 else _node(site, t, False).label,
                     site.urls[t])
            for t, n in targets[:8]
        ]
        found.append(MapLine(site.link(document.id), shown, max(0, len(targets) - 8)))
    return found
