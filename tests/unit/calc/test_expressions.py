"""Expressions: what they mean, and where they are wrong."""

from __future__ import annotations

import math

import pytest

from labkb.jsruntime import JsRuntime


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("1 + 2 * 3", 7),
        ("-2 ^ 2", -4),
        ("2 ^ -1", 0.5),
        ("2 ^ 3 ^ 2", 512),
        ("2 ** 3", 8),
        ("(1 + 2) * 3", 9),
        ("（１＋２）× ３ − 1", 8),
        ("1 - 2 - 3", -4),
        ("12 / 3 / 2", 2),
        ("1 < 2 and not (2 <= 1)", True),
        ("true or 1 / 0 = 1", True),
        ("if(false, 1 / 0, 5)", 5),
        ('choose("b", "a", 1, "b", 2)', 2),
        ("[1, 2, 3][2]", 2),
        ("sum([1, 2] * [3, 4])", 11),
        ("otherwise(null, 4)", 4),
        ("given(null)", False),
        ("sqrt(2)", math.sqrt(2)),
        ("pi()", math.pi),
    ],
)
def test_expressions_mean_what_they_mean_in_mathematics(
    source: str, value: object, javascript: JsRuntime
) -> None:
    assert javascript.call("labkb.test.evaluate", source, {}) == value


@pytest.mark.parametrize(
    ("source", "line", "column", "says"),
    [
        ("1 +", 1, 4, "没有写完"),
        ("(1 + 2", 1, 7, "“)”"),
        ("1 + 2)", 1, 6, "多了一个“)”"),
        ("a b", 1, 3, "漏了运算符"),
        ("1 +\n  * 2", 2, 3, "不应当是“*”"),
        ("x @ y", 1, 3, "不认识字符“@”"),
        ("1 < 2 < 3", 1, 7, "比较号不能连写"),
        ('"abc', 1, 1, "引号没有配对"),
        ("f(1,)", 1, 5, "不应当是“)”"),
        ("", 1, 1, "空的"),
        ("a.5", 1, 3, "名称"),
        ("and 1", 1, 1, "前面缺少内容"),
    ],
)
def test_mistakes_are_named_with_line_and_column(
    source: str, line: int, column: int, says: str, javascript: JsRuntime
) -> None:
    fault = javascript.call("labkb.test.fault", source)
    assert (fault["code"], fault["line"], fault["column"]) == ("syntax", line, column)
    assert says in fault["message"]


@pytest.mark.parametrize("source", ["(" * 5000 + "1", "-" * 5000 + "1", "1" + "+1" * 9000])
def test_monstrous_expressions_are_refused_and_harm_nothing(
    source: str, javascript: JsRuntime
) -> None:
    assert javascript.call("labkb.test.fault", source)["code"] in {"syntax", "expression_too_long"}


@pytest.mark.parametrize(
    "source",
    ["constructor", "__proto__", "this", "globalThis", "toString", "window", "process"],
)
def test_names_reach_nothing_but_inputs(source: str, javascript: JsRuntime) -> None:
    from labkb.calc import Engine

    engine = Engine([])
    engine._runtime.call(
        "labkb.core.calc.engine.load",
        [{"id": "calculator/t", "inputs": [], "outputs": [{"name": "y", "value": source}]}],
    )
    assert engine.answer("t", {})["error"]["code"] == "unknown_name"


@pytest.mark.parametrize("call", ["constructor(1)", "eval(1)", "valueOf(1)", "hasOwnProperty(1)"])
def test_calls_reach_nothing_but_the_table_of_functions(call: str, javascript: JsRuntime) -> None:
    from labkb.calc import Engine

    engine = Engine([])
    engine._runtime.call(
        "labkb.core.calc.engine.load",
        [{"id": "calculator/t", "inputs": [], "outputs": [{"name": "y", "value": call}]}],
    )
    assert engine.answer("t", {})["error"]["code"] == "unknown_function"
