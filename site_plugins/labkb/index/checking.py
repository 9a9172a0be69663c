"""`labkb check --search`: the vocabulary and the judged queries of a project."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.diagnostics import Diagnostic
from labkb.graph import KnowledgeGraph
from labkb.index.vocabulary import contradictions, read_vocabulary
from labkb.model.term import Term
from labkb.pipeline import Collection
from labkb.settings import Settings


def check_vocabulary(collection: Collection, settings: Settings) -> list[Diagnostic]:
    """What is wrong with `kb/vocabulary/`: quick enough for every check."""
    vocabulary, findings = read_vocabulary(settings.root)
    confused = confused_names(collection.graph)
    return [*findings, *contradictions(vocabulary.synonyms, confused, vocabulary.synonym_places)]


def check_search(collection: Collection, settings: Settings) -> list[Diagnostic]:
    """The same, and the judged queries whose target has fallen out of place."""
    # Whoosh and the dictionaries: every other check does without them.
    from labkb.index import cases
    from labkb.index.project import cache_folder, records_of
    from labkb.index.search import Searcher
    from labkb.index.whoosh_index import refresh

    vocabulary, _ = read_vocabulary(settings.root)
    records = list(records_of(collection, settings))
    held = refresh(cache_folder(settings.root), records, vocabulary)
    try:
        fallen = cases.run(
            vocabulary.cases, Searcher(held), known=[record.id for record in records],
            overlay=bool(settings.overlay),
            places=vocabulary.case_places,
        )
    finally:
        held.close()
    return [*check_vocabulary(collection, settings), *fallen]


def confused_names(graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    """Every term with the neighbours that it must not be taken for."""
    for entry in graph.entries.values():
        if isinstance(entry.value, Term):
            for neighbour in entry.value.neighbours:
                other = graph.get(neighbour.term)
                if other is not None:
                    yield entry.label, other.label
