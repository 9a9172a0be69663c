"""Scores, gaps, lists and carrying over, as the page and the exports compute them."""

from __future__ import annotations

from typing import Any

import pytest

from labkb.jsruntime import JsRuntime

JS = JsRuntime(groups=("state", "checklist"))
RULE: dict[str, Any] = {
    "conforming": "1", "partial": "0.5", "nonconforming": "0", "unanswered": "excluded",
    "thresholds": [
        {"at_least": "90", "words": "好", "tone": "ok"},
        {"at_least": "60", "words": "中", "tone": "warn"},
        {"at_least": "0", "words": "差", "tone": "bad"},
    ],
    "critical_words": "停", "incomplete_words": "没答完",
}  # fmt: skip
FORM = {"chapters": [{"key": "1", "title": "一"}, {"key": "2", "title": "二"}]}


def item(name: str, weight: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": name, "key": name, "chapter": name[0], "number": name, "question": f"{name}吗？",
        "weight": weight, "critical": False, "roles": [], "fingerprint": "f1", "owner": "",
        "due": "", "targets": [{"label": f"条{name}"}], **more,
    }  # fmt: skip


def answers(**given: Any) -> dict[str, Any]:
    words = {"y": "conforming", "p": "partial", "n": "nonconforming", "x": "not_applicable"}
    made = {}
    for name, value in given.items():
        held = {"answer": words[value]} if isinstance(value, str) else dict(value)
        made[name.replace("_", ".").strip(".")] = {
            "value": held, "fingerprint": held.pop("fp", "f1"), "by": "", "at": "t",
        }  # fmt: skip
    return made


ITEMS = [item("1.1", 3), item("1.2"), item("2.1", 2), item("2.2")]


def score(held: dict[str, Any], items: Any = ITEMS, **rule: Any) -> Any:
    return JS.call("labkb.core.checklist.score", FORM, items, held, RULE | rule)


def test_the_total_weighs_answers_and_leaves_out_what_does_not_apply() -> None:
    held = answers(_1_1="y", _1_2="n", _2_1="p", _2_2={"answer": "not_applicable", "reason": "无"})
    found = score(held)
    assert found["percent"] == pytest.approx(100 * (3 + 0 + 1) / 6)
    assert (found["shown"], found["answered"], found["total"]) == ("67", 4, 4)
    assert [c["shown"] for c in found["chapters"]] == ["75", "50"]
    assert found["verdict"]["words"] == "中"


def test_not_applicable_without_reason_is_not_answered() -> None:
    found = score(answers(_1_1="x"))
    assert (found["answered"], found["percent"], found["counts"]["unanswered"]) == (0, None, 4)


def test_unanswered_items_count_only_where_the_rule_says_so() -> None:
    held = answers(_1_1="y")
    assert score(held)["shown"] == "100"
    assert score(held, unanswered="zero")["shown"] == "43"


def test_an_unfinished_checklist_gets_no_verdict_on_its_total() -> None:
    assert score(answers(_1_1="y"))["verdict"] == {"tone": "none", "words": "没答完"}


def test_a_critical_item_overrules_the_total() -> None:
    items = [item("1.1", critical=True), *ITEMS[1:]]
    found = score(answers(_1_1="n", _1_2="y", _2_1="y", _2_2="y"), items)
    assert found["verdict"]["words"] == "停"
    assert found["critical"] == ["1.1"]


def test_thresholds_compare_the_unrounded_total() -> None:
    items = [item("1.1", 179), item("1.2", 21)]
    found = score(answers(_1_1="y", _1_2="n"), items)
    assert (found["percent"], found["shown"], found["verdict"]["words"]) == (89.5, "90", "中")


def test_gaps_come_heaviest_first() -> None:
    items = [item("1.1", 1), item("1.2", 3), item("2.1", 3), item("2.2", 1, critical=True)]
    held = answers(_1_1="n", _1_2="p", _2_1="n", _2_2="p")
    found = JS.call("labkb.core.checklist.gaps", items, held)
    assert [gap["id"] for gap in found] == ["2.2", "2.1", "1.2", "1.1"]


def test_the_three_lists_say_undecided_where_owner_or_date_are_missing() -> None:
    held = answers(
        _1_1={"answer": "nonconforming", "problem": "没写", "owner": "甲", "due": "2026-03-01"},
        _1_2={"answer": "partial", "owner": "甲", "due": "2026-02-01", "action": "补写"},
        _2_1="n",
    )
    found = JS.call("labkb.core.checklist.lists", ITEMS, held)
    assert [g["problem"] for g in found["problems"]] == ["没写", "2.1吗？", "1.2吗？"]
    assert [(o["owner"], o["count"], o["earliest"]) for o in found["owners"]] == [
        ("甲", 2, "2026-02-01"), ("待定", 1, "待定"),
    ]
    assert [(t["number"], t["task"], t["due"]) for t in found["tasks"]] == [
        ("1.2", "补写", "2026-02-01"), ("1.1", "待定", "2026-03-01"), ("2.1", "待定", "待定"),
    ]


def test_a_source_that_names_the_owner_fills_the_gap() -> None:
    items = [item("1.1", owner="技术部", due="2023.12")]
    gap = JS.call("labkb.core.checklist.gaps", items, answers(_1_1="n"))[0]
    assert (gap["owner"], gap["due"]) == ("技术部", "2023.12")


@pytest.mark.parametrize(
    ("name", "left"),
    [("all", 4), ("unanswered", 2), ("gaps", 1), ("evidence", 1), ("again", 1)],
)
def test_filters(name: str, left: int) -> None:
    held = answers(_1_1={"answer": "conforming", "evidence": "看了"}, _1_2="n", _2_1="x")
    found = JS.call("labkb.core.checklist.filter", ITEMS, held, name, {"2.2": "变了"})
    assert len(found) == left


def test_answers_carry_over_and_only_changed_clauses_are_asked_again() -> None:
    held = answers(_1_1={"answer": "conforming", "fp": "f0"}, _1_2="y", _9_9="n")
    held["@unit"] = {"value": "室", "fingerprint": "", "by": "", "at": ""}
    found = JS.call("labkb.core.checklist.review", ITEMS, held, {"from": "1", "to": "2"})
    assert list(found["again"]) == ["1.1"]
    assert "条1.1在回答以后改过（回答时是1版，现在是2版）" in found["again"]["1.1"]
    assert found["gone"] == ["9.9"]
    assert found["added"] == ["2.1", "2.2"]


def test_of_several_clauses_the_changed_one_is_named() -> None:
    two = item("1.1", fingerprint="a+b", targets=[{"label": "甲条"}, {"label": "乙条"}])
    held = answers(_1_1={"answer": "conforming", "fp": "a+z"})
    again = JS.call("labkb.core.checklist.review", [two], held, None)["again"]["1.1"]
    assert again.startswith("乙条在回答以后改过")
    held = answers(_1_1={"answer": "conforming", "fp": "a"})
    assert "增减" in JS.call("labkb.core.checklist.review", [two], held, None)["again"]["1.1"]


def test_only_the_items_of_a_role_are_asked() -> None:
    items = [item("1.1", roles=["a"]), item("1.2", roles=["b"]), item("2.1")]
    asked = JS.call("labkb.core.checklist.asked", items, "a")
    assert [i["id"] for i in asked] == ["1.1", "2.1"]
    assert len(JS.call("labkb.core.checklist.asked", items, "")) == 3


def test_for_a_person_it_is_said_what_is_met_and_what_is_missing() -> None:
    held = answers(_1_1="y", _1_2="n", _2_1={"answer": "not_applicable", "reason": "不做项目"})
    found = JS.call("labkb.core.checklist.fulfilment", ITEMS, held)
    numbers = {name: [item["number"] for item in items] for name, items in found.items()}
    assert numbers == {"met": ["1.1", "2.1"], "missing": ["1.2"], "open": ["2.2"]}


@pytest.mark.parametrize(
    ("persons", "custodians", "expected"),
    [("1", "1", (1, 0)), ("0", "0", (2, 1)), ("5", "2", (0, 0)), ("", "1", (None, None)),
     ("两", "1", (None, None)), ("-1", "1", (None, None))],
)  # fmt: skip
def test_how_many_persons_a_project_is_short(
    persons: str, custodians: str, expected: tuple[int | None, int | None]
) -> None:
    rows = [{"name": "电能表", "persons": persons, "custodians": custodians}]
    found = JS.call("labkb.core.checklist.shortages", rows, {"persons": 2, "custodians": 1})[0]
    assert (found["persons"], found["custodians"]) == expected


def test_values_of_the_wrong_shape_are_read_as_unanswered() -> None:
    held = {"1.1": {"value": "yes"}, "1.2": {"value": {"answer": "maybe"}}, "2.1": {"value": None}}
    assert score(held)["answered"] == 0
