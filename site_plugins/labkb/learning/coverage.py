"""Which clauses the questions prove, counted upwards through the clause tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from labkb.graph import Entry, KnowledgeGraph
from labkb.model.document import Clause, ClauseForm


def clause_of(graph: KnowledgeGraph, entry_id: str) -> str:
    """The clause of a requirement, the nearest numbered clause of a listed item; "" for others."""
    entry = graph.get(entry_id)
    while entry is not None and entry.family in ("requirement", "clause"):
        value = entry.value
        is_item = isinstance(value, Clause) and value.form is not ClauseForm.CLAUSE
        above = graph.get(entry.parent)
        if entry.family == "clause" and not (is_item and above and above.family == "clause"):
            return entry.id
        entry = above
    return ""


def question_counts(graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Clause id -> ids of the questions that cite it, its requirements or its listed items."""
    found: dict[str, list[str]] = {}
    for entry in graph.family("question"):
        cited = getattr(entry.value, "clauses", ())
        for clause in dict.fromkeys(clause_of(graph, c) for c in cited):
            if clause:
                found.setdefault(clause, []).append(entry.id)
    return found


def covered_clauses(graph: KnowledgeGraph, questions: Iterable[str]) -> set[str]:
    """Clauses that the questions cite, with everything above them."""
    found: set[str] = set()
    for question in questions:
        entry = graph.get(question)
        for cited in getattr(entry.value, "clauses", ()) if entry else ():
            if cited in graph:
                found.add(cited)
                found.update(e.id for e in graph.ancestors(cited) if e.family == "clause")
    return found


def numbered_clauses(graph: KnowledgeGraph, document: str) -> Iterator[Entry]:
    """The clauses of a document that say something of their own, without listed items."""
    for entry in graph.descendants(document, "clause"):
        value = entry.value
        if isinstance(value, Clause) and value.form is ClauseForm.CLAUSE and (
            value.summary or value.requirements or value.text
        ):
            yield entry
