"""A crosswalk covers what it compares."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import KnowledgeGraph
from labkb.model.crosswalk import Crosswalk
from labkb.model.document import Clause, ClauseForm


def crosswalks_are_complete(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Chapters that a crosswalk touches but does not cover, and rows that contradict themselves."""
    for entry in graph.family("crosswalk"):
        crosswalk = entry.value
        assert isinstance(crosswalk, Crosswalk)
        for index, row in enumerate(crosswalk.rows):
            if (row.relation == "none") != (row.target is None):
                yield finding(
                    "KB409",
                    f"“{row.clause}”一行的 relation 是 {row.relation}，"
                    + ("却写了 target" if row.target else "却没有写 target"),
                    entry.place("rows", index),
                    remedy="无对应时写 relation: none 并去掉 target",
                    record=entry.id,
                )
        covered = {row.clause.split("/")[0] for row in crosswalk.rows}
        chapters = {_chapter(graph, clause) for clause in covered if clause in graph}
        for chapter in sorted(chapters):
            for clause in graph.descendants(chapter, "clause"):
                value = clause.value
                if (
                    isinstance(value, Clause)
                    and value.form is ClauseForm.CLAUSE
                    and value.is_leaf
                    and clause.id not in covered
                ):
                    yield finding(
                        "KB409",
                        f"对照表缺少末级条款“{clause.id}”",
                        entry.place("rows"),
                        remedy="补一行；没有对应的写 relation: none 和理由",
                        record=entry.id,
                    )


def _chapter(graph: KnowledgeGraph, clause_id: str) -> str:
    above = [e for e in graph.ancestors(clause_id) if e.family == "clause"]
    return above[0].id if above else clause_id
