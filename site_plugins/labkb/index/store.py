"""The index kept in a folder between builds: after a small change only what changed is made anew.

The folder holds the files of the index as the site gets them, and beside them what an update needs:
`state.json` (digests and outlines of the units, counts of words), `groups.json` (shard texts by
first character) and one file a unit. An update gives byte for byte what a whole build gives.
"""

from __future__ import annotations

import gc
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from hashlib import blake2b
from marshal import dumps
from operator import attrgetter
from pathlib import Path
from typing import Any

from labkb.index.lexicon import alternatives, lexicon
from labkb.index.patching import patched_texts
from labkb.index.records import SearchRecord
from labkb.index.shards import (
    FOLDER,
    FORMAT,
    Outline,
    Texts,
    block_file,
    collection_names,
    group_texts,
    index_files,
    join_lines,
    pack,
    posting_sections,
    shard_file,
    shard_limit,
    side_files,
    term_names,
    total_size,
)
from labkb.index.unit import Unit, analyse, units_of
from labkb.index.words import Segmenter, name_words
from labkb.model.vocabulary import Vocabulary

_CHANGED_AT_MOST = 0.05
_MARSHAL = 2  # has no references between equal objects, so equal records give equal bytes
_values = attrgetter(*(field.name for field in fields(SearchRecord)))

Grouped = Mapping[str, list[SearchRecord]]


@dataclass(frozen=True, slots=True)
class StoredIndex:
    """An index whose files lie in a folder."""

    folder: Path
    records: int
    written: int
    """How many files of the index the last update wrote."""

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Path relative to the site, and content, of each file."""
        base = self.folder / "files"
        for path in sorted(base.rglob("*.js")):
            yield f"{FOLDER}/{path.relative_to(base).as_posix()}", path.read_bytes()


def update(
    folder: Path, records: Iterable[SearchRecord], vocabulary: Vocabulary, *, kb: str = ""
) -> StoredIndex:
    """The index of the records in a folder, made anew only where something changed."""
    with _collector_resting():
        grouped = units_of(records)
        total = sum(map(len, grouped.values()))
        digests = {name: _digest(group) for name, group in grouped.items()}
        own = name_words(record for group in grouped.values() for record in group)
        own += [word for group in vocabulary.synonyms for word in (*group.words, *group.also)]
        context = _context(own, vocabulary, kb)
        state = _read_state(folder)
        if state.get("context") == context and list(state["digests"]) == list(digests):
            changed = [name for name in digests if state["digests"][name] != digests[name]]
            if not changed:
                return StoredIndex(folder, total, 0)
            if len(changed) <= max(1, _CHANGED_AT_MOST * len(digests)):
                segmenter = Segmenter(own)
                units = {name: analyse(name, grouped[name], segmenter) for name in changed}
                written = _patch(folder, state, digests, units, grouped, vocabulary)
                if written is not None:
                    return StoredIndex(folder, total, written)
        written = _build(folder, grouped, digests, own, vocabulary, context, kb)
        return StoredIndex(folder, total, written)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """No cycles are made here, and the collector would walk millions of short strings."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _digest(records: Sequence[SearchRecord]) -> str:
    return blake2b(dumps([_values(r) for r in records], _MARSHAL), digest_size=12).hexdigest()


def _context(own: Iterable[str], vocabulary: Vocabulary, kb: str) -> str:
    """Changes with everything besides the records that the index follows from."""
    words = "\n".join(sorted(set(own)))
    text = f"{FORMAT}\0{kb}\0{words}\0{vocabulary.synonyms!r}"
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _read_state(folder: Path) -> dict[str, Any]:
    try:
        state = json.loads((folder / "state.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) and state.get("format") == FORMAT else {}


def _lexicon(counts: Mapping[str, int], grouped: Grouped, vocabulary: Vocabulary) -> dict[str, str]:
    groups = grouped.values()
    also = alternatives(vocabulary, term_names(groups))
    return lexicon(counts, collection_names(groups), also)


def _build(
    folder: Path, grouped: Grouped, digests: Mapping[str, str], own: Iterable[str],
    vocabulary: Vocabulary, context: str, kb: str,
) -> int:
    """Makes everything; the number of files written."""
    segmenter = Segmenter(own)
    units = {name: analyse(name, group, segmenter) for name, group in grouped.items()}
    counts: Counter[str] = Counter()
    for unit in units.values():
        counts.update(unit.words)
    words = _lexicon(counts, grouped, vocabulary)
    lines = join_lines(*posting_sections(list(units.values())), words)
    limit = shard_limit(total_size(lines))
    texts = group_texts(lines, limit)
    groups, shards = pack(texts, limit)
    shutil.rmtree(folder, ignore_errors=True)
    files = index_files(groups, shards, list(units.values()), kb)
    for path, text in files.items():
        _write(folder / "files" / path, text)
    for name, unit in units.items():
        _write(folder / "units" / f"{digests[name]}.json", _kept(unit))
    outlines = [astuple(Outline.of(unit)) for unit in units.values()]
    _write_state(
        folder, texts,
        {
            "format": FORMAT, "kb": kb, "context": context, "digests": dict(digests),
            "outlines": outlines, "counts": dict(counts), "limit": limit, "words": words,
        },
    )
    return len(files)


def _patch(
    folder: Path, state: dict[str, Any], digests: Mapping[str, str], changed: Mapping[str, Unit],
    grouped: Grouped, vocabulary: Vocabulary,
) -> int | None:
    """Makes the changed units anew; the number of files written, None where that is not enough."""
    order = list(digests)
    outlines = [_outline(values) for values in state["outlines"]]
    before: dict[str, dict[str, Any]] = {}
    counts = Counter(state["counts"])
    for name, unit in changed.items():
        if len(unit.blocks) != len(outlines[order.index(name)].blocks):
            return None
        kept = folder / "units" / f"{state['digests'][name]}.json"
        before[name] = json.loads(kept.read_text("utf-8"))
        counts.subtract(before[name]["words"])
        counts.update(unit.words)
    counts = Counter({word: count for word, count in counts.items() if count})
    words = _lexicon(counts, grouped, vocabulary)
    old_texts: Texts = json.loads((folder / "groups.json").read_text("utf-8"))
    numbered = {order.index(name): (before[name], unit) for name, unit in changed.items()}
    texts = patched_texts(old_texts, numbered, state["words"], words, state["limit"])
    limit = shard_limit(sum(size for size, _ in texts.values()))
    if limit != state["limit"]:
        return None
    _, old_shards = pack(old_texts, limit)
    groups, shards = pack(texts, limit)
    files = dict(
        shard_file(number, text)
        for number, text in enumerate(shards)
        if number >= len(old_shards) or old_shards[number] != text
    )
    for name, unit in changed.items():
        number = order.index(name)
        first = sum(len(outline.blocks) for outline in outlines[:number])
        files.update(block_file(first + i, block) for i, (_, block) in enumerate(unit.blocks))
        outlines[number] = Outline.of(unit)
        (folder / "units" / f"{state['digests'][name]}.json").unlink(missing_ok=True)
        _write(folder / "units" / f"{digests[name]}.json", _kept(unit))
    files |= side_files(groups, outlines, state["kb"])
    for number in range(len(shards), len(old_shards)):
        (folder / "files" / "g" / f"{number}.js").unlink(missing_ok=True)
    for path, text in files.items():
        _write(folder / "files" / path, text)
    state |= {
        "digests": dict(digests), "outlines": [astuple(outline) for outline in outlines],
        "counts": dict(counts), "words": words,
    }
    _write_state(folder, texts, state)
    return len(files)


def _outline(values: Sequence[Any]) -> Outline:
    document, title, issued, classes, blocks = values
    runs = tuple((count, kind, status) for count, kind, status in classes)
    return Outline(document, title, issued, runs, tuple(blocks))


def _kept(unit: Unit) -> str:
    """What the next update must know of a unit to take it out again."""
    return _json({"keys": list(unit.chunks), "names": unit.names, "words": unit.words})


def _write_state(folder: Path, texts: Texts, state: Mapping[str, Any]) -> None:
    _write(folder / "groups.json", _json(texts))
    _write(folder / "state.json", _json(state))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
