"""Lines that repeat on the pages: running heads and feet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from labkb.exchange.importing.chars import ends_sentence, squeeze
from labkb.exchange.importing.contents import CONTENTS
from labkb.exchange.importing.markers import find_marker
from labkb.exchange.importing.model import Line
from labkb.exchange.importing.page_numbers import Placed, page_number
from labkb.exchange.importing.wrapping import Shape, find_shape

_BESIDE_TITLE = re.compile(
    r"[（(\[【·|\-—\s]*(?:(?:共?\d*页?)?第?\d{1,4}页?(?:[/共]*\d*页?)?|(?:19|20)\d\d年?(?:\d+月)?(?:\d+日)?版?"
    r"|第[一二三四五六七八九十]+版|征求意见稿|送审稿|报批稿)*[）)\]】·|\-—\s]*"
)
_BLANK = " \t\u3000"
_CAPTION_ONLY = re.compile(r"[\d\W_]+$")


def find_repeated_titles(lines: Sequence[Placed]) -> set[int]:
    """Lines that are the title of the document once more."""
    heads: set[str] = set()
    text = ""
    for _, line in lines[:3]:
        if ends_sentence(line.text) or page_number(line.text) or find_marker(line.text):
            break
        text += squeeze(line.text)
        heads.add(text)
    heads = {head for head in heads if len(head) >= 5 and head not in CONTENTS}
    found: set[int] = set()
    for i, line in lines[3:]:
        text = line.text.strip(_BLANK)
        if len(text) < 90 and line.heading is None:
            tight = squeeze(text)
            rest = next((tight.replace(head, "", 1) for head in heads if head in tight), None)
            if rest is not None and _BESIDE_TITLE.fullmatch(rest):
                found.add(i)
    return found


def find_running_heads(
    lines: Sequence[Placed],
    rest: Sequence[Placed],
    pages: set[int],
) -> set[int]:
    """The places of lines that come again at the edges of pages or at even distances."""
    groups: dict[str, list[tuple[int, int, Line]]] = defaultdict(list)
    order = {i: position for position, (i, _) in enumerate(lines)}
    for i, line in rest:
        if len(line.text) > 80 or line.label or line.heading:
            continue
        key = re.sub(r"\d+", "#", squeeze(line.text))
        if len(key) < 2 or ends_sentence(key) or _CAPTION_ONLY.match(key.replace("#", "")):
            continue
        groups[key].append((i, order[i], line))
    page_positions = {order[i] for i in pages}
    page_of = [line.page for _, line in lines]
    starts = {
        p for p in range(1, len(lines)) if page_of[p] is not None and page_of[p] != page_of[p - 1]
    }
    edges = set(page_positions)
    for start in starts:
        edges.update((start - 1, start))
    repeated = {key: hits for key, hits in groups.items() if len(hits) >= 2}
    found: set[int] = set()
    # Heads of two lines: the outer one is at the edge, the inner one next to the outer.
    for _ in range(2):
        for key, hits in repeated.items():
            if hits[0][0] in found:
                continue
            places = [p for _, p, _ in hits]
            later = places[1:]
            near = [p for p in later if edges & {p - 1, p, p + 1}]
            is_numbered = "#" in key and _numbers_rise([line for _, _, line in hits])
            if _is_unit(hits[0][2]) and not (is_numbered and _has_leading_page(hits[0][2])):
                continue
            if any(_opens_section(lines, p) for p in places):
                continue
            at_edges = bool(edges) and len(near) >= 0.6 * len(later)
            at_edges = at_edges and len(hits) >= 0.35 * max(len(page_positions), len(starts))
            if len(hits) == 2:
                ok = at_edges and len(near) == 1 and (len(page_positions) + len(starts)) >= 1
                ok = ok and (places[0] < 12 or bool(edges & {places[0] - 1, places[0] + 1}))
            else:
                ok = at_edges or _regular(places)
            if ok:
                found.update(i for i, _, _ in hits)
                edges.update(places)
    keep: set[int] = set()
    for hits in repeated.values():
        # The title is printed once at the head even when every page repeats it.
        members = [hit for hit in hits if hit[0] in found]
        if not members or "#" in re.sub(r"\d+", "#", members[0][2].text):
            continue
        head = [hit for hit in members if hit[1] < 12]
        if head and not _is_unit(head[0][2]):
            first_text = _first_content(lines, found)
            if first_text is None or len(head) > 1 or head[0][1] <= first_text:
                keep.add(head[-1][0] if len(head) > 1 else head[0][0])
    if keep:
        found -= _needed_titles(lines, found, keep)
    return found


def _first_content(lines: Sequence[Placed], found: set[int]) -> int | None:
    for position, (i, line) in enumerate(lines):
        if i not in found and page_number(line.text) is None:
            return position
    return None


def _needed_titles(
    lines: Sequence[Placed], found: set[int], keep: set[int]
) -> set[int]:
    """Of the repeated lines at the head, those without which the document had no title."""
    for i, line in lines[:12]:
        if i in found:
            continue
        text = line.text.strip()
        if find_marker(text) or ends_sentence(text) or page_number(text) or text[:1] in "（(":
            break
        if re.match(r"[\d零〇一二三四五六七八九十]{2,4}年", text) or squeeze(text) in CONTENTS:
            break
        if len(squeeze(text)) >= 4:
            return set()
    return keep


def _is_unit(line: Line) -> bool:
    marker = find_marker(line.text)
    return marker is not None and marker.kind not in {"dash", "annex", "heading"}


def _opens_section(lines: Sequence[Placed], position: int) -> bool:
    """A line “6 …” above a line “6.1 …”."""
    number = re.match(r"\s*(\d+)[ \u3000]", lines[position][1].text)
    if number is None or position + 1 >= len(lines):
        return False
    return lines[position + 1][1].text.lstrip(_BLANK).startswith(f"{number[1]}.1")


def _has_leading_page(line: Line) -> bool:
    """A head such as “12 某某条例”."""
    return re.match(r"\s*\d{1,4}[ \u3000]+\D{4,}$", line.text) is not None


def _numbers_rise(lines: Sequence[Line]) -> bool:
    values = [[int(n) for n in re.findall(r"\d+", line.text)] for line in lines]
    if len({len(v) for v in values}) != 1:
        return False
    return any(
        all(b[k] - a[k] in (1, 2) for a, b in pairwise(values))
        for k in range(len(values[0]))
    )


def _regular(places: Sequence[int]) -> bool:
    """At least three times, at even distances of a page."""
    gaps = [b - a for a, b in pairwise(places)]
    inner = gaps[1:] if len(gaps) > 2 else gaps
    return len(gaps) >= 2 and min(gaps) >= 8 and max(inner) - min(inner) <= max(3, min(inner) // 8)


def find_interruptions(
    lines: Sequence[Placed],
    rest: Sequence[Placed],
    reasons: dict[int, str],
) -> set[int]:
    """Short lines that stand in the middle of a sentence, beside a page number or more than once."""
    shape = find_shape([line.text for _, line in rest])
    if not shape.is_wrapped:
        return set()
    measure, columns = shape.measure, shape.columns
    order = {i: position for position, (i, _) in enumerate(lines)}
    counts: dict[str, list[int]] = defaultdict(list)
    breaking: dict[str, list[int]] = defaultdict(list)
    for p, (i, line) in enumerate(rest):
        text = line.text.strip(_BLANK)
        key = re.sub(r"\d+", "#", squeeze(text))
        if not 2 <= len(key) <= 40 or ends_sentence(text) or _is_unit(line) or p == 0:
            continue
        if any(c in text for c in "，。；："):
            continue
        counts[key].append(i)
        before = rest[p - 1][1].text.rstrip(_BLANK)
        if len(before) - len(before.lstrip(_BLANK)) > 8:
            continue
        is_full = columns - measure(before) <= measure("字")
        if is_full and not ends_sentence(before) and measure(text) <= 0.75 * columns:
            breaking[key].append(i)
    found: set[int] = set()
    for key, hits in breaking.items():
        beside = [
            i for i in hits
            if order[i] and reasons.get(lines[order[i] - 1][0]) == "页码"
        ]
        if len(counts[key]) >= 2:
            found.update(i for i in counts[key] if order[i] >= 3)
        else:
            found.update(beside)
    if sum(_is_article(line) for _, line in rest) >= 5:
        # In a law nothing short and without a number stands alone but what belongs to the page.
        for hits in counts.values():
            found.update(i for i in hits if _stands_below_number(lines, order[i], reasons, shape))
    return found


def _is_article(line: Line) -> bool:
    marker = find_marker(line.text)
    return marker is not None and marker.kind == "article"


def _stands_below_number(
    lines: Sequence[Placed], position: int, reasons: dict[int, str], shape: Shape
) -> bool:
    """A short line between a page number and the text, where the page before ended a sentence."""
    if not 3 < position < len(lines) - 2 or reasons.get(lines[position - 1][0]) != "页码":
        return False
    text = lines[position][1].text.strip(_BLANK)
    return (
        shape.measure(text) <= 0.6 * shape.columns
        and not text.startswith("附")
        and ends_sentence(lines[position - 2][1].text)
    )
