"""Originals under the ids of the collection: the reader's own texts, outside version control.

An overlay is a folder of YAML files, one per document of the collection:

    document: calibration-chain-guide-2025
    source:
      file: guide.docx
    clauses:
      calibration-chain-guide-2025:5.1: 机构应……
      calibration-chain-guide-2025:5.4.1-1: 温度；

`source.imported_on` may be added by hand. Paragraphs are separated by line breaks.
`labkb.overlay` reads the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import yaml

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.exchange.importing.alignment import align, plain
from labkb.exchange.importing.as_json import whole_text
from labkb.exchange.importing.as_yaml import TextDumper
from labkb.exchange.importing.chars import squeeze
from labkb.exchange.importing.model import ImportedDocument, ImportedUnit
from labkb.ids import number_token
from labkb.model.document import Clause, Document

_ROW_NUMBER = re.compile(r"[（(]?(\d{1,3})[)）.、]")


@dataclass(frozen=True, slots=True)
class Held:
    """A clause of the collection, flat."""

    path: str
    clause: Clause
    depth: int


@dataclass(frozen=True, slots=True)
class _Found:
    unit: ImportedUnit
    parent: ImportedUnit | None


def find_document(
    imported: ImportedDocument, file: str, collection: Sequence[Document]
) -> Document | None:
    """The document of the collection that this is: by number, by title, by source file."""
    number = plain(imported.metadata.number)
    title = plain(imported.metadata.title)
    for document in collection:
        if number and plain(document.number) == number:
            return document
    for document in collection:
        names = [document.title, document.short_title, *document.aliases]
        if title and title in {plain(name) for name in names}:
            return document
    same_file = [d for d in collection if d.source.file == file]
    if len(same_file) == 1:
        return same_file[0]
    return next((d for d in same_file if (d.kind == "note") == imported.id.endswith("-note")), None)


def match_originals(
    imported: ImportedDocument, document: Document, file: str
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Texts by clause id, and what did not fit."""
    held = list(_flatten(document))
    numbered = [h for h in held if h.clause.number and number_token(h.clause.number)]
    found = [f for f in _walk(imported.units, None) if f.unit.number is not None]
    mine = [_key(f.unit.number) for f in found]
    theirs = [_key(h.clause.number) for h in numbered]
    pairs: list[tuple[_Found, Held]] = []
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        pairs.extend(zip(found[a : a + size], numbered[b : b + size], strict=True))
    texts: dict[str, str] = {}
    findings: list[Diagnostic] = []
    done_units = {id(f.unit) for f, _ in pairs}
    done_paths = {h.path for _, h in pairs}
    for pair, target in pairs:
        heading = pair.unit.heading
        ours = target.clause.heading
        if heading and ours and not _alike(heading, ours):
            findings.append(
                _mismatch(
                    f"“{pair.unit.number}”的标题是“{heading}”，知识库里写的是“{ours}”",
                    file, pair.unit.line,
                )
            )
        items = _items_below(held, target)
        loose = [u for u in pair.unit.units if u.number is None and u.form == "item"]
        if items and len(items) == len(loose):
            for item, unit in zip(items, loose, strict=True):
                texts[f"{document.id}:{item.path}"] = whole_text(unit)
                done_paths.add(item.path)
            text = pair.unit.text
        else:
            text = whole_text(pair.unit)
        open_ones = [h for h in _unnumbered_below(held, target) if h.path not in done_paths]
        _share_out(text.splitlines(), target, open_ones, document, texts, done_paths)
    _match_paragraphs(imported, document, held, texts, done_paths)
    _match_rows(imported, document, numbered, texts, done_paths)
    for one in found:
        if id(one.unit) not in done_units:
            findings.append(
                _mismatch(f"“{one.unit.number}”在知识库的 {document.id} 里没有", file, one.unit.line)
            )
    for one_held in numbered:
        if one_held.path not in done_paths:
            findings.append(
                _mismatch(f"知识库的 {document.id}:{one_held.path} 没有找到原文", file, None)
            )
    order = {f"{document.id}:{h.path}": n for n, h in enumerate(held)}
    return dict(sorted(texts.items(), key=lambda pair: order[pair[0]])), findings


def _mismatch(message: str, file: str, line: int | None) -> Diagnostic:
    return finding(
        "KB917", message, Place(file, line=line or None),
        remedy="核对是不是同一版本，再补上条款或改正编号",
    )


def _key(number: str | None) -> str:
    token = number_token(number or "")
    return f"{token.style}:{token.token}" if token else squeeze(number or "")


def _alike(a: str, b: str) -> bool:
    a, b = plain(a), plain(b)
    return a in b or b in a or SequenceMatcher(None, a, b).ratio() > 0.5


def _flatten(document: Document) -> Iterator[Held]:
    paths = iter(document.paths())

    def walk(clauses: Sequence[Clause], depth: int) -> Iterator[Held]:
        for clause in clauses:
            yield Held(next(paths), clause, depth)
            yield from walk(clause.clauses, depth + 1)

    yield from walk(document.clauses, 0)


def _walk(units: Sequence[ImportedUnit], parent: ImportedUnit | None) -> Iterator[_Found]:
    for unit in units:
        yield _Found(unit, parent)
        yield from _walk(unit.units, unit)


def _items_below(held: Sequence[Held], parent: Held) -> list[Held]:
    start = held.index(parent) + 1
    items = []
    for one in held[start:]:
        if one.depth <= parent.depth:
            break
        if one.depth == parent.depth + 1 and one.clause.form.value == "item":
            items.append(one)
    return items


def _unnumbered_below(held: Sequence[Held], parent: Held) -> list[Held]:
    """The clauses below one that have no number, nor a numbered one between."""
    found: list[Held] = []
    numbered: int | None = None
    for one in held[held.index(parent) + 1 :]:
        if one.depth <= parent.depth:
            break
        if numbered is not None and one.depth > numbered:
            continue
        numbered = one.depth if one.clause.number else None
        if not one.clause.number:
            found.append(one)
    return found


def _share_out(
    lines: Sequence[str], above: Held | None, below: Sequence[Held], document: Document,
    texts: dict[str, str], done: set[str],
) -> None:
    """Gives the lines of a unit to its clause and to the clauses without a number below it.

    What only repeats a heading is no text of its own.
    """
    found = align(lines, above.clause if above else None, [h.clause for h in below])
    for target, text in zip((above, *below), found, strict=True):
        if target is None or not text:
            continue
        done.add(target.path)
        if target.clause.number or plain(text) != plain(target.clause.heading):
            texts[f"{document.id}:{target.path}"] = text


def _match_paragraphs(
    imported: ImportedDocument, document: Document, held: Sequence[Held], texts: dict[str, str],
    done: set[str],
) -> None:
    """Paragraphs outside any number: those before the first clause and those after the last."""
    roots = list(imported.units)
    first = next((n for n, u in enumerate(roots) if u.number is not None), len(roots))
    before = [u for u in roots[:first] if u.number is None]
    after = [u for u in roots[first:] if u.number is None]
    numbered = [n for n, h in enumerate(held) if h.clause.number]
    start = numbered[0] if numbered else len(held)
    end = numbered[-1] if numbered else len(held)
    last = [h for h in held[end:] if h.depth == 0 and not h.clause.number]
    for units, ours in ((before, held[:start]), (after, last)):
        lines = [line for unit in units for line in whole_text(unit).splitlines()]
        _share_out(lines, None, ours, document, texts, done)


def _match_rows(
    imported: ImportedDocument, document: Document, numbered: Sequence[Held],
    texts: dict[str, str], done: set[str],
) -> None:
    """Rows of a numbered table: the row's number, then the number that its text begins with."""
    open_ones = [h for h in numbered if h.path not in done]
    for table in imported.tables:
        for row in table.rows:
            outer = _key(row[0])
            above = next((h for h in open_ones if _key(h.clause.number) == outer), None)
            if above is None:
                continue
            starts = [m[1] for cell in row[1:] if (m := _ROW_NUMBER.match(cell))]
            below = next(
                (
                    h for h in open_ones
                    if h.path.startswith(f"{above.path}.")
                    and any(_value(h.clause.number) == start for start in starts)
                ),
                None,
            )
            cells = zip(table.columns[1:], row[1:], strict=False)
            text = "\n".join(f"{name}：{cell}" for name, cell in cells if cell)
            target = below or above
            texts[f"{document.id}:{target.path}"] = text
            done.add(target.path)
            if below is not None and above.path not in done:
                texts[f"{document.id}:{above.path}"] = f"{table.columns[1]}：{row[1]}"
                done.add(above.path)


def _value(number: str | None) -> str:
    return "".join(re.findall(r"\d+", number or ""))


def overlay_text(document_id: str, file: str, texts: Mapping[str, str]) -> str:
    """The text of an overlay file."""
    body = yaml.dump(
        {"document": document_id, "source": {"file": file}, "clauses": dict(texts)},
        Dumper=TextDumper, allow_unicode=True, sort_keys=False, width=10_000,
    )
    return f"# 本机原文，勿外传，不要放进版本库。\n{body}"
