"""Automatic numbers of a docx as they print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from labkb.exchange.importing.docx_package import W

_HAN = "零一二三四五六七八九"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    restart: int | None
    is_legal: bool
    suffix: str


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)
    is_begun: bool = False


class Numbering:
    """Counts the paragraphs of all lists of a document, in order."""

    def __init__(
        self, numbering: ElementTree.Element | None, style_lists: dict[str, str]
    ) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        if numbering is None:
            return
        abstracts: dict[str, dict[int, _Level]] = {}
        links: dict[str, str] = {}
        for item in numbering.iter(f"{W}abstractNum"):
            ident = item.get(f"{W}abstractNumId", "")
            abstracts[ident] = {}
            link = item.find(f"{W}numStyleLink")
            if link is not None:
                links[ident] = link.get(f"{W}val", "")
            for level in item.findall(f"{W}lvl"):
                depth = _number(level.get(f"{W}ilvl"), 0)
                abstracts[ident][depth] = _read_level(level)
                style = level.find(f"{W}pStyle")
                if style is not None:
                    self._style_levels[ident, style.get(f"{W}val", "")] = depth
        targets: dict[str, str] = {}
        for item in numbering.iter(f"{W}num"):
            target = item.find(f"{W}abstractNumId")
            if target is not None:
                targets[item.get(f"{W}numId", "")] = target.get(f"{W}val", "")
        for item in numbering.iter(f"{W}num"):
            ident = item.get(f"{W}numId", "")
            abstract = targets.get(ident, "")
            if abstract in links:
                abstract = targets.get(style_lists.get(links[abstract], ""), abstract)
            made = _List(abstract, dict(abstracts.get(abstract, {})))
            for override in item.findall(f"{W}lvlOverride"):
                depth = _number(override.get(f"{W}ilvl"), 0)
                start = override.find(f"{W}startOverride")
                level_element = override.find(f"{W}lvl")
                if level_element is not None:
                    made.levels[depth] = _read_level(level_element)
                if start is not None:
                    made.overrides[depth] = _number(start.get(f"{W}val"), 1)
            self._lists[ident] = made

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level that a list ties to a paragraph style."""
        made = self._lists.get(list_id)
        return None if made is None else self._style_levels.get((made.abstract, style))

    def next_label(self, list_id: str, depth: int) -> str | None:
        """The label of the next paragraph of a list; None when it prints none."""
        made = self._lists.get(list_id)
        if made is None or depth not in made.levels:
            return None
        counters = self._counters.setdefault(made.abstract, {})
        if not made.is_begun:
            made.is_begun = True
            for begun, start in made.overrides.items():
                counters[begun] = start - 1
                for deeper in [d for d in counters if d > begun]:
                    del counters[deeper]
        level = made.levels[depth]
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [d for d in counters if d > depth]:
            restart = made.levels[deeper].restart if deeper in made.levels else None
            if restart is None or (restart and depth < restart):
                del counters[deeper]
        for above in range(depth):
            if above in made.levels:
                counters.setdefault(above, made.levels[above].start)
        if level.form == "none" and "%" in level.text:
            return None
        if level.form == "bullet":
            return _bullet(level.text)

        def fill(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = made.levels.get(place)
            if other is None:
                return ""
            form = "decimal" if level.is_legal else other.form
            return format_number(counters.get(place, other.start), form)

        text = re.sub(r"%([1-9])", fill, level.text)
        return text or None


def _read_level(level: ElementTree.Element) -> _Level:
    def value(name: str) -> str | None:
        element = level.find(f"{W}{name}")
        return None if element is None else element.get(f"{W}val")

    form = value("numFmt") or "decimal"
    restart = value("lvlRestart")
    legal = level.find(f"{W}isLgl")
    return _Level(
        start=_number(value("start"), 1),
        form=form,
        text=value("lvlText") or "",
        restart=None if restart is None else _number(restart, 0),
        is_legal=legal is not None and legal.get(f"{W}val", "1") not in {"0", "false"},
        suffix=value("suff") or "tab",
    )


def _number(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def _bullet(text: str) -> str | None:
    text = text.strip()
    if not text:
        return None
    if text[0] in "—–-―－─":
        return "——"
    return "●"


def format_number(value: int, form: str) -> str:
    """A number in one of Word's number formats."""
    if form in {"chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand",
                "japaneseCounting", "koreanCounting", "taiwaneseCounting"}:
        return chinese_number(value)
    if form in {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}:
        return "".join("〇" if c == "0" else _HAN[int(c)] for c in str(value))
    if form == "chineseLegalSimplified":
        return _legal_number(value)
    if form == "ideographTraditional" and 1 <= value <= 10:
        return _HEAVENLY[value - 1]
    if form == "ideographZodiac" and 1 <= value <= 12:
        return _EARTHLY[value - 1]
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if form == "decimalEnclosedParen" and 1 <= value <= 20:
        return f"({value})"
    if form == "decimalEnclosedFullstop":
        return f"{value}."
    if form == "decimalZero":
        return f"{value:02}"
    if form == "ideographEnclosedCircle" and 1 <= value <= 10:
        return f"（{chinese_number(value)}）"
    if form in {"lowerLetter", "upperLetter"} and value > 0:
        letter = chr((value - 1) % 26 + (97 if form == "lowerLetter" else 65))
        return letter * ((value - 1) // 26 + 1)
    if form in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        roman = _roman(value)
        return roman.lower() if form == "lowerRoman" else roman
    return str(value)


def chinese_number(value: int, *, is_rest: bool = False) -> str:
    """A number below a hundred million in Chinese words."""
    if value < 0 or value >= 10**8:
        return str(value)
    if value < 10:
        return _HAN[value]
    if value >= 10000:
        rest = value % 10000
        head = chinese_number(value // 10000) + "万"
        return head + ("" if not rest else ("零" if rest < 1000 else "") + chinese_number(rest, is_rest=True))
    text = ""
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _HAN[digit] + name
            gap = False
        else:
            gap = True
    return text[1:] if 10 <= value < 20 and not is_rest else text


def _legal_number(value: int) -> str:
    plain = chinese_number(value)
    if 10 <= value < 20:
        plain = "一" + plain
    for digit, name in zip("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟", strict=True):
        plain = plain.replace(digit, name)
    return plain


def _roman(value: int) -> str:
    text = ""
    for number, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"),
                            (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
                            (4, "IV"), (1, "I")):
        while value >= number:
            text += letters
            value -= number
    return text
