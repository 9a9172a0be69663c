"""What changed inside a clause, by words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

Op = Literal["same", "removed", "added"]
Cut = Callable[[str], list[str]]

_MOST_CELLS = 4_000_000
"""Above this many pairs of words whole sentences are compared: difflib is quadratic."""
_SENTENCE = re.compile(r"[^。；;！？!?\n]*[。；;！？!?\n]?")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that stayed, went or came."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and the white space after it, which counts for nothing."""

    text: str
    gap: str = ""


@cache
def word_cutter() -> Cut:
    """Cuts as the search does; loaded when the first marks are asked for."""
    from labkb.index.words import Segmenter

    return Segmenter().cut


def marks(old: Sequence[str], new: Sequence[str], cut: Cut | None = None) -> tuple[Span, ...]:
    """The two texts as one: what stayed, what went, what came. Arguments are paragraphs."""
    cutter = cut or word_cutter()
    a, b = _words("\n".join(old), cutter), _words("\n".join(new), cutter)
    if len(a) * len(b) > _MOST_CELLS:
        a, b = _sentences("\n".join(old)), _sentences("\n".join(new))
    return tuple(_joined(_tidied(_raw(a, b))))


def _words(text: str, cut: Cut) -> list[_Word]:
    found: list[_Word] = []
    for piece in cut(text):
        if piece.isspace() and found:
            last = found[-1]
            found[-1] = _Word(last.text, last.gap + piece)
        elif not piece.isspace():
            found.append(_Word(piece))
    return found


def _sentences(text: str) -> list[_Word]:
    found = []
    for match in _SENTENCE.finditer(text):
        if said := match[0].strip():
            found.append(_Word(said, "\n" if match[0].endswith("\n") else ""))
    return found


def _raw(a: list[_Word], b: list[_Word]) -> Iterable[tuple[Op, list[_Word]]]:
    matcher = SequenceMatcher(None, [w.text for w in a], [w.text for w in b], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield "same", b[k:m]
        else:
            if j > i:
                yield "removed", a[i:j]
            if m > k:
                yield "added", b[k:m]


def _tidied(spans: Iterable[tuple[Op, list[_Word]]]) -> list[tuple[Op, list[_Word]]]:
    """Islands of one character between longer changes become part of the change."""
    held = list(spans)
    for index in range(1, len(held) - 1):
        op, words = held[index]
        island = "".join(w.text for w in words)
        if op != "same" or len(island) > 1:
            continue
        around = [w.text for _, near in (held[index - 1], held[index + 1]) for w in near]
        if held[index - 1][0] != "same" != held[index + 1][0] and sum(map(len, around)) >= 6:
            held[index] = ("same", [_Word("", w.text + w.gap) for w in words])
    return held


def _joined(spans: Sequence[tuple[Op, list[_Word]]]) -> Iterable[Span]:
    """Runs of changes, in each what went before what came."""
    removed = added = ""
    for op, words in spans:
        text = "".join(w.text + w.gap for w in words)
        if op == "removed":
            removed += text
        elif op == "added":
            added += text
        elif words and not words[0].text:
            removed, added = removed + text, added + text
        else:
            yield from _flushed(removed, added)
            removed = added = ""
            yield Span("same", text)
    yield from _flushed(removed, added)


def _flushed(removed: str, added: str) -> Iterable[Span]:
    if removed:
        yield Span("removed", removed)
    if added:
        yield Span("added", added)
