"""Monte Carlo against exact moments and quantiles; tolerances come from the number of trials."""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy import stats

from labkb.calc import Engine
from labkb.jsruntime import JsRuntime
from tests.unit.calc.conftest import Ask

TRIALS = 50_000

SHAPES: list[tuple[dict[str, str], Any]] = [
    ({"dist": "normal", "mu": "2", "sigma": "3"}, stats.norm(2, 3)),
    ({"dist": "rect", "a": "-1", "b": "3"}, stats.uniform(-1, 4)),
    ({"dist": "rect", "mu": "1", "half_width": "2"}, stats.uniform(-1, 4)),
    ({"dist": "triangle", "a": "0", "b": "4"}, stats.triang(0.5, 0, 4)),
    ({"dist": "triangle", "a": "0", "b": "4", "c": "1"}, stats.triang(0.25, 0, 4)),
    ({"dist": "trapezoid", "a": "-1", "b": "1", "beta": "0.5"}, stats.trapezoid(0.25, 0.75, -1, 2)),
    ({"dist": "arcsine", "a": "-1", "b": "1"}, stats.arcsine(-1, 2)),
    ({"dist": "t", "mu": "1", "sigma": "2", "nu": "5"}, stats.t(5, 1, 2)),
    ({"dist": "exponential", "mu": "2"}, stats.expon(0, 2)),
]


@pytest.mark.parametrize(
    ("shape", "law"), SHAPES, ids=lambda v: v["dist"] if isinstance(v, dict) else ""
)
def test_each_distribution_has_its_mean_deviation_and_quantiles(
    shape: dict[str, str], law: Any, ask: Ask
) -> None:
    answer = ask("mc", model="x", inputs=[{"name": "x", **shape}], p="0.95", trials=TRIALS)
    error = 5 * law.std() / math.sqrt(TRIALS)
    assert answer["y"] == pytest.approx(law.mean(), abs=error)
    assert answer["u"] == pytest.approx(law.std(), abs=6 * error)
    for name, p in (("low", 0.025), ("high", 0.975)):
        # The estimate lies between the quantiles of p ± 5 standard errors of a share.
        share = 5 * math.sqrt(p * (1 - p) / TRIALS)
        assert law.ppf(p - share) <= answer[name] <= law.ppf(p + share)
    assert answer["gum_u"] == pytest.approx(law.std(), rel=1e-9)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(ask: Ask) -> None:
    inputs = [{"name": "x", "dist": "normal", "mu": "0", "sigma": "1"}]
    first = ask("mc", model="x", inputs=inputs, trials=20000, seed="7")
    assert ask("mc", model="x", inputs=inputs, trials=20000, seed="7") == first
    assert ask("mc", model="x", inputs=inputs, trials=20000, seed="8")["y"] != first["y"]


def test_the_shortest_interval_is_not_longer_than_the_symmetric_one(ask: Ask) -> None:
    inputs = [{"name": "x", "dist": "exponential", "mu": "1"}]
    symmetric = ask("mc", model="x", inputs=inputs, trials=TRIALS)
    shortest = ask("mc", model="x", inputs=inputs, trials=TRIALS, interval="shortest")
    assert shortest["high"] - shortest["low"] < symmetric["high"] - symmetric["low"]
    assert shortest["low"] == pytest.approx(0, abs=0.01)
    assert shortest["high"] == pytest.approx(-math.log(0.05), abs=0.08)


def test_the_adaptive_way_stops_as_soon_as_the_digits_are_steady(ask: Ask) -> None:
    inputs = [{"name": n, "dist": "normal", "mu": "0", "sigma": "7"} for n in "ab"]
    question = {"model": "a+b", "inputs": inputs, "trials": 300000, "adaptive": True}
    coarse = ask("mc", **question, n_dig="1")
    assert coarse["trials"] % 10000 == 0 and 20000 <= coarse["trials"] < 300000
    # Two standard deviations within half a unit of the last digit of u = 9.9.
    assert coarse["u"] == pytest.approx(7 * math.sqrt(2), abs=0.5)
    fine = ask("mc", **question, n_dig="2")
    assert fine["trials"] > coarse["trials"]


def test_correlated_normal_inputs_keep_their_correlation(ask: Ask) -> None:
    inputs = [{"name": n, "dist": "normal", "mu": "5", "sigma": "2"} for n in "ab"]
    pair = [{"a": "a", "b": "b", "r": "0.8"}]
    answer = ask("mc", model="a-b", inputs=inputs, correlation=pair, trials=TRIALS)
    assert answer["u"] == pytest.approx(2 * math.sqrt(2 * 0.2), rel=0.02)
    assert answer["gum_u"] == pytest.approx(2 * math.sqrt(2 * 0.2), rel=1e-9)


def test_a_linear_model_of_normal_inputs_validates_the_budget(engine: Engine) -> None:
    inputs = [{"name": n, "dist": "normal", "mu": "0", "sigma": "1"} for n in "abcd"]
    answer = engine.explain(
        "mc", {"model": "a+b+c+d", "inputs": inputs, "trials": 200000, "n_dig": "1"}
    )
    assert answer["outputs"]["gum_validated"] is True
    assert [v["tone"] for v in answer["verdicts"]] == ["pass"]


@pytest.mark.parametrize(
    ("model", "shape"),
    [
        ("1/x", {"dist": "rect", "a": "-1", "b": "1"}),
        ("1/x", {"dist": "rect", "a": "0", "b": "1"}),
        ("1/x", {"dist": "normal", "mu": "1", "sigma": "1"}),
        ("1/(x - 3)", {"dist": "triangle", "a": "2", "b": "4"}),
        ("x^-2", {"dist": "rect", "a": "-1", "b": "1"}),
    ],
)
def test_a_divisor_that_reaches_zero_is_refused(
    model: str, shape: dict[str, str], ask: Ask
) -> None:
    error = ask("mc", model=model, inputs=[{"name": "x", **shape}], trials=20000)["error"]
    assert error["code"] == "no_finite_mean" and error["field"] == "model"


@pytest.mark.parametrize(
    ("model", "shape"),
    [
        ("1/x", {"dist": "rect", "a": "1", "b": "2"}),
        ("1/x", {"dist": "normal", "mu": "10", "sigma": "1"}),
        ("x/(x^2 + 1)", {"dist": "rect", "a": "-1", "b": "1"}),
        ("1/(2 + sin(x))", {"dist": "rect", "a": "-9", "b": "9"}),
        ("1/exp(x)", {"dist": "normal", "mu": "0", "sigma": "1"}),
    ],
)
def test_a_divisor_that_never_reaches_zero_is_accepted(
    model: str, shape: dict[str, str], ask: Ask
) -> None:
    assert "error" not in ask("mc", model=model, inputs=[{"name": "x", **shape}], trials=20000)


def test_sorting_by_buckets_equals_sorting(javascript: JsRuntime) -> None:
    # A heavy tail puts nearly all values into a few buckets.
    job = {
        "model": "exp(3 * x)",
        "trials": 5000,
        "seed": 1,
        "p": 0.5,
        "inputs": [{"name": "x", "dist": "normal", "mu": 0, "sigma": 1}],
    }
    result = javascript.call("labkb.test.trials", job)
    assert result["minimum"] <= result["low"] <= 1 <= result["high"] <= result["maximum"]
    assert result["short_high"] - result["short_low"] <= result["high"] - result["low"]
