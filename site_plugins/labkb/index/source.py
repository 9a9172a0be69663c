"""Where the records of an index come from: from memory, or unit by unit from a file.

The words and names of all records must be known before the first unit is analysed; they are gathered
while the records pass by.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import BinaryIO

from labkb.index.records import SearchRecord
from labkb.index.shards import collection_names, term_names
from labkb.index.unit import unit_of
from labkb.index.words import name_words

_MARSHAL = 2  # has no references between equal objects, so equal records give equal bytes
_values = attrgetter(*(field.name for field in fields(SearchRecord)))


@dataclass(frozen=True, slots=True)
class Source:
    """The records of an index, unit by unit, and what must be known of all before the first."""

    digests: Mapping[str, str]
    own: Sequence[str]
    names: Sequence[str]
    terms: Sequence[tuple[str, ...]]
    records: int
    group: Callable[[str], list[SearchRecord]]
    """The records of a unit."""


class _Gathering:
    """What is known of all records that have passed by."""

    def __init__(self) -> None:
        self.digests: dict[str, str] = {}
        self.own: dict[str, None] = {}
        self.names: dict[str, None] = {}
        self.terms: list[tuple[str, ...]] = []
        self.records = 0

    def take(self, unit: str, run: Sequence[SearchRecord]) -> bytes:
        """Takes records of a unit that follow each other; what they say as bytes."""
        data = marshal.dumps([_values(record) for record in run], _MARSHAL)
        before = self.digests.get(unit, "").encode()
        self.digests[unit] = blake2b(before + data, digest_size=12).hexdigest()
        self.own.update(dict.fromkeys(name_words(run)))
        self.names.update(dict.fromkeys(collection_names([run])))
        self.terms += term_names([run])
        self.records += len(run)
        return data

    def source(self, group: Callable[[str], list[SearchRecord]]) -> Source:
        """The source of which everything has passed by."""
        return Source(
            self.digests, list(self.own), list(self.names), self.terms, self.records, group
        )


def source_of(records: Iterable[SearchRecord]) -> Source:
    """The source of records that stay in memory."""
    gathering = _Gathering()
    units: dict[str, list[SearchRecord]] = {}
    for unit, run in groupby(records, unit_of):
        held = list(run)
        gathering.take(unit, held)
        units.setdefault(unit, []).extend(held)
    return gathering.source(units.__getitem__)


@dataclass(frozen=True, slots=True)
class Spool:
    """Records in a file: of every unit, where its runs begin."""

    offsets: Mapping[str, Sequence[int]]

    def group(self, file: BinaryIO, unit: str) -> list[SearchRecord]:
        """The records of a unit."""
        found: list[SearchRecord] = []
        for offset in self.offsets[unit]:
            file.seek(offset)
            found += [SearchRecord(*values) for values in marshal.load(file)]
        return found


def spool(records: Iterable[SearchRecord], file: BinaryIO) -> tuple[Source, Spool]:
    """Writes records into a file as they come, so that none of them stays in memory."""
    gathering = _Gathering()
    offsets: dict[str, list[int]] = {}
    for unit, run in groupby(records, unit_of):
        offsets.setdefault(unit, []).append(file.tell())
        file.write(gathering.take(unit, list(run)))
    held = Spool(offsets)
    return gathering.source(lambda unit: held.group(file, unit)), held
