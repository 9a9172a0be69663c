"""Any question survives the way to Excel and back, and the way to YAML and back."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.workbook import Workbook
from labkb.exchange.questions.bank_xlsx import add_bank
from labkb.exchange.questions.from_rows import Reader
from labkb.exchange.questions.from_xlsx import read_sheet
from labkb.exchange.questions.yaml_text import as_data, item_text
from labkb.load.yaml_tree import build, compose
from labkb.model.question import Question

ORIGIN = Origin("test", "测试库", "1", "2026-01-31")
# What trainers type and what programs trip over; no control characters, which no record may hold.
PIECES = st.sampled_from([
    "校准", "不确定度", "=1+1", "-", "@", "+", "'", '"', "\\", "\\n", "\n", " ", "：", ": ", " #", "|",
    "true", "null", "~", "007", "1e5", "2026-01-02", "[", "{", "<b>", "&amp;", "_x0041_",
    "A", "，", "😀", "¥", "---", "%", "#N/A", "TRUE", "　",
])
TEXT = st.lists(PIECES, min_size=1, max_size=5).map("".join).map(str.strip).filter(bool)
LISTS = st.lists(TEXT, min_size=1, max_size=4)


def options(rights: st.SearchStrategy[list[bool]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Options of which some are right."""
    return rights.flatmap(lambda flags: st.tuples(*[
        st.builds(lambda text, said, right=right: {
            "text": text, "feedback": said, **({"is_right": True} if right else {}),
        }, TEXT, TEXT)
        for right in flags
    ]).map(list))


CHOICES = st.builds(
    lambda kind, held: {"kind": kind, "options": held},
    st.sampled_from(["single", "multiple"]),
    options(st.lists(st.booleans(), min_size=2, max_size=8).filter(any)),
)
BODIES = st.one_of(
    CHOICES,
    st.builds(lambda truth: {"kind": "true_false", "is_true": truth}, st.booleans()),
    st.builds(
        lambda value, unit, off: {"kind": "number", "number": {
            "value": value, "unit": unit, "tolerance": off,
        }},
        st.from_regex(r"[+-]?\d{1,6}(\.\d{1,4})?", fullmatch=True).filter(str.isascii), TEXT,
        st.from_regex(r"\d(\.\d{1,3})?", fullmatch=True).filter(str.isascii),
    ),
    st.builds(
        lambda blanks: {"kind": "fill", "blanks": [{"accepts": held} for held in blanks]},
        st.lists(LISTS, min_size=1, max_size=3),
    ),
    st.builds(lambda held: {"kind": "order", "sequence": held}, st.lists(TEXT, min_size=2)),
    st.builds(
        lambda held: {"kind": "match", "pairs": [{"left": a, "right": b} for a, b in held]},
        st.lists(st.tuples(TEXT, TEXT), min_size=2, max_size=5),
    ),
)
SAID = st.fixed_dictionaries({"stem": TEXT, "explanation": TEXT})
PARTS = st.builds(lambda body, said: {**body, **said}, BODIES, SAID)
CASES = st.builds(
    lambda parts: {"kind": "case", "case_parts": parts}, st.lists(PARTS, min_size=1, max_size=3)
)
COMMON = st.fixed_dictionaries(
    {"difficulty": st.sampled_from(["basic", "applied", "advanced"]),
     "clauses": st.just(["std-a:4.1", "std-a:4.2/r1"])},
    optional={"author": TEXT, "topics": LISTS, "remarks": LISTS, "to_verify": LISTS,
              "terms": st.just(["term/record"])},
)
QUESTIONS = st.builds(
    lambda body, said, common: Question.model_validate(
        {"id": "question/x", **body, **said, **common}
    ),
    st.one_of(BODIES, CASES), SAID, COMMON,
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@given(QUESTIONS)
@QUICK
def test_a_question_comes_back_from_excel_as_it_was(question: Question) -> None:
    book = Workbook(ORIGIN, "题库")
    add_bank(book, [question])
    # Another program opens and saves it on the way.
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(book.finish())).save(out)

    reader = Reader(read_sheet(out.getvalue(), "题库.xlsx"))
    assert reader.findings == []
    assert Question.model_validate(reader.drafts[0].data) == question


@given(QUESTIONS)
@QUICK
def test_a_question_comes_back_from_yaml_as_it_was(question: Question) -> None:
    root = compose(item_text(as_data(question)))
    assert root is not None
    value, troubles = build(root)
    assert troubles == []
    assert Question.model_validate(value[0]) == question
