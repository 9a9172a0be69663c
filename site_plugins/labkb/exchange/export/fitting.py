"""How much room text takes, estimated on the safe side, and what fits on a slide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

_NARROW = 0.58
"""Width of a Latin letter in ems: that of wide sans serif letters."""
_NARROW_CLASSES = frozenset({"H", "N", "Na"})
_SLACK = 0.94
"""Share of a line that is filled before punctuation rules break it."""
_SENTENCE = re.compile(r"[^。；！？]+[。；！？”』」）]*")
_UNITS = re.compile(r"[A-Za-z0-9.,:/()%+-]+|.", re.DOTALL)

Piece = TypeVar("Piece")


def width_of(text: str) -> float:
    """The width of text in ems."""
    return sum(_NARROW if unicodedata.east_asian_width(c) in _NARROW_CLASSES else 1.0 for c in text)


def line_count(text: str, width: float) -> int:
    """The lines that text takes in a column of `width` ems."""
    room = max(width * _SLACK, 1.0)
    lines, used = 1, 0.0
    for unit in _UNITS.findall(text):
        if unit == "\n":
            lines, used = lines + 1, 0.0
            continue
        size = width_of(unit)
        if used + size > room and used > 0:
            lines, used = lines + 1, 0.0
        while size > room:
            lines, size = lines + 1, size - room
        used += size
    return lines


def split_text(text: str, width: float, most_lines: int) -> Iterator[str]:
    """The text in pieces of at most so many lines, cut after sentences where it can be."""
    piece = ""
    for sentence in _SENTENCE.findall(text) or [text]:
        if piece and line_count(piece + sentence, width) > most_lines:
            yield piece
            piece = ""
        piece += sentence
        while line_count(piece, width) > most_lines:
            cut = int(most_lines * width * _SLACK * 0.9)
            yield piece[:cut]
            piece = piece[cut:]
    if piece:
        yield piece


def pages(
    pieces: Iterable[Piece], height_of: Callable[[Piece], float], room: float
) -> list[Sequence[Piece]]:
    """The pieces in groups that fit into the room, each group with at least one."""
    found: list[list[Piece]] = []
    used = 0.0
    for piece in pieces:
        height = height_of(piece)
        if not found or used + height > room:
            found.append([])
            used = 0.0
        found[-1].append(piece)
        used += height
    return [tuple(group) for group in found]
