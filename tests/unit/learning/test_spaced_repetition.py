"""FSRS-6 gives the intervals, stabilities and difficulties of the project's own package."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.unit.learning.conftest import Core

REFERENCE = json.loads(Path(__file__).with_name("fsrs-reference.json").read_text("utf-8"))["cases"]


def days(review: dict[str, Any]) -> int:
    return (datetime.fromisoformat(review["due"]) - datetime.fromisoformat(review["at"])).days


def replay(core: Core, reviews: list[dict[str, Any]]) -> list[dict[str, Any]]:
    card = None
    found = []
    for review in reviews:
        card = core("fsrs.review", card, review["rating"], review["at"])
        found.append(card)
    return found


@pytest.mark.parametrize("case", REFERENCE, ids=lambda case: case["name"])
def test_each_review_agrees_with_the_reference(core: Core, case: dict[str, Any]) -> None:
    for card, expected in zip(replay(core, case["reviews"]), case["reviews"], strict=True):
        assert card["stability"] == pytest.approx(expected["stability"], rel=1e-9)
        assert card["difficulty"] == pytest.approx(expected["difficulty"], rel=1e-9)
        assert card["due"] == expected["due"]


def test_the_published_sequence_has_the_published_intervals() -> None:
    published = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    assert [days(review) for review in REFERENCE[0]["reviews"]] == published


def test_a_fresh_answer_is_known_and_fades(core: Core) -> None:
    card = core("fsrs.review", None, 4, "2026-01-01T00:00:00.000Z")
    at_once = core("fsrs.retrievability", card, "2026-01-01T00:00:00.000Z")
    later = core("fsrs.retrievability", card, "2026-03-01T00:00:00.000Z")
    assert at_once == 1
    assert 0 < later < 0.9
