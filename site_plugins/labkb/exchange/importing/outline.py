"""Which of the numbers that begin lines are numbers of units, and what stands under what.

Every line that begins with a number may be a unit or the middle of a sentence. A beam search
weighs the order of the numbers (the next of its kind, the first below a new parent) against the
shape of the lines (does the line before go on?) and the words after the number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from labkb.exchange.importing.chars import ends_sentence
from labkb.exchange.importing.markers import RANKS, Marker, find_marker
from labkb.exchange.importing.model import Join, Line

_BEAM = 8
_REFERENCE = re.compile(
    r"第|规定|的|、|和|或|至|所|中|之|与|及|以|到|，|。|；|,|）|\)|修改|项|款|~|－|-|—|时|内|外|则|均|为|是|有"
)
_REFERENCE_SURE = re.compile(r"第|规定|的|、|和|或|至|所|与|及|以上|以下|，|。|；|,|）|\)|修改|项|款")
_COUNTED = re.compile(
    r"[个家项人年月日次份种类台套元万亿千百米克级章条款倍天周岁号名所只件批期点时分秒度升吨、，。；）%％]|～|~|至|以[上下内外]"
)
_Numbers = tuple[tuple[str, tuple[int, ...]], ...]
_Key = tuple[_Numbers, _Numbers]
_BODY_KINDS = {"part", "subpart", "chapter", "section", "article", "decimal", "han"}
_LEVEL_KINDS = {"part", "subpart", "chapter", "section"}
_RUN_ON = {"article", "han-paren", "section", "chapter", "digit"}
_ITEM_KINDS = {"han", "han-paren", "digit", "digit-paren", "digit-right", "circled", "letter"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An open unit on the way from the root to the current line."""

    kind: str
    ordinal: tuple[int, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A line that is the beginning of a unit."""

    line: int
    marker: Marker
    parent: int | None
    """The line of the unit above."""
    is_doubtful: bool
    before: Choice | None


@dataclass(slots=True)
class _State:
    score: float
    stack: tuple[Entry, ...]
    last: Choice | None
    memory: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """The last number of each kind that may run on through new parents."""


class _Habits:
    """What the whole text shows before any line is decided."""

    def __init__(self, markers: Sequence[Marker | None], joins: Sequence[Join]) -> None:
        articles = [
            m for m, j in zip(markers, joins, strict=True)
            if m and m.kind == "article" and j != "flows"
        ]
        spaced = sum(m.is_spaced for m in articles)
        self.articles_spaced = bool(articles) and spaced >= 0.6 * len(articles)
        decimals = [m for m in markers if m and m.kind == "decimal" and len(m.ordinal) > 1]
        tops = {m.ordinal[0] for m in decimals if m.ordinal[1] == 1}
        self.top = max((t for t in tops if t < 1000), default=0)
        self.has_decimals = len(tops) >= 2 or len(decimals) >= 4
        self.decimals_spaced = sum(m.is_spaced for m in decimals) >= 0.6 * len(decimals)


def choose_units(lines: Sequence[Line], joins: Sequence[Join]) -> list[Choice]:
    """The lines that begin units, in order, each with the unit above it."""
    markers = [_marker_of(line) for line in lines]
    habits = _Habits(markers, joins)
    states = [_State(0.0, (), None)]
    for i, marker in enumerate(markers):
        if marker is None:
            continue
        line = lines[i]
        before = lines[i - 1].text if i else ""
        is_sure = line.label is not None
        evidence = _evidence(marker, line, joins[i], before, habits, is_sure)
        if marker.kind in _LEVEL_KINDS and i + 1 < len(markers) and len(marker.rest) <= 24:
            following = markers[i + 1]
            if following and following.kind in {"article", "section", "chapter"}:
                evidence += 2.5
        refusal = _refusal(marker, joins[i], is_sure)
        lead_in = before.rstrip(" \t\u3000").endswith(("：", ":"))
        grown: dict[_Key, _State] = {}

        def offer(state: _State, grown: dict[_Key, _State] = grown) -> None:
            key = (tuple((e.kind, e.ordinal) for e in state.stack), state.memory)
            known = grown.get(key)
            if known is None or known.score < state.score:
                grown[key] = state

        for state in states:
            offer(_State(state.score + refusal, state.stack, state.last, state.memory))
            for gain, kept in _placements(state, marker, lead_in):
                total = gain + evidence
                if total <= -6 and not is_sure:
                    continue
                parent = kept[-1].line if kept else None
                choice = Choice(i, marker, parent, total < 0.5, state.last)
                stack = kept
                if marker.kind != "dash":
                    stack = (*kept, Entry(marker.kind, marker.ordinal, i))
                memory = state.memory
                if marker.kind in _RUN_ON:
                    memory = tuple(
                        sorted({**dict(memory), marker.kind: marker.ordinal}.items())
                    )
                elif marker.kind == "annex":
                    memory = ()
                offer(_State(state.score + total, stack, choice, memory))
        states = sorted(grown.values(), key=lambda s: -s.score)[:_BEAM]
    chosen: list[Choice] = []
    step = states[0].last
    while step is not None:
        chosen.append(step)
        step = step.before
    return _without_lone_nth(chosen[::-1])


def _without_lone_nth(chosen: list[Choice]) -> list[Choice]:
    """一是 … 二是 … are units where each begins a line; else they are words of a paragraph."""
    groups: dict[int | None, list[Choice]] = {}
    for choice in chosen:
        if choice.marker.kind == "nth":
            groups.setdefault(choice.parent, []).append(choice)
    lone = {
        choice.line
        for group in groups.values()
        if [c.marker.ordinal[0] for c in group] != list(range(1, len(group) + 1)) or len(group) < 2
        for choice in group
    }
    return [
        choice for choice in chosen if choice.line not in lone and choice.parent not in lone
    ]


def _marker_of(line: Line) -> Marker | None:
    if line.label is None:
        return find_marker(line.text)
    spaced = line.label + ("" if line.label.endswith(("、", " ", "\u3000")) else " ") + line.text
    marker = find_marker(spaced)
    return marker or find_marker(line.label + line.text)


def _refusal(marker: Marker, join: Join, is_sure: bool) -> float:
    """What it costs not to take a number for a unit."""
    if is_sure:
        return -6.0
    if join != "new":
        return 0.0
    strong = marker.kind in {"article", "chapter", "section", "part", "dash"} and marker.is_spaced
    strong = strong or marker.kind in {"han-paren", "circled", "dash"}
    strong = strong or (marker.kind == "han" and "、" in marker.printed)
    return -1.5 if strong else 0.0


def _evidence(
    marker: Marker, line: Line, join: Join, before: str, habits: _Habits, is_sure: bool
) -> float:
    """How much the shape of the line and the words after the number speak for a unit."""
    if is_sure:
        return 4.0
    score = {"new": 2.0, "open": 0.0, "flows": -4.0}[join]
    if line.heading is not None:
        score += 4.0
    kind, rest = marker.kind, marker.rest
    if join == "flows" and before.rstrip().endswith(("）", ")")):
        score += 1.5
    ended = not before or ends_sentence(before)
    if join == "open" and not ended:
        score -= 0.5
    if kind == "article":
        if marker.is_spaced:
            score += 1.5
        elif habits.articles_spaced:
            score -= 4.0
        pattern = _REFERENCE_SURE if marker.is_spaced else _REFERENCE
        if pattern.match(rest):
            score -= 2.0 if marker.is_spaced else 4.0
    elif kind in {"part", "subpart", "chapter", "section"}:
        if not marker.is_spaced:
            score -= 1.0
        if _REFERENCE_SURE.match(rest):
            score -= 5.0
        if len(rest) > 40 or "。" in rest:
            score -= 3.0
    elif kind == "han":
        if "、" not in marker.printed:
            score -= 2.5
            if _COUNTED.match(rest):
                score -= 3.0
    elif kind in {"han-paren", "digit-paren"}:
        if re.match(r"[、和或至，及）)]|项|以上|以下", rest):
            score -= 4.0
    elif kind == "digit":
        if re.match(r"\d|[、和至～~-]", rest):
            score -= 4.0
    elif kind == "decimal":
        score += _decimal_evidence(marker, habits)
    elif kind == "annex":
        score += _annex_evidence(marker, join)
    elif kind == "nth":
        score -= 1.0 if join == "new" or ended else 4.0
    elif kind == "dash":
        if not marker.printed.startswith(("——", "―", "•", "·", "●", "■", "◆", "▪", "-")):
            score -= 1.0
        score += 1.0 if ended else 0.0
    return score


def _decimal_evidence(marker: Marker, habits: _Habits) -> float:
    rest = marker.rest
    if not habits.has_decimals:
        return -7.0 if len(marker.ordinal) == 1 else -3.0
    score = 0.0
    if len(marker.ordinal) == 1:
        if marker.ordinal[0] > habits.top + 3:
            score -= 4.0
        if ends_sentence(rest) or len(rest) > 30 or "，" in rest:
            score -= 3.0
        if _COUNTED.match(rest):
            score -= 3.0
    elif not marker.is_spaced and rest and habits.decimals_spaced:
        score -= 2.5
        if _COUNTED.match(rest):
            score -= 2.0
    return score


def _annex_evidence(marker: Marker, join: Join) -> float:
    rest = marker.rest
    if "：" in marker.printed or ":" in marker.printed:
        return -6.0 if rest else 0.5
    if not rest:
        return 1.5 if join == "new" else -1.0
    if not marker.is_spaced or ends_sentence(rest) or len(rest) > 40 or _REFERENCE.match(rest):
        return -6.0
    return 0.0


def _placements(
    state: _State, marker: Marker, lead_in: bool
) -> list[tuple[float, tuple[Entry, ...]]]:
    """Where a number can stand: what it is worth, and what stays open above it."""
    stack = state.stack
    if stack and stack[0].kind == "heading" and marker.kind in _BODY_KINDS:
        stack = ()
    if marker.kind == "dash":
        return [(1.5, stack)]
    if marker.kind == "decimal":
        return _place_decimal(stack, marker.ordinal)
    if marker.kind == "heading":
        return [(1.0, ())]
    if marker.kind == "annex":
        return [(2.0 if not marker.ordinal[0] or _follows_annex(stack, marker) else 0.0, ())]
    rank = RANKS[marker.kind]
    ordinal = marker.ordinal
    same = next((j for j in range(len(stack) - 1, -1, -1) if stack[j].kind == marker.kind), None)
    found: list[tuple[float, tuple[Entry, ...]]] = []
    is_first = ordinal in ((1,), (1, 0))
    bonus = 1.5 if is_first and lead_in and marker.kind in _ITEM_KINDS else 0.0
    if same is not None:
        gain = _sequence(stack[same].ordinal, ordinal, marker.kind)
        if is_first:
            gain = (-4.0 if marker.kind in {"article", "chapter", "part"} else -1.0) + bonus
        found.append((gain, stack[:same]))
    else:
        kept = stack
        while kept and RANKS[kept[-1].kind] >= rank:
            kept = kept[:-1]
        first = 3.0 + bonus if is_first else -1.6 - min(ordinal[0], 8) * 0.3
        known = dict(state.memory).get(marker.kind)
        if known is not None and not (is_first and marker.kind != "article"):
            run_on = _sequence(known, ordinal, marker.kind)
            if is_first:
                run_on = -3.0
            if marker.kind in {"article", "chapter"}:
                first = run_on
            elif run_on > 0 and marker.kind in {"han-paren", "section"}:
                first = 3.0
        if marker.kind in {"section", "subpart"} and not kept:
            first -= 1.0
        found.append((first, kept))
        if kept != stack and is_first and lead_in and marker.kind in _ITEM_KINDS:
            found.append((first - 0.5, stack))
    return found


def _follows_annex(stack: tuple[Entry, ...], marker: Marker) -> bool:
    if marker.ordinal == (1,):
        return True
    return any(e.kind == "annex" and e.ordinal[0] + 1 == marker.ordinal[0] for e in stack)


def _sequence(before: tuple[int, ...], after: tuple[int, ...], kind: str) -> float:
    if kind == "article":
        if after in ((before[0] + 1, 0), (before[0], before[1] + 1)):
            return 4.0
        step = after[0] - before[0]
    else:
        step = after[0] - before[0]
        if step == 1:
            return 4.0
    if step > 1:
        return -1.5 - min(step, 8) * 0.5
    return -7.0


def _place_decimal(
    stack: tuple[Entry, ...], ordinal: tuple[int, ...]
) -> list[tuple[float, tuple[Entry, ...]]]:
    for j in range(len(stack) - 1, -1, -1):
        entry = stack[j]
        if entry.kind == "digit" and entry.ordinal[0] == ordinal[0] and len(ordinal) == 2:
            return [(4.0 if ordinal[1] == 1 else -2.0, stack[: j + 1])]
        if entry.kind != "decimal":
            continue
        known = entry.ordinal
        if len(ordinal) > len(known):
            if ordinal[: len(known)] == known:
                rest = ordinal[len(known) :]
                gain = 4.0 if rest == (1,) else 1.0 if set(rest) == {1} else -2.0
                return [(gain, stack[: j + 1])]
            continue
        if len(ordinal) == len(known):
            if ordinal[:-1] == known[:-1]:
                step = ordinal[-1] - known[-1]
                gain = 4.0 if step == 1 else -1.5 - 0.5 * min(step, 8) if step > 1 else -7.0
                return [(gain, stack[:j])]
            continue
    return _place_new_decimal(stack, ordinal)


def _place_new_decimal(
    stack: tuple[Entry, ...], ordinal: tuple[int, ...]
) -> list[tuple[float, tuple[Entry, ...]]]:
    decimals = [j for j, e in enumerate(stack) if e.kind == "decimal"]
    if decimals:
        last = stack[decimals[-1]].ordinal
        kept = stack[: decimals[0]]
        for j in decimals:
            known = stack[j].ordinal
            if len(known) < len(ordinal) and ordinal[: len(known)] == known:
                kept = stack[: j + 1]
        common = 0
        while common < min(len(last), len(ordinal)) and last[common] == ordinal[common]:
            common += 1
        if common < len(ordinal) and common < len(last):
            step = ordinal[common] - last[common]
            if step == 1 and set(ordinal[common + 1 :]) <= {1}:
                return [(2.5, kept)]
            if step >= 1:
                return [(-2.0 - 0.5 * min(step, 8), kept)]
        if ordinal[0] >= 1000 > last[0]:
            return [(2.0 if ordinal[1:] in ((1,), (1, 1)) else -2.0, kept)]
        return [(-7.0, kept)]
    kept = stack
    while kept and kept[-1].kind in _ITEM_KINDS - {"han", "han-paren"}:
        kept = kept[:-1]
    gain = -1.0 if any(e.kind == "article" for e in kept) else 0.0
    if ordinal == (1,):
        gain += 2.5
    elif set(ordinal) == {1} or ordinal[0] >= 1000:
        gain += 2.0
    else:
        gain -= 1.0 if len(ordinal) > 1 and ordinal[1] == 1 else 3.0
    return [(gain, kept)]
