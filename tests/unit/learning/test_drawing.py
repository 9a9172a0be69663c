"""Practice filters and exams by blueprint choose what they say."""

from __future__ import annotations

from typing import Any

from tests.unit.learning.conftest import Core


def course(*rows: dict[str, Any]) -> dict[str, Any]:
    plain = {"kinds": [], "difficulties": [], "modules": [], "points": 1}
    return {
        "modules": [
            {"lessons": [{"questions": ["a", "b", "c"]}]},
            {"lessons": [{"questions": ["d", "e", "c"]}]},
        ],
        "exam": {"rows": [{**plain, **row} for row in rows]},
    }


BANK = {
    "questions": {
        "a": {"kind": "single", "difficulty": "basic"},
        "b": {"kind": "multiple", "difficulty": "basic"},
        "c": {"kind": "single", "difficulty": "applied"},
        "d": {"kind": "single", "difficulty": "basic"},
        "e": {"kind": "number", "difficulty": "advanced"},
    }
}


def ids(drawn: dict[str, Any]) -> list[str]:
    return [one["id"] for one in drawn["questions"]]


def test_a_row_draws_only_what_it_allows(core: Core) -> None:
    row = {"count": 2, "kinds": ["single"], "difficulties": ["basic"]}
    assert sorted(ids(core("draw", BANK, course(row), "seed"))) == ["a", "d"]


def test_a_row_may_ask_for_a_module(core: Core) -> None:
    drawn = core("draw", BANK, course({"count": 3, "modules": [2], "points": 2}), "seed")
    assert sorted(ids(drawn)) == ["c", "d", "e"]
    assert {one["points"] for one in drawn["questions"]} == {2}


def test_no_question_is_drawn_twice(core: Core) -> None:
    drawn = ids(core("draw", BANK, course({"count": 3}, {"count": 2}), "seed"))
    assert sorted(drawn) == ["a", "b", "c", "d", "e"]


def test_rows_make_room_for_each_other(core: Core) -> None:
    rows = ({"count": 2, "difficulties": ["basic"]}, {"count": 2, "kinds": ["single"], "modules": [1]})
    for seed in "abcdefgh":
        drawn = core("draw", BANK, course(*rows), seed)
        assert drawn["missing"] == []
        assert set(ids(drawn)) == {"a", "b", "c", "d"}


def test_what_the_bank_lacks_is_told(core: Core) -> None:
    drawn = core("draw", BANK, course({"count": 3, "kinds": ["number"]}), "seed")
    assert drawn["missing"] == [{"row": 0, "count": 2}]


def test_the_same_seed_draws_the_same_and_others_differ(core: Core) -> None:
    rows = course({"count": 2})
    papers = [tuple(ids(core("draw", BANK, rows, seed))) for seed in ("x", "x", "y", "z", "w")]
    assert papers[0] == papers[1]
    assert len(set(papers)) > 1


def test_practice_filters_by_every_property(core: Core, data: dict[str, Any]) -> None:
    def chosen(**wanted: str) -> list[str]:
        return [i.split("/")[1] for i in core("select", data, wanted)]

    assert len(chosen()) == 8
    assert chosen(lesson="course/records:mend") == ["two", "five", "six", "eight"]
    assert chosen(kind="number") == ["four"]
    assert chosen(course="course/records", difficulty="advanced") == ["eight"]
    assert chosen(clause="std-a:4.1") == ["one", "three", "four", "seven"]
    assert len(chosen(clause="std-a:4")) == 8
    assert chosen(document="std-b") == []
