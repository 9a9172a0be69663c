"""One document analysed: postings, words and excerpt blocks, a function of its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from labkb.index.abbreviations import is_ambiguous, shorten
from labkb.index.blocks import blocks_of
from labkb.index.names import title_of
from labkb.index.postings import Postings, document_keys, postings_of
from labkb.index.records import SearchRecord
from labkb.index.words import Segmenter


@dataclass(frozen=True, slots=True)
class Unit:
    """The records of one document (or of one kind, for those outside documents), analysed."""

    document: str
    title: str
    issued: str
    postings: Postings
    names: dict[str, int]
    """Key -> level, from the document's names and codes."""
    words: dict[str, int]
    blocks: tuple[tuple[int, str], ...]
    """Number of records and the data script's argument."""
    classes: tuple[tuple[int, str, str], ...]
    """Runs of records of equal kind and status."""

    @property
    def size(self) -> int:
        """Number of records."""
        return sum(count for count, _ in self.blocks)


def units_of(records: Iterable[SearchRecord]) -> dict[str, list[SearchRecord]]:
    """The records by document, else by kind, in order of first appearance."""
    units: dict[str, list[SearchRecord]] = {}
    for record in records:
        units.setdefault(unit_of(record), []).append(record)
    return units


def unit_of(record: SearchRecord) -> str:
    """The name of the unit that a record belongs to."""
    return record.document or f"{record.kind}/"


def analyse(name: str, records: list[SearchRecord], segmenter: Segmenter) -> Unit:
    """The analysis of one unit."""
    words: Counter[str] = Counter()
    short: list[str] = []
    for record in records:
        cut = segmenter.cut(record.body)
        short.append(record.body if is_ambiguous(record.body) else shorten(cut))
        words.update(cut)
        for text in (title_of(record), record.original):
            if text:
                words.update(segmenter.cut(text))
    first = records[0]
    return Unit(
        document="" if name.endswith("/") else name,
        title=first.document_title,
        issued=first.issued,
        postings=postings_of(records),
        names=document_keys(first),
        words=segmenter.with_parts(words),
        blocks=tuple(blocks_of(records, short)),
        classes=tuple(
            (len(list(run)), kind, status)
            for (kind, status), run in groupby(records, lambda r: (r.kind, r.status))
        ),
    )
