"""Ids of clauses, and the names derived from ids for HTML, CSS, Windows and zip."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_HAN = "零〇○一二两三四五六七八九十百千万"
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)}
_LEVELS = {"编": "part", "分编": "subpart", "部分": "part", "章": "ch", "节": "s"}


def parse_numeral(text: str) -> int | None:
    """The number that Chinese or Arabic digits name, or None."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        else:
            section += (digit or 1) * _UNITS[char]
            digit = 0
    return total + section + digit


@dataclass(frozen=True, slots=True)
class NumberToken:
    """What a printed number contributes to a path."""

    token: str
    is_absolute: bool
    """The token is the whole path inside the document (5.1.2, 第二十三条)."""
    ordinal: tuple[int, ...] = ()
    """For comparing neighbours of one style; empty when the number has no order."""
    style: str = ""


@lru_cache(maxsize=8192)
def number_token(number: str) -> NumberToken | None:
    """The path token of a number as printed, or None when it is no number we know."""
    if number in _CIRCLED:
        return _joining(str(_CIRCLED[number]), _CIRCLED[number], "circled")
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", number))
    for pattern, read in _STYLES:
        if match := pattern.fullmatch(text):
            return read(match)
    return None


def _joining(token: str, value: int, style: str) -> NumberToken:
    return NumberToken(token, False, (value,), style)


def _read_dotted(match: re.Match[str]) -> NumberToken:
    mark = re.match(r"[A-Za-z]", match[1])
    parts = tuple(int(p) for p in re.findall(r"\d+", match[1]))
    return NumberToken(match[1], True, (ord(mark[0]), *parts) if mark else (0, *parts), "dotted")


def _read_article(match: re.Match[str]) -> NumberToken | None:
    value = parse_numeral(match[1])
    extra = parse_numeral(match[2]) if match[2] else None
    if value is None:
        return None
    # 第十条之一 stands between 第十条 and 第十一条.
    token = f"{value}.z{extra}" if extra else str(value)
    return NumberToken(token, True, (value, extra or 0), "article")


def _read_level(match: re.Match[str]) -> NumberToken | None:
    value = parse_numeral(match[1])
    return None if value is None else _joining(f"{_LEVELS[match[2]]}{value}", value, match[2])


def _read_annex(match: re.Match[str]) -> NumberToken:
    mark = match[1]
    if mark is None:
        return NumberToken("annex", False, (), "annex")
    value = parse_numeral(mark)
    if value is None:
        return _joining(f"annex{mark}", ord(mark), "annex")
    return _joining(f"annex{value}", value, "annex")


def _read_nth(match: re.Match[str]) -> NumberToken | None:
    value = parse_numeral(match[1])
    return None if value is None else _joining(str(value), value, "nth")


def _read_bare(match: re.Match[str]) -> NumberToken:
    mark, text = match[1], match[0]
    brackets = "(" if text.startswith("(") else ")" if ")" in text else ""
    value = parse_numeral(mark)
    if value is None:
        return _joining(mark, ord(mark), f"bare{brackets}letter")
    digits = "han" if mark[0] in _HAN else "digit"
    return _joining(str(value), value, f"bare{brackets}{digits}")


_STYLES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], NumberToken | None]], ...] = (
    (re.compile(r"([A-Za-z]\.\d+(?:\.\d+)*|[A-Za-z]?\d+(?:\.\d+)+)[.、]?"), _read_dotted),
    (re.compile(rf"第([{_HAN}\d]+)条(?:之([{_HAN}\d]+))?"), _read_article),
    (re.compile(rf"第([{_HAN}\d]+)(部分|分编|编|章|节)"), _read_level),
    (re.compile(rf"附(?:件|录|表|则)([A-Z]|[{_HAN}\d]+)?"), _read_annex),
    (re.compile(rf"([{_HAN}]+)是"), _read_nth),
    (re.compile(rf"[(]?([{_HAN}]+|\d+|[A-Za-z])[)]?[、.．,:]?"), _read_bare),
)


class Numbered(Protocol):
    """What deriving paths needs to know of a clause."""

    @property
    def number(self) -> str | None:
        """As printed."""

    @property
    def form(self) -> str:
        """clause, item or paragraph."""

    @property
    def id(self) -> str | None:
        """A path that somebody fixed."""

    @property
    def clauses(self) -> Sequence[Numbered]:
        """Those below it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered thing that is no clause yet."""

    number: str | None
    form: str
    id: str | None
    clauses: tuple[Unit, ...] = ()


def derive_paths(units: Sequence[Numbered]) -> list[str]:
    """The path of every unit in document order (depth first).

    A dotted number or an article (第二十三条) is the path itself where it is unique among its like;
    everything else joins to the path of its parent.
    """
    absolute: Counter[tuple[str, str]] = Counter()
    _count_absolute(units, absolute)
    return list(_paths(units, "", absolute))


# Functions, not closures: a closure that calls itself is a cycle, and lives as long as the process.
def _count_absolute(units: Sequence[Numbered], counts: Counter[tuple[str, str]]) -> None:
    for unit in units:
        token = number_token(unit.number) if unit.number else None
        if token and token.is_absolute and not unit.id:
            counts[token.style, token.token] += 1
        _count_absolute(unit.clauses, counts)


def _paths(
    units: Sequence[Numbered], parent: str, absolute: Counter[tuple[str, str]]
) -> Iterator[str]:
    items = paragraphs = 0
    for unit in units:
        token = number_token(unit.number) if unit.number else None
        if unit.form == "item":
            items += 1
        elif token is None and not unit.id:
            paragraphs += 1
        if unit.id:
            path = unit.id
        elif token is None or unit.form != "clause":
            if unit.form == "item" and token is None:
                path = f"{parent}-{items}" if parent else f"i{items}"
            elif token is not None:
                path = f"{parent}.{token.token}" if parent else token.token
            else:
                path = f"{parent}-p{paragraphs}" if parent else f"p{paragraphs}"
        elif token.is_absolute and absolute[token.style, token.token] == 1:
            path = token.token
        else:
            path = f"{parent}.{token.token}" if parent else token.token
        yield path
        yield from _paths(unit.clauses, path, absolute)


_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def anchor(record_id: str) -> str:
    """The HTML id of a record on its page: the part after the document, ASCII, CSS-safe prefix.

    `guide-2025:6.3.6/r2` -> `c-6.3.6-r2`; `term/calibration` -> `term-calibration`.
    """
    if ":" in record_id:
        return "c-" + _UNSAFE.sub("-", record_id.split(":", 1)[1])
    return _UNSAFE.sub("-", record_id)


def file_name(text: str) -> str:
    """A file name that HTML, Windows and zip accept."""
    name = _UNSAFE.sub("-", unicodedata.normalize("NFKC", text)).strip("-. ") or "x"
    return f"{name}-" if _RESERVED.fullmatch(name) else name
