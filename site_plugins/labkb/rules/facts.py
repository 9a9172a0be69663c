"""Numbers have unit and source; derived ones follow from others."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.facts import NotComputable, value_of
from labkb.graph import KnowledgeGraph
from labkb.model.fact import Fact


def facts_are_complete(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A fact without unit, or without source although it is not derived."""
    for entry in graph.family("fact"):
        fact = entry.value
        assert isinstance(fact, Fact)
        missing = [] if fact.unit else ["单位（unit）"]
        if fact.derived is None:
            if fact.source is None:
                missing.append("出处（source）")
            if fact.value is None:
                missing.append("数值（value）")
        if missing:
            yield finding(
                "KB407",
                f"数字“{fact.name}”没有写{'、'.join(missing)}",
                entry.place(),
                remedy="补齐；出处写条款编号和印刷的数字",
                record=entry.id,
            )


def derivations_compute(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A derived fact whose value cannot be computed, or was typed."""
    facts = graph.facts
    for entry in graph.family("fact"):
        fact = entry.value
        if not isinstance(fact, Fact) or fact.derived is None:
            continue
        if fact.value is not None:
            yield finding(
                "KB408",
                f"导出数字“{fact.name}”不能手填数值“{fact.value}”",
                entry.place("value"),
                remedy="删去 value，由程序计算",
                record=entry.id,
            )
        if any(name not in facts for name in fact.derived.of):
            continue
        try:
            value_of(fact, facts)
        except NotComputable as error:
            yield finding(
                "KB408",
                f"导出数字“{fact.name}”算不出来：{error}",
                entry.place("derived"),
                remedy="核对参加计算的数字",
                record=entry.id,
            )
