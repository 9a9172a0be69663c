"""Short hashes of what binds, so that an answer remembers what it was given against."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from labkb.graph import KnowledgeGraph
from labkb.model.base import Model
from labkb.model.document import Clause, ClauseForm, Document, Requirement
from labkb.model.reference import Reference
from labkb.model.responsibility import Responsibility

LENGTH = 12
_SPACE = re.compile(r"\s+")


def fingerprint(graph: KnowledgeGraph, entry_id: str) -> str:
    """12 hex digits over what the thing says; empty where there is no such thing.

    Words that guide the reader (topics, keywords, remarks, evidence) do not count: when they
    change, an answer need not be given again.
    """
    entry = graph.get(entry_id)
    if entry is None:
        return ""
    said = "\x1f".join(_SPACE.sub(" ", part).strip() for part in _binding(entry.value))
    return hashlib.sha256(said.encode("utf-8")).hexdigest()[:LENGTH]


def fingerprints(graph: KnowledgeGraph, entry_ids: Iterable[str]) -> str:
    """The fingerprints of several things, joined by `+` in their order."""
    return "+".join(fingerprint(graph, entry_id) for entry_id in entry_ids)


def _binding(value: Model) -> Iterator[str]:
    if isinstance(value, Clause):
        yield from _clause(value)
    elif isinstance(value, Requirement):
        yield from _requirement(value)
    elif isinstance(value, Responsibility):
        yield from (value.title, value.summary, *value.actors, *value.leaders)
        yield from (deadline.words for deadline in value.deadlines)
        yield from (f"{s.number} {s.title}" for s in value.subtasks)
    elif isinstance(value, Document | Reference):
        edition = getattr(value, "edition", None)
        yield from (value.title, value.number or "", edition or "", str(value.status or ""))
    else:
        # Other things bind by all they say.
        yield value.model_dump_json(exclude={"topics", "keywords", "remarks", "to_verify"})


def _requirement(value: Requirement) -> Iterator[str]:
    yield from (value.obligation.value, value.statement, value.conditions or "")


def _clause(value: Clause) -> Iterator[str]:
    yield from (value.number or "", value.heading or "", value.summary or "", value.text or "")
    for requirement in value.requirements:
        yield from _requirement(requirement)
    for child in value.clauses:
        if child.form is not ClauseForm.CLAUSE:  # listed items are part of the clause
            yield from _clause(child)
