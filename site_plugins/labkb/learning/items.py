"""A question in two halves: what may be seen before the answer, and what may not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labkb.learning.veil import text_hash, veil
from labkb.model.question import Question, QuestionBody

BLANK = "___"
# Options such as 以上都是 only make sense at the end.
_KEEPS_ORDER = "以上"


def has_answer(body: Question | QuestionBody) -> bool:
    """Whether the author wrote what this kind needs; check reports those that did not."""
    if body.kind == "case" and isinstance(body, Question):
        return bool(body.case_parts) and all(has_answer(part) for part in body.case_parts)
    held = {
        "single": any(option.is_right for option in body.options),
        "multiple": any(option.is_right for option in body.options),
        "true_false": body.is_true is not None,
        "number": body.number is not None,
        "fill": bool(body.blanks) and body.stem.count(BLANK) == len(body.blanks),
        "order": len(body.sequence) > 1,
        "match": len(body.pairs) > 1,
    }
    return held.get(body.kind, False)


def shown(question: Question) -> dict[str, Any]:
    """The half that the page shows at once, with the veiled half as `veil`."""
    return {
        **_shown(question, question.id),
        "difficulty": question.difficulty,
        "clauses": list(question.clauses),
        "veil": veil(hidden(question), question.id),
    }


def hidden(question: Question) -> dict[str, Any]:
    """What is right, the feedback and the explanation."""
    return _hidden(question, question.id)


def _shown(body: Question | QuestionBody, key: str) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": body.kind, "stem": body.stem}
    if body.kind in ("single", "multiple"):
        found["options"] = [option.text for option in body.options]
        if any(_KEEPS_ORDER in option.text for option in body.options):
            found["fixed"] = True
    elif body.kind == "number" and body.number:
        found["unit"] = body.number.unit
    elif body.kind == "fill":
        found["blanks"] = len(body.blanks)
    elif body.kind == "order":
        found["items"] = [body.sequence[i] for i in _mixed(body.sequence, key)]
    elif body.kind == "match":
        rights = [pair.right for pair in body.pairs]
        found["left"] = [pair.left for pair in body.pairs]
        found["right"] = [rights[i] for i in _mixed(rights, key)]
    elif body.kind == "case" and isinstance(body, Question):
        found["parts"] = [_shown(part, f"{key}.{i}") for i, part in enumerate(body.case_parts)]
    return found


def _hidden(body: Question | QuestionBody, key: str) -> dict[str, Any]:
    found: dict[str, Any] = {"explanation": body.explanation}
    if body.kind in ("single", "multiple"):
        found["right"] = [i for i, option in enumerate(body.options) if option.is_right]
        found["feedback"] = [option.feedback for option in body.options]
    elif body.kind == "true_false":
        found["right"] = bool(body.is_true)
    elif body.kind == "number" and body.number:
        found["value"] = body.number.value
        found["tolerance"] = body.number.tolerance
    elif body.kind == "fill":
        found["accepts"] = [list(blank.accepts) for blank in body.blanks]
    elif body.kind == "order":
        order = _mixed(body.sequence, key)
        found["sequence"] = [order.index(i) for i in range(len(order))]
    elif body.kind == "match":
        order = _mixed([pair.right for pair in body.pairs], key)
        found["right"] = [order.index(i) for i in range(len(order))]
    elif body.kind == "case" and isinstance(body, Question):
        found["parts"] = [_hidden(part, f"{key}.{i}") for i, part in enumerate(body.case_parts)]
    return found


def _mixed(texts: Sequence[str], key: str) -> list[int]:
    """An order that follows from the texts and tells nothing; never the written one."""
    order = sorted(range(len(texts)), key=lambda i: (text_hash(f"{key}|{texts[i]}"), i))
    if order == list(range(len(texts))):
        order = [*order[1:], order[0]]
    return order
