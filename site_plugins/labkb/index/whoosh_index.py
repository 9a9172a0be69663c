"""The index of `labkb search`: Whoosh holds the same keys and levels as the page's shards.

A record is one Whoosh document. The field `keys` carries what `postings.keys_by_record` gives, the level
as the weight of the posting; `words` carries jieba's words with ordinal positions, so that phrases
are found. What belongs to no record (words of the collection, names of documents) lies beside the
index as JSON. Only units whose records have changed are written again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

from whoosh import fields, formats, index, query
from whoosh.analysis import Token, Tokenizer

from labkb.code_version import code_version
from labkb.index.codec import LEVELS, record_code, unit_code
from labkb.index.lexicon import alternatives, lexicon
from labkb.index.names import collection_names, names_in, single_words, term_names
from labkb.index.postings import keys_by_record
from labkb.index.records import SearchRecord
from labkb.index.shards import (
    FORMAT,
    Outline,
    directory_data,
    table_of,
)
from labkb.index.unit import Unit, analyse, units_of
from labkb.index.words import Segmenter
from labkb.model.vocabulary import Vocabulary

_STATE = "state.json"
_WRITER_MB = 64


class WordTokenizer(Tokenizer):  # type: ignore[misc]
    """jieba's words with ordinal positions; character places go to startchar and endchar alone."""

    def __init__(self, own: Iterable[str] = ()) -> None:
        self.own = sorted(own)
        self._segmenter: Segmenter | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"own": self.own, "_segmenter": None}

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """The tokens of a text."""
        if self._segmenter is None:
            self._segmenter = Segmenter(self.own)
        token = Token(positions=True, chars=True)
        place = position = 0
        for word in self._segmenter.cut(value):
            start, place = place, place + len(word)
            if not any(char.isalnum() for char in word):
                continue
            token.text = word.lower()
            token.boost = 1.0
            token.pos = position
            token.startchar, token.endchar = start, place
            token.stopped = False
            position += 1
            yield token


class _KeyTokenizer(Tokenizer):  # type: ignore[misc]
    """Lines of key, tabulator, level; the weight is the level plus one."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token()
        for line in value.split("\n"):
            key, _, level = line.rpartition("\t")
            token.text = key
            token.boost = float(level) + 1.0
            token.stopped = False
            yield token


def _schema(own: Iterable[str]) -> fields.Schema:
    keys = fields.FieldType(formats.Frequency(), _KeyTokenizer(), scorable=True)
    return fields.Schema(
        unit=fields.ID(stored=True),
        local=fields.STORED,
        row=fields.STORED,
        keys=keys,
        words=fields.TEXT(analyzer=WordTokenizer(own), phrase=True),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    units: dict[str, list[SearchRecord]]
    digests: dict[str, str]
    own: list[str]


def _plan(records: Iterable[SearchRecord], vocabulary: Vocabulary) -> _Plan:
    units = units_of(records)
    own = single_words(names_in(record for group in units.values() for record in group))
    own += [word for group in vocabulary.synonyms for word in (*group.words, *group.also)]
    words = blake2b(repr((FORMAT, sorted(set(own)))).encode(), digest_size=8).hexdigest()
    digests = {name: f"{words}-{digest_of(group)}" for name, group in units.items()}
    return _Plan(units, digests, own)


def digest_of(records: Sequence[SearchRecord]) -> str:
    """A short digest of everything that some records say."""
    held = blake2b(digest_size=12)
    for record in records:
        held.update(repr(astuple(record)).encode())
    return held.hexdigest()


def refresh(
    folder: Path, records: Iterable[SearchRecord], vocabulary: Vocabulary
) -> WhooshIndex:
    """The index in a folder, brought up to date: only changed units are written again.

    Where the folder cannot be written (read-only, full, in the hands of another process), the index
    is made in a folder that lives as long as it is open.
    """
    plan = _plan(records, vocabulary)
    try:
        return _refreshed(folder, plan, vocabulary)
    except (OSError, index.LockError, index.IndexError):
        aside = TemporaryDirectory(prefix="labkb-search-", ignore_cleanup_errors=True)
        held = _refreshed(Path(aside.name) / "index", plan, vocabulary)
        held.when_closed = aside.cleanup
        return held


def _refreshed(folder: Path, plan: _Plan, vocabulary: Vocabulary) -> WhooshIndex:
    whole = blake2b(
        repr((FORMAT, code_version(), list(plan.digests.items()), vocabulary)).encode(), digest_size=12
    ).hexdigest()
    state = _read_state(folder)
    if state.get("whole") == whole:
        return WhooshIndex(folder, state)
    old: dict[str, str] = state.get("digests", {})
    same_words = bool(old) and {d.split("-")[0] for d in old.values()} == {
        d.split("-")[0] for d in plan.digests.values()
    }
    if not same_words:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        index.create_in(folder, _schema(plan.own)).close()
        old = {}
    _write(folder, plan, old)
    state = _new_state(plan, vocabulary, whole)
    state["files"] = _checksums(folder)
    said = json.dumps(state, ensure_ascii=False)
    (folder / _STATE).write_text(f"{crc32(said.encode())}\n{said}", "utf-8")
    return WhooshIndex(folder, state)


def _read_state(folder: Path) -> dict[str, Any]:
    """What was kept with the index; nothing where any of its files is not as it was written."""
    try:
        checksum, _, said = (folder / _STATE).read_text("utf-8").partition("\n")
        if checksum != str(crc32(said.encode())):
            return {}
        state: dict[str, Any] = json.loads(said)
        usable = state["format"] == FORMAT and state["files"] == _checksums(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return state if usable else {}


def _checksums(folder: Path) -> dict[str, int]:
    """The files of Whoosh: it reads a damaged one without noticing, or fails anywhere later."""
    return {
        path.name: _checksum(path)
        for path in sorted(folder.iterdir())
        if path.suffix in {".seg", ".toc"}
    }


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            checksum = crc32(part, checksum)
    return checksum


def _write(folder: Path, plan: _Plan, old: dict[str, str]) -> None:
    opened = index.open_dir(folder)
    writer = opened.writer(limitmb=_WRITER_MB)
    for name in old:
        if plan.digests.get(name) != old[name]:
            writer.delete_by_term("unit", name)
    for name, group in plan.units.items():
        if old.get(name) == plan.digests[name]:
            continue
        for local, (record, held) in enumerate(zip(group, keys_by_record(group), strict=True)):
            keys = "\n".join(f"{key}\t{level}" for key, level in held.items())
            writer.add_document(
                unit=name,
                local=local,
                row=_row(record),
                keys=keys,
                words="。".join((record.title, *record.aliases, record.body, record.original)),
            )
    writer.commit()
    opened.close()


def _row(record: SearchRecord) -> dict[str, str]:
    """A record as `Index.rows` of the page holds it."""
    return {
        "id": record.id,
        "url": record.url,
        "number": record.number,
        "title": record.title,
        "context": " › ".join(record.context),
        "body": record.body,
        "original": record.original,
        "document": record.document,
        "documentTitle": record.document_title,
    }


def _new_state(plan: _Plan, vocabulary: Vocabulary, whole: str) -> dict[str, Any]:
    """What belongs to no single record: directory, names of documents, words of the collection."""
    segmenter = Segmenter(plan.own)
    units: list[Unit] = [analyse(name, group, segmenter) for name, group in plan.units.items()]
    counts: dict[str, int] = {}
    for unit in units:
        for word, count in unit.words.items():
            counts[word] = counts.get(word, 0) + count
    groups = plan.units.values()
    also = alternatives(vocabulary, term_names(groups))
    return {
        "format": FORMAT,
        "whole": whole,
        "digests": plan.digests,
        "units": list(plan.units),
        "directory": directory_data([], [Outline.of(unit) for unit in units]),
        "names": table_of(units).names(),
        "lexicon": lexicon(counts, collection_names(groups), also),
    }


class WhooshIndex:
    """The candidates of a query, in the words of the page's index."""

    def __init__(self, folder: Path, state: dict[str, Any]) -> None:
        self.when_closed: Callable[[], None] = lambda: None
        self._index = index.open_dir(folder)
        self._reader = self._index.reader()
        self.directory: dict[str, Any] = state["directory"]
        self._names: dict[str, str] = state["names"]
        self._lexicon: dict[str, str] = state["lexicon"]
        numbers = {name: number for number, name in enumerate(state["units"])}
        self._places: dict[int, tuple[int, int]] = {}
        by_place: dict[tuple[int, int], int] = {}
        for docnum in self._reader.all_doc_ids():
            stored = self._reader.stored_fields(docnum)
            place = (numbers[stored["unit"]], stored["local"])
            self._places[docnum] = place
            by_place[place] = docnum
        self._by_ordinal = [by_place[place] for place in sorted(by_place)]
        self._ordinals = {docnum: ordinal for ordinal, docnum in enumerate(self._by_ordinal)}
        self._firsts = [by_place[number, 0] for number in range(len(state["units"]))]

    def close(self) -> None:
        """Gives the files back."""
        self._reader.close()
        self._index.close()
        self.when_closed()

    def line(self, key: str) -> str:
        """What a shard of the page says of a key: postings, names, words."""
        sections = f"{self._postings(key)}!{self._names.get(key, '')}!{self._lexicon.get(key, '')}"
        return sections.rstrip("!")

    def keys_of(self, character: str) -> list[str]:
        """All keys that begin with a character."""
        expanded = (term.decode("utf-8") for term in self._reader.expand_prefix("keys", character))
        beside = {key for key in (*self._names, *self._lexicon) if key.startswith(character)}
        return sorted(beside.union(expanded))

    def row(self, ordinal: int) -> dict[str, Any]:
        """What is shown of a record."""
        stored = self._reader.stored_fields(self._by_ordinal[ordinal])
        return {**stored["row"], "ordinal": ordinal}

    def documents(self) -> list[list[str]]:
        """Id and title of every unit, as the page's `documents` script has them."""
        rows = [self._reader.stored_fields(docnum)["row"] for docnum in self._firsts]
        return [[row["document"], row["documentTitle"]] for row in rows]

    def phrase(self, text: str) -> set[int]:
        """Ordinals of the records that hold the words of a text one after another."""
        analyzer = self._index.schema["words"].analyzer
        words = [token.text for token in analyzer(text)]
        if not words:
            return set()
        wanted = query.Phrase("words", words) if len(words) > 1 else query.Term("words", words[0])
        with self._index.searcher() as searcher:
            return {self._ordinals[docnum] for docnum in searcher.docs_for_query(wanted)}

    def _postings(self, key: str) -> str:
        if ("keys", key) not in self._reader:
            return ""
        found: list[tuple[int, int, int]] = []
        matcher = self._reader.postings("keys", key)
        while matcher.is_active():
            unit, local = self._places[matcher.id()]
            found.append((unit, local, round(matcher.weight()) - 1))
            matcher.next()
        return _coded(sorted(found))


def _coded(found: list[tuple[int, int, int]]) -> str:
    codes: list[str] = []
    unit = last = -1
    for number, local, level in found:
        if number != unit:
            codes.append(unit_code(number - unit - 1))
            unit, last = number, -1
        codes.append(record_code((local - last - 1) * LEVELS + level))
        last = local
    return "".join(codes)
