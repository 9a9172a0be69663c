"""What a clause entry shows, worked out before the template runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from labkb.graph import Entry
from labkb.ids import anchor
from labkb.model.document import Clause, ClauseForm, Requirement
from labkb.render.context import LinkView, Site, short_name
from labkb.render.glossary import Gloss
from labkb.render.overlay import OverlayText
from labkb.render.words import RELATIONS, SEALS, USERS, Seal

_MOST_LINKS = 6
_ITEM = " kb-clause--item"


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One requirement of a clause."""

    anchor: str
    seal: Seal
    statement: str
    actors: tuple[LinkView, ...]
    evidence: tuple[str, ...]
    conditions: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """A row of a crosswalk beside the clause."""

    relation: str
    word: str
    target: LinkView | None
    reason: str
    document: str
    is_suspect: bool = False


@dataclass(frozen=True, slots=True)
class UseView:
    """Things of one kind that build on the clause."""

    word: str
    links: tuple[LinkView, ...]
    more: int
    counter: str
    suspects: int = 0
    """How many of them wait for another look."""


@dataclass(frozen=True, slots=True)
class ClauseView:
    """An entry of a document page."""

    id: str
    anchor: str
    number: str
    cite: str
    """The whole number for citations."""
    heading: str
    level: int
    """Heading level in HTML."""
    is_section: bool
    is_chapter: bool
    css: str
    text: tuple[str, ...]
    is_plain: bool = False
    """There is nothing but the text of the document."""
    seals: tuple[Seal, ...] = ()
    summary: str | Markup = ""
    overlay: OverlayText | None = None
    overlay_paragraphs: tuple[str, ...] = ()
    requirements: tuple[RequirementView, ...] = ()
    terms: Sequence[LinkView] = ()
    defines: Sequence[LinkView] = ()
    cites: Sequence[LinkView] = ()
    relations: tuple[RelationView, ...] = ()
    cited_by: Sequence[LinkView] = ()
    uses: tuple[UseView, ...] = ()
    remarks: tuple[str, ...] = ()
    to_verify: tuple[str, ...] = ()
    provenance: str = ""
    has_facts: bool = False
    successor: LinkView | None = None
    """What became of it in the newest edition, for clauses of an older one."""
    is_gone: bool = False
    """The newest edition has no such clause any more."""
    said_cite: str | None = None
    """The whole number where it does not follow from the printed ones; `clause-tools.js` tells how."""

    @property
    def is_item(self) -> bool:
        """Whether it is listed under the entry above."""
        return _ITEM in self.css


@dataclass(slots=True)
class ClausePage:
    """The entries of one page, and what they share."""

    site: Site
    base: str
    top_level: int = 2
    used: dict[str, Gloss] = field(default_factory=dict)
    """Terms marked on the page."""

    def views(self, entries: Iterable[Entry], depth_of_first: int = 0) -> list[ClauseView]:
        """Views of clauses in document order."""
        above: dict[str, tuple[int, bool]] = {}
        found: list[ClauseView] = []
        lead = ""
        for entry in entries:
            depth, is_part = above.get(entry.parent, (-1, False))
            view = self._view(entry, depth + 1 + depth_of_first, is_part)
            above[entry.id] = (depth + 1, not view.is_section)
            usual = lead + view.number if view.is_item and view.number else view.number
            if not view.is_item:
                lead = view.number
            found.append(view if view.cite == usual else replace(view, said_cite=view.cite))
        return found

    def _view(self, entry: Entry, depth: int, is_part: bool) -> ClauseView:
        """The view of a clause; `is_part` for an item of an article, not of a section."""
        clause = entry.value
        assert isinstance(clause, Clause)
        site, base = self.site, self.base
        if clause.text and not self._says_more(entry, clause):
            return self._plain(entry, clause, depth, is_part)
        graph = site.graph
        is_section = any(child.form is ClauseForm.CLAUSE for child in clause.clauses) and bool(
            clause.heading or not (clause.text or clause.summary)
        )
        requirements = tuple(
            self._requirement(f"{entry.id}/r{index}", requirement)
            for index, requirement in enumerate(clause.requirements, 1)
        )
        seals = tuple(dict.fromkeys(r.seal for r in requirements))
        overlay = site.overlay.get(entry.id)
        relations = self._relations(entry.id)
        cited_by, uses = self._incoming(entry, clause)
        css = _css(clause, is_part)
        summary: str | Markup = clause.summary or ""
        if summary:
            summary = site.glossary.mark(summary, base, self.used, clause.terms)
        own = clause.summary or requirements
        terms = site.links(clause.terms, base) if clause.terms else []
        defines = site.links(clause.defines, base) if clause.defines else []
        cites = site.links(clause.cites, base) if clause.cites else []
        cite = site.number_of(entry)
        successor = site.successor_clause(entry.id)
        is_old = successor is not None and site.is_superseded(entry.record.id)
        if is_old:
            css += " kb-clause--old"
        return ClauseView(
            id=entry.id,
            anchor=anchor(entry.id),
            number=clause.number or "",
            cite=cite,
            heading=clause.heading or "",
            level=min(self.top_level + depth, 6),
            is_section=is_section,
            is_chapter=is_section and depth == 0,
            css=css,
            seals=seals or ((SEALS["state"],) if own and not is_section else ()),
            summary=summary,
            text=tuple(clause.text.split("\n")) if clause.text else (),
            overlay=overlay,
            overlay_paragraphs=tuple(overlay.text.split("\n")) if overlay else (),
            requirements=requirements,
            terms=terms,
            defines=defines,
            cites=cites,
            relations=relations,
            cited_by=cited_by,
            uses=uses,
            remarks=clause.remarks,
            to_verify=clause.to_verify,
            provenance=f"出处：{graph[entry.record.id].label}{cite}" if own and cite else "",
            has_facts=bool(
                terms or defines or cites or relations or cited_by or uses
            ),
            successor=site.link(successor, base) if successor else None,
            is_gone=successor is not None and ":" not in successor,
        )

    def _says_more(self, entry: Entry, clause: Clause) -> bool:
        """Whether there is anything besides the clause's number and text."""
        site = self.site
        return bool(
            clause.heading or clause.summary or clause.requirements or clause.terms
            or clause.defines or clause.cites or clause.remarks or clause.to_verify
            or entry.id in site.overlay or entry.id in site.crosswalk_rows
            or site.graph.incoming(entry.id) or site.successor_clause(entry.id)
        )

    def _plain(self, entry: Entry, clause: Clause, depth: int, is_part: bool) -> ClauseView:
        return ClauseView(
            id=entry.id,
            anchor=anchor(entry.id),
            number=clause.number or "",
            cite=self.site.number_of(entry),
            heading="",
            level=min(self.top_level + depth, 6),
            is_section=False,
            is_chapter=False,
            css=_css(clause, is_part),
            text=tuple((clause.text or "").split("\n")),
            is_plain=True,
        )

    def _requirement(self, entry_id: str, requirement: Requirement) -> RequirementView:
        site = self.site
        return RequirementView(
            anchor(entry_id),
            SEALS[requirement.obligation.value],
            requirement.statement,
            tuple(site.links(requirement.actors, self.base)),
            requirement.evidence,
            requirement.conditions or "",
        )

    def _relations(self, clause_id: str) -> tuple[RelationView, ...]:
        site = self.site
        rows = site.crosswalk_rows.get(clause_id)
        if not rows:
            return ()
        found = []
        for row, crosswalk in rows:
            target = None
            if row.target:
                entry = site.graph[row.target]
                number = getattr(entry.value, "number", None) or entry.label
                url = f"{self.base}{site.urls[row.target]}"
                target = LinkView(number, url, entry.label)
            found.append(
                RelationView(
                    row.relation,
                    RELATIONS[row.relation],
                    target,
                    row.reason,
                    short_name(site.label_of(crosswalk.target_document)),
                    f"{crosswalk.id}#{row.clause}--{row.target or 'none'}" in site.suspects,
                )
            )
        return tuple(found)

    def _incoming(
        self, entry: Entry, clause: Clause
    ) -> tuple[list[LinkView], tuple[UseView, ...]]:
        graph = self.site.graph
        links = list(graph.incoming(entry.id))
        for index in range(1, len(clause.requirements) + 1):
            links.extend(graph.incoming(f"{entry.id}/r{index}"))
        if not links:
            return [], ()
        citing: list[str] = []
        users: dict[str, list[str]] = {}
        for link in links:
            source = graph[link.source]
            if source.family in ("clause", "requirement", "document"):
                citing.append(source.parent if source.family == "requirement" else source.id)
            elif source.family in USERS:
                users.setdefault(source.family, []).append(source.id)
        uses = []
        for family, (word, counter) in USERS.items():
            ids = list(dict.fromkeys(users.get(family, ())))
            if ids:
                shown = tuple(self.site.links(ids[:_MOST_LINKS], self.base))
                waiting = sum(i in self.site.suspects for i in ids)
                uses.append(UseView(word, shown, len(ids), counter, waiting))
        return self.site.links(citing, self.base), tuple(uses)


def _css(clause: Clause, is_part: bool) -> str:
    css = _ITEM if is_part or clause.form is not ClauseForm.CLAUSE else ""
    return css if clause.heading else f"{css} kb-clause--bare"
