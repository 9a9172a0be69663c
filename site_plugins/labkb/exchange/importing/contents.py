"""Lines of a table of contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from labkb.exchange.importing.chars import ends_sentence, squeeze
from labkb.exchange.importing.markers import find_marker
from labkb.exchange.importing.page_numbers import Placed

_LEADER = re.compile(r"(?:[.．·…‥]\s?){3,}[\s\u3000]*(\d{1,4}|[ivxlcIVXLC]+)?$|[…⋯]+[\s\u3000]*\d{1,4}$")
_TRAILING_PAGE = re.compile(r"(?:[ \u3000\t]{1,}|[（(])(\d{1,4})[）)]?$")
CONTENTS = {"目录", "目次", "目錄", "contents", "CONTENTS", "Contents"}


def find_contents(lines: Sequence[Placed]) -> set[int]:
    """The places of the lines of tables of contents, their titles included."""
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
        elif squeeze(line.text) in CONTENTS:
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


def _contents_end(lines: Sequence[Placed], keys: Sequence[str], start: int) -> int:
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


def _entry_key(text: str) -> str:
    text = _LEADER.sub("", text.strip(" \t\u3000"))
    text = _TRAILING_PAGE.sub("", text)
    return squeeze(re.sub(r"[.．·…‥\s\u3000]+$", "", text))
