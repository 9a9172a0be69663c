"""The repository's own bank: every question can be answered right, every exam can be drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from labkb.learning.data import courses_of, learning_data, questions_of
from labkb.model.question import Question, QuestionBody
from labkb.render.context import Site
from tests.unit.learning.conftest import Core, load


@pytest.fixture(scope="module")
def bank(repository: Path) -> Site:
    return load(repository)


@pytest.fixture(scope="module")
def bank_data(bank: Site) -> dict[str, Any]:
    return learning_data(bank)


def right_answer(body: Question | QuestionBody, shown: dict[str, Any]) -> object:
    """The answer that the author wrote, in the indices of the page's data."""
    match body.kind:
        case "single":
            return next(i for i, option in enumerate(body.options) if option.is_right)
        case "multiple":
            return [i for i, option in enumerate(body.options) if option.is_right]
        case "true_false":
            return body.is_true
        case "number":
            assert body.number
            return body.number.value
        case "fill":
            return [blank.accepts[-1] for blank in body.blanks]
        case "order":
            return [shown["items"].index(text) for text in body.sequence]
        case "match":
            return [shown["right"].index(pair.right) for pair in body.pairs]
    assert isinstance(body, Question)
    pairs = zip(body.case_parts, shown["parts"], strict=True)
    return [right_answer(part, held) for part, held in pairs]


def test_every_question_accepts_its_own_answer(
    bank: Site, bank_data: dict[str, Any], core: Core
) -> None:
    refused = []
    for question in questions_of(bank):
        shown = bank_data["questions"][question.id]
        secret = core("unveil", shown["veil"], question.id)
        result = core("grade", shown, secret, right_answer(question, shown))
        if not result["isRight"] or result["problem"]:
            refused.append((question.id, result))
    assert refused == []


def test_every_question_has_its_proof_at_hand(bank_data: dict[str, Any]) -> None:
    for question_id, question in bank_data["questions"].items():
        proof = bank_data["clauses"][question["clauses"][0].split("/")[0]]
        assert proof["url"], question_id
        assert proof["heading"] or proof["summary"], question_id


def test_every_course_has_an_exam_that_can_be_drawn(
    bank: Site, bank_data: dict[str, Any], core: Core
) -> None:
    assert len(courses_of(bank)) == len(bank_data["courses"])
    for course in bank_data["courses"]:
        drawn = core("draw", bank_data, course, "seed")
        assert drawn["missing"] == [], course["id"]


def test_the_bank_holds_every_kind(bank_data: dict[str, Any]) -> None:
    kinds = {question["kind"] for question in bank_data["questions"].values()}
    assert kinds == {
        "single", "multiple", "true_false", "number", "fill", "order", "match", "case",
    }
