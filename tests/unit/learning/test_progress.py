"""Progress is a journal: what stands, what is due, what a changed clock or clause means."""

from __future__ import annotations

from typing import Any

from tests.unit.learning.conftest import Core

T0 = "2026-03-01T08:00:00.000Z"
T1 = "2026-03-02T08:00:00.000Z"
T2 = "2026-03-05T08:00:00.000Z"


def entry(value: dict[str, Any], at: str, fingerprint: str = "f") -> dict[str, Any]:
    return {"value": value, "at": at, "by": "", "fingerprint": fingerprint}


def answer(right: bool, at: str, fingerprint: str = "f") -> dict[str, Any]:
    value = {"kind": "answer", "mode": "practice", "right": right, "points": int(right)}
    return entry(value, at, fingerprint)


def test_right_answers_alone_need_no_repetition(core: Core) -> None:
    standing = core("standing", {"question/one@1": answer(True, T0)})
    assert standing["question/one"]["card"] is None
    assert core("wrongBook", standing, T2)["due"] == []


def test_a_wrong_answer_comes_back_and_right_ones_push_it_away(core: Core) -> None:
    wrong = {"question/one@1": answer(False, T0)}
    due = core("wrongBook", core("standing", wrong), T1)["due"]
    assert [one["id"] for one in due] == ["question/one"]
    items = wrong | {"question/one@2": answer(True, T1), "question/one@3": answer(True, T2)}
    book = core("wrongBook", core("standing", items), T2)
    assert book["due"] == []
    assert [one["id"] for one in book["later"]] == ["question/one"]


def test_what_is_known_for_three_weeks_is_mended(core: Core) -> None:
    items = {"question/one@0": answer(False, "2026-01-01T00:00:00.000Z")}
    for number, day in enumerate(("02", "05", "20"), 1):
        items[f"question/one@{number}"] = answer(True, f"2026-01-{day}T00:00:00.000Z")
    items["question/one@5"] = answer(True, "2026-02-25T00:00:00.000Z")
    book = core("wrongBook", core("standing", items), "2026-02-25T00:00:00.000Z")
    assert [one["id"] for one in book["mended"]] == ["question/one"]


def test_the_order_of_the_file_does_not_matter(core: Core) -> None:
    items = {"q@2": answer(True, T1), "q@1": answer(False, T0)}
    standing = core("standing", items)["q"]
    assert (standing["tries"], standing["right"], standing["isRight"]) == (2, 1, True)


def test_a_clock_set_back_is_noticed_and_the_journal_goes_on(core: Core) -> None:
    items = {"q@1": answer(False, T2)}
    moment = core("moment", items, T0)
    assert moment["isSetBack"]
    assert moment["at"] > T2
    later = core("moment", items | {"q@2": answer(True, moment["at"])}, T0)
    assert later["at"] > moment["at"]


def test_two_computers_a_few_seconds_apart_are_no_clock_set_back(core: Core) -> None:
    moment = core("moment", {"q@1": answer(True, "2026-03-01T08:00:20.000Z")}, T0)
    assert not moment["isSetBack"]
    assert moment["at"] > "2026-03-01T08:00:20.000Z"


def test_a_changed_fingerprint_means_revised(core: Core) -> None:
    assert core("isRevised", "old", "new")
    assert not core("isRevised", "same", "same")
    assert not core("isRevised", "", "new")


def test_course_progress_counts_lessons_and_questions(core: Core, data: dict[str, Any]) -> None:
    items = {
        "course/records:at-once@seen": entry({"kind": "lesson", "step": "seen"}, T0),
        "course/records:at-once@done": entry({"kind": "lesson", "step": "done"}, T1),
        "course/records:mend@seen": entry({"kind": "lesson", "step": "seen"}, T1),
        "question/one@1": answer(True, T0),
        "question/two@1": answer(False, T0),
    }
    found = core("courseProgress", data["courses"][0], items, core("standing", items))
    assert (found["done"], found["lessons"], found["answered"], found["right"]) == (1, 2, 2, 1)
    assert found["state"] == {"course/records:at-once": "done", "course/records:mend": "seen"}


def test_one_goes_on_after_the_last_lesson(core: Core, data: dict[str, Any]) -> None:
    seen = {"course/records:at-once@seen": entry({"kind": "lesson", "step": "seen"}, T0)}
    done = seen | {"course/records:at-once@done": entry({"kind": "lesson", "step": "done"}, T1)}
    assert core("resume", data["courses"], {}) is None
    assert core("resume", data["courses"], seen)["lesson"]["id"] == "course/records:at-once"
    assert core("resume", data["courses"], done)["lesson"]["id"] == "course/records:mend"


def test_statistics_follow_from_the_journal(core: Core, data: dict[str, Any]) -> None:
    items = {
        "question/one@1": answer(False, T0),
        "question/one@2": answer(True, T1),
        "question/two@1": answer(True, T1),
        "question/gone@1": answer(False, T1),
    }
    found = core("statistics", data, items, T1, 0)
    assert (found["answers"], found["right"], found["holds"]) == (3, 2, 2)
    assert found["firstRight"] == 1
    assert found["streak"] == 2
    assert found["days"][-1] == {"day": "2026-03-02", "answers": 2, "right": 2}
    assert found["hardest"] == [{"id": "question/one", "tries": 2, "wrong": 1}]
    assert found["kinds"][0] == {"key": "multiple", "answered": 1, "right": 1}


def test_days_are_those_of_the_reader(core: Core, data: dict[str, Any]) -> None:
    items = {"question/one@1": answer(True, "2026-03-01T23:30:00.000Z")}
    found = core("statistics", data, items, "2026-03-02T01:00:00.000Z", 8 * 60)
    assert found["days"][-1]["day"] == "2026-03-02"
    assert found["days"][-1]["answers"] == 1


def test_journals_of_two_computers_merge_without_a_clash(core: Core) -> None:
    from labkb.jsruntime import JsRuntime

    js = JsRuntime(("state", "learn"))
    about = {"kb": "test", "kind": "progress", "subject": "learning"}
    both = []
    for stamp, right in (("1", False), ("2", True)):
        envelope = js.call("labkb.core.state.create", about)
        given = {"value": {"kind": "answer", "right": right, "points": int(right)}, "at": T0}
        both.append(js.call("labkb.core.state.put", envelope, None, f"question/one@{stamp}", given))
    merged = js.call("labkb.core.state.merge", None, *both)
    assert merged["conflicts"] == []
    assert len(merged["envelope"]["items"]) == 2
