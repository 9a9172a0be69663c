"""The collection's own words, and the segmenter that knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

_OWN_FREQUENCY = 200_000
"""High enough that a name of the collection wins over any cut through it."""
_PARTS = 4
"""Names longer than this are also counted by their parts."""


class Reference:
    """jieba itself behind the calls of rjieba: what every cut is held against.

    It takes rjieba's place on systems for which that has no build; cuts are the same, only slower.
    """

    def __init__(self) -> None:
        import jieba

        jieba.setLogLevel(60)
        self._held = jieba.Tokenizer()

    def add_word(self, word: str, frequency: int, tag: str) -> None:
        """Makes a word known."""
        self._held.add_word(word, frequency, tag)

    def cut(self, text: str, guess: bool) -> list[str]:
        """The words of a text; `guess` allows words that no dictionary has."""
        return list(self._held.cut(text, HMM=guess))


def engine() -> Callable[[], Any]:
    """What makes a segmenter: rjieba, else jieba."""
    try:
        import rjieba  # its dictionary takes forty megabytes
    except ImportError:
        return Reference
    made: Callable[[], Any] = rjieba.Jieba
    return made


class Segmenter:
    """Cuts text as jieba does without its statistical guesses, with own words kept whole."""

    def __init__(
        self, own: Iterable[str] = (), new: Callable[[], Any] | None = None, *,
        parts: Mapping[str, list[str]] | None = None,
    ) -> None:
        self._new = new or engine()
        self._jieba: Any = self._new()
        self._plain: Any = None
        """Without the own words; made when a name is first taken apart."""
        self.known_parts = dict(parts or {})
        """What names were taken apart into, as far as it was asked for."""
        self.own = frozenset(word for word in own if len(word) > 1)
        for word in sorted(self.own):
            self._jieba.add_word(word, _OWN_FREQUENCY, "n")

    def cut(self, text: str) -> list[str]:
        """The words in order; together they are the text."""
        words: list[str] = self._jieba.cut(text, False)
        return words

    def parts(self, word: str) -> list[str]:
        """The shorter words inside a word of the collection."""
        if len(word) < _PARTS or word not in self.own:
            return []
        if word not in self.known_parts:
            if self._plain is None:
                self._plain = self._new()
            pieces: list[str] = self._plain.cut(word, False)
            self.known_parts[word] = pieces if len(pieces) > 1 else []
        return self.known_parts[word]

    def with_parts(self, words: Mapping[str, int]) -> dict[str, int]:
        """Counts of words of two or more characters, own words also by their parts."""
        counts = {word: count for word, count in words.items() if len(word) > 1}
        for word in [word for word in counts if word in self.own]:
            for part in self.parts(word):
                if len(part) > 1:
                    counts[part] = counts.get(part, 0) + counts[word]
        return counts
