"""The linked knowledge: every thing with an id, and every link between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from labkb.diagnostics import Path, Place
from labkb.model.base import Model, Record, field_of
from labkb.model.document import Clause, Document
from labkb.model.fact import Fact
from labkb.model.reference import Reference


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with an id: a record, or a part of one."""

    id: str
    family: str
    label: str
    value: Model
    record: Record
    """The record that holds it; `value` itself for a record."""
    file: str
    path: Path
    """Where it stands in its file."""
    parent: str = ""

    def place(self, *path: str | int) -> Place:
        """The place of one of its values."""
        return Place(self.file, (*self.path, *path))

    @property
    def local(self) -> str:
        """The part of the id after the document: the clause's path."""
        return self.id.split(":", 1)[1] if ":" in self.id else ""


@dataclass(frozen=True, slots=True)
class Link:
    """One reference: who points at whom, in which role, and where that is written."""

    source: str
    target: str
    role: str
    """The field: cites, defines, actors, clause, rows.target, ..."""
    file: str
    path: Path


@dataclass(frozen=True)
class KnowledgeGraph:
    """Immutable lookups over all records."""

    entries: Mapping[str, Entry]
    """Every id in reading order."""
    links: tuple[Link, ...]

    def __getitem__(self, entry_id: str) -> Entry:
        return self.entries[entry_id]

    def __contains__(self, entry_id: str) -> bool:
        return entry_id in self.entries

    def get(self, entry_id: str) -> Entry | None:
        """The entry, or None."""
        return self.entries.get(entry_id)

    @cached_property
    def _by_family(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            found.setdefault(entry.family, []).append(entry)
        return MappingProxyType({family: tuple(items) for family, items in found.items()})

    def family(self, *families: str) -> tuple[Entry, ...]:
        """All entries of the families, in reading order within each."""
        if len(families) == 1:
            return self._by_family.get(families[0], ())
        return tuple(e for family in families for e in self._by_family.get(family, ()))

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped(self.links, by_source=True)

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped(self.links, by_source=False)

    def outgoing(self, entry_id: str, *roles: str) -> tuple[Link, ...]:
        """Links that start at the entry (of some roles)."""
        links = self._outgoing.get(entry_id, ())
        return tuple(link for link in links if link.role in roles) if roles else links

    def incoming(self, entry_id: str, *roles: str) -> tuple[Link, ...]:
        """Links that point at the entry (in some roles)."""
        links = self._incoming.get(entry_id, ())
        return tuple(link for link in links if link.role in roles) if roles else links

    @cached_property
    def _children(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            if entry.parent:
                found.setdefault(entry.parent, []).append(entry)
        return MappingProxyType({parent: tuple(items) for parent, items in found.items()})

    def children(self, entry_id: str, *families: str) -> tuple[Entry, ...]:
        """Parts directly below an entry, in document order."""
        below = self._children.get(entry_id, ())
        return tuple(e for e in below if e.family in families) if families else below

    @cached_property
    def _below(self) -> Mapping[str, tuple[Entry, ...]]:
        """All parts of every document: they stand in document order behind it."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            if entry.parent and entry.record.family == "document":
                found.setdefault(entry.record.id, []).append(entry)
        return MappingProxyType({record: tuple(items) for record, items in found.items()})

    def descendants(self, entry_id: str, *families: str) -> Iterator[Entry]:
        """All parts below an entry, depth first."""
        if entry_id in self._below:
            parts = self._below[entry_id]
            yield from (e for e in parts if e.family in families) if families else parts
            return
        waiting = list(reversed(self.children(entry_id)))
        while waiting:
            entry = waiting.pop()
            if not families or entry.family in families:
                yield entry
            if below := self._children.get(entry.id):
                waiting.extend(reversed(below))

    def ancestors(self, entry_id: str) -> list[Entry]:
        """The entries above, outermost first."""
        chain: list[Entry] = []
        parent = self.entries[entry_id].parent
        while parent and parent in self.entries:
            chain.append(self.entries[parent])
            parent = self.entries[parent].parent
        return chain[::-1]

    def documents(self) -> Iterator[Document]:
        """The documents in reading order."""
        for entry in self.family("document"):
            assert isinstance(entry.value, Document)
            yield entry.value

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Facts by id, for computing derived ones."""
        return {e.id: e.value for e in self.family("fact") if isinstance(e.value, Fact)}

    def clause(self, entry_id: str) -> Clause | None:
        """The clause of a held document, or None."""
        entry = self.entries.get(entry_id)
        return entry.value if entry and isinstance(entry.value, Clause) else None

    def whole_number(self, entry: Entry) -> str:
        """The number of a clause with those it stands under: 二（一）3., 6.3.6, 第三条（二）."""
        number = field_of(entry.value, "number") or ""
        if not number or stands_alone(number):
            return number
        parts = [number]
        for above in reversed(self.ancestors(entry.id)):
            if above.family == "clause":
                parts.append(field_of(above.value, "number") or "")
                if stands_alone(parts[-1]):
                    break
        return "".join(reversed(parts))

    def _repeated(self, record_id: str) -> frozenset[str]:
        """Numbers that a document prints more than once: alone they name nothing."""
        if record_id not in self._repeated_of:
            clauses = (e for e in self._below.get(record_id, ()) if e.family == "clause")
            counts = Counter(field_of(e.value, "number") for e in clauses)
            self._repeated_of[record_id] = frozenset(n for n, many in counts.items() if many > 1)
        return self._repeated_of[record_id]

    @cached_property
    def _repeated_of(self) -> dict[str, frozenset[str]]:
        return {}

    def citation(self, entry_id: str) -> str:
        """How the entry is named in running text: 127号文 （八）, 指南 6.3.6."""
        entry = self.entries[entry_id]
        if entry.family == "requirement":
            return self.citation(entry.parent)
        if entry.family != "clause":
            return entry.label
        number = getattr(entry.value, "number", None)
        record = entry.record
        if number and not stands_alone(number) and number in self._repeated(record.id):
            number = self.whole_number(entry)
        owner = record.number if isinstance(record, Reference) and record.number else record.label
        return f"{owner} {number or entry.label}"


def stands_alone(number: str) -> bool:
    """Whether a number needs none before it: 6.3.6, 第二十三条."""
    return "." in number.rstrip(".") or number.startswith("第")


def _grouped(links: tuple[Link, ...], *, by_source: bool) -> Mapping[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.source if by_source else link.target, []).append(link)
    return MappingProxyType({key: tuple(items) for key, items in found.items()})
