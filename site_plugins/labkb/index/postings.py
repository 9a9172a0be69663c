"""Which records of a unit hold which key, and how strongly: worked out for all of them at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labkb.index.codec import LEVELS, encode_records, record_code
from labkb.index.levels import (
    ALIAS,
    BODY,
    CONTEXT,
    KEYWORDS,
    NAMES,
    NUMBER,
    TITLE,
    FieldWeight,
    body_level_table,
    level_of,
    levels_of,
    name_level,
)
from labkb.index.names import title_of
from labkb.index.numbers import code_keys, number_key
from labkb.index.pairs import BITS, PAIR, Numbers, pair_texts, pairs_of
from labkb.index.records import SearchRecord
from labkb.index.text import LATIN_WORD, fold, normalise

_HAS_LATIN = re.compile("[A-Za-zＡ-Ｚａ-ｚ]").search
_LONGEST_NAME, _LONGEST_ENGLISH = 20, 60
_ABOVE = np.uint64(2 * BITS)
_PAIR = np.uint64(PAIR)


@dataclass(frozen=True, slots=True)
class Postings:
    """The keys of a unit's records."""

    pairs: Numbers
    """Pairs in rising order, one row a record that holds the pair."""
    records: NDArray[np.uint32]
    """The record's place in the unit, rising within a pair."""
    levels: NDArray[np.uint8]
    others: dict[str, list[tuple[int, int]]]
    """Every other key (`#` number, `&` name or code, `@` word of letters) with places and levels."""

    def begins(self) -> NDArray[np.int64]:
        """The first row of every pair."""
        return _begins(self.pairs)

    def chunks(self) -> dict[str, str]:
        """Key -> codes of the records that hold it (see codec.py)."""
        begins = self.begins()
        texts = encode_records(begins, self.records, self.levels)
        found = dict(zip(pair_texts(self.pairs[begins]), texts, strict=True))
        found.update((key, _codes(held)) for key, held in self.others.items())
        return found


def _begins(numbers: Numbers) -> NDArray[np.int64]:
    """The first row of every run of equal numbers."""
    return np.flatnonzero(np.diff(numbers, prepend=~numbers[:1]) != 0)


def _codes(held: Sequence[tuple[int, int]]) -> str:
    last = -1
    codes = []
    for local, level in held:
        codes.append(record_code((local - last - 1) * LEVELS + level))
        last = local
    return "".join(codes)


def postings_of(records: Sequence[SearchRecord]) -> Postings:
    """The postings of the records of a unit."""
    bodies, lengths = pairs_of([record.body for record in records])
    numbers, counts = np.unique(bodies, return_counts=True)
    table = body_level_table()
    row = np.minimum(lengths // table.bucket, len(table.levels) - 1)[numbers >> _ABOVE]
    levels = table.levels[row, np.minimum(counts, table.levels.shape[1] - 1)]
    numbers, levels = _with_fields(records, numbers, counts, levels, lengths)
    order = np.argsort(numbers & _PAIR, kind="stable")
    return Postings(
        numbers[order] & _PAIR,
        (numbers[order] >> _ABOVE).astype(np.uint32),
        levels[order],
        _others(records, lengths),
    )


def _with_fields(
    records: Sequence[SearchRecord], numbers: Numbers, counts: NDArray[np.int64],
    levels: NDArray[np.uint8], lengths: NDArray[np.int64],
) -> tuple[Numbers, NDArray[np.uint8]]:
    """The pairs of the bodies, and of all other fields, with their levels."""
    owners: list[int] = []
    weights: list[FieldWeight] = []
    texts: list[str] = []
    for local, record in enumerate(records):
        for weight, text in _fields(record):
            owners.append(local)
            weights.append(weight)
            texts.append(text)
    found, sizes = pairs_of(texts)
    if not len(found):
        return numbers, levels
    each = np.array([w.per_count(int(n)) for w, n in zip(weights, sizes, strict=True)])
    found, times = np.unique(found, return_counts=True)
    field = found >> _ABOVE
    strengths = each[field] * times
    keys = (np.array(owners, np.uint64)[field] << _ABOVE) | (found & _PAIR)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    begins = _begins(keys)
    strengths = np.add.reduceat(strengths[order], begins)
    keys = keys[begins]

    place = np.searchsorted(numbers, keys)
    place[place == len(numbers)] = 0
    is_held = numbers[place] == keys if len(numbers) else np.zeros(len(keys), np.bool_)
    body_each = np.array([BODY.per_count(int(length)) for length in lengths])
    strengths[is_held] += body_each[keys[is_held] >> _ABOVE] * counts[place[is_held]]
    raised = levels_of(strengths)
    levels[place[is_held]] = raised[is_held]
    numbers = np.concatenate((numbers, keys[~is_held]))
    levels = np.concatenate((levels, raised[~is_held]))
    order = np.argsort(numbers, kind="stable")
    return numbers[order], levels[order]


def _fields(record: SearchRecord) -> Iterator[tuple[FieldWeight, str]]:
    """What a record says besides its body."""
    if record.number:
        yield NUMBER, record.number
    title = title_of(record)
    if title != record.number:
        yield TITLE, title
    for alias in record.aliases:
        yield ALIAS, alias
    for weight, texts in (
        (KEYWORDS, record.keywords), (NAMES, record.names), (CONTEXT, record.context),
    ):
        if texts:
            # The more is said, the less each word of it says.
            together = FieldWeight(weight.per_count(sum(map(len, texts))), 1, 0.0)
            for text in texts:
                yield together, text
    if record.original:
        yield BODY, record.original


def _others(
    records: Sequence[SearchRecord], lengths: NDArray[np.int64]
) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for local, record in enumerate(records):
        keys = dict(_latin_keys(record, int(lengths[local])))
        keys.update(_exact_keys(record))
        for key, level in keys.items():
            found.setdefault(key, []).append((local, level))
    return found


def _latin_keys(record: SearchRecord, length: int) -> Iterator[tuple[str, int]]:
    names = " ".join((record.title, *record.aliases, *record.keywords))
    counts: Counter[str] = Counter()
    for text, weight in ((record.body, 1), (record.original, 1), (names, 4)):
        if not _HAS_LATIN(text):
            continue
        for word in LATIN_WORD.findall(fold(text)):
            if len(word) > 1:
                counts[word] += weight
    each = BODY.per_count(length)
    for word, count in counts.items():
        yield f"@{word}", level_of(each * count)


def _exact_keys(record: SearchRecord) -> dict[str, int]:
    keys: dict[str, int] = {}
    if record.path:
        keys[f"#{record.path.lower()}"] = LEVELS - 2
    printed = number_key(record.number)
    if printed:
        keys[f"#{printed}"] = LEVELS - 1
    title = title_of(record)
    names = ((title,) if title != record.number else ()) + record.aliases
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
        for key in pair_texts(pairs_of([text])[0]):
            levels[key] = max(levels.get(key, 0), level)
        levels[f"&{text}"] = LEVELS - 1
    for code in code_keys((record.document_title, *record.document_codes)):
        levels[f"&{code}"] = LEVELS - 1
    return levels


def keys_by_record(records: Sequence[SearchRecord]) -> list[dict[str, int]]:
    """Every key of every record of a unit with its level."""
    held = postings_of(records)
    found: list[dict[str, int]] = [{} for _ in records]
    places = zip(pair_texts(held.pairs), held.records.tolist(), held.levels.tolist(), strict=True)
    for key, local, level in places:
        found[local][key] = level
    for key, rows in held.others.items():
        for local, level in rows:
            found[local][key] = level
    return found
