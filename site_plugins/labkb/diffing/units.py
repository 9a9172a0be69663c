"""A document as the comparison sees it: one unit per clause that is cited on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from labkb.ids import number_token
from labkb.model.document import Clause, ClauseForm, Document

Layer = Literal["original", "text", "summary"]
"""What is compared: a reader's own originals, the published text, or our summaries."""

OBLIGATION_WORDS = {"shall": "应", "should": "宜", "may": "可", "can": "能"}
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class DiffUnit:
    """A clause with what is folded into it: its items and unnumbered paragraphs."""

    id: str
    path: str
    number: str
    heading: str
    body: tuple[str, ...]
    parent: str
    """Id of the unit above; empty at the root."""
    folded: tuple[str, ...]
    """Ids of the clauses that are folded into it."""
    obligations: tuple[str, ...]
    key: str
    """What is compared: heading and body without white space."""
    has_units_below: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """Heading and body as they are read."""
        return (self.heading, *self.body) if self.heading else self.body

    @property
    def name(self) -> str:
        """The number, or the heading, or the beginning of the body."""
        said = self.number or self.heading or (self.body[0] if self.body else self.path)
        return said if len(said) <= 24 else said[:23] + "…"


def squeeze(text: str) -> str:
    """The text without white space and invisible characters."""
    return _INVISIBLE.sub("", text)


def best_layer(old: Document, new: Document, originals: Mapping[str, str]) -> Layer:
    """The most official layer that both documents hold for most of their clauses."""
    for layer in ("original", "text"):
        if all(_coverage(d, originals, layer) >= 0.5 for d in (old, new)):
            return "original" if layer == "original" else "text"
    return "summary"


def _coverage(document: Document, originals: Mapping[str, str], layer: str) -> float:
    clauses = [(p.id, p.value) for p in document.parts() if isinstance(p.value, Clause)]
    leaves = [(i, c) for i, c in clauses if not c.clauses]
    if not leaves:
        return 0.0
    held = sum(bool(originals.get(i) if layer == "original" else c.text) for i, c in leaves)
    return held / len(leaves)


def units_of(
    document: Document, layer: Layer, originals: Mapping[str, str] | None = None
) -> list[DiffUnit]:
    """The units in document order; items below an article or a dotted clause are part of it."""
    held = originals or {}
    paths = iter(document.paths())
    found: list[DiffUnit] = []

    def walk(clauses: tuple[Clause, ...], parent: str) -> None:
        for clause in clauses:
            path = next(paths)
            clause_id = f"{document.id}:{path}"
            below = [c for c in clause.clauses if not _is_folded(c, clause)]
            if below:
                lines, folded, duties = list(_own(clause, clause_id, layer, held)), [], []
                duties = [r.obligation.value for r in clause.requirements]
            else:
                lines, folded, duties = _folded(clause, clause_id)
            index = len(found)
            found.append(
                _unit(clause, clause_id, path, lines, parent, folded, duties, bool(below))
            )
            if below:
                kept = found[index]
                walk_mixed(clause, kept.id)

    def walk_mixed(clause: Clause, parent: str) -> None:
        walk(clause.clauses, parent)

    def _folded(clause: Clause, clause_id: str) -> tuple[list[str], list[str], list[str]]:
        lines = list(_own(clause, clause_id, layer, held))
        duties = [r.obligation.value for r in clause.requirements]
        folded: list[str] = []
        for child in clause.clauses:
            child_id = f"{document.id}:{next(paths)}"
            inner, ids, more = _folded(child, child_id)
            head = f"{child.number or ''}{child.heading or ''}"
            if head and inner and child.heading is None:
                inner[0] = head + inner[0]
            elif head:
                inner.insert(0, head)
            lines += inner
            folded += [child_id, *ids]
            duties += more
        return lines, folded, duties

    walk(document.clauses, "")
    return found


def _unit(
    clause: Clause,
    clause_id: str,
    path: str,
    lines: list[str],
    parent: str,
    folded: list[str],
    duties: list[str],
    has_units_below: bool,
) -> DiffUnit:
    heading = clause.heading or ""
    return DiffUnit(
        clause_id,
        path,
        clause.number or "",
        heading,
        tuple(lines),
        parent,
        tuple(folded),
        tuple(dict.fromkeys(duties)),
        squeeze(heading + "".join(lines)),
        has_units_below,
    )


def _is_folded(child: Clause, parent: Clause) -> bool:
    """Whether a child is read as part of its parent: nobody cites it without the parent."""
    if child.form is not ClauseForm.CLAUSE:
        return True
    if not _is_absolute(parent.number):
        return False
    return not _is_absolute(child.number) and not any(
        _is_absolute(below.number) for below in child.clauses
    )


def _is_absolute(number: str | None) -> bool:
    token = number_token(number) if number else None
    return bool(token and token.is_absolute)


def _own(
    clause: Clause, clause_id: str, layer: Layer, originals: Mapping[str, str]
) -> Iterator[str]:
    """The paragraphs of a clause itself."""
    text = originals.get(clause_id) if layer == "original" else None
    if text is None and layer != "summary":
        text = clause.text
    if text is not None:
        yield from (line for line in text.split("\n") if line.strip())
        return
    if clause.summary:
        yield clause.summary
    for requirement in clause.requirements:
        word = OBLIGATION_WORDS[requirement.obligation.value]
        condition = f"（{requirement.conditions}）" if requirement.conditions else ""
        yield f"【{word}】{requirement.statement}{condition}"
