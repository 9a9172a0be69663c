"""A comparison with what depends on it: the one value that every output is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from labkb.diffing.compare import TAG_WORDS, TAGS, Comparison, Row, compare
from labkb.diffing.marks import Span
from labkb.diffing.units import DiffUnit
from labkb.graph import KnowledgeGraph
from labkb.ids import anchor
from labkb.model.document import Document
from labkb.reviewing.bindings import TOUCHED, Binding, dependents

LAYER_WORDS = {"original": "本机原文", "text": "公开原文", "summary": "要点和要求"}


@dataclass(frozen=True)
class ReportRow:
    """A row with its marks and with the things that need another look because of it."""

    row: Row
    dependents: tuple[Binding, ...]

    @cached_property
    def marks(self) -> tuple[Span, ...]:
        """The changes by words; empty where the words stayed."""
        return self.row.marks() if "changed" in self.row.tags else ()

    @property
    def needs_look(self) -> bool:
        """Whether words changed or went, so that what depends on them may be wrong now."""
        return bool({"changed", "removed"} & set(self.row.tags))

    @property
    def anchor(self) -> str:
        """The HTML id of the row."""
        return ("n-" if self.row.new else "o-") + anchor(self.row.id)

    @property
    def words(self) -> str:
        """What happened, in Chinese: 修改、改号."""
        return "、".join(TAG_WORDS[tag] for tag in self.row.tags) or "未变"


@dataclass(frozen=True)
class Report:
    """Two editions, and what their difference touches."""

    comparison: Comparison
    rows: tuple[ReportRow, ...]

    @cached_property
    def dependents(self) -> tuple[Binding, ...]:
        """Everything that needs another look because words changed, each once."""
        return self._bound(needs_look=True)

    @cached_property
    def repoints(self) -> tuple[Binding, ...]:
        """Everything whose clause only has another number or place now, each once."""
        known = {(b.dependent, b.target) for b in self.dependents}
        found = self._bound(needs_look=False)
        return tuple(b for b in found if (b.dependent, b.target) not in known)

    def _bound(self, *, needs_look: bool) -> tuple[Binding, ...]:
        rows = [row for row in self.rows if row.needs_look is needs_look]
        found = {(b.dependent, b.target): b for row in rows for b in row.dependents}
        return tuple(sorted(found.values(), key=lambda b: TOUCHED.index(b.family)))

    @property
    def changed(self) -> tuple[ReportRow, ...]:
        """Rows in which something happened."""
        return tuple(row for row in self.rows if row.row.tags)

    def summary(self) -> str:
        """One sentence of counts."""
        counts = self.comparison.counts()
        parts = [f"{TAG_WORDS[tag]}{counts[tag]}条" for tag in TAGS if counts[tag]]
        headings = sum(bool(row.row.tags) and row.row.is_heading for row in self.rows)
        if headings:
            parts.append(f"章节标题变{headings}处")
        return ("，".join(parts) or "没有变化") + f"；未变{self.unchanged}条"

    @property
    def unchanged(self) -> int:
        """How many clauses stayed as they were."""
        return sum(not row.row.tags and not row.row.is_heading for row in self.rows)


def make_report(
    old: Document,
    new: Document,
    graph: KnowledgeGraph | None = None,
    originals: Mapping[str, str] | None = None,
) -> Report:
    """The comparison of two editions and, where there is a collection, what depends on it."""
    comparison = compare(old, new, originals)
    own = {old.id, new.id}
    rows = []
    for row in comparison.rows:
        found: tuple[Binding, ...] = ()
        if graph is not None and row.tags and row.tags != ("added",):
            targets = [i for unit in (row.old, row.new) if unit for i in _ids(unit, graph)]
            found = tuple(
                b for b in dependents(graph, dict.fromkeys(targets)) if graph[b.record].record.id
                not in own
            )
        rows.append(ReportRow(row, found))
    return Report(comparison, tuple(rows))


def _ids(unit: DiffUnit, graph: KnowledgeGraph) -> list[str]:
    """The unit, what is folded into it, and their requirements."""
    found: list[str] = []
    for clause_id in (unit.id, *unit.folded):
        if clause_id in graph:
            found.append(clause_id)
            found += [e.id for e in graph.children(clause_id, "requirement")]
    return found


def as_json(report: Report) -> dict[str, Any]:
    """The report for programs."""
    comparison = report.comparison
    return {
        "old": _edition(comparison.old),
        "new": _edition(comparison.new),
        "compared": comparison.layer,
        "counts": {**comparison.counts(), "unchanged": report.unchanged},
        "clauses": [_json_row(row) for row in report.rows],
        "same_number": {
            "unchanged": list(comparison.same_number),
            "changed": list(comparison.different_number),
        },
        "dependents": [_json_binding(b) for b in report.dependents],
        "repoints": [_json_binding(b) for b in report.repoints],
    }


def _edition(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "edition": document.edition,
        "issued_on": document.issued_on,
        "effective_on": document.effective_on,
    }


def _json_row(found: ReportRow) -> dict[str, Any]:
    row = found.row
    return {
        "tags": list(row.tags),
        "is_heading": row.is_heading,
        "old": _json_unit(row.old),
        "new": _json_unit(row.new),
        "likeness": round(row.likeness, 3),
        "from_section": row.from_section or None,
        "to_section": row.to_section or None,
        "related": row.related or None,
        "only_punctuation": row.has_only_new_punctuation,
        "obligation_changed": row.has_new_obligation,
        "marks": [{"op": span.op, "text": span.text} for span in found.marks],
        "dependents": [b.dependent for b in found.dependents],
    }


def _json_unit(unit: DiffUnit | None) -> dict[str, Any] | None:
    if unit is None:
        return None
    return {
        "id": unit.id,
        "path": unit.path,
        "number": unit.number or None,
        "heading": unit.heading or None,
        "text": "\n".join(unit.body),
    }


def _json_binding(binding: Binding) -> dict[str, Any]:
    return {
        "id": binding.dependent,
        "kind": binding.family,
        "label": binding.label,
        "target": binding.target,
        "file": binding.place.file,
    }
