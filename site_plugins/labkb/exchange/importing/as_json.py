"""Imported documents as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.exchange.importing.importer import ImportedFile
from labkb.exchange.importing.model import ImportedDocument, ImportedUnit


def document_json(document: ImportedDocument) -> dict[str, object]:
    """A document: metadata, its clauses in order, its tables.

    Units without a number below a numbered one (—— items, 一是 … 二是 …) are part of its text;
    paragraphs outside any unit are clauses whose number is null.
    """
    metadata = document.metadata
    return {
        "id": document.id,
        "title": metadata.title,
        "number": metadata.number,
        "issuer": metadata.issuer,
        "date": metadata.date,
        "clauses": list(_clauses(document)),
        "tables": [
            {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}
            for table in document.tables
        ],
    }


def file_json(file: ImportedFile) -> list[dict[str, object]]:
    """The documents of a file."""
    return [document_json(document) for document in file.documents]


def _clauses(document: ImportedDocument) -> Iterator[dict[str, object]]:
    def walk(
        unit: ImportedUnit, parent: ImportedUnit | None
    ) -> Iterator[dict[str, object]]:
        yield {
            "id": f"{document.id}:{unit.path}",
            "parent_id": f"{document.id}:{parent.path}" if parent else None,
            "number": unit.number,
            "parent": parent.number if parent else None,
            "heading": unit.heading,
            "text": whole_text(unit),
        }
        for child in _numbered(unit):
            yield from walk(child, unit)

    for unit in document.units:
        yield from walk(unit, None)


def _numbered(unit: ImportedUnit) -> Iterator[ImportedUnit]:
    for child in unit.units:
        if child.number is None and child.heading is None:
            yield from _numbered(child)
        else:
            yield child


def whole_text(unit: ImportedUnit) -> str:
    """The own text of a unit with its unnumbered items, in the order of print."""
    return "\n".join(_lines(unit))


def _lines(unit: ImportedUnit) -> Iterator[str]:
    loose = [child for child in unit.units if child.number is None and child.heading is None]
    done = 0
    for n in range(len(unit.paragraphs) + 1):
        while done < len(loose) and loose[done].position <= n:
            first = True
            for line in _lines(loose[done]):
                yield loose[done].marker + line if first else line
                first = False
            done += 1
        if n < len(unit.paragraphs):
            yield unit.paragraphs[n]
    for child in loose[done:]:
        yield from _lines(child)
