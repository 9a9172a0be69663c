"""Works and their editions: which edition binds on a day, and what became of an old clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from labkb.diffing.compare import Comparison, compare
from labkb.graph import KnowledgeGraph
from labkb.model.document import Document, Status
from labkb.model.reference import Reference
from labkb.validate import Located

Dated = Document | Reference


def starts_on(record: Dated) -> str:
    """The day, month or year from which it binds, as far as anybody says; empty where nobody does."""
    effective = record.effective_on if isinstance(record, Document) else None
    return effective or record.issued_on or ""


def status_on(record: Dated, day: str, successors: Iterable[Dated] = ()) -> Status | None:
    """The status on a day (YYYY-MM-DD); what no date decides stays as stated.

    A partial date counts from its first day when something begins, to its last when it ends.
    """
    stated = record.status
    start = starts_on(record)
    if start and start > day:
        return Status.DRAFT if stated is Status.DRAFT else Status.PENDING
    if stated is Status.DRAFT:
        return stated
    document = record if isinstance(record, Document) else None
    ended = document.withdrawn_on if document else None
    if ended and _is_over(ended, day):
        return Status.WITHDRAWN
    if ended and stated is Status.WITHDRAWN:
        return Status.CURRENT
    new = [s for s in successors if s.status is not Status.DRAFT and starts_on(s)]
    binding = [s for s in new if starts_on(s) <= day]
    if document and binding:
        limits = [document.transition_ends_on, *(_transition(s) for s in binding)]
        last = max((limit for limit in limits if limit), default="")
        return Status.CURRENT if last and not _is_over(last, day) else Status.SUPERSEDED
    if stated is Status.SUPERSEDED and new and not binding:
        return Status.CURRENT
    return stated


def _transition(record: Dated) -> str | None:
    return record.transition_ends_on if isinstance(record, Document) else None


def _is_over(end: str, day: str) -> bool:
    """Whether the whole of a day, month or year has passed."""
    return day[: len(end)] > end


def bind(records: Sequence[Located], day: str) -> list[Located]:
    """The records with the status of every document as it was on a day; no day, no change.

    Nothing is taken out: what did not bind on that day is marked, and old links stay good.
    """
    if not day:
        return list(records)
    after: dict[str, list[Dated]] = {}
    works: dict[str, list[Document]] = {}
    for located in records:
        if isinstance(located.record, Dated):
            for old in located.record.replaces:
                after.setdefault(old, []).append(located.record)
        if isinstance(located.record, Document) and located.record.work:
            works.setdefault(located.record.work, []).append(located.record)
    for editions in works.values():
        for one in editions:
            later = (e for e in editions if "" < starts_on(one) < starts_on(e))
            after.setdefault(one.id, []).extend(later)
    return [_bound(located, day, after) for located in records]


def _bound(located: Located, day: str, after: Mapping[str, list[Dated]]) -> Located:
    record = located.record
    if not isinstance(record, Dated):
        return located
    status = status_on(record, day, after.get(record.id, ()))
    if status is record.status:
        return located
    return replace(located, record=record.model_copy(update={"status": status}))


@dataclass(frozen=True, slots=True)
class Work:
    """The editions of one work, the oldest first."""

    id: str
    editions: tuple[Document, ...]

    @property
    def title(self) -> str:
        """The title of the newest edition."""
        return self.editions[-1].title


@dataclass(frozen=True)
class Editions:
    """The works of a collection that have more than one edition here."""

    graph: KnowledgeGraph

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """Documents that share `work`, or that replace one another, in reading order."""
        documents = list(self.graph.documents())
        held = {d.id: d for d in documents}
        root = {d.id: d.id for d in documents}

        def find(one: str) -> str:
            while root[one] != one:
                one = root[one]
            return one

        first: dict[str, str] = {}
        for document in documents:
            if document.work:
                twin = first.setdefault(document.work, document.id)
                root[find(document.id)] = find(twin)
            for old in document.replaces:
                if old in held:
                    root[find(document.id)] = find(old)
        groups: dict[str, list[Document]] = {}
        for document in documents:
            groups.setdefault(find(document.id), []).append(document)
        return tuple(
            Work(
                next((d.work for d in group if d.work), group[0].id),
                tuple(sorted(group, key=lambda d: (starts_on(d), d.edition or "", d.id))),
            )
            for group in groups.values()
            if len(group) > 1
        )

    @cached_property
    def pairs(self) -> tuple[tuple[Document, Document], ...]:
        """Each edition with the one before it: what it replaces, else the one before in its work."""
        found: list[tuple[Document, Document]] = []
        for work in self.works:
            held = {d.id: d for d in work.editions}
            for index, document in enumerate(work.editions):
                replaced = [held[old] for old in document.replaces if old in held]
                if not replaced and document.work:
                    before = [d for d in work.editions[:index] if d.work == document.work]
                    replaced = before[-1:]
                found += [(old, document) for old in replaced]
        return tuple(found)

    def comparison(self, document_id: str) -> Comparison | None:
        """The comparison of an edition with the one after it, made when it is first asked for."""
        newer = self._next.get(document_id)
        if newer is None:
            return None
        if document_id not in self._made:
            old, new = (self.graph[i].value for i in (document_id, newer))
            assert isinstance(old, Document)
            assert isinstance(new, Document)
            self._made[document_id] = compare(old, new)
        return self._made[document_id]

    @cached_property
    def _made(self) -> dict[str, Comparison]:
        return {}

    @cached_property
    def _next(self) -> Mapping[str, str]:
        return {old.id: new.id for old, new in self.pairs}

    def newer(self, document_id: str) -> str | None:
        """The edition after this one."""
        return self._next.get(document_id)

    def is_unit(self, clause_id: str) -> bool:
        """Whether a clause of an older edition is cited on its own; its items are not."""
        found = self.comparison(clause_id.split(":", 1)[0])
        return found is not None and clause_id in found.old_units

    def successor(self, entry_id: str) -> str | None:
        """What an old clause or document became in the newest edition that the collection holds.

        Where a clause was removed its successor is the new edition as a whole.
        """
        current, found = entry_id, None
        seen = {entry_id}
        while True:
            document = current.split(":", 1)[0]
            comparison = self.comparison(document) if ":" in current else None
            newer = self._next.get(document)
            if newer is None:
                return found
            current = (comparison.successor(current) if comparison else None) or newer
            if current in seen:
                return found
            seen.add(current)
            found = current
