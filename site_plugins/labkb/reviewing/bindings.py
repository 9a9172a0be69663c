"""Who depends on which clause: questions, check items, lessons and rows of crosswalks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labkb.diagnostics import Place
from labkb.graph import Entry, KnowledgeGraph, Link
from labkb.model.base import Model
from labkb.model.crosswalk import Crosswalk
from labkb.model.document import Clause, ClauseForm, Requirement
from labkb.model.kinds import FAMILY_WORDS
from labkb.model.reference import ClauseStub
from labkb.model.responsibility import Responsibility

REVIEWED = ("question", "check_item", "lesson", "crosswalk")
TOUCHED = (
    *REVIEWED, "course", "calculator", "calculator_page", "responsibility", "fact", "term",
    "material", "clause", "requirement", "document",
)
"""What a changed clause touches, the most important first. Checklists and references are left out:
the items of a checklist stand for it, and a reference only says where it was cited."""
TARGETS = frozenset({"clause", "requirement", "responsibility"})
OBLIGATION_WORDS = {"shall": "应", "should": "宜", "may": "可", "can": "能"}


@dataclass(frozen=True, slots=True)
class Binding:
    """One thing and one clause that it was made from."""

    dependent: str
    """Its id; a row of a crosswalk has `crosswalk/x#<clause>--<target>`."""
    family: str
    label: str
    target: str
    role: str
    place: Place

    @property
    def record(self) -> str:
        """The id that pages and addresses know."""
        return self.dependent.split("#", 1)[0]

    @property
    def word(self) -> str:
        """The Chinese word for its kind."""
        return "对照行" if self.family == "crosswalk" else FAMILY_WORDS.get(self.family, self.family)


def bindings(graph: KnowledgeGraph) -> Iterator[Binding]:
    """Every binding that is reviewed, in reading order, each once."""
    seen: set[tuple[str, str]] = set()
    for entry in graph.family(*REVIEWED):
        for link in graph.outgoing(entry.id):
            if graph[link.target].family not in TARGETS:
                continue
            found = _binding(link, entry, graph)
            if (found.dependent, found.target) not in seen:
                seen.add((found.dependent, found.target))
                yield found


def dependents(graph: KnowledgeGraph, targets: Iterable[str]) -> list[Binding]:
    """What points at one of the targets from outside their documents, each once."""
    found: dict[tuple[str, str], Binding] = {}
    for target in targets:
        entry = graph.get(target)
        if entry is None:
            continue
        for link in graph.incoming(target):
            source = graph[link.source]
            is_own = source.record.id == entry.record.id
            if is_own or source.family not in TOUCHED or link.role in {"part_of", "replaces"}:
                continue
            held = _binding(link, source, graph)
            found.setdefault((held.dependent, held.target), held)
    return sorted(found.values(), key=lambda binding: TOUCHED.index(binding.family))


def _binding(link: Link, source: Entry, graph: KnowledgeGraph) -> Binding:
    place = Place(link.file, link.path)
    if isinstance(source.value, Crosswalk) and "rows" in link.path:
        index = link.path[link.path.index("rows") + 1]
        assert isinstance(index, int)
        row = source.value.rows[index]
        pair = [graph.citation(i) for i in (row.clause, row.target) if i and i in graph]
        return Binding(
            f"{source.id}#{row.clause}--{row.target or 'none'}",
            source.family,
            " — ".join(pair) or source.label,
            link.target,
            link.role,
            place,
        )
    is_clause = source.family in {"clause", "requirement"}
    label = graph.citation(source.id) if is_clause else source.label
    return Binding(source.id, source.family, label, link.target, link.role, place)


def reading(value: Model) -> tuple[str, ...]:
    """What a clause, a requirement or a task says, as paragraphs to read side by side."""
    return tuple(line for line in _lines(value) if line)


def _lines(value: Model) -> Iterator[str]:
    if isinstance(value, Clause):
        yield f"{value.number or ''} {value.heading or ''}".strip()
        yield from (value.text or "").split("\n")
        yield value.summary or ""
        for requirement in value.requirements:
            yield from _lines(requirement)
        for child in value.clauses:
            if child.form is not ClauseForm.CLAUSE:
                yield from _lines(child)
    elif isinstance(value, Requirement):
        condition = f"（{value.conditions}）" if value.conditions else ""
        yield f"【{OBLIGATION_WORDS[value.obligation.value]}】{value.statement}{condition}"
    elif isinstance(value, Responsibility):
        yield value.title
        yield value.summary or ""
        yield "；".join(deadline.words for deadline in value.deadlines)
        yield from (f"（{s.number}）{s.title}" for s in value.subtasks)
    elif isinstance(value, ClauseStub):
        yield f"{value.number} {value.heading or ''}".strip()
        yield value.note or ""
