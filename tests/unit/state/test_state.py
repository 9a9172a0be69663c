"""Saved states: what is recognised, what is brought up to date, what merges and what conflicts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labkb.jsruntime import JsRuntime

CASES = Path(__file__).parents[2] / "cases" / "state"
READ = json.loads((CASES / "read.json").read_text("utf-8"))
MERGE = json.loads((CASES / "merge.json").read_text("utf-8"))
JS = JsRuntime(groups=("state",))
ABOUT = {"kb": "test", "kind": "audit", "subject": "checklist/demo"}


def envelope(items: dict[str, Any] | None, **more: Any) -> Any:
    """An envelope of {id: [value, at, after]}."""
    if items is None:
        return None
    made = JS.call("labkb.core.state.create", ABOUT)
    for name, (value, at, *after) in items.items():
        item = {"value": value, "fingerprint": "", "by": "", "at": at}
        made["items"][name] = item | ({"after": after[0]} if after else {})
    return made | more


@pytest.mark.parametrize("case", READ["cases"], ids=lambda c: c["name"])
def test_a_file_is_recognised_and_said_in_words(case: dict[str, Any]) -> None:
    text = case["text"] if "text" in case else json.dumps(case["file"], ensure_ascii=False)
    read = JS.call("labkb.core.state.read", text, READ["about"])
    assert read["status"] == case["status"]
    assert case["says"] in read["message"]
    if "ids" in case:
        assert sorted(read["envelope"]["items"]) == case["ids"]
        assert read["envelope"]["version"] == 1
    else:
        assert read["envelope"] is None
        assert "没有改动" in read["message"]
    assert case.get("notes", "") in "\n".join(read["notes"])


@pytest.mark.parametrize("case", MERGE["cases"], ids=lambda c: c["name"])
def test_merging(case: dict[str, Any]) -> None:
    sides = [envelope(case[name]) for name in ("base", "mine", "theirs")]
    merged = JS.call("labkb.core.state.merge", *sides)
    assert {k: v["value"] for k, v in merged["envelope"]["items"].items()} == case["result"]
    assert [c["id"] for c in merged["conflicts"]] == case["conflicts"]
    assert merged["taken"] == case["taken"]


ITEMS = st.dictionaries(
    st.sampled_from("abc"), st.tuples(st.integers(0, 2), st.sampled_from(["t1", "t2", "t3"]))
)


@settings(max_examples=60, deadline=None)
@given(base=st.none() | ITEMS, mine=ITEMS, theirs=ITEMS)
def test_merging_never_loses_a_value_silently(
    base: dict[str, Any] | None, mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    merged = JS.call("labkb.core.state.merge", envelope(base), envelope(mine), envelope(theirs))
    conflicts = {c["id"]: c for c in merged["conflicts"]}
    known = base or {}
    for side in (mine, theirs):
        for name, held in side.items():
            kept = merged["envelope"]["items"].get(name)
            in_result = kept is not None and kept["value"] == held[0]
            in_conflict = name in conflicts and held[0] in [
                c["value"] for c in (conflicts[name]["mine"], conflicts[name]["theirs"]) if c
            ]
            was_old = name in known and list(known[name]) == list(held)
            assert in_result or in_conflict or was_old


@settings(max_examples=40, deadline=None)
@given(mine=ITEMS, theirs=ITEMS)
def test_both_sides_see_the_same_conflicts(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    here = JS.call("labkb.core.state.merge", None, envelope(mine), envelope(theirs))
    there = JS.call("labkb.core.state.merge", None, envelope(theirs), envelope(mine))
    assert [c["id"] for c in here["conflicts"]] == [c["id"] for c in there["conflicts"]]


@pytest.mark.parametrize(
    ("at", "after", "kept"), [("t2", [], "new"), ("t0", ["t1"], "new"), ("t0", [], "old")]
)
def test_the_same_answer_against_two_texts_is_no_conflict(
    at: str, after: list[str], kept: str
) -> None:
    mine, theirs = envelope({"a": [1, "t1"]}), envelope({"a": [1, at, after]})
    mine["items"]["a"]["fingerprint"], theirs["items"]["a"]["fingerprint"] = "old", "new"
    merged = JS.call("labkb.core.state.merge", None, mine, theirs)
    assert merged["conflicts"] == []
    assert merged["envelope"]["items"]["a"]["fingerprint"] == kept


def test_a_decided_conflict_is_decided_for_both() -> None:
    mine, theirs = envelope({"a": [1, "t1"]}), envelope({"a": [2, "t2"]})
    conflict = JS.call("labkb.core.state.merge", None, mine, theirs)["conflicts"][0]
    decided = JS.call("labkb.core.state.resolve", mine, conflict, "theirs", "甲", "t3")
    assert decided["items"]["a"]["value"] == 2
    again = JS.call("labkb.core.state.merge", None, theirs, decided)
    assert again["conflicts"] == []
    old = JS.call("labkb.core.state.merge", None, mine, decided)
    assert old["envelope"]["items"]["a"]["value"] == 2


def test_a_value_remembers_the_saved_value_that_it_replaced() -> None:
    base = envelope({"a": [1, "t1"]})
    given_now = {"value": 2, "fingerprint": "f", "by": "甲", "at": "t2"}
    put = JS.call("labkb.core.state.put", base, base, "a", given_now)
    assert put["items"]["a"]["after"] == ["t1"]
    later = JS.call("labkb.core.state.put", put, base, "a", given_now | {"value": 3, "at": "t3"})
    assert later["items"]["a"]["after"] == ["t1"]
    assert base["items"]["a"]["value"] == 1


def test_changes_are_what_no_file_holds() -> None:
    base = envelope({"a": [1, "t1"], "b": [1, "t1"]})
    now = envelope({"a": [1, "t9"], "c": [1, "t1"]})
    assert JS.call("labkb.core.state.changes", now, base) == ["b", "c"]
    assert JS.call("labkb.core.state.changes", now, None) == ["a", "c"]


def test_equal_states_are_equal_files() -> None:
    one, other = envelope({"a": [1, "t1"], "b": [2, "t2"]}), envelope({"b": [2, "t2"], "a": [1, "t1"]})
    texts = [JS.call("labkb.core.state.serialise", e) for e in (one, other)]
    assert texts[0] == texts[1]
    assert JS.call("labkb.core.state.read", texts[0], ABOUT)["status"] == "ok"


def test_storage_keys_carry_collection_kind_and_subject() -> None:
    key = JS.call("labkb.core.state.storageKey", ABOUT | {"subject": "checklist/a:b c"})
    assert key == "labkb:test:audit:checklist%2Fa%3Ab%20c"


def test_a_colleagues_own_file_takes_nothing_away_from_answers_already_saved() -> None:
    mine = envelope({"a": [1, "t1"]})
    theirs = envelope({"b": [2, "t2"]})
    base = JS.call("labkb.core.state.commonBase", mine, theirs)
    merged = JS.call("labkb.core.state.merge", base, mine, theirs)
    assert sorted(merged["envelope"]["items"]) == ["a", "b"]
    assert merged["conflicts"] == []


def test_a_colleagues_different_answer_is_a_conflict_though_ours_is_saved() -> None:
    mine = envelope({"a": [1, "t1"]})
    theirs = envelope({"a": [2, "t2"]})
    base = JS.call("labkb.core.state.commonBase", mine, theirs)
    merged = JS.call("labkb.core.state.merge", base, mine, theirs)
    assert [c["id"] for c in merged["conflicts"]] == ["a"]


def test_a_file_that_continues_the_saved_one_is_taken() -> None:
    mine = envelope({"a": [1, "t1"]})
    theirs = envelope({"a": [2, "t2", ["t1"]]})
    base = JS.call("labkb.core.state.commonBase", mine, theirs)
    merged = JS.call("labkb.core.state.merge", base, mine, theirs)
    assert merged["taken"] == ["a"]
    assert merged["conflicts"] == []
