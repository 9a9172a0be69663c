"""The graph as search sees it: one record per findable thing, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from itertools import groupby

from labkb.facts import NotComputable, value_of
from labkb.graph import Entry, KnowledgeGraph
from labkb.index.records import SearchRecord
from labkb.index.runs import Run
from labkb.index.unit import unit_of
from labkb.model.document import Clause, Document, Status
from labkb.model.fact import Fact
from labkb.model.organization import Organization, Person
from labkb.model.reference import ClauseStub, Reference
from labkb.model.responsibility import Responsibility
from labkb.model.term import Term

Originals = Mapping[str, str]
"""Id of a clause -> the reader's own text."""
_NAMED = frozenset({"organization", "person", "term"})
"""Records link to these by name: who asks for the name finds the record."""


def search_records(
    graph: KnowledgeGraph, addresses: Mapping[str, str], originals: Originals
) -> Iterator[SearchRecord]:
    """Every findable record; requirements are found with their clause.

    Questions give their stem, never their answers.
    """
    return _made(graph.entries.values(), graph, addresses, originals)


def search_runs(
    graph: KnowledgeGraph, addresses: Mapping[str, str], originals: Originals,
    digest_of: Callable[[str], str], version: str,
) -> Iterator[Run]:
    """The same, document by document; a document's records are made only when they are asked for.

    Args:
        graph: the records.
        addresses: id -> url.
        originals: the reader's own texts.
        digest_of: the hash of a record's values, by its id.
        version: changes with everything else that records of search follow from.
    """
    near = _near(graph, originals)
    for record_id, entries in groupby(graph.entries.values(), _document_of):
        make = partial(_listed, list(entries), graph, addresses, originals)
        if record_id:
            parts = (version, digest_of(record_id), *near.get(record_id, ()))
            key = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=12)
            yield Run(record_id, make, key.hexdigest())
            continue
        for unit, run in groupby(make(), unit_of):
            yield Run(unit, partial(list, list(run)))


def _document_of(entry: Entry) -> str:
    return entry.record.id if isinstance(entry.record, Document) else ""


def _made(
    entries: Iterable[Entry], graph: KnowledgeGraph, addresses: Mapping[str, str],
    originals: Originals,
) -> Iterator[SearchRecord]:
    for entry in entries:
        make = _MAKERS.get(entry.family)
        if make is not None and entry.id in addresses:
            yield make(entry, graph, addresses[entry.id], originals)


def _listed(
    entries: Iterable[Entry], graph: KnowledgeGraph, addresses: Mapping[str, str],
    originals: Originals,
) -> list[SearchRecord]:
    return list(_made(entries, graph, addresses, originals))


def _near(graph: KnowledgeGraph, originals: Originals) -> dict[str, list[str]]:
    """By record, what its records of search say besides its own values."""
    found: dict[str, list[str]] = {}
    for link in graph.links:
        target = graph[link.target]
        if target.family in _NAMED:
            found.setdefault(graph[link.source].record.id, []).append(f"{link.source}>{target.label}")
    for entry_id, text in originals.items():
        if entry_id in graph:
            found.setdefault(graph[entry_id].record.id, []).append(f"{entry_id}={text}")
    return found


def _plain(status: Status | None) -> str:
    return status.value if status else ""


def _join(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


def _names(entry: Entry, graph: KnowledgeGraph) -> tuple[str, ...]:
    """Names of people, departments and terms that the entry and its requirements point at."""
    ids = [entry.id, *(e.id for e in graph.children(entry.id, "requirement"))]
    found: dict[str, None] = {}
    for one in ids:
        for link in graph.outgoing(one):
            target = graph[link.target]
            if target.family in _NAMED:
                found[target.label] = None
    return tuple(found)


def _codes(document: Document | Reference) -> tuple[str, ...]:
    held = [document.number, getattr(document, "short_title", None), *document.aliases]
    return tuple(dict.fromkeys(code for code in held if code))


def _clause(
    entry: Entry, graph: KnowledgeGraph, url: str, originals: Originals
) -> SearchRecord:
    record = entry.record
    value = entry.value
    if isinstance(value, ClauseStub):
        assert isinstance(record, Reference)
        return SearchRecord(
            entry.id, "clause", value.heading or f"{record.label} {value.number}", url,
            number=value.number, document_codes=_codes(record), status=_plain(record.status),
            document=record.id, document_title=record.label, path=entry.local,
            body=value.note or "",
        )
    assert isinstance(value, Clause)
    assert isinstance(record, Document)
    requirements = [
        _join(r.statement, r.conditions, "；".join(r.evidence)) for r in value.requirements
    ]
    context = tuple(
        e.label for e in graph.ancestors(entry.id)
        if e.family == "clause" and isinstance(e.value, Clause) and e.value.heading
    )
    return SearchRecord(
        entry.id, "clause", entry.label, url,
        number=value.number or "",
        document_codes=_codes(record),
        status=_plain(record.status),
        issued=record.issued_on or "",
        keywords=(*value.keywords, *value.topics),
        context=context,
        names=_names(entry, graph),
        body=_join(value.summary, *requirements, *value.remarks, value.text),
        original=originals.get(entry.id, ""),
        document=record.id,
        document_title=record.label,
        path=entry.local,
    )


def _document(entry: Entry, graph: KnowledgeGraph, url: str, _: Originals) -> SearchRecord:
    value = entry.value
    assert isinstance(value, Document)
    return SearchRecord(
        entry.id, "document", value.title, url,
        number=value.number or "", document=value.id, document_title=value.label,
        document_codes=_codes(value), status=_plain(value.status), issued=value.issued_on or "",
        aliases=_codes(value), keywords=(*value.keywords, *value.topics),
        names=_names(entry, graph), body=_join(value.summary, *value.remarks),
    )


def _reference(entry: Entry, graph: KnowledgeGraph, url: str, _: Originals) -> SearchRecord:
    value = entry.value
    assert isinstance(value, Reference)
    return SearchRecord(
        entry.id, "reference", value.title, url,
        number=value.number or "", document=value.id, document_title=value.label,
        document_codes=_codes(value), status=_plain(value.status), issued=value.issued_on or "",
        aliases=tuple(a for a in (value.english, *_codes(value)) if a),
        keywords=value.keywords, names=_names(entry, graph), body=_join(*value.remarks),
    )


def _term(entry: Entry, graph: KnowledgeGraph, url: str, _: Originals) -> SearchRecord:
    value = entry.value
    assert isinstance(value, Term)
    differences = [f"{graph[n.term].label if n.term in graph else n.term}：{n.difference}"
                   for n in value.neighbours]
    aliases = (
        value.english, *(p.label for p in value.printed), *value.abbreviations, *value.variants
    )
    return SearchRecord(
        entry.id, "term", value.name, url,
        aliases=tuple(a for a in aliases if a), keywords=(*value.keywords, *value.topics),
        body=_join(value.definition, *differences, *value.remarks),
    )


def _organization(entry: Entry, graph: KnowledgeGraph, url: str, _: Originals) -> SearchRecord:
    value = entry.value
    assert isinstance(value, Organization)
    aliases = tuple(a for a in (value.english, *value.aliases) if a)
    return SearchRecord(
        entry.id, "organization", value.name, url, aliases=aliases,
        keywords=(*value.keywords, *value.topics), names=_names(entry, graph),
        body=_join(value.summary, *value.remarks),
    )


def _person(entry: Entry, graph: KnowledgeGraph, url: str, _: Originals) -> SearchRecord:
    value = entry.value
    assert isinstance(value, Person)
    return SearchRecord(
        entry.id, "person", value.name, url, names=_names(entry, graph),
        body=_join(*(office.title for office in value.offices), *value.remarks),
    )


def _responsibility(entry: Entry, graph: KnowledgeGraph, url: str, _: Originals) -> SearchRecord:
    value = entry.value
    assert isinstance(value, Responsibility)
    document = graph[value.clause].record if value.clause and value.clause in graph else None
    return SearchRecord(
        entry.id, "responsibility", value.title, url,
        number=value.number or "",
        document=document.id if document else "",
        document_title=document.label if document else "",
        document_codes=_codes(document) if isinstance(document, Document) else (),
        keywords=(*value.keywords, *value.topics, *((value.aspect,) if value.aspect else ())),
        names=_names(entry, graph),
        body=_join(
            value.summary,
            value.suggestion.summary if value.suggestion else None,
            *(task.title for task in value.subtasks),
            *(deadline.words for deadline in value.deadlines),
            *(f"{t.name} {t.value or t.minimum or ''} {t.unit}" for t in value.targets),
            *value.remarks,
        ),
    )


def _fact(entry: Entry, graph: KnowledgeGraph, url: str, _: Originals) -> SearchRecord:
    value = entry.value
    assert isinstance(value, Fact)
    try:
        number = f"{value_of(value, graph.facts)} {value.unit or ''}"
    except NotComputable:
        number = ""
    printed = value.source.printed if value.source else None
    return SearchRecord(
        entry.id, "fact", value.name, url,
        keywords=(*value.keywords, *value.topics), names=_names(entry, graph),
        body=_join(number, printed, value.scope, value.population, value.period),
    )


def _titled(entry: Entry, graph: KnowledgeGraph, url: str, _: Originals) -> SearchRecord:
    """Records whose findable text is their title, summary and keywords."""
    value = entry.value
    texts = (getattr(value, name, None) for name in ("summary", "statement", "purpose"))
    summary = next((text for text in texts if text), None)
    keywords = (*getattr(value, "keywords", ()), *getattr(value, "topics", ()))
    above = graph.get(entry.parent)
    number = getattr(value, "number", None)
    return SearchRecord(
        entry.id, entry.family, entry.label, url, keywords=keywords,
        # The number of a question is its answer.
        number=number if isinstance(number, str) else "",
        document=above.id if above else "", document_title=above.label if above else "",
        # So may be a term that a question asks for.
        names=() if entry.family == "question" else _names(entry, graph),
        body=summary or "",
    )


_Maker = Callable[[Entry, KnowledgeGraph, str, Originals], SearchRecord]

_MAKERS: dict[str, _Maker] = {
    "document": _document,
    "clause": _clause,
    "reference": _reference,
    "term": _term,
    "organization": _organization,
    "person": _person,
    "responsibility": _responsibility,
    "fact": _fact,
    "crosswalk": _titled,
    "change": _titled,
    "material": _titled,
    "checklist": _titled,
    "check_item": _titled,
    "calculator": _titled,
    "calculator_page": _titled,
    "course": _titled,
    "lesson": _titled,
    "question": _titled,
}
SEARCHED = frozenset({*_MAKERS, "section"})
"""The kinds that are found as themselves; a section is of a hand-written page."""
