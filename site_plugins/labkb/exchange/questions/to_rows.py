"""Questions as rows of the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.teaching import KINDS, LETTERS
from labkb.exchange.questions.sheet import (
    ANSWER,
    DIFFICULTIES,
    DIFFICULTY,
    EXPLANATION,
    KIND,
    LIST_COLUMNS,
    MAX_OPTIONS,
    MIN_OPTIONS,
    NUMBER,
    PART,
    STEM,
    TEXT_COLUMNS,
    TOLERANCE,
    TRUTHS,
    UNIT,
    join_lines,
    option_name,
    option_titles,
)
from labkb.model.question import Question, QuestionBody

Row = dict[str, str]
"""Column title -> text; empty cells are left out."""


def rows_of(questions: Iterable[Question]) -> list[Row]:
    """The rows of all questions: a case is followed by its parts."""
    return [row for question in questions for row in _rows(question)]


def options_needed(rows: Iterable[Row]) -> int:
    """How many option columns the rows need."""
    found = MIN_OPTIONS
    for row in rows:
        used = [i for i in range(MAX_OPTIONS) if option_titles(i)[0] in row]
        found = max(found, max(used, default=-1) + 1)
    return found


def _rows(question: Question) -> Iterator[Row]:
    row = _body(question)
    for title, name in TEXT_COLUMNS.items():
        row[title] = getattr(question, name) or ""
    row[DIFFICULTY] = DIFFICULTIES[question.difficulty]
    for title, name in LIST_COLUMNS.items():
        row[title] = join_lines(getattr(question, name))
    yield _filled(row)
    for number, part in enumerate(question.case_parts, 1):
        yield _filled({
            **_body(part), NUMBER: question.id, PART: str(number), EXPLANATION: part.explanation,
        })


def _filled(row: Row) -> Row:
    return {title: text for title, text in row.items() if text}


def _body(body: Question | QuestionBody) -> Row:
    row = {KIND: KINDS[body.kind], STEM: body.stem}
    pairs: list[tuple[str, str]] = []
    match body.kind:
        case "single" | "multiple":
            pairs = [(option.text, option.feedback) for option in body.options]
            right = [option_name(i) for i, option in enumerate(body.options) if option.is_right]
            row[ANSWER] = ("" if len(body.options) <= len(LETTERS) else "、").join(right)
        case "true_false":
            row[ANSWER] = TRUTHS[bool(body.is_true)]
        case "number" if body.number:
            row[ANSWER], row[UNIT] = body.number.value, body.number.unit
            row[TOLERANCE] = body.number.tolerance
        case "fill":
            pairs = [(join_lines(blank.accepts), "") for blank in body.blanks]
        case "order":
            pairs = [(text, "") for text in body.sequence]
        case "match":
            pairs = [(pair.left, pair.right) for pair in body.pairs]
    if len(pairs) > MAX_OPTIONS:
        raise CannotGoOn(f"“{body.stem[:20]}”有{len(pairs)}项，表格最多放{MAX_OPTIONS}项。")
    for index, texts in enumerate(pairs):
        row.update(zip(option_titles(index), texts, strict=True))
    return row
