"""Paper quizzes: what is asked, in which order, and whether the key fits."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.from_records import course_view
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.papers import Asked, choose, draw_exam, make_paper, shuffled
from labkb.exchange.export.quiz_docx import quiz_files
from labkb.exchange.export.teaching import LETTERS
from labkb.graph import KnowledgeGraph
from tests.unit.export.samples import ITEMS


def asked(name: str, seed: str = "1") -> dict[str, Asked]:
    """Everything asked on a paper, by its key."""
    return {a.ask.key: a for a in make_paper(choose(ITEMS, 0, seed), name, seed).asked()}


def test_papers_ask_the_same_in_another_order() -> None:
    a, b = make_paper(choose(ITEMS, 0, "1"), "A", "1"), make_paper(choose(ITEMS, 0, "1"), "B", "1")
    assert {x.ask.key for x in a.asked()} == {x.ask.key for x in b.asked()}
    assert [x.ask.choices for x in a.asked()] != [x.ask.choices for x in b.asked()]
    assert a.points == b.points


@pytest.mark.parametrize("name", ["A", "B"])
def test_the_key_names_the_letters_of_what_is_right_on_that_paper(name: str) -> None:
    single = asked(name)["question/correct"]
    right = single.ask.choices[LETTERS.index(single.answer())]
    assert right.text == "划一道线，写上正确的数并签名"


def test_the_key_of_an_order_spells_the_right_sequence() -> None:
    order = asked("A")["question/order"]
    assert [order.shown[LETTERS.index(c)] for c in order.answer()] == ["留住原数", "写上正确的数", "签名"]
    assert order.shown != order.ask.sequence


def test_the_key_of_a_match_names_the_partner_of_every_left_side() -> None:
    match = asked("B")["question/match"]
    said = dict(pair.split("—") for pair in match.answer().split("　"))
    assert {n: match.shown[LETTERS.index(c)] for n, c in said.items()} == {
        "1": "GB/T 8170", "2": "JJF 1059.1",
    }


def test_an_order_follows_from_the_seed_alone() -> None:
    # Written out: papers that were printed must come out again in later versions.
    assert shuffled("abcdef", "1", "A") == ("f", "c", "e", "d", "b", "a")
    assert shuffled("abcdef", "2", "A") != shuffled("abcdef", "1", "A")


def test_an_exam_draws_by_the_rules_of_the_course(sample: KnowledgeGraph) -> None:
    drawn = draw_exam(course_view(sample, "course/records"), "1")
    assert {(one.item.kind, one.points) for one in drawn[:2]} == {("single", 2), ("true_false", 2)}
    second = {"question/fill", "question/order", "question/match", "question/case"}
    assert [one.points for one in drawn[2:]] == [5, 5]
    assert {one.item.id for one in drawn[2:]} <= second


def test_only_so_many_questions_are_drawn_as_are_wanted() -> None:
    assert len(choose(ITEMS, 3, "1")) == 3
    assert len(choose(ITEMS, 99, "1")) == len(ITEMS)


@pytest.fixture(scope="module")
def files() -> dict[str, Any]:
    """The documents of a quiz by name."""
    origin = Origin("test", "测试库", "1", "2026-01-31")
    written = quiz_files("原始记录", choose(ITEMS, 0, "1"), origin, minutes=20)
    return {name: Document(io.BytesIO(data)) for name, data in written}


def words(document: Any) -> str:
    """All text of a document."""
    cells = (c.text for t in document.tables for r in t.rows for c in r.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_papers_answer_sheets_and_one_key_are_separate_files(files: dict[str, Any]) -> None:
    assert list(files) == ["试卷A.docx", "答题卡A.docx", "试卷B.docx", "答题卡B.docx", "答案.docx"]


def test_what_trainees_get_tells_no_answer(files: dict[str, Any]) -> None:
    for name in ("试卷A.docx", "答题卡A.docx"):
        said = words(files[name])
        for secret in ("改前、改后、谁改的都看得见", "见 4.1。", "GB/T 8170-2008", "12.35"):
            assert secret not in said


def test_the_key_gives_answer_explanation_and_clause_for_every_number(
    files: dict[str, Any],
) -> None:
    table = next(t for t in files["答案.docx"].tables if t.rows[0].cells[0].text == "题号")
    rows = [[c.text for c in r.cells] for r in table.rows[1:]]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6", "7", "8.1", "8.2"]
    assert all(row[1] and row[3] and row[4] == "规程甲 4.1" for row in rows)


def test_the_key_of_each_paper_begins_with_its_letters_at_a_glance(files: dict[str, Any]) -> None:
    document = files["答案.docx"]
    for name, place in (("A", 0), ("B", 2)):
        said = [c.text for r in document.tables[place].rows for c in r.cells if c.text]
        single = asked(name)["question/correct"]
        assert f"{single.number}　{single.answer()}" in said


def test_an_answer_sheet_has_a_place_for_every_number_and_for_the_points(
    files: dict[str, Any],
) -> None:
    tables = files["答题卡A.docx"].tables
    assert [c.text for c in tables[0].rows[0].cells] == [
        "大题", *"一二三四五六七八"[: len(tables) - 1], "总分",
    ]
    places = [c.text for t in tables[1:] for r in t.rows for c in r.cells if c.text]
    assert [text.split("　")[0] for text in places] == [
        "1", "2", "3", "4", "5", "6", "7", "8.1", "8.2",
    ]


def test_a_quiz_without_questions_is_refused(origin: Origin) -> None:
    with pytest.raises(CannotGoOn, match="没有题目"):
        list(quiz_files("空课", (), origin))


def test_the_same_quiz_twice_is_the_same_bytes(origin: Origin) -> None:
    chosen = choose(ITEMS, 0, "7")
    assert list(quiz_files("甲", chosen, origin)) == list(quiz_files("甲", chosen, origin))
