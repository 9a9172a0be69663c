"""The index kept in a folder between builds: after a small change only what changed is made anew.

The folder holds the files of the index as the site gets them, and beside them what an update needs:
`state.json` (digests and outlines of the units, counts of words), `texts` (shard texts by first
character), `units` (what each unit brought in) and `runs.json` (what lets records stay unmade). An
update gives byte for byte what a whole build gives.
"""

from __future__ import annotations

import gc
import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from labkb.code_version import code_version
from labkb.index.kept_units import KeptUnit, Place, keep, read_kept
from labkb.index.lexicon import alternatives, lexicon
from labkb.index.lexicon_patch import patched_lexicon
from labkb.index.patching import patched_texts
from labkb.index.posting_table import PostingTable
from labkb.index.records import SearchRecord
from labkb.index.runs import KnownRun
from labkb.index.shards import (
    FOLDER,
    FORMAT,
    Outline,
    Texts,
    block_file,
    pack,
    shard_file,
    shard_files,
    shard_limit,
    shard_texts,
    side_files,
)
from labkb.index.source import Source, source_of
from labkb.index.unit import Unit, analyse
from labkb.index.words import Segmenter
from labkb.memory import give_back
from labkb.model.vocabulary import Vocabulary

_CHANGED_AT_MOST = 0.05
UNITS, TEXTS, RUNS = "units", "texts", "runs.json"
_STORE = 4
"""The version of what lies beside the files of the index."""


@dataclass(frozen=True, slots=True)
class StoredIndex:
    """An index whose files lie in a folder."""

    folder: Path
    records: int
    written: int
    """How many files of the index the last update wrote."""

    def paths(self) -> Iterator[tuple[str, Path]]:
        """Path relative to the site, and place, of each file."""
        base = self.folder / "files"
        for path in sorted(base.rglob("*.js")):
            yield f"{FOLDER}/{path.relative_to(base).as_posix()}", path

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Path relative to the site, and content, of each file."""
        for relative, path in self.paths():
            yield relative, path.read_bytes()


def is_nearly_held(folder: Path, digests: Mapping[str, str]) -> bool:
    """Whether the folder's index lacks so little that it is mended sooner than made."""
    before = (_read(folder / "state.json") or {}).get("digests", {})
    changed = sum(before.get(name) != digest for name, digest in digests.items())
    return bool(changed <= max(1, _CHANGED_AT_MOST * len(digests)))


def known_runs(folder: Path) -> dict[str, KnownRun]:
    """By unit, what the folder's index knows of the run that has a key."""
    runs = (_read(folder / RUNS) or {}) if (folder / RUNS).is_file() else {}
    try:
        return {
            unit: KnownRun(
                key, tuple(own), tuple(names), tuple(tuple(term) for term in terms), records
            )
            for unit, (key, own, names, terms, records) in runs.items()
        }
    except (TypeError, ValueError, AttributeError):
        return {}


def _keep_runs(folder: Path, source: Source) -> None:
    _keep(folder / RUNS, {unit: astuple(known) for unit, known in source.runs.items()})


def update(
    folder: Path, records: Iterable[SearchRecord], vocabulary: Vocabulary, *, kb: str = ""
) -> StoredIndex:
    """The index of the records in a folder, made anew only where something changed."""
    with _collector_resting():
        return update_from(folder, source_of(records), vocabulary, kb=kb)


def update_from(
    folder: Path, source: Source, vocabulary: Vocabulary, *, kb: str = ""
) -> StoredIndex:
    """The same from a source that need not be in memory."""
    with _collector_resting():
        digests = source.digests
        own = [*source.own]
        own += [word for group in vocabulary.synonyms for word in (*group.words, *group.also)]
        context = _context(own, vocabulary, kb)
        state = _read_state(folder)
        if state.get("context") == context and list(state["digests"]) == list(digests):
            changed = [name for name in digests if state["digests"][name] != digests[name]]
            if not changed:
                return StoredIndex(folder, source.records, 0)
            if len(changed) <= max(1, _CHANGED_AT_MOST * len(digests)):
                segmenter = Segmenter(own, parts=state["parts"])
                units = {name: analyse(name, source.group(name), segmenter) for name in changed}
                state["parts"] = segmenter.known_parts
                written = _patch(folder, state, digests, units, source, vocabulary)
                if written is not None:
                    _keep_runs(folder, source)
                    return StoredIndex(folder, source.records, written)
        written = _build(folder, source, own, vocabulary, context, kb)
        _keep_runs(folder, source)
        return StoredIndex(folder, source.records, written)


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


def _context(own: Iterable[str], vocabulary: Vocabulary, kb: str) -> str:
    """Changes with everything besides the records that the index follows from."""
    words = "\n".join(sorted(set(own)))
    text = f"{FORMAT}\0{code_version()}\0{kb}\0{words}\0{vocabulary.synonyms!r}"
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _read_state(folder: Path) -> dict[str, Any]:
    """What the folder holds; nothing where anything in it is damaged."""
    state = _read(folder / "state.json")
    if not isinstance(state, dict) or state.get("format") != [FORMAT, _STORE]:
        return {}
    try:
        base = folder / "files"
        sound = all(_hash((base / path).read_bytes()) == held for path, held in state["files"].items())
    except (OSError, KeyError):
        return {}
    return state if sound else {}


def _read(path: Path) -> Any:
    """A value with its checksum before it; None where there is no sound one."""
    try:
        data = path.read_bytes()
        return json.loads(data[24:]) if _hash(data[24:]).encode() == data[:24] else None
    except (OSError, ValueError):
        return None


def _hash(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()


def _lexicon(counts: Mapping[str, int], source: Source, vocabulary: Vocabulary) -> dict[str, str]:
    return lexicon(counts, source.names, alternatives(vocabulary, source.terms))


def _names_digest(source: Source) -> str:
    """Changes with the names that the lexicon follows from besides the words of the texts."""
    text = repr((sorted(source.names), source.terms))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _build(
    folder: Path, source: Source, own: Iterable[str], vocabulary: Vocabulary, context: str, kb: str
) -> int:
    """Makes everything, one unit in memory at a time; the number of files written."""
    shutil.rmtree(folder, ignore_errors=True)
    segmenter = Segmenter(own)
    counts: Counter[str] = Counter()
    table = PostingTable()
    outlines: list[Outline] = []
    hashes: dict[str, str] = {}
    places: dict[str, Place] = {}
    blocks = 0
    folder.mkdir(parents=True)
    with (folder / UNITS).open("wb") as kept:
        for name in source.digests:
            unit = analyse(name, source.group(name), segmenter)
            table.add(unit)
            counts.update(unit.words)
            outlines.append(Outline.of(unit))
            for _, block in unit.blocks:
                path, text = block_file(blocks, block)
                hashes[path] = _write(folder / "files" / path, text)
                blocks += 1
            places[name] = keep(kept, unit)
    parts = segmenter.known_parts
    del segmenter  # before the next great thing is made
    give_back()
    words = _lexicon(counts, source, vocabulary)
    limit, texts = shard_texts(table, words)
    groups, shards = pack(texts, limit)
    for path, text in {**shard_files(shards), **side_files(groups, outlines, kb)}.items():
        hashes[path] = _write(folder / "files" / path, text)
    _write_state(
        folder, texts,
        {
            "format": [FORMAT, _STORE], "kb": kb, "context": context, "digests": dict(source.digests),
            "outlines": [astuple(outline) for outline in outlines], "counts": dict(counts),
            "limit": limit, "words": words, "files": hashes, "units": places,
            "names": _names_digest(source), "parts": parts,
        },
    )
    return len(hashes)


def _patch(
    folder: Path, state: dict[str, Any], digests: Mapping[str, str], changed: Mapping[str, Unit],
    source: Source, vocabulary: Vocabulary,
) -> int | None:
    """Makes the changed units anew; the number of files written, None where that is not enough."""
    order = list(digests)
    outlines = [_outline(values) for values in state["outlines"]]
    before: dict[str, KeptUnit] = {}
    counts = Counter(state["counts"])
    for name, unit in changed.items():
        if len(unit.blocks) != len(outlines[order.index(name)].blocks):
            return None
        held = read_kept(folder / UNITS, state["units"][name])
        if held is None:
            return None
        before[name] = held
        counts.subtract(held.words)
        counts.update(unit.words)
    counts = Counter({word: count for word, count in counts.items() if count})
    touched = {word for name in changed for word in (*before[name].words, *changed[name].words)}
    names = _names_digest(source)
    words = None
    if names == state["names"]:
        also = alternatives(vocabulary, source.terms)
        words = patched_lexicon(
            state["words"], state["counts"], counts, touched, source.names, also
        )
    if words is None:
        words = _lexicon(counts, source, vocabulary)
    old_texts = _read_texts(folder, state)
    if old_texts is None:
        return None
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
    with (folder / UNITS).open("ab") as kept:
        for name, unit in changed.items():
            number = order.index(name)
            first = sum(len(outline.blocks) for outline in outlines[:number])
            files.update(block_file(first + i, block) for i, (_, block) in enumerate(unit.blocks))
            outlines[number] = Outline.of(unit)
            state["units"][name] = keep(kept, unit)
    files |= side_files(groups, outlines, state["kb"])
    for number in range(len(shards), len(old_shards)):
        (folder / "files" / "g" / f"{number}.js").unlink(missing_ok=True)
        state["files"].pop(f"g/{number}.js", None)
    for path, text in files.items():
        state["files"][path] = _write(folder / "files" / path, text)
    state |= {
        "digests": dict(digests), "outlines": [astuple(outline) for outline in outlines],
        "counts": dict(counts), "words": words, "names": names,
    }
    _write_state(folder, texts, state)
    return len(files)


def _outline(values: Sequence[Any]) -> Outline:
    document, title, issued, classes, blocks = values
    runs = tuple((count, kind, status) for count, kind, status in classes)
    return Outline(document, title, issued, runs, tuple(blocks))


def _write_state(folder: Path, texts: Texts, state: Mapping[str, Any]) -> None:
    """Writes the texts line by line, as they are the greatest thing there is, then the state."""
    checksum = blake2b(digest_size=12)
    with (folder / TEXTS).open("wb") as file:
        for first, held in texts.items():
            line = json.dumps([first, *held], ensure_ascii=False).encode("utf-8") + b"\n"
            checksum.update(line)
            file.write(line)
    _keep(folder / "state.json", {**state, "texts": checksum.hexdigest()})


def _read_texts(folder: Path, state: Mapping[str, Any]) -> Texts | None:
    """The shard texts as they were left; None where they are damaged."""
    checksum = blake2b(digest_size=12)
    texts: Texts = {}
    try:
        with (folder / TEXTS).open("rb") as file:
            for line in file:
                checksum.update(line)
                first, size, parts = json.loads(line)
                texts[first] = size, parts
    except (OSError, ValueError):
        return None
    return texts if checksum.hexdigest() == state["texts"] else None


def _keep(path: Path, value: object) -> None:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_hash(body).encode() + body)


def _write(path: Path, text: str) -> str:
    """Writes a file of the index anew (a site may hold the old one); the hash of its content."""
    data = text.encode("utf-8")
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return _hash(data)
