"""Dates of a document follow its life."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import KnowledgeGraph

_ORDER = (
    ("issued_on", "发布日期"),
    ("effective_on", "实施日期"),
    ("transition_ends_on", "过渡期截止"),
    ("withdrawn_on", "废止日期"),
)


def dates_in_order(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A later stage of a document's life that carries an earlier date."""
    for entry in graph.family("document"):
        last: tuple[str, str] | None = None
        for field, word in _ORDER:
            value: str | None = getattr(entry.value, field)
            if not value:
                continue
            # Partial dates are compared over what both state: 2025-06 and 2025-06-30 do not clash.
            if last and value[: len(last[1])] < last[1][: len(value)]:
                yield finding(
                    "KB207",
                    f"{word}“{value}”早于{last[0]}“{last[1]}”",
                    entry.place(field),
                    remedy="核对两个日期",
                    record=entry.id,
                )
            last = (word, value)
