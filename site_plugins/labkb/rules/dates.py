"""Dates of a document follow its life, and a successor follows its predecessor."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import KnowledgeGraph
from labkb.model.document import Document
from labkb.model.reference import Reference

_ORDER = (
    ("issued_on", "发布日期"),
    ("effective_on", "实施日期"),
    ("transition_ends_on", "过渡期截止"),
    ("withdrawn_on", "废止日期"),
)


def dates_in_order(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A later stage of a document's life that carries an earlier date."""
    for entry in graph.family("document"):
        before: list[tuple[str, str]] = []
        for field, word in _ORDER:
            value: str | None = getattr(entry.value, field)
            if not value:
                continue
            # The nearest earlier stage that clashes; a partial date between two may hide neither.
            clash = next((b for b in reversed(before) if _is_earlier(value, b[1])), None)
            if clash:
                yield finding(
                    "KB207",
                    f"{word}“{value}”早于{clash[0]}“{clash[1]}”",
                    entry.place(field),
                    remedy="核对两个日期",
                    record=entry.id,
                )
            before.append((word, value))


def successors_come_later(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A document that was issued before the one it replaces."""
    for link in graph.links:
        if link.role != "replaces":
            continue
        new, old = graph[link.source], graph[link.target]
        issued, replaced = _issued(new.value), _issued(old.value)
        if issued and replaced and _is_earlier(issued, replaced):
            yield finding(
                "KB207",
                f"发布日期“{issued}”早于它代替的“{old.label}”（{replaced}）",
                new.place("issued_on"),
                remedy="核对两个日期，或改正 replaces",
                record=new.id,
            )


def _issued(value: object) -> str | None:
    return value.issued_on if isinstance(value, Document | Reference) else None


def _is_earlier(value: str, other: str) -> bool:
    """Over what both dates state: 2025-06 and 2025-06-30 do not clash."""
    return value[: len(other)] < other[: len(value)]
