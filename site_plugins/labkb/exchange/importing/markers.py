"""Numbers that a line may begin with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from labkb.ids import parse_numeral

_HAN = "零〇○一二两三四五六七八九十百千"
_N = rf"(?:[{_HAN}]+|\d+)"
_SPACED = rf"(?:[{_HAN}](?:[ \u3000]?[{_HAN}])*|\d+)"

# Rank: what stands above what when a kind of number appears for the first time.
RANKS = {
    "heading": -1,
    "annex": -1,
    "part": 0,
    "subpart": 0.5,
    "chapter": 1,
    "section": 2,
    "article": 3,
    "decimal": 3.5,
    "han": 4,
    "han-paren": 5,
    "digit": 6,
    "digit-paren": 7,
    "digit-right": 8,
    "circled": 9,
    "letter": 10,
    "nth": 11,
    "dash": 12,
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A number found at the beginning of a line."""

    kind: str
    ordinal: tuple[int, ...]
    number: str
    """As printed, without the separator."""
    printed: str
    """As printed, with separator and white space."""
    rest: str
    is_spaced: bool = False
    """White space follows the number."""


_LEVELS = {"编": "part", "篇": "part", "部分": "part", "分编": "subpart", "章": "chapter",
           "节": "section"}
_LEVEL = re.compile(
    rf"(第[ \u3000]?({_SPACED})[ \u3000]?(部分|分编|编|篇|章|节))([、，,：:.．]?[ \t\u3000]*)(.*)$", re.S
)
_ARTICLE = re.compile(
    rf"(第[ \u3000]?({_SPACED})[ \u3000]?条(?:之({_N}))?)([、，,：:.．]?[ \t\u3000]*)(.*)$", re.S
)
_HAN_TOP = re.compile(rf"([{_HAN}]+)([、．.][ \t\u3000]*|[ \t\u3000]+(?=[^\s、，。；]))(.*)$", re.S)
_HAN_PAREN = re.compile(
    rf"([（(〔][ \u3000]?([{_HAN}]+)[ \u3000]?[）)〕])([、．.]?[ \t\u3000]*)(.*)$", re.S)
_DIGIT = re.compile(r"(\d{1,3})(、[ \t\u3000]*|[．.](?![\d])[ \t\u3000]*)(.*)$", re.S)
_DIGIT_PAREN = re.compile(r"([（(][ \u3000]?(\d{1,3})[ \u3000]?[）)])([、．.]?[ \t\u3000]*)(.*)$", re.S)
_DIGIT_RIGHT = re.compile(r"((\d{1,3})[ ]?[）)])([、．.]?[ \t\u3000]*)(.*)$", re.S)
_DECIMAL = re.compile(
    r"(([A-Z]|\d{1,2})((?:[.．]\d{1,3}){1,5}))([.．]?(?:[ \t\u3000]+|$|(?=[^\d\s.．%％‰°℃~～\-+×*/年月日])))(.*)$",
    re.S,
)
_SINGLE = re.compile(r"(\d{1,2})([ \t\u3000]+)([^\d\s].*)$", re.S)
_CIRCLED = re.compile(r"([\u2460-\u2473])([、．.]?[ \t\u3000]*)(.*)$", re.S)
_LETTER = re.compile(r"(([a-z])[ ]?[）)])([ \t\u3000]*)(.*)$", re.S)
_LETTER_PAREN = re.compile(r"([（(]([a-z])[）)])([ \t\u3000]*)(.*)$", re.S)
_ANNEX = re.compile(
    rf"(附[ \u3000]?(?:件|录|表)[ \u3000]?([A-Z](?![A-Za-z])|{_N})?)([：:、.．]?[ \t\u3000]*)(.*)$", re.S
)
_DASH = re.compile(r"(—{1,2}|―{1,2}|─{1,2}|－－|-- |–{1,2}|[•·●■◆▪➢✓□○◇★][ \t\u3000]*)(\s*)(.+)$", re.S)
_NTH = re.compile(r"(([一二三四五六七八九十]+)是)(要)?(.*)$", re.S)


_HEADINGS = {"前言", "引言", "序言", "参考文献", "索引", "后记", "结束语"}
"""Units that have a heading and no number."""


def find_marker(text: str) -> Marker | None:
    """The number that the text begins with, if it may be one."""
    text = text.lstrip(" \t\u3000")
    if not text:
        return None
    head = text[0]
    if head == "第":
        return _level(text)
    if head in "（(〔":
        if match := _HAN_PAREN.match(text):
            return _made("han-paren", match[2], match[1], match[3], match[4])
        if match := _DIGIT_PAREN.match(text):
            return _made("digit-paren", match[2], match[1], match[3], match[4])
        if match := _LETTER_PAREN.match(text):
            return _letter(match)
        return None
    if head in _HAN:
        if (match := _NTH.match(text)) and (ordinal := parse_numeral(match[2])):
            return Marker("nth", (ordinal,), match[1], match[1], (match[3] or "") + match[4])
        if match := _HAN_TOP.match(text):
            return _made("han", match[1], match[1], match[2], match[3])
        return None
    if "0" <= head <= "9" or ("A" <= head <= "Z" and len(text) > 2 and text[1] in ".．"):
        return _digits(text)
    if "\u2460" <= head <= "\u2473":
        match = _CIRCLED.match(text)
        assert match
        return Marker("circled", (ord(head) - 0x245F,), head, head + match[2], match[3])
    if head == "附":
        return _annex(text)
    if "a" <= head <= "z":
        match = _LETTER.match(text)
        return _letter(match) if match else None
    if len(text) <= 12 and "".join(text.split()).replace("\u3000", "") in _HEADINGS:
        return Marker("heading", (0,), "", "", text.strip(" \t\u3000"), True)
    if match := _DASH.match(text):
        return Marker("dash", (0,), "", match[1] + match[2], match[3])
    return None


def _made(kind: str, numeral: str, number: str, separator: str, rest: str) -> Marker | None:
    ordinal = parse_numeral(numeral.replace(" ", "").replace("\u3000", "").replace("○", "〇"))
    if not ordinal:
        return None
    spaced = bool(separator) and separator[-1] in " \t\u3000"
    return Marker(kind, (ordinal,), number, number + separator, rest, spaced)


def _level(text: str) -> Marker | None:
    if match := _ARTICLE.match(text):
        ordinal = parse_numeral(match[2].replace(" ", "").replace("\u3000", ""))
        if not ordinal:
            return None
        extra = parse_numeral(match[3]) if match[3] else 0
        printed = match[1] + match[4]
        number = match[1].replace(" ", "").replace("\u3000", "")
        spaced = printed[-1] in " \t\u3000" or not match[5]
        return Marker("article", (ordinal, extra or 0), number, printed, match[5], spaced)
    if match := _LEVEL.match(text):
        number = match[1].replace(" ", "").replace("\u3000", "")
        made = _made(_LEVELS[match[3]], match[2], number, match[4], match[5])
        return made and Marker(
            made.kind, made.ordinal, number, match[1] + match[4], match[5],
            made.is_spaced or not match[5] or bool(match[4]),
        )
    return None


def _digits(text: str) -> Marker | None:
    if match := _DECIMAL.match(text):
        number = match[1].replace("．", ".")
        first = match[2]
        parts = tuple(int(part) for part in re.findall(r"\d+", match[3]))
        lead = int(first) if first.isdigit() else 1000 + ord(first)
        printed = match[1] + match[4]
        return Marker("decimal", (lead, *parts), number, printed, match[5], printed[-1] in " \t\u3000")
    if match := _DIGIT.match(text):
        return _made("digit", match[1], match[1], match[2], match[3])
    if match := _DIGIT_RIGHT.match(text):
        return _made("digit-right", match[2], match[1].replace(" ", ""), match[3], match[4])
    if match := _SINGLE.match(text):
        made = _made("decimal", match[1], match[1], match[2], match[3])
        return made
    return None


def _annex(text: str) -> Marker | None:
    match = _ANNEX.match(text)
    if not match:
        return None
    mark = match[2]
    ordinal = 0
    if mark:
        ordinal = ord(mark) - 64 if "A" <= mark <= "Z" else parse_numeral(mark) or 0
    number = match[1].replace(" ", "").replace("\u3000", "")
    spaced = bool(match[3]) or not match[4]
    return Marker("annex", (ordinal,), number, match[1] + match[3], match[4], spaced)


def _letter(match: re.Match[str]) -> Marker:
    return Marker(
        "letter", (ord(match[2]) - 96,), match[1].replace(" ", ""), match[1] + match[3], match[4]
    )
