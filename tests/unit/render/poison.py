"""Records with a string in every text field: made from real ones, whatever their kind."""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from labkb.model.base import RefTo
from labkb.model.calculator import Expression

# Texts that a program reads: another value would be another record, or none.
MACHINE_READ = {
    ("Clause", "id"), ("Clause", "number"), ("ClauseStub", "number"), ("Lesson", "id"),
    ("Step", "formula"), ("CalculatorInput", "symbol"), ("CalculatorInput", "unit"),
    ("CalculatorInput", "default"), ("Step", "unit"), ("Output", "unit"), ("Option", "value"),
    ("Option", "aliases"), ("Check", "code"), ("Check", "message"), ("Step", "note"),
    ("Statement", "text"), ("Subtask", "number"), ("Deadline", "subtask"), ("Table", "under"),
    ("BlueprintRow", "kinds"), ("BlueprintRow", "difficulties"), ("Blank", "accepts"),
    ("QuestionBody", "stem"), ("Question", "stem"), ("FormulaSource", "standard"),
    ("Document", "work"), ("Calculator", "page"), ("Fact", "series"),
}


def is_text(hint: Any, field: FieldInfo | None) -> bool:
    """Whether a value of the type is prose: a string without pattern, reference or fixed choice."""
    if field is not None and any(getattr(m, "pattern", None) for m in field.metadata):
        return False
    origin = typing.get_origin(hint)
    if origin is typing.Annotated:
        base, *extras = typing.get_args(hint)
        for extra in extras:
            if isinstance(extra, RefTo) or type(extra).__name__ in ("AfterValidator", "FieldInfo"):
                return False
            if isinstance(extra, StringConstraints) and extra.pattern:
                return False
        return is_text(base, None)
    if origin in (typing.Union, types.UnionType):
        return any(is_text(a, None) for a in typing.get_args(hint) if a is not type(None))
    if origin is tuple:
        return is_text(typing.get_args(hint)[0], None)
    return hint is str


def poisoned(value: BaseModel, text: str) -> BaseModel:
    """The model with the text in every prose field, those below included; the rest as it is."""
    hints = typing.get_type_hints(type(value), include_extras=True)
    changed: dict[str, Any] = {}
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        if isinstance(held, BaseModel):
            changed[name] = poisoned(held, text)
        elif isinstance(held, tuple) and held and isinstance(held[0], BaseModel):
            changed[name] = tuple(poisoned(item, text) for item in held)
        elif (type(value).__name__, name) in MACHINE_READ or hints[name] is Expression:
            continue
        elif is_text(hints[name], field):
            if isinstance(held, tuple):
                changed[name] = tuple(text for _ in held) or (text,)
            elif held is not None or type(None) in typing.get_args(hints[name]):
                changed[name] = text
    return value.model_copy(update=changed)
