"""The characters that search compares: one form for full-width, traditional, upper case."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+")
LATIN_WORD = re.compile(r"[a-z][a-z0-9]*")
_SKIPPED = frozenset("PZC")


@cache
def traditional() -> dict[str, str]:
    """Traditional characters with their simplified form, one to one.

    Characters of GB 2312 are left alone: they are written in simplified text as well (著, 乾).
    """
    chars = [chr(point) for point in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    converted = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {
        old: new
        for old, new in zip(chars, converted, strict=True)
        if old != new and len(new) == 1 and not _in_gb2312(old)
    }


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


class _Table(dict[int, str | None]):
    """Maps a code point to what search compares; punctuation, white space and controls vanish."""

    def __init__(self) -> None:
        super().__init__((ord(old), new) for old, new in traditional().items())

    def __missing__(self, point: int) -> str | None:
        char = chr(point)
        kept = None if unicodedata.category(char)[0] in _SKIPPED else char
        self[point] = kept
        return kept


@cache
def _table() -> _Table:
    return _Table()


def normalise(text: str) -> str:
    """The text as search compares it: `JJF 1059.1` -> `jjf10591`, `計量，溯源` -> `计量溯源`."""
    return unicodedata.normalize("NFKC", text).lower().translate(_table())


def fold(text: str) -> str:
    """The text in the same form with punctuation and white space left in place."""
    return unicodedata.normalize("NFKC", text).lower()
