"""Judged queries: those whose target has fallen out of place, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Protocol

from labkb.diagnostics import Diagnostic, Place, Severity
from labkb.index.vocabulary import FOLDER, place_of
from labkb.model.vocabulary import CASE_KIND_WORDS, SearchCase

_DEEP = 10


class Searches(Protocol):
    """Something that answers queries: `labkb.index.search.Searcher`."""

    def search(self, text: str, *, limit: int) -> dict[str, Any]:
        """The result, best hits first."""
        ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and where its first target came, 0 for not among the first ten."""

    case: SearchCase
    place: int
    first: tuple[str, ...]
    """Ids of the first hits."""

    @property
    def passes(self) -> bool:
        """Whether a target is where the case wants it."""
        return 0 < self.place <= self.case.within


def judge(cases: Iterable[SearchCase], searcher: Searches) -> list[Judged]:
    """Every case with its outcome."""
    outcomes = []
    for case in cases:
        limit = max(_DEEP, case.within)
        hits = [hit["id"] for hit in searcher.search(case.query, limit=limit)["hits"]]
        places = [hits.index(target) + 1 for target in case.targets if target in hits]
        outcomes.append(Judged(case, min(places, default=0), tuple(hits[:3])))
    return outcomes


def run(
    cases: Sequence[SearchCase],
    searcher: Searches,
    *,
    known: Iterable[str],
    overlay: bool = False,
    places: Sequence[tuple[str, int]] = (),
) -> list[Diagnostic]:
    """Cases whose target is unknown or out of place.

    Args:
        cases: The judged queries.
        searcher: What answers them.
        known: Ids of all records.
        overlay: Whether the reader's own texts are searched; cases that need them wait for that.
        places: The file of every case and its number in it.
    """
    ids = set(known)
    findings = []
    usable: list[SearchCase] = []
    found_in: list[Place] = []
    for case, place in zip_longest(cases, [place_of("cases", *one) for one in places]):
        place = place or Place(FOLDER)
        lost = [target for target in case.targets if target not in ids]
        if lost:
            findings.append(
                Diagnostic(
                    "KB905", f"用例“{case.query}”要找的“{'、'.join(lost)}”不存在。",
                    place, "改用例的 targets，或补上这条记录。",
                    severity=Severity.WARNING if len(lost) < len(case.targets) else Severity.ERROR,
                )
            )
        if (overlay or not case.needs_original) and ids.intersection(case.targets):
            usable.append(case)
            found_in.append(place)
    for outcome, place in zip(judge(usable, searcher), found_in, strict=True):
        if not outcome.passes:
            findings.append(_fallen(outcome, place))
    return findings


def _fallen(outcome: Judged, place_of_case: Place) -> Diagnostic:
    case = outcome.case
    place = f"排在第{outcome.place}" if outcome.place else "没有进前十"
    kind = CASE_KIND_WORDS[case.kind]
    return Diagnostic(
        "KB906",
        f"查“{case.query}”（{kind}），“{case.targets[0]}”{place}，应在前{case.within}条；"
        f"现在前面是 {'、'.join(outcome.first) or '空'}。",
        place_of_case,
        "给目标记录补关键词，给词表补同义词；确实不该找到它就改用例。",
    )
