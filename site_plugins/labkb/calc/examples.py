"""Computes the worked examples of calculators anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from labkb.calc.engine import Engine
from labkb.model.calculator import Calculator, Example


def example_failures(engine: Engine, calculator: Calculator) -> Iterator[tuple[int, str]]:
    """Index of each example that does not hold, and why."""
    for index, example in enumerate(calculator.examples):
        answer = engine.answer(calculator.name, example.inputs)
        if "error" in answer:
            yield index, f"被拒绝：{answer['error'].get('message')}"
            continue
        for field, wanted in example.expected.items():
            if field not in answer:
                yield index, f"没有输出“{field}”"
            elif not holds(wanted, answer[field], example, field):
                yield index, f"“{field}”应为 {wanted}，算得 {answer[field]}"


def holds(wanted: Any, got: Any, example: Example, field: str) -> bool:
    """Whether an output equals what the example says, within its tolerance."""
    if isinstance(wanted, (list, tuple)):
        return (
            isinstance(got, list)
            and len(got) == len(wanted)
            and all(holds(a, b, example, field) for a, b in zip(wanted, got, strict=True))
        )
    if isinstance(wanted, Mapping):
        return isinstance(got, dict) and all(
            key in got and holds(value, got[key], example, field) for key, value in wanted.items()
        )
    if isinstance(got, (bool, str)) or got is None:
        return bool(wanted == got)
    try:
        target, value = float(wanted), float(got)
    except (TypeError, ValueError):
        return False
    if field in example.absolute:
        return abs(target - value) <= float(example.absolute[field])
    return abs(target - value) <= float(example.tolerance) * abs(target)
