"""Lines without what belongs to the page: page numbers, running heads, tables of contents."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from labkb.exchange.importing.chars import ends_sentence, squeeze
from labkb.exchange.importing.markers import find_marker
from labkb.exchange.importing.model import Block, Dropped, Line
from labkb.exchange.importing.wrapping import Shape, find_shape
from labkb.ids import parse_numeral

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
_LEADER = re.compile(r"(?:[.．·…‥]\s?){3,}[\s\u3000]*(\d{1,4}|[ivxlcIVXLC]+)?$|[…⋯]+[\s\u3000]*\d{1,4}$")
_TRAILING_PAGE = re.compile(r"(?:[ \u3000\t]{1,}|[（(])(\d{1,4})[）)]?$")
_CONTENTS = {"目录", "目次", "目錄", "contents", "CONTENTS", "Contents"}
_BESIDE_TITLE = re.compile(
    r"[（(\[【·|\-—\s]*(?:(?:共?\d*页?)?第?\d{1,4}页?(?:[/共]*\d*页?)?|(?:19|20)\d\d年?(?:\d+月)?(?:\d+日)?版?"
    r"|第[一二三四五六七八九十]+版|征求意见稿|送审稿|报批稿)*[）)\]】·|\-—\s]*"
)
_BLANK = " \t\u3000"
_CAPTION_ONLY = re.compile(r"[\d\W_]+$")


def remove_furniture(
    blocks: Sequence[Block], *, has_page_lines: bool = True
) -> tuple[list[Block], list[Dropped]]:
    """The blocks that are content, and the list of what was dropped.

    Without `has_page_lines` only what can be nothing else is taken for a page number.
    """
    lines = [(i, block) for i, block in enumerate(blocks) if isinstance(block, Line)]
    reasons: dict[int, str] = {}
    titles = _repeated_titles(lines) if has_page_lines else set()
    for i in titles:
        reasons[i] = "页眉页脚"
    pages = _page_numbers(lines, titles, only_sure=not has_page_lines)
    for i in pages:
        reasons[i] = "页码"
    rest = [(i, line) for i, line in lines if i not in reasons]
    for i in _running_heads(lines, rest, pages) if has_page_lines else ():
        reasons[i] = "页眉页脚"
    rest = [(i, line) for i, line in rest if i not in reasons]
    if has_page_lines:
        for i in _interruptions(lines, rest, reasons):
            reasons[i] = "页眉页脚"
        rest = [(i, line) for i, line in rest if i not in reasons]
    for i in _contents(rest):
        reasons[i] = "目录"
    kept = [block for i, block in enumerate(blocks) if i not in reasons]
    dropped = [
        Dropped(line.text.strip(), reasons[i], line.number, line.page)
        for i, line in lines
        if i in reasons
    ]
    return kept, dropped


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


def _repeated_titles(lines: Sequence[tuple[int, Line]]) -> set[int]:
    """Lines that are the title of the document once more."""
    heads: set[str] = set()
    text = ""
    for _, line in lines[:3]:
        if ends_sentence(line.text) or page_number(line.text) or find_marker(line.text):
            break
        text += squeeze(line.text)
        heads.add(text)
    heads = {head for head in heads if len(head) >= 5 and head not in _CONTENTS}
    found: set[int] = set()
    for i, line in lines[3:]:
        text = line.text.strip(_BLANK)
        if len(text) < 90 and line.heading is None:
            tight = squeeze(text)
            rest = next((tight.replace(head, "", 1) for head in heads if head in tight), None)
            if rest is not None and _BESIDE_TITLE.fullmatch(rest):
                found.add(i)
    return found


def _page_numbers(
    lines: Sequence[tuple[int, Line]], titles: set[int], *, only_sure: bool
) -> set[int]:
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
    return all(b - a >= 15 for a, b in itertools.pairwise(places))


def _stands_above_heading(
    lines: Sequence[tuple[int, Line]], position: int, titles: set[int]
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


def _running_heads(
    lines: Sequence[tuple[int, Line]],
    rest: Sequence[tuple[int, Line]],
    pages: set[int],
) -> set[int]:
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


def _interruptions(
    lines: Sequence[tuple[int, Line]],
    rest: Sequence[tuple[int, Line]],
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
    lines: Sequence[tuple[int, Line]], position: int, reasons: dict[int, str], shape: Shape
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


def _first_content(lines: Sequence[tuple[int, Line]], found: set[int]) -> int | None:
    for position, (i, line) in enumerate(lines):
        if i not in found and page_number(line.text) is None:
            return position
    return None


def _needed_titles(
    lines: Sequence[tuple[int, Line]], found: set[int], keep: set[int]
) -> set[int]:
    """Of the repeated lines at the head, those without which the document had no title."""
    for i, line in lines[:12]:
        if i in found:
            continue
        text = line.text.strip()
        if find_marker(text) or ends_sentence(text) or page_number(text) or text[:1] in "（(":
            break
        if re.match(r"[\d零〇一二三四五六七八九十]{2,4}年", text) or squeeze(text) in _CONTENTS:
            break
        if len(squeeze(text)) >= 4:
            return set()
    return keep


def _is_unit(line: Line) -> bool:
    marker = find_marker(line.text)
    return marker is not None and marker.kind not in {"dash", "annex", "heading"}


def _opens_section(lines: Sequence[tuple[int, Line]], position: int) -> bool:
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
        all(b[k] - a[k] in (1, 2) for a, b in itertools.pairwise(values))
        for k in range(len(values[0]))
    )


def _regular(places: Sequence[int]) -> bool:
    """At least three times, at even distances of a page."""
    gaps = [b - a for a, b in itertools.pairwise(places)]
    inner = gaps[1:] if len(gaps) > 2 else gaps
    return len(gaps) >= 2 and min(gaps) >= 8 and max(inner) - min(inner) <= max(3, min(inner) // 8)


def _entry_key(text: str) -> str:
    text = _LEADER.sub("", text.strip(" \t\u3000"))
    text = _TRAILING_PAGE.sub("", text)
    return squeeze(re.sub(r"[.．·…‥\s\u3000]+$", "", text))


def _contents(lines: Sequence[tuple[int, Line]]) -> set[int]:
    found: set[int] = set()
    keys = [""] * len(lines)
    counts: dict[str, int] = defaultdict(int)
    for p, (_, line) in enumerate(lines):
        if len(line.text) <= 120:
            keys[p] = _entry_key(line.text)
            counts[keys[p]] += 1
    p = 0
    while p < len(lines):
        i, line = lines[p]
        if line.is_toc:
            found.add(i)
        elif squeeze(line.text) in _CONTENTS:
            end = _contents_end(lines, keys, p + 1)
            if end > p + 1:
                found.update(j for j, _ in lines[p:end])
                p = end
                continue
        elif _LEADER.search(line.text.rstrip(" \t\u3000")) and (
            _TRAILING_PAGE.search(line.text.rstrip()) or re.search(r"\d\s*$", line.text)
        ):
            found.add(i)
        p += 1
    return found


def _contents_end(lines: Sequence[tuple[int, Line]], keys: Sequence[str], start: int) -> int:
    """One past the last line of a table of contents that begins at `start`."""
    if start >= len(lines):
        return start
    later: dict[str, list[int]] = defaultdict(list)
    for p in range(start, len(lines)):
        if keys[p]:
            later[keys[p]].append(p)
    end = start
    first_key = keys[start]
    first_number: tuple[str, tuple[int, ...]] | None = None
    while end < len(lines):
        text = lines[end][1].text.strip(" \t\u3000")
        has_leader = bool(_LEADER.search(text))
        marker = find_marker(text)
        if has_leader or lines[end][1].is_toc:
            pass
        elif (end > start and keys[end] == first_key) or len(text) > 60 or ends_sentence(text):
            break
        elif marker is not None:
            if marker.kind == "article":
                break
            number = (marker.kind, marker.ordinal)
            if first_number == number and marker.kind in {"part", "chapter", "decimal"}:
                break
            # A chapter line that never comes again is no entry but the chapter itself.
            if not any(q > end for q in later[keys[end]]) and not _TRAILING_PAGE.search(text):
                tail = keys[end]
                if not any(
                    q > end and keys[q] and (keys[q].startswith(tail) or tail.startswith(keys[q]))
                    for q in range(end + 1, min(len(lines), end + 4000))
                    if len(keys[q]) > 3
                ):
                    break
            if first_number is None:
                first_number = number
        elif not (
            _TRAILING_PAGE.search(text)
            or any(q > end for q in later[keys[end]])
            or (end + 1 < len(lines) and _LEADER.search(lines[end + 1][1].text.strip()))
        ):
            break
        end += 1
    return end
