"""The whole file of vectors through QuickJS."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from labkb.calc import Engine
from labkb.calc.vectors import Case, check_case, load_cases

VECTORS = Path(__file__).parents[2] / "cases" / "calc" / "vectors.json"
CASES = load_cases(VECTORS)
FEWER = 100_000


def quicker(case: Case) -> Case:
    """A Monte Carlo case with a tenth of the trials and tolerances √10 times as wide."""
    if "mc_M" not in case.tolerance:
        return case
    atol = {name: float(value) * 10**0.5 for name, value in case.tolerance["atol"].items()}
    return dataclasses.replace(
        case,
        inputs={**case.inputs, "trials": FEWER},
        tolerance={**case.tolerance, "atol": atol},
    )


def test_the_file_holds_what_it_says() -> None:
    refused = [case for case in CASES if case.expected is None]
    rounding = [case for case in CASES if case.id.startswith("rounding-")]
    assert (len(CASES), len(refused), len(rounding)) == (183 + 16 + 300, 16, 300)


@pytest.mark.parametrize("calc", sorted({case.calc for case in CASES}))
def test_every_vector_of_the_calculator_holds(calc: str, engine: Engine) -> None:
    failures = [
        str(failure)
        for case in CASES
        if case.calc == calc and case.expected is not None
        if (failure := check_case(quicker(case), engine.answer))
    ]
    assert failures == []


@pytest.mark.parametrize("case", [c for c in CASES if c.expected is None], ids=lambda c: c.id)
def test_bad_input_gets_a_chinese_message_with_field_and_no_number(
    case: Case, engine: Engine
) -> None:
    inputs = case.inputs if case.calc != "mc" else {**case.inputs, "trials": FEWER}
    answer = engine.answer(case.calc, inputs)
    assert set(answer) == {"error"}
    assert answer["error"]["field"]
    assert any("\u4e00" <= c <= "\u9fff" for c in answer["error"]["message"])


def test_a_wrong_expectation_is_a_failure(engine: Engine) -> None:
    case = Case("x", "round8170", {"x": "2.5", "interval": "1"}, {"rounded": "3"}, {"exact": True})
    failure = check_case(case, engine.answer)
    assert failure is not None
    assert '"3"' in str(failure) and '"2"' in str(failure)


def test_an_accepted_bad_input_is_a_failure(engine: Engine) -> None:
    case = Case("x", "round8170", {"x": "2.5", "interval": "1"}, None, {})
    assert check_case(case, engine.answer) is not None


def test_a_number_where_text_is_expected_is_a_failure(engine: Engine) -> None:
    case = Case("x", "growth", {"current": "10", "previous": "5"}, {"points": "5"}, {"exact": True})
    assert check_case(case, engine.answer) is not None
