"""The budget against mpmath, and what it must refuse or warn about."""

from __future__ import annotations

import mpmath
import pytest

from labkb.calc import Engine
from labkb.jsruntime import JsRuntime
from tests.unit.calc.conftest import Ask

MODELS = [
    ("a*b/c", {"a": 1.2, "b": 3.4, "c": 0.7}),
    ("sqrt(a^2 + b^2) * exp(-c)", {"a": 3.0, "b": 4.0, "c": 0.5}),
    ("ln(a) + log10(b) - sin(c) * cos(a)", {"a": 2.0, "b": 5.0, "c": 1.1}),
    ("a^b", {"a": 1.7, "b": 2.3}),
    ("atan(a) + asin(b) + acos(c) + tan(a)", {"a": 0.4, "b": 0.3, "c": 0.2}),
    ("sinh(a) * cosh(b) / tanh(c)", {"a": 0.4, "b": 0.3, "c": 0.2}),
    ("abs(a) * max(b, c) - min(b, c)", {"a": -2.0, "b": 3.0, "c": 4.0}),
    ("1 / (1 + a / (b - c))", {"a": 1.0, "b": 5.0, "c": 2.0}),
]


@pytest.mark.parametrize(("model", "point"), MODELS)
def test_derivatives_agree_with_mpmath(
    model: str, point: dict[str, float], javascript: JsRuntime
) -> None:
    names = list(point)
    result = javascript.call("labkb.test.differentiate", model, names, list(point.values()))
    space = {
        n: getattr(mpmath, n, None)
        for n in (
            "sqrt",
            "exp",
            "ln",
            "log10",
            "sin",
            "cos",
            "tan",
            "atan",
            "asin",
            "acos",
            "sinh",
            "cosh",
            "tanh",
        )
    }
    code = compile(model.replace("^", "**"), "model", "eval")

    def f(*values: float) -> mpmath.mpf:
        return eval(
            code,
            {"abs": abs, "max": max, "min": min, **space, **dict(zip(names, values, strict=True))},
        )

    with mpmath.workdps(40):
        values = [mpmath.mpf(v) for v in point.values()]
        assert result["value"] == pytest.approx(float(f(*values)), rel=1e-13)
        for i, derivative in enumerate(result["gradient"]):
            order = tuple(int(j == i) for j in range(len(names)))
            expected = float(mpmath.diff(f, tuple(values), order))
            assert derivative == pytest.approx(expected, rel=1e-12), names[i]


def row(name: str, x: str, u: str, **more: str) -> dict[str, str]:
    return {"name": name, "x": x, "u": u, **more}


def test_full_correlation_adds_uncertainties_and_opposite_cancels_them(ask: Ask) -> None:
    inputs = [row("a", "1", "3"), row("b", "1", "4")]

    def combined(r: str) -> float:
        pair = [{"a": "a", "b": "b", "r": r}]
        return float(ask("budget", model="a+b", inputs=inputs, correlation=pair)["u_c"])

    assert combined("1") == pytest.approx(7)
    assert combined("-1") == pytest.approx(1)
    assert combined("0") == pytest.approx(5)


def test_pairs_and_the_whole_matrix_say_the_same(ask: Ask) -> None:
    inputs = [row("a", "1", "3"), row("b", "1", "4"), row("c", "2", "1")]
    matrix = [["1", "0.5", "0"], ["0.5", "1", "0"], ["0", "0", "1"]]
    whole = ask("budget", model="a*b+c", inputs=inputs, correlation=matrix)
    pairs = ask(
        "budget", model="a*b+c", inputs=inputs, correlation=[{"a": "b", "b": "a", "r": "0.5"}]
    )
    assert whole == pairs


def test_no_effective_freedom_for_correlated_inputs_of_finite_freedom(ask: Ask) -> None:
    inputs = [row("a", "1", "3", nu="5"), row("b", "1", "4", nu="5")]
    pair = [{"a": "a", "b": "b", "r": "0.5"}]
    answer = ask("budget", model="a+b", inputs=inputs, correlation=pair, p="0.95")
    assert "nu_eff" not in answer and "U" not in answer and "k" not in answer
    assert answer["u_c"] == pytest.approx(37**0.5)
    asked = ask("budget", model="a+b", inputs=inputs, correlation=pair, p="0.95", policy="t")
    assert asked["error"]["code"] == "ws_correlated"
    by_k = ask("budget", model="a+b", inputs=inputs, correlation=pair, policy="k", k="2")
    assert by_k["U"] == pytest.approx(2 * 37**0.5)


def test_the_coverage_policy_is_said(engine: Engine) -> None:
    inputs = [row("a", "1", "1", nu="9")]
    silent = engine.explain("budget", {"model": "a", "inputs": inputs})
    assert silent["outputs"]["k"] == 2
    assert any("k=2" in m["text"] for m in silent["messages"])
    by_t = engine.explain("budget", {"model": "a", "inputs": inputs, "p": "0.95"})
    assert by_t["outputs"]["k"] == pytest.approx(2.262157, rel=1e-6)
    assert any("t 值" in m["text"] for m in by_t["messages"])


def test_a_product_of_zero_factors_is_warned_about(engine: Engine) -> None:
    inputs = [row("a", "0", "1"), row("b", "0", "1"), row("c", "5", "0.1")]
    answer = engine.explain("budget", {"model": "a*b+c", "inputs": inputs, "k": "2"})
    texts = " ".join(m["text"] for m in answer["messages"])
    assert "a，b" in texts and "二阶" in texts


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"model": "a +"}, "syntax", "model"),
        ({"model": "a + z"}, "unknown_name", "model"),
        ({"model": "log(a)"}, "ambiguous_log", "model"),
        ({"model": "sin(a, b)"}, "arguments", "model"),
        ({"model": "a = b"}, "syntax", "model"),
        ({"model": "sum(a)"}, "unknown_function", "model"),
        ({"model": "a / (b - b)"}, "division_by_zero", "model"),
        ({"model": "ln(a - 2)"}, "not_finite", "model"),
        ({"inputs": []}, "empty", "inputs"),
        ({"inputs": [row("a", "1", "-1"), row("b", "1", "1")]}, "out_of_range", "inputs[1].u"),
        ({"inputs": [row("a", "1", "1"), row("a", "1", "1")]}, "duplicate_name", "inputs"),
        ({"inputs": [row("a b", "1", "1")]}, "bad_name", "inputs"),
        (
            {"inputs": [row("a", "1", "1", nu="0"), row("b", "1", "1")]},
            "not_positive",
            "inputs[1].nu",
        ),
        ({"p": "1"}, "out_of_range", "p"),
        ({"correlation": [["1", "0.5"], ["0.4", "1"]]}, "correlation_asymmetric", "correlation"),
        ({"correlation": [["0.9", "0"], ["0", "1"]]}, "correlation_diagonal", "correlation"),
        ({"correlation": [["1"]]}, "correlation_shape", "correlation"),
        ({"correlation": [{"a": "a", "b": "q", "r": "1"}]}, "unknown_name", "correlation"),
    ],
)
def test_wrong_budgets_are_refused_with_the_field(
    change: dict[str, object], code: str, field: str, ask: Ask
) -> None:
    good = {"model": "a+b", "inputs": [row("a", "1", "1"), row("b", "1", "1")], "p": "0.95"}
    error = ask("budget", **{**good, **change})["error"]
    assert (error["code"], error["field"]) == (code, field)
