"""What people type is read exactly, put right aloud, or refused with field and rule."""

from __future__ import annotations

import pytest

from labkb.calc import Engine
from labkb.calc.formula import formula_mathml
from tests.unit.calc.conftest import Ask


@pytest.mark.parametrize(
    ("typed", "rounded"),
    [
        ("12.55", "12.6"),
        (" 12.55 ", "12.6"),
        ("+12.55", "12.6"),
        ("1.255e1", "12.6"),
        ("125.5E-1", "12.6"),
        ("１２．５５", "12.6"),
        ("−12.55", "-12.6"),
        ("－１２．５５", "-12.6"),
        (12.55, "12.6"),
        (-3, "-3.0"),
    ],
)
def test_every_way_to_write_a_number_is_read(typed: object, rounded: str, ask: Ask) -> None:
    assert ask("round8170", x=typed, interval="0.1")["rounded"] == rounded


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        (None, "empty"),
        ("NaN", "not_a_number"),
        ("Infinity", "infinite"),
        ("-inf", "infinite"),
        ("1.2.3", "several_dots"),
        ("1,000", "grouping"),
        ("1 000", "grouping"),
        ("1_000", "grouping"),
        ("1,234.5", "grouping"),
        ("0，04", "full_width_comma"),
        (".5", "bare_dot"),
        ("5.", "bare_dot"),
        ("5 mm", "unit_in_number"),
        ("50%", "unit_in_number"),
        ("abc", "not_a_number"),
        ("1e", "not_a_number"),
        ("e5", "not_a_number"),
        ("--1", "not_a_number"),
        ("1/3", "unit_in_number"),
        ("一二三", "not_a_number"),
        (True, "not_a_number"),
        ([1], "not_a_number"),
        ({"a": 1}, "not_a_number"),
        ("1e401", "too_long"),
        ("9" * 500, "too_long"),
    ],
)
def test_what_is_no_number_is_refused(typed: object, code: str, ask: Ask) -> None:
    answer = ask("round8170", x=typed, interval="0.1")
    assert set(answer) == {"error"}
    assert answer["error"]["code"] == code
    assert answer["error"]["field"] == "x"
    assert "数值" in answer["error"]["message"]


def test_what_was_put_right_is_said(engine: Engine) -> None:
    answer = engine.explain("round8170", {"x": "１２．５", "interval": "1"})
    assert any("全角" in notice and "12.5" in notice for notice in answer["notices"])


def test_a_default_that_was_used_is_said(engine: Engine) -> None:
    answer = engine.explain("retention", {"event_date": "2025-06-30"})
    assert any("6" in notice for notice in answer["notices"])


def test_an_emptied_field_is_not_filled_with_its_default(ask: Ask) -> None:
    assert ask("retention", event_date="2025-06-30", years="")["error"]["field"] == "years"


def test_a_misspelt_input_is_refused_with_a_guess(ask: Ask) -> None:
    error = ask("round8170", x="1", intervall="1")["error"]
    assert error["code"] == "unknown_input" and "interval" in error["message"]


def test_values_of_different_units_are_not_compared(ask: Ask) -> None:
    good = {"x": "1", "x_pt": "1", "sigma_pt": "1"}
    assert ask("z_score", **good, unit="mm", sigma_pt_unit="um")["error"]["code"] == "unit_mismatch"
    assert ask("z_score", **good, x_unit="g", x_pt_unit="mg")["error"]["code"] == "unit_mismatch"
    assert ask("z_score", **good, unit="µm", sigma_pt_unit="um")["z"] == 0


def test_an_unknown_calculator_is_refused_with_a_guess(ask: Ask) -> None:
    assert "en_score" in ask("en_scor")["error"]["message"]


def test_the_place_of_a_bad_value_in_a_list_is_named(ask: Ask) -> None:
    error = ask("type_a_bessel", x=["1.0", "1,1", "1.2"])["error"]
    assert error["field"] == "x[2]" and "第2个" in error["message"]


def test_a_column_may_be_given_as_pasted_text(ask: Ask) -> None:
    pasted = ask("type_a_bessel", x="1.0\n1.1\r\n1.2\t1.3; 1.4")
    assert pasted == ask("type_a_bessel", x=["1.0", "1.1", "1.2", "1.3", "1.4"])


@pytest.mark.parametrize(
    ("name", "inputs", "field"),
    [
        ("type_a_bessel", {"x": ["1"]}, "x"),
        ("type_a_range", {"x": ["1"]}, "x"),
        ("type_a_pooled", {"groups": [["1", "2"]]}, "groups"),
        ("type_a_pooled", {"groups": [["1"], ["1", "2"]]}, "groups"),
        ("type_a_range_coeff", {"n": "10"}, "n"),
        ("type_b", {"distribution": "cauchy", "half_width": "1"}, "distribution"),
        ("type_b", {"distribution": "rect", "half_width": "-1"}, "half_width"),
        ("type_b", {"distribution": "trapezoid", "half_width": "1"}, "beta"),
        ("type_b", {"distribution": "normal", "half_width": "1"}, "k"),
        ("t_quantile", {"p_two_sided": "0.95", "nu": "-1"}, "nu"),
        ("t_quantile", {"p_two_sided": "0", "nu": "1"}, "p_two_sided"),
        ("chi2_quantile", {"upper_tail": "0.05", "nu": "0"}, "nu"),
        ("z_score", {"x": "1", "x_pt": "1", "sigma_pt": "0"}, "sigma_pt"),
        ("zeta_score", {"x": "1", "x_pt": "1", "u_x": "0", "u_pt": "0"}, "u_x"),
        ("en_score", {"x": "1", "x_ref": "1", "U": "-1", "U_ref": "1"}, "U"),
        (
            "en_score",
            {"x": "1", "x_ref": "1", "U": "1", "U_ref": "2", "contributes": "yes"},
            "U_ref",
        ),
        (
            "en_score",
            {"x": "1", "x_ref": "1", "U": "1", "U_ref": "2", "unit": "g", "unit_ref": "mg"},
            "unit_ref",
        ),
        ("weighted_mean", {"x": ["1", "2"], "u": ["1", "0"]}, "u[2]"),
        ("weighted_mean", {"x": ["1", "2"], "u": ["1"]}, "x"),
        ("weighted_mean", {"x": ["1", "2"], "U": ["1", "1"]}, "k"),
        ("grubbs", {"x": ["1", "2"]}, "x"),
        ("grubbs", {"x": ["1", "1", "1"]}, "x"),
        ("linear_calibration", {"t": ["1", "1", "1"], "b": ["1", "2", "3"]}, "t"),
        ("linear_calibration", {"t": ["1", "2", "3"], "b": ["1", "2"]}, "b"),
        ("conformity_jjf1094", {"error": "1", "MPEV": "0", "U95": "1"}, "MPEV"),
        ("specific_risk", {"x": "1", "u": "1"}, "UL"),
        ("specific_risk", {"x": "1", "u": "1", "LL": "2", "UL": "1"}, "LL"),
        ("cmc_check", {"U": "1", "U_unit": "mm", "CMC": "1", "CMC_unit": "um"}, "U_unit"),
        ("cmc_check", {"U": "1", "CMC": "1", "k": "2", "CMC_k": "3"}, "k"),
        ("cmc_check", {"U": "1", "L": "200", "points": [["0", "1"], ["100", "2"]]}, "L"),
        (
            "cmc_check",
            {"U": "1", "L": "2", "L_unit": "kg", "CMC_expr": "L", "CMC_expr_units": "um, L in um"},
            "L_unit",
        ),
        ("report_result", {"y": "1", "U": "0"}, "U"),
        ("report_result", {"y": "1", "U": "1", "sig_digits": "3"}, "sig_digits"),
        ("report_result", {"y": "1", "U": "1", "mode": "nearest"}, "mode"),
        ("limit8170", {"x": "1", "limits": {}, "interval": "1"}, "limits"),
        ("limit8170", {"x": "1", "limits": {"ge": "3", "le": "2"}, "interval": "1"}, "limits"),
        ("interval_a3", {"in_tol": "21", "n": "20", "I0_days": "1", "target": "0.9"}, "in_tol"),
        (
            "interval_staircase",
            {"max_abs_error": "2", "MPEV": "1", "current_months": "3", "step_months": "3"},
            "step_months",
        ),
        ("retention", {"event_date": "2023-02-29", "years": "6"}, "event_date"),
        ("retention", {"event_date": "2025-13-01", "years": "6"}, "event_date"),
        ("retention", {"event_date": "昨天", "years": "6"}, "event_date"),
        ("retention", {"event_date": "2025-06-30", "years": "1.5"}, "years"),
        ("staffing", {"people": [], "today": "2026-01-01"}, "people"),
        ("pareto", {"items": [["a", "60"], ["b", "50"]], "total": "100"}, "items"),
        ("pareto", {"items": [["a", "-1"]], "total": "100"}, "items[1].share"),
        ("growth", {"current": "1", "previous": "0"}, "previous"),
        ("mc", {"model": "x", "inputs": [{"name": "x", "dist": "cauchy"}]}, "inputs[1].dist"),
        (
            "mc",
            {"model": "x", "inputs": [{"name": "x", "dist": "rect", "a": "1", "b": "1"}]},
            "inputs",
        ),
        (
            "mc",
            {"model": "x", "inputs": [{"name": "x", "dist": "normal", "mu": "1", "sigma": "-1"}]},
            "inputs",
        ),
        (
            "mc",
            {
                "model": "x",
                "trials": "100",
                "inputs": [{"name": "x", "dist": "normal", "mu": "1", "sigma": "1"}],
            },
            "trials",
        ),
    ],
)
def test_each_rule_names_its_field_and_gives_no_number(
    name: str, inputs: dict[str, object], field: str, ask: Ask
) -> None:
    answer = ask(name, **inputs)
    assert set(answer) == {"error"}, answer
    assert answer["error"]["field"] == field
    assert any("\u4e00" <= c <= "\u9fff" for c in answer["error"]["message"])


def test_a_formula_is_no_link() -> None:
    markup = formula_mathml(r"\href{javascript:hit()}{x} + \href{http://example.org}{y}")
    assert "href" not in markup and "<mi>x</mi>" in markup
