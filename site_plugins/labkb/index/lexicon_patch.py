"""A lexicon brought up to date where the counts of a few words have changed.

Entries of sounds hold only the highest of their words. Where one of a full entry sinks below the
others, a word that is not at hand may have to rise: then the lexicon must be made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from labkb.index.lexicon import (
    NAME,
    PAIRS_A_SOUND,
    WORDS_A_SOUND,
    WORDS_AN_INITIAL,
    Ranked,
    Sounds,
    best,
    by_pair,
    count_level,
    couples_text,
    initials_text,
    named_of,
    order,
)

_Changes = dict[str, Ranked]
"""Key -> word or pair -> its rank now, 0 where it is gone."""


class _MadeAnew(Exception):
    """An entry lacks what it would have to hold now."""


def patched_lexicon(
    held: dict[str, str], before: Mapping[str, int], after: Mapping[str, int],
    touched: Iterable[str], names: Iterable[str], also: Mapping[str, Sequence[str]],
) -> dict[str, str] | None:
    """The lexicon of the counts after; None where it must be made anew.

    `held` is that of the counts before, with the same names and alternatives; the counts differ in
    the touched words at most.
    """
    named = named_of(names)

    def level(word: str, counts: Mapping[str, int]) -> int:
        if word in counts:
            return count_level(counts[word])
        return 1 if word in named or word in also else 0

    def sounds(words: Iterable[str], counts: Mapping[str, int]) -> Sounds:
        found = Sounds()
        for word in words:
            if rank := level(word, counts):
                found.add(word, rank, is_name=word in named)
        return found

    changed = [word for word in touched if level(word, before) != level(word, after)]
    if not changed:
        return held
    words = dict.fromkeys(chain(after, named, also))
    heads = {word[:2] for word in changed}
    made = {key: text for key, text in held.items() if key not in heads}
    begun = {word: level(word, after) for word in words if word[:2] in heads}
    made.update(by_pair(begun, named, also))

    were, are = sounds(changed, before), sounds(changed, after)
    pairs = {pair for s in (were, are) for seen in s.couples.values() for pair in seen}
    couples = sounds(_holding(pairs, words), after).couples
    try:
        _put_couples(
            made, _changes(were.couples, are.couples, couples), _changes(were.longer, are.longer)
        )
        _put_initials(made, _changes(were.initials, are.initials))
    except _MadeAnew:
        return None
    return made


def _changes(
    were: Mapping[str, Ranked], are: Mapping[str, Ranked], now: Mapping[str, Ranked] | None = None
) -> _Changes:
    now = are if now is None else now
    return {
        key: {
            item: now.get(key, {}).get(item, 0)
            for item in were.get(key, {}).keys() | are.get(key, {}).keys()
        }
        for key in were.keys() | are.keys()
    }


def _holding(pairs: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    """The words that hold one of some pairs."""
    text = "\n".join(words)
    starts = set()
    for pair in pairs:
        place = text.find(pair)
        while place >= 0:
            starts.add(text.rfind("\n", 0, place) + 1)
            place = text.find(pair, place + 1)
    for start in starts:
        end = text.find("\n", start)
        yield text[start : end if end >= 0 else len(text)]


def _put_couples(made: dict[str, str], couples: _Changes, longer: _Changes) -> None:
    for key in couples.keys() | longer.keys():
        held = dict(map(_ranked, made[key].split(","))) if key in made else {}
        first = _merged(
            {word: rank for word, rank in held.items() if len(word) == 2},
            couples.get(key, {}), PAIRS_A_SOUND,
        )
        rest = _merged(
            {word: rank for word, rank in held.items() if len(word) > 2},
            longer.get(key, {}), WORDS_A_SOUND,
        )
        _put(made, key, couples_text(first, rest))


def _put_initials(made: dict[str, str], initials: _Changes) -> None:
    for key, changes in initials.items():
        held = dict(map(_ranked, made[key].split(","))) if key in made else {}
        _put(made, key, initials_text(_merged(held, changes, WORDS_AN_INITIAL)))


def _put(made: dict[str, str], key: str, text: str) -> None:
    if text:
        made[key] = text
    else:
        made.pop(key, None)


def _ranked(entry: str) -> tuple[str, int]:
    word, _, level = entry.partition(":")
    return word, int(level.rstrip("n")) + (NAME if level.endswith("n") else 0)


def _merged(held: Ranked, changes: Ranked, most: int) -> list[tuple[str, int]]:
    """The highest of an entry after some changes."""
    every = best({word: rank for word, rank in (held | changes).items() if rank})
    if len(held) < most:
        return every[:most]
    lowest = order(best(held)[-1])
    known = [item for item in every if order(item) <= lowest]
    if len(known) < most:
        raise _MadeAnew
    return known[:most]
