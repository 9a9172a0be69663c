"""The list of all documents, with filters."""

from __future__ import annotations

from dataclasses import dataclass

from labkb.model.document import Document
from labkb.render.addresses import document_page
from labkb.render.context import Site
from labkb.render.document_pages import status_tag
from labkb.render.env import fill
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page
from labkb.render.words import DOCUMENT_KINDS

PATH = "documents.html"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a line of a table."""

    url: str
    title: str
    number: str
    kind: str
    issuer: str
    date: str
    effective: str
    status: str
    tone: str
    count: int
    words: str
    """What the text filter looks in, besides title and number."""


def document_rows(site: Site) -> list[DocumentRow]:
    """All documents in reading order."""
    return [_row(site, document) for document in site.documents]


def _row(site: Site, document: Document) -> DocumentRow:
    issuers = [link.label for link in site.links(document.issuers)]
    status, tone = status_tag(site, document)
    count = sum(1 for _ in site.graph.descendants(document.id, "clause"))
    return DocumentRow(
        document_page(document),
        document.title,
        document.number or "",
        DOCUMENT_KINDS[document.kind],
        "、".join(issuers) or document.issuer_name or "",
        document.issued_on or "",
        document.effective_on or "",
        status,
        tone,
        count,
        " ".join((*document.aliases, *document.keywords, *document.topics)),
    )


def render_document_list(site: Site) -> Page:
    """The page."""
    rows = document_rows(site)
    html = fill(
        "documents.html",
        rows=rows,
        kinds=list(dict.fromkeys(row.kind for row in rows)),
        statuses=list(dict.fromkeys(row.status for row in rows)),
        issuers=sorted({row.issuer for row in rows if row.issuer})[:60],
        clauses=sum(row.count for row in rows),
    )
    return Page(
        PATH,
        "全部文件",
        html,
        sidebar=look_sidebar(site, PATH),
        section="look",
        crumbs=crumbs(("文件", "")),
        description="库里收的全部文件：种类、文号、发布机构、日期、状态。",
        is_wide=True,
    )
