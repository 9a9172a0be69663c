"""The index that a page reads from a folder, without a server: format 3.

Every file is a classic script `labkb.provide(name, FORMAT, data, checksum)` under `assets/search/`. The
checksum is the Adler-32 of the data as JSON (of a shard: its text) in UTF-16, little end first, which
a page can work out without encoding anything.


`directory.js`, name `search/directory`
    `kb`, `records`, `units`; `groups`: as codes, in order of characters, the gap to the next character
    that begins a group and the number of shards of the group. A group of one shard holds the keys
    of all characters up to the next group, a greater one those of a single character, spread by
    a hash (see `place_of`);
    `sizes`: unit by unit, as codes (see codec.py), the number of its runs of equal class, each
    run's class and length, its number of blocks, each block's number of records;
    `classes`: [kind, status] by number; `ranks`: one digit a unit, newer is higher;
    `words`: the list behind the abbreviations of the blocks.
`g/<n>.js`, name `search/g<n>`: a shard, one string of lines joined by spaces, in order of keys;
    A line is `key!postings!names!words`, cut after its last section; a key that begins with the
    same character as the one before it has `'` in its place.
    Keys: two neighbouring characters of a normalised text, or its last one and `%`;
    `@word` a Latin word; `#number` of a clause; `&code` of a document; `*ji.liang` two syllables;
    `-jlsyx` initials.
    Postings: the unit's gap, then its records' gaps and levels, then the next unit.
    Names: the same with one level a unit: documents whose name or code holds the key.
    Words: entries joined by commas. For pairs `rest:count[n][:other;other]`: a word of the
    collection that begins with the pair, order of magnitude of its count, n for a name, other words
    to look for. For sounds `word:count`, pairs and longer words that
    begin so; for initials `word:count[n]`.
`b/<n>.js`, name `search/b<n>`: the rows of some neighbouring records (see unit.py).
`documents.js`, name `search/documents`: ids and titles of the units, for the filter.
`traditional.js`: traditional characters; `sounds.js`: readings and similar shapes.

A record's ordinal is its place when the units follow each other in order of first appearance.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zlib import adler32

from labkb.index import abbreviations
from labkb.index.codec import record_code
from labkb.index.lexicon import alternatives, lexicon
from labkb.index.names import collection_names, names_in, single_words, term_names
from labkb.index.posting_table import PostingTable, SortedPairs
from labkb.index.readings import SIMILAR_SHAPES, syllable_table
from labkb.index.records import SearchRecord
from labkb.index.text import traditional
from labkb.index.unit import Unit, analyse, units_of
from labkb.index.words import Segmenter
from labkb.model.vocabulary import Vocabulary

FORMAT = 3
FOLDER = "assets/search"
_SMALLEST_SHARD = 4500
_MOST_SHARDS = 1400
_STEP = 250
_PER_LINE = 5

@dataclass(frozen=True, slots=True)
class ShardSet:
    """The files of an index, by path relative to `FOLDER`."""

    files: Mapping[str, str]
    records: int

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Path relative to the site, and content, of each file."""
        for path, text in self.files.items():
            yield f"{FOLDER}/{path}", text.encode()


def build_shards(
    records: Iterable[SearchRecord], vocabulary: Vocabulary, *, kb: str = ""
) -> ShardSet:
    """The whole index of some records; `kb` is the id of the collection."""
    grouped = units_of(records)
    own = single_words(names_in(record for group in grouped.values() for record in group))
    own += [word for group in vocabulary.synonyms for word in (*group.words, *group.also)]
    segmenter = Segmenter(own)
    units = [analyse(name, group, segmenter) for name, group in grouped.items()]
    names = collection_names(grouped.values())
    return assemble(units, names, alternatives(vocabulary, term_names(grouped.values())), kb)


def assemble(
    units: Sequence[Unit], names: Iterable[str], also: Mapping[str, Sequence[str]], kb: str = ""
) -> ShardSet:
    """The files of an index from its analysed units."""
    counts: Counter[str] = Counter()
    for unit in units:
        counts.update(unit.words)
    limit, texts = shard_texts(table_of(units), lexicon(counts, names, also))
    files = index_files(texts, limit, units, kb)
    return ShardSet(files, sum(unit.size for unit in units))


def table_of(units: Iterable[Unit]) -> PostingTable:
    """The postings of some units together."""
    table = PostingTable()
    for unit in units:
        table.add(unit)
    return table


def place_of(key: str) -> tuple[str, str]:
    """The character that decides on the group of a key, and what decides on the shard in it.

    Names and Latin words lie with the pair that they begin with, as queries ask for both.
    """
    first = key[0]
    if first in "&@" and len(key) > 1:
        return key[1], key[2:3]
    if first == "*":
        return first, key.split(".")[0]
    if first == "-":
        return first, key[:3]
    return first, key[1:]


def spread(text: str, shards: int) -> int:
    """The shard of a group; `directory.js` counts the same."""
    value = 0
    for char in text:
        value = (value * 31 + ord(char)) % 65521
    return value % shards


Texts = dict[str, tuple[int, list[str]]]
"""First character -> size, and the text of each of its shards."""


def shard_limit(total: int) -> int:
    """The greatest size of a shard; in steps, so that a small change leaves it alone."""
    return max(_SMALLEST_SHARD, -(-total // _MOST_SHARDS // _STEP) * _STEP)


def shard_texts(table: PostingTable, words: Mapping[str, str]) -> tuple[int, Texts]:
    """The greatest size of a shard, and all lines as shard texts by first character.

    The postings are given away: one character after the other becomes text.
    """
    pairs, others, names = table.pairs(), table.others(), table.names()
    loose: dict[str, set[str]] = {}
    for key in (*others, *names, *words):
        loose.setdefault(place_of(key)[0], set()).add(key)
    limit = shard_limit(_total_size(pairs, others, names, words))
    texts: Texts = {}

    def take(first: str, lines: dict[str, str]) -> None:
        for key in loose.pop(first, ()):
            postings = lines.get(key) or others.get(key, "")
            lines[key] = line_of(postings, names.get(key, ""), words.get(key, ""))
        texts[first] = group_text(sorted(lines), lines, limit)

    for first, rows in groupby(pairs.codes(), lambda row: row[0][0]):
        take(first, dict(rows))
    for first in list(loose):
        take(first, {})
    return limit, {first: texts[first] for first in sorted(texts)}


def line_of(postings: str, names: str, words: str) -> str:
    """The sections of a key."""
    return f"{postings}!{names}!{words}".rstrip("!")


def _total_size(
    pairs: SortedPairs, others: Mapping[str, str], names: Mapping[str, str],
    words: Mapping[str, str],
) -> int:
    """The size of all lines together."""
    loose = {*others, *names, *words}
    keys = len(loose) + len(pairs) - pairs.count_of([key for key in loose if len(key) == 2])
    sections = sum(map(len, others.values()))
    for key in {*names, *words}:
        sections += len(line_of("x", names.get(key, ""), words.get(key, ""))) - 1
    return pairs.size() + sections + _PER_LINE * keys


def group_text(keys: Sequence[str], lines: Mapping[str, str], limit: int) -> tuple[int, list[str]]:
    """Size and shard texts of the keys of one character, which come sorted."""
    size = sum([len(lines[key]) for key in keys]) + _PER_LINE * len(keys)
    count = -(-size // limit)
    if count == 1:
        return size, [_shard(keys, lines)]
    parts: list[list[str]] = [[] for _ in range(count)]
    for key in keys:
        parts[spread(place_of(key)[1], count)].append(key)
    return size, [_shard(part, lines) for part in parts]


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring first characters in one shard, or a single one in several."""

    firsts: tuple[str, ...]
    start: int
    """The number of its first shard."""
    shards: int


def groups_of(sizes: Mapping[str, tuple[int, int]], limit: int) -> list[Group]:
    """The groups of an index from the size and the number of shards of every first character."""
    groups: list[Group] = []
    held: list[str] = []
    size = start = 0

    def close(shards: int) -> None:
        nonlocal held, size, start
        if held:
            groups.append(Group(tuple(held), start, shards))
            start += shards
        held, size = [], 0

    for first in sorted(sizes):
        own, shards = sizes[first]
        if size + own > limit or shards > 1:
            close(1)
        held.append(first)
        size += own
        if shards > 1:
            close(shards)
    close(1)
    return groups


def texts_of(group: Group, text: Callable[[str], list[str]]) -> dict[int, str]:
    """The shards of a group by number, from the texts of its first characters."""
    if group.shards > 1:
        return dict(enumerate(text(group.firsts[0]), group.start))
    return {group.start: " ".join(text(first)[0] for first in group.firsts)}


def _shard(keys: Sequence[str], lines: Mapping[str, str]) -> str:
    held: list[str] = []
    above = ""
    for key in keys:
        written = f"'{key[1:]}" if key[0] == above else key
        held.append(f"{written}!{lines[key]}")
        above = key[0]
    return " ".join(held)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the directory says of a unit."""

    document: str
    title: str
    issued: str
    classes: tuple[tuple[int, str, str], ...]
    blocks: tuple[int, ...]

    @classmethod
    def of(cls, unit: Unit) -> Outline:
        """The outline of an analysed unit."""
        blocks = tuple(count for count, _ in unit.blocks)
        return cls(unit.document, unit.title, unit.issued, unit.classes, blocks)


def index_files(
    texts: Texts, limit: int, units: Sequence[Unit], kb: str
) -> dict[str, str]:
    """Every file by path relative to `FOLDER`."""
    groups = groups_of(sizes_of(texts), limit)
    files = dict(shard_files(groups, texts))
    blocks = (block for unit in units for _, block in unit.blocks)
    for number, block in enumerate(blocks):
        files.update([block_file(number, block)])
    return {**files, **side_files(groups, [Outline.of(unit) for unit in units], kb)}


def sizes_of(texts: Texts) -> dict[str, tuple[int, int]]:
    """Size and number of shards of every first character."""
    return {first: (size, len(parts)) for first, (size, parts) in texts.items()}


def shard_files(groups: Iterable[Group], texts: Texts) -> Iterator[tuple[str, str]]:
    """Path and content of every shard."""
    for group in groups:
        for number, text in texts_of(group, lambda first: texts[first][1]).items():
            yield shard_file(number, text)


def shard_file(number: int, text: str) -> tuple[str, str]:
    """Path and content of a shard."""
    return f"g/{number}.js", _script(f"g{number}", f'"{text}"', text)


def block_file(number: int, block: str) -> tuple[str, str]:
    """Path and content of a block."""
    return f"b/{number}.js", _script(f"b{number}", block)


def side_files(groups: Sequence[Group], outlines: Sequence[Outline], kb: str) -> dict[str, str]:
    """The files that are there once."""
    directory = {"kb": kb, **directory_data(groups, outlines)}
    documents = [[outline.document, outline.title] for outline in outlines]
    return {
        "directory.js": _script("directory", _json(directory)),
        "documents.js": _script("documents", _json(documents)),
        "traditional.js": _script("traditional", _json(traditional_letters())),
        "sounds.js": _script("sounds", _json(sound_letters())),
    }


def directory_data(groups: Sequence[Group], outlines: Sequence[Outline]) -> dict[str, object]:
    """What a query must know before it begins."""
    classes: dict[tuple[str, str], int] = {}
    codes: list[str] = []
    for outline in outlines:
        codes.append(record_code(len(outline.classes)))
        for count, kind, status in outline.classes:
            codes.append(record_code(classes.setdefault((kind, status), len(classes))))
            codes.append(record_code(count))
        codes.append(record_code(len(outline.blocks)))
        codes += [record_code(count) for count in outline.blocks]
    return {
        "records": sum(sum(outline.blocks) for outline in outlines),
        "units": len(outlines),
        "groups": _group_codes(groups),
        "sizes": "".join(codes),
        "classes": list(classes),
        "ranks": _ranks([outline.issued for outline in outlines]),
        "words": " ".join(abbreviations.WORDS),
    }


def _group_codes(groups: Sequence[Group]) -> str:
    codes: list[str] = []
    above = 0
    for group in groups:
        first = ord(group.firsts[0])
        codes += [record_code(first - above), record_code(group.shards)]
        above = first
    return "".join(codes)


def _ranks(dates: Sequence[str]) -> str:
    """One digit a date, tenths of the order in time; 0 for none."""
    order = sorted({date for date in dates if date})
    return "".join(
        str(1 + order.index(date) * 9 // len(order)) if date else "0" for date in dates
    )


def traditional_letters() -> dict[str, str]:
    """Traditional characters and, place by place, their simplified forms."""
    old, new = zip(*sorted(traditional().items()), strict=True)
    return {"traditional": "".join(old), "simplified": "".join(new)}


def sound_letters() -> dict[str, str]:
    """What the page needs for pinyin and typing errors."""
    return {"sounds": syllable_table(), "shapes": " ".join(SIMILAR_SHAPES)}


def _script(name: str, data: str, checked: str | None = None) -> str:
    said = data if checked is None else checked
    checksum = adler32(said.encode("utf-16-le", "surrogatepass"))
    return f'labkb.provide("search/{name}",{FORMAT},{data},{checksum});\n'


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
