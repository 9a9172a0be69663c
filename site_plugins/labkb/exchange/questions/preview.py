"""What a workbook changes, cell by cell, for people who look before they write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from labkb.exchange.questions.importing import Change
from labkb.exchange.questions.sheet import PART
from labkb.exchange.questions.to_rows import Row, rows_of


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs: its column, what is in the collection and what is in the workbook."""

    column: str
    old: str
    new: str


def changed_cells(change: Change) -> Iterator[CellChange]:
    """The cells of a changed question, those of its parts named with their number."""
    before, after = rows_of([change.old]), rows_of([change.new])
    for number in range(max(len(before), len(after))):
        old: Row = before[number] if number < len(before) else {}
        new: Row = after[number] if number < len(after) else {}
        part = f"小题{number} " if number else ""
        for column in dict.fromkeys([*old, *new]):
            if column != PART and old.get(column) != new.get(column):
                yield CellChange(part + column, old.get(column, ""), new.get(column, ""))
