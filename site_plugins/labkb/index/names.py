"""What records are called: for the segmenter, for readers who type by sound, for alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from labkb.index.records import SearchRecord
from labkb.index.text import HAN, normalise

_LONGEST = 12
_CACHED = 4096
"""Names met again and again, such as the numbers of articles."""


def title_of(record: SearchRecord) -> str:
    """The title that somebody wrote; nothing where it is the beginning of what a clause says."""
    said = record.kind == "clause" and record.body.startswith(record.title.removesuffix("…"))
    return "" if said else record.title


def names_in(records: Iterable[SearchRecord]) -> list[str]:
    """Titles, aliases and names of the records, each once, in order of appearance."""
    found: dict[str, None] = {}
    for record in records:
        found[title_of(record)] = None
        for names in (record.aliases, record.names):
            if names:
                found.update(dict.fromkeys(names))
    return list(found)


def single_words(names: Iterable[str]) -> list[str]:
    """Those of some names that are single words, in order of appearance."""
    return list(dict.fromkeys(word for name in names for word in _words_in(name)))


@lru_cache(_CACHED)
def _words_in(name: str) -> tuple[str, ...]:
    size = len(normalise(name))
    return tuple(run for run in HAN.findall(name) if 2 <= len(run) <= _LONGEST and len(run) * 2 > size)


def typed_names(records: Sequence[SearchRecord], names: Iterable[str]) -> list[str]:
    """What readers may type by sound: names of a document and of its records, and their keywords."""
    first = records[0]
    titles = (first.document_title.removeprefix("中华人民共和国"), *first.document_codes)
    found = dict.fromkeys((*titles, *names))
    for record in records:
        if record.keywords:
            found.update(dict.fromkeys(record.keywords))
    return [name for name in found if name and not _has_digit(name)]


@lru_cache(_CACHED)
def _has_digit(name: str) -> bool:
    return any(char.isdigit() for char in name)


def collection_names(groups: Iterable[Sequence[SearchRecord]]) -> list[str]:
    """The same of all units."""
    found = (typed_names(group, names_in(group)) for group in groups)
    return list(dict.fromkeys(name for names in found for name in names))


def term_names(groups: Iterable[Sequence[SearchRecord]]) -> list[tuple[str, ...]]:
    """Every term's names: Chinese, English, abbreviations, variants."""
    return [
        (record.title, *record.aliases)
        for group in groups
        for record in group
        if record.kind == "term" and record.aliases
    ]
