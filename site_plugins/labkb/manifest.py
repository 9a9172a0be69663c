"""`site/kb.json`: what the site holds, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labkb.graph import Entry, KnowledgeGraph
from labkb.model.document import Document
from labkb.model.fact import Fact
from labkb.settings import Settings


def manifest(
    graph: KnowledgeGraph, settings: Settings, addresses: Mapping[str, str]
) -> dict[str, Any]:
    """The manifest: {"kb", "edition", "as_of", "records": [...]}.

    Every record: id, kind, title, url (relative to the site's root, with anchor), document, number,
    status, source; a key without a value is left out. Texts never enter it, neither ours nor a
    reader's own.
    """
    return {
        "kb": settings.kb,
        "edition": settings.edition,
        "as_of": settings.as_of or None,
        "records": [
            _row(entry, graph, addresses)
            for entry in graph.entries.values()
            if entry.id in addresses and entry.family != "exclusions"
        ],
    }


def _row(entry: Entry, graph: KnowledgeGraph, addresses: Mapping[str, str]) -> dict[str, Any]:
    value = entry.value
    is_document = isinstance(value, Document)
    status = getattr(value, "status", None)
    number = getattr(value, "number", None)
    row = {
        "id": entry.id,
        "kind": getattr(value, "kind", None) if is_document else entry.family,
        "title": entry.label,
        "url": addresses[entry.id],
        "document": entry.record.id if entry.family in {"clause", "requirement"} else None,
        # The number of a question is its answer.
        "number": number if isinstance(number, str) else None,
        "status": str(status) if status else None,
        "source": _source(entry),
    }
    return {key: held for key, held in row.items() if held is not None}


def _source(entry: Entry) -> str | None:
    value = entry.value
    if isinstance(value, Document):
        return value.source.file
    if isinstance(value, Fact):
        return value.source.cites if value.source else None
    for source in getattr(value, "sources", ()):
        return str(source.cites)
    clause = getattr(value, "clause", None)
    return clause if isinstance(clause, str) else None
