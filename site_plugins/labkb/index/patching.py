"""Shard texts with a few units taken out and put back in."""

from __future__ import annotations

from collections.abc import Mapping

from labkb.index.codec import UNIT_PIECE, record_code, unit_code, unit_gap
from labkb.index.kept_units import KeptUnit
from labkb.index.shards import Texts, group_text, place_of
from labkb.index.unit import Unit

Changed = Mapping[int, tuple[KeptUnit, Unit]]
"""Number of the unit -> what it was, what it is."""
_Chunks = Mapping[int, Mapping[str, str]]


def patched_texts(
    texts: Texts, changed: Changed, old_words: Mapping[str, str], words: Mapping[str, str],
    limit: int,
) -> Texts:
    """The texts with the changed units and the changed words of the collection."""
    chunks = {number: unit.postings.chunks() for number, (_, unit) in changed.items()}
    by_first: dict[str, set[str]] = {}
    for key in _touched(changed, chunks, old_words, words):
        by_first.setdefault(place_of(key)[0], set()).add(key)
    made = dict(texts)
    for first, keys in by_first.items():
        lines = dict(_lines_of(texts[first][1])) if first in texts else {}
        for key in keys:
            sections = _patched(
                lines.get(key, ""), key, changed, chunks, words.get(key, "")
            )
            if sections:
                lines[key] = sections
            else:
                lines.pop(key, None)
        if lines:
            made[first] = group_text(sorted(lines), lines, limit)
        else:
            made.pop(first, None)
    return made


def _touched(
    changed: Changed, chunks: _Chunks, old_words: Mapping[str, str], words: Mapping[str, str]
) -> set[str]:
    keys = {key for key in words if old_words.get(key) != words[key]}
    keys |= old_words.keys() - words.keys()
    for number, (before, unit) in changed.items():
        keys.update(before.keys, chunks[number])
        if before.names != unit.names:
            keys.update(before.names, unit.names)
    return keys


def _lines_of(parts: list[str]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for part in parts:
        above = ""
        for line in part.split(" ") if part else ():
            key, _, sections = line.partition("!")
            if key[0] == "'":
                key = above + key[1:]
            above = key[0]
            lines.append((key, sections))
    return lines


def _patched(
    sections: str, key: str, changed: Changed, chunks: _Chunks, words: str
) -> str:
    postings, names, _ = [*sections.split("!"), "", "", ""][:3]
    for number, (before, unit) in changed.items():
        postings = replaced(postings, number, chunks[number].get(key, ""))
        if key in unit.names or key in before.names:
            level = unit.names.get(key)
            names = replaced(names, number, "" if level is None else record_code(level))
    return f"{postings}!{names}!{words}".rstrip("!")


def replaced(section: str, number: int, chunk: str) -> str:
    """A section with the codes of one unit exchanged; an empty chunk takes the unit out."""
    unit = -1
    above = -1
    for piece in UNIT_PIECE.finditer(section):
        unit += unit_gap(piece[1]) + 1
        if unit < number:
            above = unit
            continue
        head = section[: piece.start()]
        own = unit_code(number - above - 1) + chunk if chunk else ""
        last = number if chunk else above
        if unit == number:
            rest = UNIT_PIECE.match(section, piece.end())
            if rest is None:
                return head + own
            following = unit + unit_gap(rest[1]) + 1
            tail = rest[2] + section[rest.end() :]
            return head + own + unit_code(following - last - 1) + tail
        return head + own + unit_code(unit - last - 1) + piece[2] + section[piece.end() :]
    return section + unit_code(number - above - 1) + chunk if chunk else section
