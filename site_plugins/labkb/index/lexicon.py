"""Words of the collection by their first pair, their sounds, and what else to look for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from labkb.index.readings import reading
from labkb.index.text import HAN, normalise
from labkb.model.vocabulary import Vocabulary

_PAIRS_A_SOUND = 12
_WORDS_AN_INITIAL = 12
_WORDS_A_SOUND, _SHORTEST_LONGER, _LONGEST_LONGER = 16, 3, 7
_SHORTEST_FOR_INITIALS = 3
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


def is_same(
    before: Mapping[str, int], after: Mapping[str, int], words: Iterable[str]
) -> bool:
    """Whether counts that differ in some words at most give the same lexicon."""
    return all(
        (word in before) == (word in after)
        and count_level(before.get(word, 0)) == count_level(after.get(word, 0))
        for word in words
    )


def lexicon(
    counts: Mapping[str, int], names: Iterable[str], also: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The third section of shard lines by key; see `shards.py` for the format."""
    named = {name for name in map(normalise, names) if _is_name(name)}
    levels = {word: count_level(count) for word, count in counts.items()}
    for word in (*named, *also):
        levels.setdefault(word, 1)

    entries: dict[str, list[str]] = defaultdict(list)
    for word in sorted(levels):
        if len(word) < 2:
            continue
        entry = f"{word[2:]}:{levels[word]}{'n' if word in named else ''}"
        if word in also:
            entry += ":" + ";".join(_words_only(other) for other in also[word])
        entries[word[:2]].append(entry)

    made = {key: ",".join(found) for key, found in entries.items()}
    entries.clear()
    made.update(_sounds(levels, named))
    return made


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= (_LONGEST_ENGLISH if name.isascii() else _LONGEST_NAME)


def _words_only(text: str) -> str:
    """A word as written that fits between the separators of an entry."""
    kept = "".join(c if c.isalnum() or c in "-./()（）" else "_" for c in text)
    return kept.strip("_")


def _sounds(levels: Mapping[str, int], named: set[str]) -> Iterator[tuple[str, str]]:
    couples: dict[str, dict[str, int]] = defaultdict(dict)
    initials: dict[str, list[tuple[int, str]]] = defaultdict(list)
    longer: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, level in levels.items():
        if not HAN.fullmatch(word):
            continue
        syllables = reading(word)
        for index in range(len(word) - 1):
            first, second = syllables[index], syllables[index + 1]
            if first and second:
                pair = word[index : index + 2]
                seen = couples[f"*{first}.{second}"]
                seen[pair] = max(seen.get(pair, 0), level)
        if _SHORTEST_LONGER <= len(word) <= _LONGEST_LONGER and all(syllables):
            longer[f"*{syllables[0]}.{syllables[1]}"].append((level, word))
        is_name = word in named
        if all(syllables) and (is_name or len(word) >= _SHORTEST_FOR_INITIALS or level > 3):
            key = "-" + "".join(syllable[0] for syllable in syllables)
            initials[key].append((level + (10 if is_name else 0), word))
    for key, seen in couples.items():
        best = sorted(seen.items(), key=lambda item: (-item[1], item[0]))[:_PAIRS_A_SOUND]
        found = [f"{pair}:{level}" for pair, level in best]
        whole = sorted(longer.get(key, ()), key=lambda item: (-item[0], item[1]))[:_WORDS_A_SOUND]
        yield key, ",".join([*found, *(f"{word}:{level}" for level, word in whole)])
    for key, words in initials.items():
        ranked = sorted(words, key=lambda item: (-item[0], item[1]))[:_WORDS_AN_INITIAL]
        yield key, ",".join(
            f"{word}:{rank % 10}{'n' if rank >= 10 else ''}" for rank, word in ranked
        )
