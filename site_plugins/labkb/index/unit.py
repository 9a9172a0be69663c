"""One document analysed: posting chunks, words and excerpt blocks, a function of its records."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import concat

from labkb.index.abbreviations import is_ambiguous, shorten
from labkb.index.codec import LEVELS, RECORD_CODES, record_code
from labkb.index.levels import (
    ALIAS,
    BODY,
    CONTEXT,
    KEYWORDS,
    NAMES,
    NUMBER,
    TITLE,
    FieldWeight,
    body_levels,
    level_of,
    name_level,
)
from labkb.index.numbers import code_keys, number_key
from labkb.index.records import SearchRecord
from labkb.index.text import LATIN_WORD, fold, normalise
from labkb.index.words import Segmenter

END = "%"
"""Follows the last character of a text in a key; punctuation is never part of a pair."""
_HAS_LATIN = re.compile("[A-z]").search
_LONGEST_NAME, _LONGEST_ENGLISH = 20, 60
_BLOCK_RECORDS, _BLOCK_CHARACTERS = 30, 10000


@dataclass(frozen=True, slots=True)
class Unit:
    """The records of one document (or of one kind, for those outside documents), analysed."""

    document: str
    title: str
    issued: str
    chunks: dict[str, str]
    """Key -> codes of the records that hold it."""
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
        units.setdefault(record.document or f"{record.kind}/", []).append(record)
    return units


def analyse(name: str, records: list[SearchRecord], segmenter: Segmenter) -> Unit:
    """The analysis of one unit."""
    pieces: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    words: Counter[str] = Counter()
    short: list[str] = []
    codes, known = RECORD_CODES, len(RECORD_CODES)
    for local, record in enumerate(records):
        for key, level in record_keys(record).items():
            if key in last:
                value = (local - last[key] - 1) * LEVELS + level
                pieces[key].append(codes[value] if value < known else record_code(value))
            else:
                value = local * LEVELS + level
                pieces[key] = [codes[value] if value < known else record_code(value)]
            last[key] = local
        cut = segmenter.cut(record.body)
        short.append(record.body if is_ambiguous(record.body) else shorten(cut))
        words.update(cut)
        words.update(segmenter.cut(f"{record.title}。{record.original}"))
    first = records[0]
    return Unit(
        document="" if name.endswith("/") else name,
        title=first.document_title,
        issued=first.issued,
        chunks={key: "".join(codes) for key, codes in pieces.items()},
        names=document_keys(first),
        words=segmenter.with_parts(words),
        blocks=tuple(_blocks(records, short)),
        classes=tuple(
            (len(list(run)), kind, status)
            for (kind, status), run in groupby(records, lambda r: (r.kind, r.status))
        ),
    )


def pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of a normalised text, its last one marked."""
    counts: Counter[str] = Counter(map(concat, text, text[1:]))  # type: ignore[arg-type]
    if text:
        counts[text[-1] + END] += 1
    return counts


def record_keys(record: SearchRecord) -> dict[str, int]:
    """Every key under which the record is found, with its level."""
    body = normalise(record.body)
    row = body_levels(len(body))
    top = len(row) - 1
    counts = pairs(body)
    levels = {key: row[count if count < top else top] for key, count in counts.items()}

    extra: dict[str, float] = {}
    number = normalise(record.number)
    title = normalise(record.title)
    fields: list[tuple[FieldWeight, str]] = [(NUMBER, number)] if number else []
    if title != number:
        fields.append((TITLE, title))
    fields += [(ALIAS, normalise(alias)) for alias in record.aliases]
    for weight, texts in (
        (KEYWORDS, record.keywords),
        (NAMES, record.names),
        (CONTEXT, record.context),
    ):
        length = sum(map(len, texts))
        fields += [(_at_length(weight, length), normalise(text)) for text in texts]
    if record.original:
        fields.append((BODY, normalise(record.original)))
    for weight, text in fields:
        each = weight.per_count(len(text))
        for key, count in pairs(text).items():
            extra[key] = extra.get(key, 0.0) + each * count
    body_each = BODY.per_count(len(body))
    for key, strength in extra.items():
        levels[key] = level_of(strength + body_each * counts.get(key, 0))

    levels.update(_latin_keys(record, body))
    levels.update(_exact_keys(record))
    return levels


def _at_length(weight: FieldWeight, length: int) -> FieldWeight:
    return FieldWeight(weight.per_count(length), 1, 0.0)


def _latin_keys(record: SearchRecord, body: str) -> Iterator[tuple[str, int]]:
    names = " ".join((record.title, *record.aliases, *record.keywords))
    counts: Counter[str] = Counter()
    for text, weight in ((record.body, 1), (record.original, 1), (names, 4)):
        if text and not text.isascii() and not _HAS_LATIN(text):
            continue
        for word in LATIN_WORD.findall(fold(text)):
            if len(word) > 1:
                counts[word] += weight
    each = BODY.per_count(len(body))
    for word, count in counts.items():
        yield f"@{word}", level_of(each * count)


def _exact_keys(record: SearchRecord) -> dict[str, int]:
    keys: dict[str, int] = {}
    if record.path:
        keys[f"#{record.path.lower()}"] = LEVELS - 2
    printed = number_key(record.number)
    if printed:
        keys[f"#{printed}"] = LEVELS - 1
    names = ((record.title,) if record.title != record.number else ()) + record.aliases
    for name in map(normalise, names):
        if 2 <= len(name) <= (_LONGEST_ENGLISH if name.isascii() else _LONGEST_NAME):
            keys[f"&{name}"] = LEVELS - 1
    for code in code_keys((*names, *(() if printed else (record.number,)))):
        keys[f"&{code}"] = LEVELS - 1
    return keys


def document_keys(record: SearchRecord) -> dict[str, int]:
    """Keys under which the record's document is named: pairs of its names, and its codes."""
    levels: dict[str, int] = {}
    if not record.document:
        return levels
    for name in (record.document_title, *record.document_codes):
        text = normalise(name).removeprefix("中华人民共和国")
        level = name_level(len(text))
        for key in pairs(text):
            levels[key] = max(levels.get(key, 0), level)
        levels[f"&{text}"] = LEVELS - 1
    for code in code_keys((record.document_title, *record.document_codes)):
        levels[f"&{code}"] = LEVELS - 1
    return levels


def _blocks(records: list[SearchRecord], bodies: list[str]) -> Iterator[tuple[int, str]]:
    start = characters = 0
    for index, record in enumerate(records):
        size = len(record.body) + len(record.original)
        full = index - start >= _BLOCK_RECORDS or characters + size > _BLOCK_CHARACTERS
        if index > start and full:
            yield index - start, _block(records[start:index], bodies[start:index])
            start, characters = index, 0
        characters += size
    if start < len(records):
        yield len(records) - start, _block(records[start:], bodies[start:])


def _block(records: list[SearchRecord], bodies: list[str]) -> str:
    """One script's argument; each row is cut after its last value.

    A row is [id, url, number, title, context, body, original]; an id of 0 is the document with the
    path that the url ends in, a title of 0 repeats the number, a context of 0 the row above.
    """
    base = _common_prefix([record.url for record in records])
    document = records[0].document
    rows = []
    above = ""
    for record, body in zip(records, bodies, strict=True):
        context = " › ".join(record.context)
        url = record.url[len(base) :]
        row: list[str | int] = [
            0 if record.id == f"{document}:{url}" else record.id,
            url,
            record.number,
            0 if record.title == record.number else record.title,
            0 if context == above else context,
            body,
            record.original,
        ]
        above = context
        while row[-1] == "":
            row.pop()
        rows.append(row)
    data = {"document": document, "title": records[0].document_title, "url": base, "rows": rows}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _common_prefix(texts: list[str]) -> str:
    """What all begin with, up to the last character that is not a letter or digit."""
    low, high = min(texts), max(texts)
    same = 0
    while same < len(low) and low[same] == high[same]:
        same += 1
    if len(texts) > 1 and same and low[same - 1].isdigit():
        while same and low[same - 1].isdigit():
            same -= 1
    return low[:same]
