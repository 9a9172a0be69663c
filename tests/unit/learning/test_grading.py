"""Answers are graded by the rules that the practice page states."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.learning.conftest import Core


def graded(core: Core, data: dict[str, Any], slug: str, given: object) -> dict[str, Any]:
    question = data["questions"][f"question/{slug}"]
    secret = core("unveil", question["veil"], f"question/{slug}")
    found: dict[str, Any] = core("grade", question, secret, given)
    return found


@pytest.mark.parametrize(
    ("slug", "given", "points"),
    [
        ("one", 0, 1), ("one", 1, 0), ("one", None, 0),
        ("two", [0, 1], 1), ("two", [1, 0], 1), ("two", [0], 0), ("two", [0, 1, 2], 0),
        ("three", False, 1), ("three", True, 0), ("three", None, 0),
        ("four", "6", 1), ("four", "6.50", 1), ("four", "6.51", 0), ("four", "５.５ 年", 1),
        ("five", ["旁边", "签名"], 1), ("five", [" 旁 边", "GB/T8170(签名)"], 1),
        ("five", ["旁边", "盖章"], 0.5), ("five", ["", "签名"], 0),
        ("eight", [False, "6"], 1), ("eight", [False, "7"], 0.5),
    ],
)
def test_points(core: Core, data: dict[str, Any], slug: str, given: object, points: float) -> None:
    result = graded(core, data, slug, given)
    assert result["points"] == points
    assert result["isRight"] == (points == 1)


def test_an_order_is_right_only_as_a_whole(core: Core, data: dict[str, Any]) -> None:
    items = data["questions"]["question/six"]["items"]
    right = [items.index(text) for text in ("看清原来的", "在旁边写", "签名")]
    assert graded(core, data, "six", right)["isRight"]
    assert graded(core, data, "six", right[::-1])["points"] == 0


def test_a_match_counts_the_pairs_that_are_right(core: Core, data: dict[str, Any]) -> None:
    question = data["questions"]["question/seven"]
    right = [question["right"].index(text) for text in ("应", "宜")]
    assert graded(core, data, "seven", right)["isRight"]
    assert graded(core, data, "seven", [right[0], right[0]])["points"] == 0.5


def test_a_choice_brings_the_feedback_of_what_was_chosen(core: Core, data: dict[str, Any]) -> None:
    said = graded(core, data, "one", 1)["said"]
    assert said == [{"index": 1, "text": "这是补记。", "isRight": False}]


def test_a_multiple_choice_also_explains_what_was_missed(core: Core, data: dict[str, Any]) -> None:
    assert [one["index"] for one in graded(core, data, "two", [0, 2])["said"]] == [0, 1, 2]


def test_what_is_no_number_is_said_and_not_graded(core: Core, data: dict[str, Any]) -> None:
    problem = graded(core, data, "four", "六年左右")["problem"]
    assert "“六年左右”不是一个数" in problem


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.5", "12.5"), ("1,234.5", "1234.5"), ("１２", "12"), ("−3", "-3"), ("+3", "3"),
        (".5", "0.5"), ("2.50", "2.5"), ("1.2e-3", "0.0012"), ("3×10^4", "30000"),
    ],
)
def test_numbers_are_read_as_people_write_them(core: Core, typed: str, value: str) -> None:
    # BigInt does not cross the border, so the comparison itself is asked for.
    question = {"kind": "number", "stem": "", "unit": ""}
    secret = {"value": value, "tolerance": "0", "explanation": ""}
    assert core("grade", question, secret, typed)["isRight"]


@pytest.mark.parametrize("typed", ["", "1.2.3", "12a", "1/2", "∞", "0x10", "1e9999"])
def test_other_texts_are_no_numbers(core: Core, typed: str) -> None:
    assert core("readNumber", typed) is None


def test_decimals_are_compared_exactly(core: Core) -> None:
    question = {"kind": "number", "stem": "", "unit": ""}
    secret = {"value": "0.3", "tolerance": "0.1", "explanation": ""}
    assert core("grade", question, secret, "0.2")["isRight"]
    assert not core("grade", question, secret, "0.19999999999999999999")["isRight"]
