"""Rules of the clause tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import KnowledgeGraph
from labkb.ids import number_token, parse_numeral
from labkb.model.document import Clause, Document, beginning_of
from labkb.validate import did_you_mean


def numbers_in_order(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A number that is smaller than the one before it among its siblings."""
    for document in graph.family("document"):
        last: dict[tuple[str, str], tuple[tuple[int, ...], str]] = {}
        for entry in graph.descendants(document.id, "clause"):
            clause = entry.value
            if not isinstance(clause, Clause) or not clause.number:
                continue
            style, ordinal = _order(clause.number)
            if not ordinal:
                continue
            # Articles count through the whole law, everything else among its siblings.
            scope = document.id if style == "article" else entry.parent
            before = last.get((scope, style))
            if before and ordinal < before[0]:
                yield finding(
                    "KB402",
                    f"编号“{clause.number}”排在“{before[1]}”之后，次序颠倒",
                    entry.place("number"),
                    remedy="核对编号，或调整条款的先后",
                    record=entry.id,
                )
            last[scope, style] = (ordinal, clause.number)
            above = getattr(graph[entry.parent].value, "number", None) if entry.parent else None
            if style == "dotted" and above and not _belongs(ordinal, above):
                yield finding(
                    "KB402",
                    f"编号“{clause.number}”不属于它的上级“{above}”",
                    entry.place("number"),
                    remedy="核对编号，或把条款移到它的上级下面",
                    record=entry.id,
                )


def _belongs(ordinal: tuple[int, ...], above: str) -> bool:
    """Whether a dotted number goes on from the number above it: 5.1 stands below 5, not below 4."""
    style, start = _order(above)
    if style == "baredigit":
        start = (0, *start)
    return style not in {"dotted", "baredigit"} or ordinal[: len(start)] == start


_COUNTED = re.compile(r"(\D*?)(\d+|[零〇一二三四五六七八九十百]+)(\D*)")


@lru_cache(4096)
def _order(number: str) -> tuple[str, tuple[int, ...]]:
    """The style of a number and its order among its like; 表2 and 第二步 count, too."""
    token = number_token(number)
    if token is not None:
        return token.style, token.ordinal
    match = _COUNTED.fullmatch(unicodedata.normalize("NFKC", number))
    value = parse_numeral(match[2]) if match else None
    return (f"{match[1]}#{match[3]}", (value,)) if match and value is not None else ("", ())


def numbers_are_unique(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Siblings with one number that is none of the numbers that make ids (注, 表1)."""
    for document in graph.family("document"):
        seen: set[tuple[str, str]] = set()
        for entry in graph.descendants(document.id, "clause"):
            clause = entry.value
            if not isinstance(clause, Clause) or not clause.number or clause.id:
                continue
            if number_token(clause.number) is not None:
                continue
            name = "".join(unicodedata.normalize("NFKC", clause.number).split())
            if (entry.parent, name) in seen:
                yield finding(
                    "KB401",
                    f"同级条款编号重复：“{clause.number}”",
                    entry.place("number"),
                    remedy="核对编号；确实同号时，给后一条写 id: 区分",
                    record=entry.id,
                )
            seen.add((entry.parent, name))


def tables_stand_somewhere(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Tables under a clause that the document does not have."""
    for entry in graph.family("document"):
        assert isinstance(entry.value, Document)
        for index, table in enumerate(entry.value.tables):
            if table.under is None or f"{entry.id}:{table.under}" in graph:
                continue
            known = [part.local for part in graph.descendants(entry.id, "clause")]
            yield finding(
                "KB302",
                f"表格所在的条款“{table.under}”不存在",
                entry.place("tables", index, "under"),
                remedy=did_you_mean(table.under, known) or "写本文件里有的条款编号",
                record=entry.id,
            )


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
                f"“{document.label}”的许可是 summary-only，"
                f"这条却填了原文（text）“{beginning_of(entry.value.text)}”",
                entry.place("text"),
                remedy="改写成 summary；自己保存的原文用 labkb import --overlay 导入",
                record=entry.id,
            )
