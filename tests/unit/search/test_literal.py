"""Everything that Ctrl+F would find is among the hits."""

from __future__ import annotations

import random
import unicodedata

from labkb.index.search import Searcher
from labkb.index.unit import units_of
from tests.unit.search.collection import records


def _runs(count: int, seed: int) -> list[tuple[int, str]]:
    ordered = [record for group in units_of(records()).values() for record in group]
    texts = [
        (ordinal, text)
        for ordinal, record in enumerate(ordered)
        for text in (record.title, record.number, record.body, *record.aliases)
        if text
    ]
    rng = random.Random(seed)
    runs: list[tuple[int, str]] = []
    while len(runs) < count:
        ordinal, text = rng.choice(texts)
        start = rng.randrange(len(text))
        run = text[start : start + rng.randint(1, 8)]
        if any(unicodedata.category(char)[0] not in "PZC" for char in run):
            runs.append((ordinal, run))
    return runs


def test_every_run_of_one_to_eight_characters_finds_its_record(searcher: Searcher) -> None:
    missed = [
        (ordinal, run)
        for ordinal, run in _runs(400, seed=7)
        if ordinal not in searcher.search(run, limit=0)["order"]
    ]
    assert missed == []
