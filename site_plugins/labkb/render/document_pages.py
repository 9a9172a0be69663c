"""The pages of one document: metadata card, chapters, clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from labkb.graph import Entry
from labkb.ids import anchor
from labkb.model.document import Clause, Document, Table
from labkb.render.addresses import document_page
from labkb.render.clause_view import ClausePage, ClauseView
from labkb.render.context import LinkView, Site, base_of
from labkb.render.env import digest, fill
from labkb.render.map_layout import text_width
from labkb.render.nav import across, crumbs, documents_list
from labkb.render.page import NavItem, Page, PlannedPage, TocItem
from labkb.render.strip import chapter_strip
from labkb.render.words import DOCUMENT_KINDS, LICENCES, STATUS_TONES, STATUSES

_NARROW = 4.1
"""Characters of Chinese that the number column holds."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of the metadata card."""

    name: str
    text: str = ""
    links: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A top-level unit in the list of contents."""

    number: str
    title: str
    url: str
    count: int
    summary: str


def plan_document(site: Site, document: Document) -> Iterator[PlannedPage]:
    """The first page of a document, then its chapters where it has pages for them."""
    key = document_key(site, document)
    first = document_page(document)
    yield PlannedPage(first, document.title, digest(key, first), lambda: _first(site, document))
    if document.id not in site.is_split:
        return
    for chapter in site.graph.children(document.id, "clause"):
        path = site.urls[chapter.id].split("#")[0]
        if path == first:
            continue
        yield PlannedPage(
            path, chapter.label, digest(key, path), _chapter_renderer(site, document, chapter, path)
        )


def _chapter_renderer(
    site: Site, document: Document, chapter: Entry, path: str
) -> Callable[[], Page]:
    return lambda: _chapter(site, document, chapter, path)


def document_key(site: Site, document: Document) -> str:
    """Hash of the document, of what it links to and of what links to it."""
    graph, urls = site.graph, site.urls
    near: list[str] = []
    has_summaries = bool(document.summary)

    def named(entry_id: str) -> str:
        return f"{graph.citation(entry_id)}{graph[entry_id].label}"

    for entry_id in (document.id, *(e.id for e in graph.descendants(document.id))):
        for link in graph.outgoing(entry_id):
            near.append(f"{link.target}{named(link.target)}{urls.get(link.target)}")
        for link in graph.incoming(entry_id):
            source = graph[link.source]
            near.append(f"{link.role}{source.id}{named(source.id)}{urls.get(source.id)}")
            if source.id in site.suspects:
                near.append(f"?{source.id}")
        for row, crosswalk in site.crosswalk_rows.get(entry_id, ()):
            target = f"{row.target}{named(row.target)}" if row.target else ""
            other = site.label_of(crosswalk.target_document)
            near.append(f"{row.relation}{target}{row.reason}{other}")
        if text := site.overlay.get(entry_id):
            near.append(f"{text.text}{text.file}{text.imported_on}")
        value = graph[entry_id].value
        if isinstance(value, Clause) and (value.summary or value.requirements):
            has_summaries = True
    near += sorted(i for i in site.suspects if "#" in i and f"#{document.id}:" in i)
    return digest(
        site.shell_key,
        site.record_digest(document.id),
        site.collection_key if document.id in site.successors else "",
        site.status_of(document),
        site.glossary_key if has_summaries else "",
        *(f"{item.title}{item.url}" for item in documents_list(site, without=document.id)),
        *(f"{item.title}{item.url}" for item in across(site, "")),
        *near,
    )


def _first(site: Site, document: Document) -> Page:
    path = document_page(document)
    base = base_of(path)
    split = document.id in site.is_split
    shown = ClausePage(site, base)
    entries = [
        e
        for e in site.graph.descendants(document.id, "clause")
        if not split or site.urls[e.id].startswith(f"{path}#")
    ]
    views = shown.views(entries)
    chapters = _chapters(site, document, base)
    html = fill(
        "document.html",
        base=base,
        document=document,
        kind=DOCUMENT_KINDS[document.kind],
        status=status_tag(site, document),
        card=_card(site, document, base),
        successor=_successor(site, document, base),
        verify=document.to_verify,
        chapters=chapters if split else [],
        strip=chapter_strip(views),
        views=views,
        tables=_tables(document, views),
        glosses=list(shown.used.values()),
        has_wide_numbers=has_wide_numbers(views),
        cite=citation_of(document),
    )
    return Page(
        path,
        document.label,
        html,
        toc=_toc(views, split, chapters, bool(document.tables)),
        sidebar=_sidebar(site, document, ""),
        section="look",
        crumbs=crumbs(("文件", "documents.html"), (document.label, "")),
        description=(document.summary or document.title)[:150],
    )


def _chapter(site: Site, document: Document, chapter: Entry, path: str) -> Page:
    base = base_of(path)
    clause = chapter.value
    assert isinstance(clause, Clause)
    shown = ClausePage(site, base)
    head = shown.views([chapter])[0]
    below = shown.views(list(site.graph.descendants(chapter.id, "clause")))
    siblings = [
        c for c in site.graph.children(document.id, "clause") if site.urls[c.id].startswith("d/")
    ]
    at = siblings.index(chapter)
    html = fill(
        "chapter.html",
        base=base,
        document=document,
        document_url=base + document_page(document),
        head=head,
        title=clause.heading or chapter.label,
        status=status_tag(site, document),
        successor=_successor(site, document, base),
        strip=chapter_strip(below),
        views=below,
        head_is_shown=_says_something(head),
        tables=_tables(document, [head, *below]),
        previous=_neighbour(site, siblings[at - 1] if at else None, base),
        following=_neighbour(site, siblings[at + 1] if at + 1 < len(siblings) else None, base),
        glosses=list(shown.used.values()),
        has_wide_numbers=has_wide_numbers(below),
        cite=citation_of(document),
    )
    return Page(
        path,
        f"{clause.number or ''} {clause.heading or chapter.label} · {document.label}".strip(),
        html,
        toc=_toc(below, False, [], False),
        sidebar=_sidebar(site, document, path),
        section="look",
        crumbs=crumbs(
            ("文件", "documents.html"),
            (document.label, document_page(document)),
            (f"{clause.number or ''} {clause.heading or ''}".strip(), ""),
        ),
        description=(clause.summary or clause.heading or document.title)[:150],
    )


def has_wide_numbers(views: Sequence[ClauseView]) -> bool:
    """Whether a number such as 第二十三条 needs a wider column than 6.4.2.5."""
    return any(text_width(view.number) > _NARROW for view in views if not view.is_section)


def _says_something(view: ClauseView) -> bool:
    return bool(view.summary or view.text or view.requirements or view.overlay or view.has_facts)


def citation_of(document: Document) -> str:
    """The document as a citation names it."""
    if document.number:
        return f"《{document.title}》（{document.number}）"
    edition = document.edition or document.issued_on or ""
    return f"《{document.title}》" + (f"（{edition}）" if edition else "")


def status_tag(site: Site, document: Document) -> tuple[str, str]:
    """Word and tone of a document's status; 待核对 where nobody says."""
    status = site.status_of(document)
    return (STATUSES[status], STATUS_TONES[status]) if status else ("状态待核对", "warn")


def _successor(site: Site, document: Document, base: str) -> LinkView | None:
    found = site.successors.get(document.id)
    return site.link(found, base) if found else None


def _card(site: Site, document: Document, base: str) -> list[CardRow]:
    held = document
    issuers = tuple(site.links(held.issuers, base))
    dates = (
        ("发布日期", held.issued_on or "资料没有写明，待核对"),
        ("实施日期", held.effective_on or ""),
        ("过渡期截止", held.transition_ends_on or ""),
        ("废止日期", held.withdrawn_on or ""),
    )
    rows = [
        CardRow("种类", DOCUMENT_KINDS[held.kind]),
        CardRow("文号", held.number or ""),
        CardRow("版次", held.edition or ""),
        CardRow("发布", "" if issuers else held.issuer_name or "", issuers),
        CardRow("主送", "", tuple(site.links(held.addressees, base))),
        *(CardRow(name, text) for name, text in dates),
        CardRow("代替", "", tuple(site.links(held.replaces, base))),
        CardRow("所属文件", "", tuple(site.links([held.part_of] if held.part_of else [], base))),
        CardRow("包含文件", "", tuple(_parts(site, held, base))),
        CardRow("引用", "", tuple(site.links(held.cites, base))),
        CardRow("也叫", "、".join(held.aliases[:4])),
        CardRow("来源", " · ".join(filter(None, (held.source.file, held.source.place)))),
        CardRow("许可", LICENCES[held.source.licence.value]),
    ]
    return [row for row in rows if row.text or row.links]


def _parts(site: Site, document: Document, base: str) -> list[LinkView]:
    return site.links((x.source for x in site.graph.incoming(document.id, "part_of")), base)


def _chapters(site: Site, document: Document, base: str) -> list[Chapter]:
    found = []
    for entry in site.graph.children(document.id, "clause"):
        clause = entry.value
        assert isinstance(clause, Clause)
        count = sum(1 for _ in site.graph.descendants(entry.id, "clause"))
        found.append(
            Chapter(
                clause.number or "",
                clause.heading or entry.label,
                base + site.urls[entry.id],
                count,
                clause.summary or "",
            )
        )
    return found


def _sidebar(site: Site, document: Document, current: str) -> tuple[NavItem, ...]:
    items = [NavItem(document.label)]
    if document.id in site.is_split:
        first = document_page(document)
        items.append(NavItem("文件信息与目录", first, is_current=not current))
    for entry in site.graph.children(document.id, "clause"):
        clause = entry.value
        assert isinstance(clause, Clause)
        url = site.urls[entry.id]
        is_current = bool(current) and url.startswith(f"{current}#")
        if is_current:
            url = current
        number = clause.number or "·"
        items.append(NavItem(clause.heading or entry.label, url, number, is_current))
    return (*items, *documents_list(site, without=document.id), *across(site, ""))


def _neighbour(site: Site, entry: Entry | None, base: str) -> LinkView | None:
    if entry is None:
        return None
    number = getattr(entry.value, "number", None) or ""
    return LinkView(f"{number} {entry.label}".strip(), base + site.urls[entry.id])


def _toc(
    views: Sequence[ClauseView], split: bool, chapters: list[Chapter], has_tables: bool
) -> tuple[TocItem, ...]:
    if split:
        items = [TocItem("目录", "contents")]
        return (*items, TocItem("表格", "tables")) if has_tables else tuple(items)
    items = []
    level = 0
    children: list[TocItem] = []
    for view in views:
        if not view.heading and (not view.number or view.is_item):
            continue
        number = view.number if view.heading else ""
        item = TocItem(view.heading or view.number, view.anchor, number)
        if view.is_section and (not items or view.level <= level):
            level = view.level
            children = []
            items.append(TocItem(item.title, item.anchor, item.number))
        elif items and view.level > level and level:
            children.append(item)
            last = items[-1]
            items[-1] = TocItem(last.title, last.anchor, last.number, tuple(children))
        else:
            items.append(item)
            level = 0
    if has_tables:
        items.append(TocItem("表格", "tables"))
    return tuple(items)


def _tables(document: Document, views: Sequence[ClauseView]) -> dict[str, list[Table]]:
    """Tables by the anchor of the clause that they stand under; "" for those under none."""
    held = {view.anchor for view in views}
    found: dict[str, list[Table]] = {}
    for table in document.tables:
        place = anchor(f"{document.id}:{table.under}") if table.under else ""
        if place in held or not place:
            found.setdefault(place, []).append(table)
    return found

