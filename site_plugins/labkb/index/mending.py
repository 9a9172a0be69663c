"""A kept index brought up to date where a few units have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path
from typing import Any

from labkb.index.entries import checksum
from labkb.index.kept_state import STATE, TEXTS, UNITS, FileStamp, keep_checked, write_file
from labkb.index.kept_texts import Damaged, KeptTexts
from labkb.index.kept_units import KeptUnit, keep, read_kept
from labkb.index.lexicon import alternatives, lexicon
from labkb.index.lexicon_patch import patched_lexicon
from labkb.index.patching import patched_texts
from labkb.index.shards import (
    Group,
    Outline,
    block_file,
    groups_of,
    shard_file,
    shard_limit,
    side_files,
    texts_of,
)
from labkb.index.source import Source
from labkb.index.unit import Unit
from labkb.model.vocabulary import Vocabulary

_GROWTH = 4
"""How many times what is in use the file of the units may hold before all is made anew."""


def lexicon_of(
    counts: Mapping[str, int], source: Source, vocabulary: Vocabulary
) -> dict[str, str]:
    """The lexicon of a collection from the counts of its words."""
    return lexicon(counts, source.names, alternatives(vocabulary, source.terms))


def names_digest(source: Source) -> str:
    """Changes with the names that the lexicon follows from besides the words of the texts."""
    text = repr((sorted(source.names), source.terms))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def mended(
    folder: Path, state: dict[str, Any], digests: Mapping[str, str], changed: Mapping[str, Unit],
    source: Source, vocabulary: Vocabulary,
) -> int | None:
    """Makes the changed units anew; the number of files written, None where that is not enough."""
    if (folder / UNITS).stat().st_size > _GROWTH * sum(length for _, length in state["units"].values()):
        return None
    order = list(digests)
    outlines = [_outline(values) for values in state["outlines"]]
    before: dict[str, KeptUnit] = {}
    counts = Counter(state["counts"])
    for name, unit in changed.items():
        if len(unit.blocks) != len(outlines[order.index(name)].blocks):
            return None
        kept = read_kept(folder / UNITS, state["units"][name])
        if kept is None:
            return None
        before[name] = kept
        counts.subtract(kept.words)
        counts.update(unit.words)
    counts = Counter({word: count for word, count in counts.items() if count})
    touched = {word for name in changed for word in (*before[name].words, *changed[name].words)}
    names = names_digest(source)
    words = None
    if names == state["names"]:
        also = alternatives(vocabulary, source.terms)
        words = patched_lexicon(
            state["words"], state["counts"], counts, touched, source.names, also
        )
    if words is None:
        words = lexicon_of(counts, source, vocabulary)
    numbered = {order.index(name): (before[name], unit) for name, unit in changed.items()}
    held = KeptTexts(folder / TEXTS, state["texts"])
    try:
        patched = patched_texts(held.text, numbered, state["words"], words, state["limit"])
        old_groups = groups_of(held.sizes(), state["limit"])
        held.exchange(patched)
        groups = groups_of(held.sizes(), state["limit"])
        if shard_limit(sum(size for size, _ in held.sizes().values())) != state["limit"]:
            return None
        files = dict(_differing_shards(old_groups, groups, patched.keys(), held))
    except Damaged:
        return None
    with (folder / UNITS).open("ab") as file:
        for name, unit in changed.items():
            number = order.index(name)
            first = sum(len(outline.blocks) for outline in outlines[:number])
            files.update(block_file(first + i, block) for i, (_, block) in enumerate(unit.blocks))
            outlines[number] = Outline.of(unit)
            state["units"][name] = keep(file, unit)
    files |= side_files(groups, outlines, state["kb"])
    for number in range(*(sum(group.shards for group in some) for some in (groups, old_groups))):
        (folder / "files" / "g" / f"{number}.js").unlink(missing_ok=True)
        state["files"].pop(f"g/{number}.js", None)
    stamps: dict[str, FileStamp] = state["files"]
    written = {
        path: write_file(folder / "files" / path, text)
        for path, text in files.items()
        if path not in stamps or stamps[path][0] != checksum(text.encode("utf-8"))
    }
    state |= {
        "digests": dict(digests), "outlines": [astuple(outline) for outline in outlines],
        "counts": dict(counts), "words": words, "names": names, "texts": held.kept,
        "files": stamps | written,
    }
    keep_checked(folder / STATE, state)
    return len(written)


def _differing_shards(
    before: Iterable[Group], after: Iterable[Group], patched: Set[str], texts: KeptTexts
) -> Iterator[tuple[str, str]]:
    """Path and content of the shards that may not be what they were."""
    same = set(before)
    for group in after:
        if group not in same or not patched.isdisjoint(group.firsts):
            for number, text in texts_of(group, texts.text).items():
                yield shard_file(number, text)


def _outline(values: Sequence[Any]) -> Outline:
    document, title, issued, classes, blocks = values
    runs = tuple((count, kind, status) for count, kind, status in classes)
    return Outline(document, title, issued, runs, tuple(blocks))


