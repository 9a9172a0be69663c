"""Rules of the clause tree."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import KnowledgeGraph
from labkb.ids import NumberToken, number_token
from labkb.model.document import Clause, Document


def numbers_in_order(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A number that is smaller than the one before it among its siblings."""
    for document in graph.family("document"):
        last: dict[tuple[str, str], tuple[NumberToken, str]] = {}
        for entry in graph.descendants(document.id, "clause"):
            clause = entry.value
            if not isinstance(clause, Clause) or not clause.number:
                continue
            token = number_token(clause.number)
            if token is None or not token.ordinal:
                continue
            # Articles count through the whole law, everything else among its siblings.
            scope = document.id if token.style == "article" else entry.parent
            before = last.get((scope, token.style))
            if before and token.ordinal < before[0].ordinal:
                yield finding(
                    "KB402",
                    f"编号“{clause.number}”排在“{before[1]}”之后，次序颠倒",
                    entry.place("number"),
                    remedy="核对编号，或调整条款的先后",
                    record=entry.id,
                )
            last[scope, token.style] = (token, clause.number)


def leaf_clauses_say_something(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A clause without anything below it that has neither summary nor text."""
    for entry in graph.family("clause"):
        clause = entry.value
        if isinstance(clause, Clause) and not (clause.summary or clause.text or clause.clauses):
            yield finding(
                "KB404",
                f"条款“{clause.number or entry.local}”没有要点（summary）也没有原文（text）",
                entry.place(),
                remedy="用自己的话写一两句 summary",
                record=entry.id,
            )


def text_only_where_licensed(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Published original text in a document whose licence does not allow it."""
    for entry in graph.family("clause"):
        document = entry.record
        if (
            isinstance(document, Document)
            and isinstance(entry.value, Clause)
            and entry.value.text
            and not document.source.licence.allows_text
        ):
            yield finding(
                "KB405",
                f"“{document.label}”的许可是 summary-only，这条却填了原文（text）",
                entry.place("text"),
                remedy="改写成 summary；自己保存的原文用 labkb import --overlay 导入",
                record=entry.id,
            )
