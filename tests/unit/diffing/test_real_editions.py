"""Real pairs of laws, cut by a splitter that shares nothing with the importer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from labkb.diffing.compare import Comparison, compare
from labkb.diffing.sources import read_edition
from tests.conftest import ROOT

LAWS = ROOT.parent / "shared" / "corpus" / "laws"
ARTICLE = re.compile(r"(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)[\s\u3000]+")


def pairs() -> list[tuple[Path, Path]]:
    """Neighbouring editions of each law that is held more than once."""
    works: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(LAWS.rglob("*.md")):
        works[path.name.split("(")[0]].append(path)
    found: list[tuple[Path, Path]] = []
    for held in works.values():
        found += pairwise(held)
    return found


PAIRS = pairs() if LAWS.is_dir() else []
at_hand = pytest.mark.skipif(not PAIRS, reason="the laws are not at hand")


@cache
def articles(path: Path) -> dict[str, str]:
    """Printed number -> text without white space."""
    found: dict[str, str] = {}
    current = ""
    for line in path.read_text("utf-8").split("<!-- INFO END -->")[-1].splitlines():
        match = ARTICLE.match(line)
        if line.startswith("#"):
            current = ""
        elif match and match[1] not in found:
            current = match[1]
            found[current] = line[match.end():]
        elif current:
            found[current] += line
    return {number: re.sub(r"[\s\u200b\ufeff]+", "", text) for number, text in found.items()}


@cache
def compared(old: Path, new: Path) -> Comparison:
    return compare(read_edition(str(old), None), read_edition(str(new), None))


@at_hand
@pytest.mark.parametrize(("old", "new"), PAIRS, ids=lambda path: path.stem)
def test_changed_articles_that_keep_their_number_are_exactly_right(old: Path, new: Path) -> None:
    before, after = articles(old), articles(new)
    found = compared(old, new)
    kept = {
        row.old.number: "changed" in row.tags
        for row in found.rows
        if row.old and row.new and row.old.path == row.new.path and row.old.number in before
    }
    assert kept == {number: before[number] != after[number] for number in kept}
    numbers = {row.old.path: row.old.number for row in found.rows if row.old}
    by_number = {numbers[p] for p in found.different_number} & before.keys()
    assert by_number == {n for n in before if n in after and before[n] != after[n]}


@at_hand
@pytest.mark.parametrize(("old", "new"), PAIRS, ids=lambda path: path.stem)
def test_articles_that_only_changed_their_number_are_found(old: Path, new: Path) -> None:
    before, after = articles(old), articles(new)
    once = {text for text, n in Counter([*before.values(), *after.values()]).items() if n == 2}
    back = {text: number for number, text in after.items()}
    truth = {n: back[t] for n, t in before.items() if t in once and t in back}
    found = {
        row.old.number: row.new.number
        for row in compared(old, new).rows
        if row.old and row.new and row.old.number in truth
    }
    assert found == truth


@at_hand
def test_a_law_amended_in_places_has_no_articles_removed_or_renumbered() -> None:
    amended = [
        (old, new) for old, new in PAIRS
        if articles(old).keys() == articles(new).keys()
        and sum(articles(old)[n] != articles(new)[n] for n in articles(old)) * 5 < len(articles(old))
    ]
    assert len(amended) >= 5
    for old, new in amended:
        counts = compared(old, new).counts()
        assert (counts["removed"], counts["moved"], counts["renumbered"]) == (0, 0, 0)
