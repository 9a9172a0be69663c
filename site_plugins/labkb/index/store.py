"""The index kept in a folder between builds: after a small change only what changed is made anew.

The folder holds the files of the index as the site gets them, and beside them what an update needs:
`state.json` (digests and outlines of the units, counts of words), `texts` (shard texts by first
character), `units` (what each unit brought in) and `runs.json` (what lets records stay unmade). An
update gives byte for byte what a whole build gives.
"""

from __future__ import annotations

import gc
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from labkb.code_version import code_version
from labkb.index.entries import Place
from labkb.index.kept_state import (
    RUNS,
    STATE,
    STORE,
    TEXTS,
    UNITS,
    FileStamp,
    keep_checked,
    read_checked,
    read_state,
    write_file,
)
from labkb.index.kept_texts import keep_texts
from labkb.index.kept_units import keep
from labkb.index.mending import lexicon_of, mended, names_digest
from labkb.index.posting_table import PostingTable
from labkb.index.records import SearchRecord
from labkb.index.runs import KnownRun
from labkb.index.shards import (
    FOLDER,
    FORMAT,
    Outline,
    block_file,
    groups_of,
    shard_files,
    shard_texts,
    side_files,
    sizes_of,
)
from labkb.index.source import Source, source_of
from labkb.index.unit import analyse
from labkb.index.words import Segmenter
from labkb.memory import give_back
from labkb.model.vocabulary import Vocabulary

_CHANGED_AT_MOST = 0.05

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
    before = (read_checked(folder / STATE) or {}).get("digests", {})
    changed = sum(before.get(name) != digest for name, digest in digests.items())
    return bool(changed <= max(1, _CHANGED_AT_MOST * len(digests)))


def known_runs(folder: Path) -> dict[str, KnownRun]:
    """By unit, what the folder's index knows of the run that has a key."""
    runs = (read_checked(folder / RUNS) or {}) if (folder / RUNS).is_file() else {}
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
    keep_checked(folder / RUNS, {unit: astuple(known) for unit, known in source.runs.items()})


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
        state = read_state(folder)
        if state.get("context") == context and list(state["digests"]) == list(digests):
            changed = [name for name in digests if state["digests"][name] != digests[name]]
            if not changed:
                return StoredIndex(folder, source.records, 0)
            if len(changed) <= max(1, _CHANGED_AT_MOST * len(digests)):
                segmenter = Segmenter(own, parts=state["parts"])
                units = {name: analyse(name, source.group(name), segmenter) for name in changed}
                state["parts"] = segmenter.known_parts
                written = mended(folder, state, digests, units, source, vocabulary)
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


def _build(
    folder: Path, source: Source, own: Iterable[str], vocabulary: Vocabulary, context: str, kb: str
) -> int:
    """Makes everything, one unit in memory at a time; the number of files written."""
    shutil.rmtree(folder, ignore_errors=True)
    segmenter = Segmenter(own)
    counts: Counter[str] = Counter()
    table = PostingTable()
    outlines: list[Outline] = []
    files: dict[str, FileStamp] = {}
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
                files[path] = write_file(folder / "files" / path, text)
                blocks += 1
            places[name] = keep(kept, unit)
    parts = segmenter.known_parts
    del segmenter  # before the next great thing is made
    give_back()
    words = lexicon_of(counts, source, vocabulary)
    limit, texts = shard_texts(table, words)
    groups = groups_of(sizes_of(texts), limit)
    for path, text in chain(shard_files(groups, texts), side_files(groups, outlines, kb).items()):
        files[path] = write_file(folder / "files" / path, text)
    keep_checked(
        folder / STATE,
        {
            "format": [FORMAT, STORE], "kb": kb, "context": context, "digests": dict(source.digests),
            "outlines": [astuple(outline) for outline in outlines], "counts": dict(counts),
            "limit": limit, "words": words, "files": files, "units": places,
            "texts": keep_texts(folder / TEXTS, texts), "names": names_digest(source), "parts": parts,
        },
    )
    return len(files)


