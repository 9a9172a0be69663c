"""Where every character of the input went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from labkb.exchange.importing.chars import squeeze
from labkb.exchange.importing.model import Dropped, Extract, ImportedDocument, ImportedUnit, Line


def lost_characters(
    extract: Extract, documents: Iterable[ImportedDocument], dropped: Iterable[Dropped]
) -> Counter[str]:
    """The printed characters of the input that are in no clause, metadata, table or drop."""
    read: Counter[str] = Counter()
    for block in extract.blocks:
        if isinstance(block, Line):
            read.update(squeeze((block.label or "") + block.text))
        else:
            for row in block.rows:
                for cell in row:
                    read.update(squeeze(cell))
    for piece in extract.dropped:
        read.update(squeeze(piece.text))
    kept: Counter[str] = Counter()
    for document in documents:
        for text in texts_of(document):
            kept.update(squeeze(text))
    for piece in dropped:
        kept.update(squeeze(piece.text))
    return read - kept


def texts_of(document: ImportedDocument) -> Iterator[str]:
    """Everything that a document holds, as printed; the host of a standard holds the metadata."""
    if document.embedded_in is None:
        yield from document.metadata.lines
    for unit in document.units:
        yield from _unit_texts(unit)
    for table in document.tables:
        yield table.raw


def _unit_texts(unit: ImportedUnit) -> Iterator[str]:
    yield unit.marker
    if unit.heading:
        yield unit.heading
    yield from unit.paragraphs
    for child in unit.units:
        yield from _unit_texts(child)
