"""`site/kb.json`: what the site holds, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from labkb.graph import Entry, KnowledgeGraph
from labkb.model.base import field_of
from labkb.model.document import Clause, Document
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
    return {**_head(settings), "records": list(_rows(graph, addresses))}


def manifest_file(
    graph: KnowledgeGraph, settings: Settings, addresses: Mapping[str, str]
) -> bytes:
    """The same as the text of a file; only some rows are in memory at a time."""
    made = bytearray(_json({**_head(settings), "records": []})[:-2])
    rows = _rows(graph, addresses)
    separator = b""
    while part := list(islice(rows, _ROWS)):
        made += separator + _json(part)[1:-1]
        separator = b","
    made += b"]}"
    return bytes(made)


_ROWS = 500
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(value: object) -> bytes:
    return _encode(value).encode("utf-8")


def _head(settings: Settings) -> dict[str, Any]:
    return {"kb": settings.kb, "edition": settings.edition, "as_of": settings.as_of or None}


def _rows(graph: KnowledgeGraph, addresses: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for entry in graph.entries.values():
        if entry.id in addresses and entry.family != "exclusions":
            yield _row(entry, addresses)


def _row(entry: Entry, addresses: Mapping[str, str]) -> dict[str, Any]:
    value = entry.value
    row: dict[str, Any] = {
        "id": entry.id,
        "kind": value.kind if isinstance(value, Document) else entry.family,
        "title": entry.label,
        "url": addresses[entry.id],
    }
    if entry.family in {"clause", "requirement"}:
        row["document"] = entry.record.id
    if isinstance(value, Clause):  # nearly all there is, and without status and source
        if value.number:
            row["number"] = value.number
        return row
    number = field_of(value, "number")
    # The number of a question is its answer.
    if isinstance(number, str):
        row["number"] = number
    if status := field_of(value, "status"):
        row["status"] = str(status)
    source = _source(entry)
    if source is not None:
        row["source"] = source
    return row


def _source(entry: Entry) -> str | None:
    value = entry.value
    if isinstance(value, Document):
        return value.source.file
    if isinstance(value, Fact):
        return value.source.cites if value.source else None
    for source in field_of(value, "sources", ()):
        return str(source.cites)
    clause = field_of(value, "clause")
    return clause if isinstance(clause, str) else None
