"""Which lines begin a paragraph and which go on with the one before."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from labkb.exchange.importing.chars import ends_sentence, first_token, width
from labkb.exchange.importing.markers import find_marker
from labkb.exchange.importing.model import Join, Line

_BLANK = " \t\u3000"
_MAX_INDENT = 8


@dataclass(frozen=True, slots=True)
class Shape:
    """How the lines of a text were broken."""

    is_wrapped: bool
    measure: Callable[[str], int]
    columns: int
    """Print width in the measure; 0 when lines are paragraphs."""
    is_exact: bool = False
    """Nearly all broken lines have exactly this width."""


def find_shape(texts: Sequence[str]) -> Shape:
    """The print width that most of the unfinished lines share."""
    texts = [text.rstrip(_BLANK) for text in texts]
    best: tuple[float, Shape] = (0.0, Shape(False, len, 0))
    if len(texts) < 6:
        return best[1]
    is_open = [not ends_sentence(text) for text in texts]
    tokens = [first_token(text.lstrip(_BLANK)) for text in texts[1:]] + [""]
    for measure, slack in ((len, 1), (width, 2)):
        values = [measure(text) for text in texts]
        counts = Counter(values)
        open_values = Counter(v for v, o in zip(values, is_open, strict=True) if o)
        top = max(
            counts,
            key=lambda v: (sum(open_values[v - d] + counts[v - d] for d in range(slack + 1)), v),
        )
        near = sum(counts[top - d] for d in range(slack + 1))
        over = sum(n for v, n in counts.items() if v > top + 2 * slack)
        minimum = 12 if measure is len else 24
        if top < minimum or near < 0.2 * len(texts) or over > 0.08 * len(texts):
            continue
        # Hanging punctuation may stand beyond the width.
        columns = top
        unfinished = tight = 0
        for v, o, token in zip(values, is_open, tokens, strict=True):
            if o and v >= 0.75 * columns:
                unfinished += 1
                tight += columns - v - measure(token) < 1
        share = tight / max(1, unfinished)
        if share > best[0]:
            best = (share, Shape(True, measure, columns, share > 0.85))
    return best[1]


def join_lines(lines: Sequence[Line]) -> list[Join]:
    """For each line, how it stands to the line before; a reader's own word goes first."""
    joins: list[Join] = [line.join for line in lines]
    todo = [i for i, line in enumerate(lines) if line.join == "open"]
    if not todo:
        return joins
    texts = [lines[i].text for i in todo]
    shape = find_shape(texts)
    indents = _indents(texts) if shape.is_wrapped or _median(texts) < 120 else set()
    gaps = _paragraph_gap(lines)
    has_trails = _trails_mark_paragraphs([line.text for line in lines])
    segments = _segments(lines) if not shape.is_wrapped else []
    for i in todo:
        if i == 0:
            joins[i] = "new"
            continue
        before = lines[i - 1]
        text = before.text.rstrip(_BLANK)
        here = lines[i].text
        if before.heading is not None or (before.join == "new" and before.label):
            joins[i] = "new"
            continue
        columns, measure = shape.columns, shape.measure
        if not shape.is_wrapped and segments and segments[i - 1]:
            columns, measure = segments[i - 1], width
        if has_trails and before.text[-1:] in _BLANK:
            joins[i] = "new"
            continue
        indent = len(here) - len(here.lstrip(_BLANK))
        before_indent = len(text) - len(text.lstrip(_BLANK))
        if indent > _MAX_INDENT or before_indent > _MAX_INDENT:
            # Centred lines: a heading over two lines is centred twice.
            both = min(indent, before_indent) > _MAX_INDENT and not find_marker(here)
            joins[i] = "open" if both else "new"
            continue
        if indents and indent in indents:
            joins[i] = "new"
            continue
        gap = lines[i].number - before.number
        if gaps and gap >= gaps and (ends_sentence(text) or not shape.is_wrapped):
            joins[i] = "new"
            continue
        if columns == 0:
            joins[i] = _join_of_paragraphs(text, here)
            continue
        slack = columns - measure(text) - measure(first_token(here.lstrip(_BLANK)))
        if ends_sentence(text):
            limit = 0 if shape.is_exact else max(2, columns // 10)
            if slack > limit:
                joins[i] = "new"
            elif indents and indent == 0 and not find_marker(here):
                joins[i] = "flows"
        else:
            limit = measure("字") if shape.is_exact else max(3, columns // 6)
            joins[i] = "new" if slack > limit else "flows"
            if joins[i] == "flows" and not shape.is_exact and _is_heading_pair(text, here):
                joins[i] = "open"
    return joins


def _is_heading_pair(before: str, here: str) -> bool:
    """A numbered line after a numbered line that is no sentence: a heading and what is below."""
    if any(c in before for c in "。；，") or not find_marker(before):
        return False
    marker = find_marker(here)
    return marker is not None and (marker.kind != "digit" or marker.ordinal == (1,))


def _median(texts: Sequence[str]) -> int:
    return sorted(len(text) for text in texts)[len(texts) // 2]


def _join_of_paragraphs(before: str, here: str) -> Join:
    """Lines are paragraphs; one broken by a page goes on without a sentence's end."""
    if before.count("“") > before.count("”"):
        return "flows"
    if ends_sentence(before) or len(before) < 20 or find_marker(here):
        return "new"
    if before.endswith(("）", ")", "”", "》")) or not any(c in before for c in "，。；"):
        return "new"
    return "flows"


def _trails_mark_paragraphs(texts: Sequence[str]) -> bool:
    """Whether white space at the end of a line means the end of a paragraph."""
    marked = [text for text in texts if text[-1:] in _BLANK]
    if not 0.04 * len(texts) <= len(marked) <= 0.6 * len(texts):
        return False
    unmarked = len(texts) - len(marked)
    ended = sum(ends_sentence(text) for text in marked)
    loose = sum(ends_sentence(t) for t in texts if t[-1:] not in _BLANK)
    return ended >= 0.6 * len(marked) and loose <= 0.15 * max(1, unmarked)


def _indents(texts: Sequence[str]) -> set[int]:
    """The indents that mark paragraphs, if the text uses any."""
    depths = [len(text) - len(text.lstrip(_BLANK)) for text in texts]
    counts = Counter(depth for depth in depths if 2 <= depth <= _MAX_INDENT)
    flush = sum(depth <= 1 for depth in depths)
    if not counts or not 0.1 * len(texts) <= flush <= 0.95 * len(texts):
        return set()
    if sum(counts.values()) < max(3, 0.04 * len(texts)):
        return set()
    widest = sorted(map(len, texts))[int(0.9 * len(texts))]
    good = bad = after_short = after_short_marked = 0
    for before, _text, depth in zip(texts, texts[1:], depths[1:], strict=False):
        is_marked = depth in counts
        is_short = len(before.rstrip(_BLANK)) < 0.7 * widest
        if is_marked:
            if is_short or ends_sentence(before):
                good += 1
            else:
                bad += 1
        if is_short and len(before) <= widest and ends_sentence(before) and depth <= _MAX_INDENT:
            after_short += 1
            after_short_marked += is_marked
    if good < 4 * bad or after_short_marked < 0.7 * after_short:
        return set()
    return set(counts)


def _paragraph_gap(lines: Sequence[Line]) -> int:
    """The distance of lines that means a new paragraph; 0 when blank lines mean nothing."""
    gaps = Counter(
        b.number - a.number for a, b in itertools.pairwise(lines) if b.number > a.number
    )
    total = sum(gaps.values())
    if total < 8:
        return 0
    single = gaps[1] / total
    if 0.3 <= single <= 0.97:
        return 2
    return 0


def _segments(lines: Sequence[Line]) -> list[int]:
    """The print width around each line of a text that was wrapped in different widths."""
    values = [width(line.text.rstrip(_BLANK)) for line in lines]
    if not values or sorted(values)[int(len(values) * 0.98)] > 110:
        return []
    unfinished = sum(not ends_sentence(line.text) for line in lines)
    if unfinished < 0.45 * len(lines):
        return []
    result = [0] * len(lines)
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].number - lines[i - 1].number >= 3:
            widest = max(values[start:i])
            for k in range(start, i):
                result[k] = widest if widest >= 30 else 0
            start = i
    return result
