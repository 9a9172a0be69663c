"""An exam from paper to result."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.learning.conftest import Core

START = "2026-03-01T08:00:00.000Z"
LATE = "2026-03-01T09:00:00.000Z"


@pytest.fixture
def paper(core: Core, data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = core("exam.begin", data, data["courses"][0], START, "seed")["paper"]
    return found


def right_answer(core: Core, data: dict[str, Any], question: str) -> object:
    secret = core("unveil", data["questions"][question]["veil"], question)
    kind = data["questions"][question]["kind"]
    if kind == "single":
        return secret["right"][0]
    return secret["value"] if kind == "number" else secret["right"]


def test_a_paper_tells_nothing_about_what_is_right(paper: dict[str, Any]) -> None:
    assert set(paper) == {"course", "seed", "started", "ends", "questions", "given", "marked"}
    assert all(set(one) == {"id", "points"} for one in paper["questions"])


def test_all_right_is_a_hundred(core: Core, data: dict[str, Any], paper: dict[str, Any]) -> None:
    for one in paper["questions"]:
        paper = core("exam.answer", paper, one["id"], right_answer(core, data, one["id"]))
    value = core("exam.finish", data, paper, "2026-03-01T08:05:00.000Z")["value"]
    assert (value["points"], value["of"], value["percent"], value["passed"]) == (4, 4, 100, True)
    assert value["finished"] == "2026-03-01T08:05:00.000Z"


def test_nothing_answered_is_nought(core: Core, data: dict[str, Any], paper: dict[str, Any]) -> None:
    value = core("exam.finish", data, paper, LATE)["value"]
    assert (value["points"], value["answered"], value["passed"]) == (0, 0, False)


def test_the_end_is_never_later_than_the_time_allows(
    core: Core, data: dict[str, Any], paper: dict[str, Any]
) -> None:
    assert core("exam.finish", data, paper, LATE)["value"]["finished"] == paper["ends"]


def test_time_runs_out_and_a_clock_set_back_gives_none(core: Core, paper: dict[str, Any]) -> None:
    assert core("exam.secondsLeft", paper, START) == 600
    assert core("exam.secondsLeft", paper, LATE) == 0
    assert core("exam.secondsLeft", paper, "2026-02-01T08:00:00.000Z") == 600
    seen = core("exam.seen", paper, "2026-03-01T08:04:00.000Z")
    assert core("exam.secondsLeft", seen, "2026-03-01T08:01:00.000Z") == 360
    assert core("exam.secondsLeft", core("exam.seen", seen, START), START) == 360


def test_the_pass_mark_looks_at_exact_points(core: Core, data: dict[str, Any]) -> None:
    course = {**data["courses"][0]}
    course["exam"] = {**course["exam"], "pass_percent": 67}
    changed = {**data, "courses": [course]}
    asked = [{"id": "question/five", "points": 3}, {"id": "question/one", "points": 3}]
    paper = {
        "course": course["id"], "seed": "s", "started": START, "ends": LATE, "marked": [],
        "questions": asked, "given": {"question/five": ["旁边", "盖章"], "question/one": 0},
    }
    value = core("exam.finish", changed, paper, START)["value"]
    assert (value["points"], value["percent"], value["passed"]) == (4.5, 75, True)


@pytest.mark.parametrize(
    "change", [{"questions": []}, {"given": None}, {"ends": "bald"}, {"course": "course/x"}, {"marked": 3}]
)
def test_a_damaged_paper_is_not_taken_up(
    core: Core, data: dict[str, Any], paper: dict[str, Any], change: dict[str, Any]
) -> None:
    assert core("exam.isUsable", paper, data)
    assert not core("exam.isUsable", {**paper, **change}, data)


def test_a_mark_comes_and_goes(core: Core, paper: dict[str, Any]) -> None:
    question = paper["questions"][0]["id"]
    once = core("exam.mark", paper, question)
    assert once["marked"] == [question]
    assert core("exam.mark", once, question)["marked"] == []
