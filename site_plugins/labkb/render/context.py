"""What every page needs to know of the collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from labkb.editions import Editions, status_on
from labkb.graph import Entry, KnowledgeGraph
from labkb.model.base import Record
from labkb.model.crosswalk import Crosswalk, CrosswalkRow
from labkb.model.document import Document, Status
from labkb.model.fact import Fact
from labkb.model.reference import Reference
from labkb.model.term import Term
from labkb.open_points import open_points
from labkb.pipeline import Collection
from labkb.render.addresses import addresses, has_chapter_pages
from labkb.render.env import code_version, digest
from labkb.render.glossary import Glossary
from labkb.render.overlay import OverlayText
from labkb.reviewing.state import NO_REVIEWS, ReviewState
from labkb.settings import Settings


class LinkView(NamedTuple):
    """A link as templates show it."""

    label: str
    url: str
    title: str = ""


class RowOf(NamedTuple):
    """A row of a crosswalk, with its crosswalk."""

    row: CrosswalkRow
    crosswalk: Crosswalk


def base_of(path: str) -> str:
    """The way from a page back to the site's root: `../` per folder."""
    return "../" * path.count("/")


def short_name(label: str) -> str:
    """A label for a narrow column: the number of a standard without year and prefix."""
    for mark in ("17025", "17011", "17043"):
        if mark in label:
            return mark
    return label if len(label) <= 8 else label[:7] + "…"


@dataclass(frozen=True)
class Site:
    """The collection, its addresses, and lookups that pages share."""

    graph: KnowledgeGraph
    settings: Settings
    overlay: Mapping[str, OverlayText] = field(default_factory=dict)
    reviews: ReviewState = NO_REVIEWS

    @classmethod
    def of(
        cls,
        collection: Collection,
        settings: Settings,
        overlay: Mapping[str, OverlayText] | None = None,
    ) -> Site:
        """The site of a collection."""
        return cls(collection.graph, settings, overlay or {}, collection.reviews)

    @cached_property
    def suspects(self) -> frozenset[str]:
        """Ids of what is to be looked at again; shown as 待复核."""
        return self.reviews.ids

    @cached_property
    def urls(self) -> Mapping[str, str]:
        """Id -> url relative to the site's root."""
        return addresses(self.graph, self.settings)

    @cached_property
    def open_points(self) -> tuple[tuple[Entry, str], ...]:
        """What still has to be checked against a source, and where."""
        return tuple(open_points(self.graph))

    @cached_property
    def glossary(self) -> Glossary:
        """The terms, ready to be found in text."""
        terms = (e.value for e in self.graph.family("term"))
        return Glossary((t for t in terms if isinstance(t, Term)), self.urls)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents in reading order."""
        return tuple(self.graph.documents())

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """All facts by id."""
        found = (e.value for e in self.graph.family("fact"))
        return {fact.id: fact for fact in found if isinstance(fact, Fact)}

    @cached_property
    def crosswalk_rows(self) -> dict[str, list[RowOf]]:
        """Clause id -> rows about it, or about one of its requirements."""
        found: dict[str, list[RowOf]] = {}
        for crosswalk in self.crosswalks:
            for row in crosswalk.rows:
                found.setdefault(row.clause.split("/", 1)[0], []).append(RowOf(row, crosswalk))
        return found

    @cached_property
    def crosswalks(self) -> tuple[Crosswalk, ...]:
        """All crosswalks, without rows that point at nothing (diagnostics name those)."""
        graph = self.graph
        found = []
        for entry in graph.family("crosswalk"):
            assert isinstance(entry.value, Crosswalk)
            rows = tuple(
                row
                for row in entry.value.rows
                if row.clause in graph
                and (row.target in graph if row.target else row.relation == "none")
            )
            found.append(entry.value.model_copy(update={"rows": rows}))
        return tuple(found)

    def label_of(self, entry_id: str) -> str:
        """The name of anything; the id where nothing has it."""
        entry = self.graph.get(entry_id)
        return entry.label if entry else entry_id

    @cached_property
    def successors(self) -> dict[str, str]:
        """Document id -> the document that replaces it, or the next edition of its work."""
        found = {old.id: new.id for old, new in self.editions.pairs}
        for link in self.graph.links:
            if link.role == "replaces" and link.source in self.graph:
                found[link.target] = link.source
        return found

    @cached_property
    def editions(self) -> Editions:
        """Works with several editions, and what became of their clauses."""
        return Editions(self.graph)

    def successor_clause(self, clause_id: str) -> str | None:
        """What became of a clause of an older edition; its whole newer edition where it is gone."""
        if not self.editions.is_unit(clause_id):
            return None
        return self.editions.successor(clause_id)

    def is_superseded(self, document_id: str) -> bool:
        """Whether a later edition binds already."""
        entry = self.graph.get(document_id)
        return bool(
            entry
            and isinstance(entry.value, Document)
            and self.status_of(entry.value) == Status.SUPERSEDED.value
        )

    @cached_property
    def is_split(self) -> frozenset[str]:
        """Documents with a page per chapter."""
        return frozenset(
            d.id for d in self.documents if has_chapter_pages(self.graph, d, self.settings)
        )

    def status_of(self, document: Document | Reference) -> str:
        """The status as the dates and later editions have it; empty where nobody says."""
        if self.settings.as_of:
            successor = self.graph.get(self.successors.get(document.id, ""))
            newer = successor.value if successor else None
            after = (newer,) if isinstance(newer, Document | Reference) else ()
            found = status_on(document, self.settings.as_of, after)
            return found.value if found else ""
        if document.status in (Status.WITHDRAWN, Status.SUPERSEDED):
            return document.status.value
        successor = self.graph.get(self.successors.get(document.id, ""))
        if successor and isinstance(successor.value, Document) and self._binds(successor.value):
            return Status.SUPERSEDED.value
        return document.status.value if document.status else ""

    def _binds(self, document: Document) -> bool:
        starts = document.effective_on or document.issued_on
        return bool(document.status != Status.DRAFT and starts)

    def link(self, entry_id: str, base: str = "", *, cite: bool = True) -> LinkView:
        """A link to anything with an id."""
        entry = self.graph.get(entry_id)
        if entry is None:
            return LinkView(entry_id, base + "index.html")
        named = cite and entry.family in ("clause", "requirement")
        label = self.graph.citation(entry_id) if named else entry.label
        title = entry.label if named else ""
        if title and title in label:
            title = ""
        return LinkView(label, base + self.urls.get(entry_id, "index.html"), title)

    def links(self, ids: Iterable[str], base: str = "") -> list[LinkView]:
        """Links to several things, each once."""
        return [self.link(i, base) for i in dict.fromkeys(ids) if i in self.graph]

    def number_of(self, entry: Entry) -> str:
        """The whole number of a clause as a citation prints it: 二（一）3., 6.3.6, 第三条（二）."""
        return self.graph.whole_number(entry)

    # -- keys ---------------------------------------------------------------------------------

    @cached_property
    def _record_digests(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for entry in self.graph.entries.values():
            if not entry.parent and isinstance(entry.value, Record):
                found[entry.id] = digest(entry.file, entry.value.model_dump_json())
        return found

    def record_digest(self, record_id: str) -> str:
        """Hash of a record's values."""
        return self._record_digests[record_id]

    @cached_property
    def shell_key(self) -> str:
        """Hash of the code and settings behind every page."""
        s = self.settings
        return digest(code_version(), s.kb, s.name, s.edition, s.as_of, s.chapter_page_above)

    @cached_property
    def collection_key(self) -> str:
        """Hash of everything: the key of pages that gather from all records."""
        return digest(self.shell_key, bool(self.suspects), *self._record_digests.values())

    @cached_property
    def glossary_key(self) -> str:
        """Hash of what tooltips say."""
        terms = self.graph.family("term")
        return digest(*(self._record_digests[e.id] for e in terms))
