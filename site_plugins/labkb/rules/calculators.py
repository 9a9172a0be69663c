"""Calculators compute: expressions are sound, formulas can be set, worked examples hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from labkb.calc.definitions import definition_data
from labkb.calc.engine import Engine
from labkb.calc.examples import example_failures
from labkb.calc.formula import FormulaError, formula_mathml
from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import Entry, KnowledgeGraph
from labkb.jsruntime import JsRuntime
from labkb.model.calculator import Calculator
from labkb.validate import did_you_mean

KINDS = {"expression": "KB601", "name": "KB602", "circular": "KB603"}


def _calculators(graph: KnowledgeGraph) -> Iterator[tuple[Entry, Calculator]]:
    for entry in graph.family("calculator"):
        assert isinstance(entry.value, Calculator)
        yield entry, entry.value


@dataclass(frozen=True, slots=True)
class _Trouble:
    code: str
    message: str
    path: tuple[str | int, ...]


def calculators_compute(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Mistakes in expressions, then the examples of the calculators without such mistakes."""
    for entry, calculator in _calculators(graph):
        for trouble in _troubles(calculator.model_dump_json()):
            yield finding(
                trouble.code,
                trouble.message,
                entry.place(*trouble.path),
                remedy=_REMEDIES[trouble.code],
                record=entry.id,
            )


_REMEDIES = {
    "KB601": "改正表达式；可用的名称是输入和步骤的 name",
    "KB602": "改正表达式；可用的名称是输入和步骤的 name",
    "KB603": "改正表达式；可用的名称是输入和步骤的 name",
    "KB604": "核对算例与公式，改正错的一方",
    "KB605": "补一个有出处的算例，每次构建都会重算",
}


@lru_cache(maxsize=1024)
def _troubles(definition: str) -> tuple[_Trouble, ...]:
    """What is wrong with one calculator; a preview asks again and again about the same ones."""
    calculator = Calculator.model_validate_json(definition)
    found = tuple(_expression_troubles(calculator))
    return found or tuple(_example_troubles(calculator))


@cache
def _runtime() -> JsRuntime:
    return JsRuntime(groups=("calc",))


def _expression_troubles(calculator: Calculator) -> Iterator[_Trouble]:
    troubles: list[dict[str, Any]] = _runtime().call(
        "labkb.core.calc.check.findings", definition_data(calculator)
    )
    for trouble in troubles:
        yield _Trouble(KINDS[trouble["kind"]], trouble["message"], tuple(trouble["path"]))


def _example_troubles(calculator: Calculator) -> Iterator[_Trouble]:
    engine = Engine([calculator], runtime=_runtime())
    for index, reason in example_failures(engine, calculator):
        title = calculator.examples[index].title
        path = ("examples", index, "expected")
        yield _Trouble("KB604", f"算例“{title}”不成立：{reason}", path)
    if not calculator.examples:
        yield _Trouble("KB605", f"计算器“{calculator.title}”没有算例", ())


def formulas_can_be_set(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Formulas and symbols that cannot become MathML."""
    for entry, calculator in _calculators(graph):
        parts = [
            *(("steps", i, "formula", s.formula) for i, s in enumerate(calculator.steps)),
            *(("inputs", i, "symbol", s.symbol) for i, s in enumerate(calculator.inputs)),
        ]
        for group, index, key, text in parts:
            if not text:
                continue
            try:
                formula_mathml(text)
            except FormulaError as error:
                yield finding(
                    "KB606",
                    f"公式“{text}”不能变成数学式：{error}",
                    entry.place(group, index, key),
                    remedy="用 LaTeX 写法，例如 \\frac{a}{b}",
                    record=entry.id,
                )


def pages_exist(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Calculators that name something other than a page of calculators."""
    pages = [entry.id for entry in graph.family("calculator_page")]
    for entry, calculator in _calculators(graph):
        if calculator.page in graph and calculator.page not in pages:
            yield finding(
                "KB607",
                f"“{calculator.page}”不是计算器页面",
                entry.place("page"),
                remedy=did_you_mean(calculator.page, pages) or "写一个 calculator-page/… 的编号",
                record=entry.id,
            )
