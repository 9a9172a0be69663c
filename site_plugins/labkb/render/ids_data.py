"""Data with which `go.html#<id>` finds the address of any id."""

from __future__ import annotations

import json
from collections.abc import Iterator

from labkb.ids import anchor, file_name
from labkb.render.addresses import LIST_PAGES, PAGE_FOLDERS, document_page
from labkb.render.context import Site

VERSION = 1
FOLDER = "assets/labkb"


def ids_scripts(site: Site) -> Iterator[tuple[str, bytes]]:
    """`ids.js`, and one script for each document with chapter pages.

    What follows from the id by rule (anchors, list pages) is left to the page; only documents, and
    the clauses of documents with chapter pages, are listed.
    """
    documents = [[d.id, document_page(d), int(d.id in site.is_split)] for d in site.documents]
    regular = {e.id for d in site.documents for e in site.graph.descendants(d.id)}
    other = {
        entry.id: site.urls[entry.id]
        for entry in site.graph.entries.values()
        if entry.id not in regular
        and entry.family != "document"
        and site.urls.get(entry.id) != by_rule(entry.id)
    }
    yield f"{FOLDER}/ids.js", _script("ids", {
        "documents": documents, "lists": LIST_PAGES, "folders": PAGE_FOLDERS, "other": other,
    })
    for document in site.documents:
        if document.id in site.is_split:
            pages: dict[str, list[str]] = {}
            for entry in site.graph.descendants(document.id, "clause"):
                page = site.urls[entry.id].split("#")[0]
                pages.setdefault(page, []).append(entry.local)
            name = f"ids-{file_name(document.id)}"
            yield f"{FOLDER}/{name}.js", _script(name, pages)


def by_rule(entry_id: str) -> str:
    """The address that the page works out by itself for `<family>/<slug>`."""
    family, slash, slug = entry_id.partition("/")
    if not slash or ":" in entry_id:
        return ""
    if family in LIST_PAGES:
        return f"{LIST_PAGES[family]}#{anchor(entry_id)}"
    folder = PAGE_FOLDERS.get(family)
    return f"{folder}/{file_name(slug)}.html" if folder else ""


def _script(name: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/")
    return f"labkb.provide({json.dumps(name)},{VERSION},{text});\n".encode()
