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
    """The units in document order, then the tables.

    Items below an article or a dotted clause are part of it.
    """
    clauses = _Reader(document, layer, originals or {}).units(document.clauses, "")
    return [*clauses, *_tables(document)]


def _tables(document: Document) -> Iterator[DiffUnit]:
    for index, table in enumerate(document.tables, 1):
        body = tuple("｜".join(cells) for cells in (table.columns, *table.rows))
        yield DiffUnit(
            id=f"{document.id}:table-{index}",
            path=f"table-{index}",
            number=f"表{index}",
            heading=table.caption or "",
            body=body,
            parent="",
            folded=(),
            obligations=(),
            key=squeeze((table.caption or "") + "".join(body)),
            has_units_below=False,
        )


class _Reader:
    """Walks a clause tree; the paths come in document order."""

    def __init__(self, document: Document, layer: Layer, originals: Mapping[str, str]) -> None:
        self._id = document.id
        self._paths = iter(document.paths())
        self._layer = layer
        self._originals = originals

    def units(self, clauses: tuple[Clause, ...], parent: str) -> Iterator[DiffUnit]:
        for clause in clauses:
            path = next(self._paths)
            clause_id = f"{self._id}:{path}"
            has_units_below = any(not _is_folded(child, clause) for child in clause.clauses)
            folded: list[str] = []
            duties = [r.obligation.value for r in clause.requirements]
            lines = list(_own(clause, clause_id, self._layer, self._originals))
            if not has_units_below:
                self._fold(clause, lines, folded, duties)
            heading = clause.heading or ""
            yield DiffUnit(
                id=clause_id,
                path=path,
                number=clause.number or "",
                heading=heading,
                body=tuple(lines),
                parent=parent,
                folded=tuple(folded),
                obligations=tuple(dict.fromkeys(duties)),
                key=squeeze(heading + "".join(lines)),
                has_units_below=has_units_below,
            )
            if has_units_below:
                yield from self.units(clause.clauses, clause_id)

    def _fold(
        self, clause: Clause, lines: list[str], folded: list[str], duties: list[str]
    ) -> None:
        for child in clause.clauses:
            child_id = f"{self._id}:{next(self._paths)}"
            folded.append(child_id)
            duties += [r.obligation.value for r in child.requirements]
            own = list(_own(child, child_id, self._layer, self._originals))
            head = f"{child.number or ''}{child.heading or ''}"
            if head and own and child.heading is None:
                own[0] = head + own[0]
            elif head:
                own.insert(0, head)
            lines += own
            self._fold(child, lines, folded, duties)


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
