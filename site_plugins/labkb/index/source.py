"""Where the records of an index come from: from memory, or unit by unit from a file.

The words and names of all records must be known before the first unit is analysed; they are gathered
while the records pass by.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from os import SEEK_END
from typing import BinaryIO

from labkb.index.names import names_in, single_words, term_names, typed_names
from labkb.index.records import SearchRecord
from labkb.index.runs import KnownRun, Run
from labkb.index.unit import unit_of

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
    runs: Mapping[str, KnownRun]
    """By unit, the run that has a key."""
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
        self.runs: dict[str, KnownRun] = {}

    def take(self, run: Run, records: Sequence[SearchRecord]) -> bytes:
        """Takes the records of a run; what they say as bytes."""
        data = _bytes(records)
        names = names_in(records)
        known = KnownRun(
            run.key, tuple(single_words(names)), tuple(typed_names(records, names)),
            tuple(term_names([records])), len(records),
        )
        self.take_known(run.unit, known, data)
        return data

    def take_known(self, unit: str, known: KnownRun, data: bytes = b"") -> None:
        """Takes a run of which enough is known."""
        before = self.digests.get(unit, "").encode()
        said = known.key.encode() or data
        self.digests[unit] = blake2b(before + said, digest_size=12).hexdigest()
        self.own.update(dict.fromkeys(known.own))
        self.names.update(dict.fromkeys(known.names))
        self.terms += known.terms
        self.records += known.records
        if known.key:
            self.runs[unit] = known

    def source(self, group: Callable[[str], list[SearchRecord]]) -> Source:
        """The source of which everything has passed by."""
        return Source(
            self.digests, list(self.own), list(self.names), self.terms, self.records, self.runs,
            group,
        )


def runs_of(records: Iterable[SearchRecord]) -> Iterator[Run]:
    """Runs of records that are at hand."""
    for unit, run in groupby(records, unit_of):
        yield Run(unit, partial(list, list(run)))


def source_of(records: Iterable[SearchRecord]) -> Source:
    """The source of records that stay in memory."""
    gathering = _Gathering()
    units: dict[str, list[SearchRecord]] = {}
    for run in runs_of(records):
        held = run.make()
        gathering.take(run, held)
        units.setdefault(run.unit, []).extend(held)
    return gathering.source(units.__getitem__)


@dataclass(frozen=True, slots=True)
class Spool:
    """Records in a file: of every unit, where its runs begin, or how they are made."""

    places: dict[str, list[int | Run]]

    def group(self, file: BinaryIO, unit: str) -> list[SearchRecord]:
        """The records of a unit."""
        found: list[SearchRecord] = []
        for place in self.places[unit]:
            if isinstance(place, Run):
                found += place.make()
            else:
                file.seek(place)
                found += [SearchRecord(*values) for values in marshal.load(file)]
        return found

    def complete(self, file: BinaryIO) -> dict[str, list[int]]:
        """Writes what is not yet in the file; where everything lies."""
        found: dict[str, list[int]] = {}
        file.seek(0, SEEK_END)
        for unit, places in self.places.items():
            for place in places:
                if isinstance(place, Run):
                    found.setdefault(unit, []).append(file.tell())
                    file.write(_bytes(place.make()))
                else:
                    found.setdefault(unit, []).append(place)
        return found


def spool(
    runs: Iterable[Run], file: BinaryIO, known: Mapping[str, KnownRun]
) -> tuple[Source, Spool]:
    """Writes records into a file as they come, so that none of them stays in memory.

    Runs that are known under their key are left unmade until their unit is asked for.
    """
    gathering = _Gathering()
    held = Spool({})
    for run in runs:
        places = held.places.setdefault(run.unit, [])
        before = known.get(run.unit)
        if before is not None and run.key and before.key == run.key:
            gathering.take_known(run.unit, before)
            places.append(run)
        else:
            places.append(file.tell())
            file.write(gathering.take(run, run.make()))
    return gathering.source(lambda unit: held.group(file, unit)), held


def _bytes(records: Sequence[SearchRecord]) -> bytes:
    return marshal.dumps([_values(record) for record in records], _MARSHAL)
