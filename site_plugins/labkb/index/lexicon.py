"""Words of the collection by their first pair, their sounds, and what else to look for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from labkb.index.readings import reading
from labkb.index.text import HAN, normalise
from labkb.model.vocabulary import Vocabulary

PAIRS_A_SOUND, WORDS_A_SOUND, WORDS_AN_INITIAL = 12, 16, 12
NAME = 10
"""What a name ranks above other words."""
_SHORTEST_LONGER, _LONGEST_LONGER = 3, 7
_SHORTEST_FOR_INITIALS, _SELDOM = 3, 3
_LONGEST_NAME, _LONGEST_ENGLISH = 20, 60


def alternatives(
    vocabulary: Vocabulary, terms: Iterable[Sequence[str]] = ()
) -> dict[str, list[str]]:
    """For each normalised word the words that are looked for as well, as written.

    The collection's terms are groups of their own: Chinese, English, abbreviations, variants.
    """
    also: dict[str, dict[str, None]] = {}
    for group in vocabulary.synonyms:
        if group.word is not None:
            also.setdefault(normalise(group.word), {}).update(dict.fromkeys(group.also))
        _mutual(also, group.words)
    for names in terms:
        _mutual(also, names)
    found: dict[str, list[str]] = {}
    for word, others in also.items():
        forms = {normalise(other): other for other in others}
        forms.pop(word, None)
        if len(word) > 1 and forms:
            found[word] = list(forms.values())
    return found


def _mutual(also: dict[str, dict[str, None]], words: Sequence[str]) -> None:
    for word in words:
        others = dict.fromkeys(other for other in words if other != word)
        also.setdefault(normalise(word), {}).update(others)


def count_level(count: int) -> int:
    """The order of magnitude of a count as one digit."""
    return min(9, count.bit_length())


def named_of(names: Iterable[str]) -> set[str]:
    """The normalised names that readers may type."""
    return {name for name in map(normalise, names) if _is_name(name)}


def lexicon(
    counts: Mapping[str, int], names: Iterable[str], also: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The third section of shard lines by key; see `shards.py` for the format."""
    named = named_of(names)
    levels = {word: count_level(count) for word, count in counts.items()}
    for word in (*named, *also):
        levels.setdefault(word, 1)
    made = by_pair(levels, named, also)
    made.update(_sounds(levels, named))
    return made


def by_pair(
    levels: Mapping[str, int], named: Set[str], also: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The words of two or more characters by their first two."""
    entries: dict[str, list[str]] = defaultdict(list)
    for word in sorted(levels):
        if len(word) < 2:
            continue
        entry = f"{word[2:]}:{levels[word]}{'n' if word in named else ''}"
        if word in also:
            entry += ":" + ";".join(_words_only(other) for other in also[word])
        entries[word[:2]].append(entry)
    return {key: ",".join(found) for key, found in entries.items()}


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= (_LONGEST_ENGLISH if name.isascii() else _LONGEST_NAME)


def _words_only(text: str) -> str:
    """A word as written that fits between the separators of an entry."""
    kept = "".join(c if c.isalnum() or c in "-./()（）" else "_" for c in text)
    return kept.strip("_")


Ranked = dict[str, int]
"""Word or pair -> rank; the highest stand in an entry."""


@dataclass(slots=True)
class Sounds:
    """What words bring in by their sounds, by key."""

    couples: dict[str, Ranked] = field(default_factory=dict)
    longer: dict[str, Ranked] = field(default_factory=dict)
    initials: dict[str, Ranked] = field(default_factory=dict)

    def add(self, word: str, level: int, *, is_name: bool) -> None:
        """Takes in a word."""
        if not HAN.fullmatch(word):
            return
        syllables = reading(word)
        for index, (first, second) in enumerate(pairwise(syllables)):
            if first and second:
                seen = self.couples.setdefault(f"*{first}.{second}", {})
                pair = word[index : index + 2]
                seen[pair] = max(seen.get(pair, 0), level)
        if not all(syllables):
            return
        if _SHORTEST_LONGER <= len(word) <= _LONGEST_LONGER:
            self.longer.setdefault(f"*{syllables[0]}.{syllables[1]}", {})[word] = level
        if is_name or len(word) >= _SHORTEST_FOR_INITIALS or level > _SELDOM:
            key = "-" + "".join(syllable[0] for syllable in syllables)
            self.initials.setdefault(key, {})[word] = level + (NAME if is_name else 0)


def order(item: tuple[str, int]) -> tuple[int, str]:
    """Puts the highest rank first, equal ones in order of their characters."""
    word, rank = item
    return -rank, word


def best(ranked: Ranked, most: int | None = None) -> list[tuple[str, int]]:
    """The highest words with their ranks."""
    return sorted(ranked.items(), key=order)[:most]


def couples_text(couples: Iterable[tuple[str, int]], longer: Iterable[tuple[str, int]]) -> str:
    """The entry of two syllables."""
    return ",".join(f"{word}:{level}" for word, level in (*couples, *longer))


def initials_text(words: Iterable[tuple[str, int]]) -> str:
    """The entry of initials."""
    return ",".join(f"{word}:{rank % NAME}{'n' if rank >= NAME else ''}" for word, rank in words)


def _sounds(levels: Mapping[str, int], named: Set[str]) -> Iterator[tuple[str, str]]:
    sounds = Sounds()
    for word, level in levels.items():
        sounds.add(word, level, is_name=word in named)
    for key, seen in sounds.couples.items():
        yield key, couples_text(
            best(seen, PAIRS_A_SOUND), best(sounds.longer.get(key, {}), WORDS_A_SOUND)
        )
    for key, words in sounds.initials.items():
        yield key, initials_text(best(words, WORDS_AN_INITIAL))
