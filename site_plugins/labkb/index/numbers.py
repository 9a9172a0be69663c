"""Keys under which numbers of clauses and codes of documents are found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from labkb.index.text import fold, normalise

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = "零〇一二两三四五六七八九十百千"
_ORDINAL = re.compile(
    rf"^第?\s*([{_CHINESE}]+|\d+)\s*(?:条|款|项|题|部分)?(?:之([{_CHINESE}]+|\d+))?$"
)
_DIVISION = re.compile(rf"^第?\s*([{_CHINESE}]+|\d+)\s*(章|节|编)$")
_ANNEX = re.compile(rf"^(?:附件|附录|附表)\s*([{_CHINESE}]+|\d+|[a-z])?$")
_DOTTED = re.compile(r"^第?\s*([a-z]?\d+(?:[.\-]\d+)+)\s*(?:条|款|项)?$")
_DIVISION_PREFIX = {"章": "ch", "节": "s", "编": "part"}


def chinese_number(text: str) -> int | None:
    """The value of a Chinese or Arabic numeral: 二十三 -> 23, 一百零五 -> 105."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not any(c in _UNITS for c in text):
        digits = "".join(str(_DIGITS.get(c, "")) for c in text)
        return int(digits) if digits else None
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
    return total + digit


@lru_cache(maxsize=8192)
def number_key(printed: str) -> str:
    """The key of a printed number, empty when it is none: 第二十三条 -> 23, （八） -> 8."""
    text = fold(printed).strip().strip("()[]〔〕【】、.．:： ")
    if match := _DOTTED.match(text):
        return match[1]
    if match := _DIVISION.match(text):
        value = chinese_number(match[1])
        return f"{_DIVISION_PREFIX[match[2]]}{value}" if value is not None else ""
    if match := _ANNEX.match(text):
        return f"annex{_annex(match[1] or '')}"
    if match := _ORDINAL.match(text):
        value = chinese_number(match[1])
        if value is None:
            return ""
        after = chinese_number(match[2]) if match[2] else None
        return f"{value}-{after}" if after is not None else str(value)
    return ""


def _annex(text: str) -> str:
    value = chinese_number(text) if text else None
    return text if value is None else str(value)


_DIGIT = re.compile(r"\d").search
_YEAR = re.compile(r"[-:—]?(?:19|20)\d\d$")
_NOTICE = re.compile(r"(\d{1,4})号(?:文件?)?$")


def code_keys(names: Iterable[str]) -> set[str]:
    """Every way in which readers write the codes among these names, normalised.

    `CNAS-CL01-G003:2021` -> cnascl01g0032021, cnascl01g003, cl01g003, g003;
    `国市监计量〔2020〕127号` -> the whole, 127号, 127号文.
    """
    keys: set[str] = set()
    for name in names:
        text = fold(name).strip()
        if not _DIGIT(text):
            continue
        whole = normalise(text)
        if len(whole) > 40:
            continue
        keys.add(whole)
        if notice := _NOTICE.search(text):
            keys |= {f"{notice[1]}号", f"{notice[1]}号文"}
            continue
        if not text[0].isascii():
            continue
        short = _YEAR.sub("", text)
        keys.add(normalise(short))
        parts = [part for part in re.split(r"[-/\s]+", short) if part]
        for start in range(1, len(parts)):
            tail = normalise("".join(parts[start:]))
            if any(c.isdigit() for c in tail) and len(tail) > 2:
                keys.add(tail)
        if "iso/iec" in short:
            keys.add(normalise(short.replace("iso/iec", "iso")))
        if short.startswith("cnas-"):
            keys |= {normalise("cnas" + part) for part in parts[2:] if len(part) > 2}
    keys.discard("")
    return keys
