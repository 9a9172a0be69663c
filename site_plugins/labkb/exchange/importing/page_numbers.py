"""Lines that are page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from labkb.exchange.importing.model import Line
from labkb.ids import parse_numeral

Placed = tuple[int, Line]
"""A line and its place among the blocks."""
_DASH = r"[-—–―－‐─~～·•|]"
_CN = "零〇一二三四五六七八九十百"
_DASHED = re.compile(rf"(?:{_DASH}\s*)+(\d{{1,4}}|[{_CN}]{{1,4}})\s*(?:{_DASH}\s*)+$")
_WORDED = re.compile(
    rf"[（(【\[]?(?:{_DASH}\s*)*(?:共\s*\d+\s*页\s*[,，/]?\s*)?第\s*(\d{{1,4}}|[{_CN}]+)\s*页"
    rf"\s*(?:[,，/]?\s*[（(]?(?:共|总)\s*(?:\d+|[{_CN}]+)\s*页[)）]?)?(?:\s*{_DASH})*[）)】\]]?$"
)
_HEAD_WITH_PAGE = re.compile(
    r"[^，。；：]{2,60}[ \u3000]{2,}第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?$"
)
_ENGLISH = re.compile(r"(?:[-—]\s*)?[Pp](?:age|AGE|\.)?\s*(\d{1,4})(?:\s*(?:of|OF|/)\s*\d+)?(?:\s*[-—])?$")
_SLASH = re.compile(r"(\d{1,4})\s*[/／]\s*(\d{1,4})$")
_BRACKETED = re.compile(r"[\[【<〈](\d{1,4})[\]】>〉]$")
_BARE = re.compile(r"(\d{1,4})$")
_ROMAN = re.compile(r"[ivxlcIVXLC]{1,6}$|[Ⅰ-Ⅻⅰ-ⅻ]$")
_BLANK = " \t\u3000"


def page_number(text: str) -> tuple[str, int, bool] | None:
    """Style and value of a line that may be a page number, and whether it can be nothing else."""
    text = text.strip(_BLANK)
    if not text or len(text) > 80:
        return None
    if match := _DASHED.match(text):
        return "dashed", _value(match[1]), True
    if match := _WORDED.match(text):
        return "worded", _value(match[1]), True
    if match := _HEAD_WITH_PAGE.match(text):
        return "head", _value(match[1]), True
    if match := _ENGLISH.match(text):
        return "english", int(match[1]), "of" in text.lower() or "age" in text
    if (match := _SLASH.match(text)) and int(match[1]) <= int(match[2]):
        return f"slash{match[2]}", int(match[1]), False
    if match := _BRACKETED.match(text):
        return "bracketed", int(match[1]), False
    if match := _BARE.match(text):
        return "bare", int(match[1]), False
    if _ROMAN.match(text):
        return "roman", 0, False
    return None


def _value(text: str) -> int:
    return parse_numeral(text) or 0


def find_page_numbers(
    lines: Sequence[Placed], titles: set[int], *, only_sure: bool
) -> set[int]:
    """The places of page numbers; with `only_sure` those that can be nothing else."""
    found: set[int] = set()
    unsure: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    decimals = 0
    for position, (i, line) in enumerate(lines):
        text = line.text.strip(_BLANK)
        if line.label or line.heading:
            continue
        result = page_number(text)
        if result is None:
            continue
        style, value, is_sure = result
        if is_sure:
            found.add(i)
        elif not only_sure:
            unsure[style].append((i, position, value))
    for style, hits in unsure.items():
        if style == "bare":
            decimals = sum(
                1
                for _, line in lines
                if re.match(r"\d{1,2}(\.\d{1,2})+([ \u3000]|$)", line.text.lstrip(" \u3000"))
            )
        if style == "roman":
            found.update(i for i, _, _ in hits)
            continue
        chain = _rising(hits)
        if style == "bare" and decimals >= 3 and not _far_apart(chain, hits):
            hits = [hit for hit in hits if not _stands_above_heading(lines, hit[1], titles)]
            chain = _rising(hits)
            if len(chain) < 2:
                chain = []
        if len(chain) >= 2 or (len(hits) == 1 and len(lines) > 10):
            found.update(chain)
    return found


def _far_apart(chain: Sequence[int], hits: Sequence[tuple[int, int, int]]) -> bool:
    """At least a small page lies before each number, as before no number of a section."""
    places = [0, *(position for i, position, _ in hits if i in set(chain))]
    # The last page may be short.
    inner = places[:-1] if len(places) > 2 else places
    return all(b - a >= 15 for a, b in pairwise(inner))


def _stands_above_heading(
    lines: Sequence[Placed], position: int, titles: set[int]
) -> bool:
    """A number on a line of its own may be that of the unit whose heading follows."""
    if position + 1 >= len(lines):
        return False
    i, line = lines[position + 1]
    text = line.text.strip()
    return i not in titles and len(text) < 20 and not any(c in text for c in "，。；：")


def _rising(hits: Sequence[tuple[int, int, int]]) -> list[int]:
    """The longest run of values that rise by one, at some distance from each other."""
    best: dict[int, list[int]] = {}
    longest: list[int] = []
    for i, _, value in hits:
        before = next((best[value - step] for step in (1, 2) if value - step in best), [])
        run = [*before, i]
        if len(run) >= len(best.get(value, [])):
            best[value] = run
        if len(run) > len(longest):
            longest = run
    return longest
