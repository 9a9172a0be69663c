"""Everything of a collection that still has to be checked against a source."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.graph import Entry, KnowledgeGraph
from labkb.model.base import Record, Source, field_of
from labkb.model.document import Clause, Document
from labkb.model.organization import Person
from labkb.model.reference import Reference


def open_points(graph: KnowledgeGraph) -> Iterator[tuple[Entry, str]]:
    """What to check, and where, in reading order."""
    for entry in graph.entries.values():
        for what in _points(entry):
            yield entry, what


def _points(entry: Entry) -> Iterator[str]:
    value = entry.value
    if isinstance(value, Record | Clause):
        yield from value.to_verify
    if isinstance(value, Clause):
        return
    if isinstance(value, Document | Reference) and value.status is None:
        yield "状态：资料没有写明"
    if isinstance(value, Document) and value.issued_on is None:
        yield "发布日期：资料没有写明"
    sources = [o.source for o in value.offices] if isinstance(value, Person) else ()
    for source in (*field_of(value, "sources", ()), *sources):
        if isinstance(source, Source) and source.to_verify:
            yield f"出处还没有与原文核对：{source.cites}{' ' + source.at if source.at else ''}"
