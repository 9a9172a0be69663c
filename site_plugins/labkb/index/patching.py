"""Shard texts with a few units taken out and put back in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from labkb.index.codec import UNIT_PIECE, record_code, unit_code, unit_gap
from labkb.index.kept_units import KeptUnit
from labkb.index.shards import Texts, group_text, line_of, place_of
from labkb.index.unit import Unit

Changed = Mapping[int, tuple[KeptUnit, Unit]]
"""Number of the unit -> what it was, what it is."""
_Codes = Mapping[str, Mapping[int, str]]
"""Key -> number of the unit -> its new codes, empty where it is gone."""


def patched_texts(
    text: Callable[[str], list[str]], changed: Changed, old_words: Mapping[str, str],
    words: Mapping[str, str], limit: int,
) -> Texts:
    """The texts that differ, without shards where nothing is left, from those of first characters."""
    postings = _postings(changed)
    names = _names(changed)
    by_first: dict[str, set[str]] = {}
    for key in {*postings, *names, *_differing(old_words, words)}:
        by_first.setdefault(place_of(key)[0], set()).add(key)
    made: Texts = {}
    for first, keys in by_first.items():
        lines = dict(_lines_of(text(first)))
        for key in keys:
            held = [*lines.get(key, "").split("!"), "", "", ""]
            line = line_of(
                _exchanged(held[0], postings.get(key, {})),
                _exchanged(held[1], names.get(key, {})),
                words.get(key, ""),
            )
            if line:
                lines[key] = line
            else:
                lines.pop(key, None)
        made[first] = group_text(sorted(lines), lines, limit)
    return made


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    if before is after:
        return set()
    return {key for key in after if before.get(key) != after[key]} | (before.keys() - after.keys())


def _postings(changed: Changed) -> _Codes:
    found: dict[str, dict[int, str]] = {}
    for number, (before, unit) in changed.items():
        old, new = before.postings.chunks(), unit.postings.chunks()
        for key in _differing(old, new):
            found.setdefault(key, {})[number] = new.get(key, "")
    return found


def _names(changed: Changed) -> _Codes:
    found: dict[str, dict[int, str]] = {}
    for number, (before, unit) in changed.items():
        for key in before.names.keys() | unit.names.keys():
            level = unit.names.get(key)
            if level != before.names.get(key):
                found.setdefault(key, {})[number] = "" if level is None else record_code(level)
    return found


def _exchanged(section: str, codes: Mapping[int, str]) -> str:
    for number, chunk in codes.items():
        section = replaced(section, number, chunk)
    return section


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
