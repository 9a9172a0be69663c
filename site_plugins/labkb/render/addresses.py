"""Where everything with an id stands on the site."""

from __future__ import annotations

from collections.abc import Mapping

from labkb.graph import Entry, KnowledgeGraph
from labkb.ids import anchor, file_name
from labkb.model.calculator import Calculator
from labkb.model.document import Clause, Document
from labkb.settings import Settings

RICH_WEIGHT = 3

# Families whose records share one page.
LIST_PAGES = {
    "term": "terms.html",
    "reference": "references.html",
    "organization": "organizations.html",
    "person": "people.html",
    "responsibility": "duties.html",
    "fact": "facts.html",
    "exclusions": "facts.html",
    "change": "changes.html",
    "material": "materials.html",
    "question": "learn/practice.html",
}
# Families with a page per record, in a folder.
PAGE_FOLDERS = {
    "crosswalk": "crosswalk",
    "checklist": "check",
    "course": "learn",
    "calculator_page": "calc",
}


def document_page(document: Document) -> str:
    """The first page of a document."""
    return f"d/{file_name(document.id)}/index.html"


def has_chapter_pages(graph: KnowledgeGraph, document: Document, settings: Settings) -> bool:
    """Whether a document is long enough for a page per chapter.

    An entry with our summary and requirements takes the room of several articles of plain text.
    """
    if sum(1 for clause in document.clauses if clause.clauses) < 2:
        return False
    clauses = [e.value for e in graph.descendants(document.id, "clause")]
    if len(clauses) * RICH_WEIGHT <= settings.chapter_page_above:
        return False
    rich = sum(
        1 for clause in clauses if isinstance(clause, Clause) and (clause.summary or clause.requirements)
    )
    return len(clauses) + rich * (RICH_WEIGHT - 1) > settings.chapter_page_above


def addresses(graph: KnowledgeGraph, settings: Settings) -> Mapping[str, str]:
    """Id -> url relative to the site's root, for every entry of the graph."""
    found: dict[str, str] = {}
    for entry in graph.entries.values():
        if entry.family == "document":
            _document(entry, graph, settings, found)
        elif entry.parent and entry.parent in found and entry.id not in found:
            page = found[entry.parent].split("#")[0]
            found[entry.id] = f"{page}#{_part_anchor(entry)}"
        elif entry.id not in found:
            found[entry.id] = _record_url(entry)
    return found


def _document(
    entry: Entry, graph: KnowledgeGraph, settings: Settings, found: dict[str, str]
) -> None:
    document = entry.value
    assert isinstance(document, Document)
    first = document_page(document)
    found[entry.id] = first
    split = has_chapter_pages(graph, document, settings)
    page = first
    for part in graph.descendants(entry.id):
        if part.parent == entry.id:
            is_chapter = split and part.family == "clause" and graph.children(part.id, "clause")
            page = f"d/{file_name(document.id)}/{file_name(part.local)}.html" if is_chapter else first
        found[part.id] = f"{page}#{anchor(part.id)}"


def _part_anchor(entry: Entry) -> str:
    """Anchors of parts of records that share a page carry the record's name."""
    if entry.family == "clause" and entry.record.family == "reference":
        return f"{anchor(entry.record.id)}-{anchor(entry.id)}"
    return anchor(entry.id)


def _record_url(entry: Entry) -> str:
    if isinstance(entry.value, Calculator):
        page = file_name(entry.value.page.split("/", 1)[-1])
        return f"calc/{page}.html#{file_name(entry.id.split('/', 1)[-1])}"
    folder = PAGE_FOLDERS.get(entry.family)
    if folder:
        slug = entry.id.split("/", 1)[-1]
        return f"{folder}/{file_name(slug)}.html"
    page = LIST_PAGES.get(entry.family, "index.html")
    return f"{page}#{anchor(entry.id)}"
