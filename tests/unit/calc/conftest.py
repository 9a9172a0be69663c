"""One engine with the calculators of this repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labkb.calc import Engine, load_calculators
from labkb.calc.definitions import CalculatorSet
from labkb.jsruntime import JsRuntime

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def calculators(repository: Path) -> CalculatorSet:
    return load_calculators(repository)


@pytest.fixture(scope="session")
def engine(calculators: CalculatorSet) -> Engine:
    return Engine(calculators.calculators)


@pytest.fixture(scope="session")
def ask(engine: Engine) -> Ask:
    """Outputs, or {"error": …}, of a calculator."""
    return lambda name, **inputs: engine.answer(name, inputs)


@pytest.fixture(scope="session")
def javascript() -> JsRuntime:
    """The calculation code with a few handles for tests."""
    runtime = JsRuntime(groups=("calc",))
    runtime._context.eval(HANDLES)
    return runtime


# Exact numbers and trees do not cross the border as JSON; these functions take and give plain values.
HANDLES = """
(function () {
  const calc = labkb.core.calc;
  const plain = (v) => v instanceof calc.exact.Exact ? calc.exact.toNumber(v)
    : Array.isArray(v) ? v.map(plain) : v;
  const value = (v) => typeof v === "string" && calc.exact.parse(v) ? calc.exact.parse(v)
    : Array.isArray(v) ? v.map(value) : v;
  labkb.test = {
    evaluate: (source, names) => plain(calc.evaluation.evaluate(calc.parser.parse(source, "f"),
      (name) => value(names[name]), "f")),
    text: (source, names) => calc.exact.format(calc.evaluation.evaluate(calc.parser.parse(source, "f"),
      (name) => value(names[name]), "f")),
    fault: (source) => { try { calc.parser.parse(source, "f"); return null; }
      catch (e) { return calc.errors.asData(e); } },
    number: (text) => calc.exact.toNumber(calc.exact.parse(text)),
    ratio: (a, b) => calc.exact.toNumber(calc.exact.divide(calc.exact.parse(a), calc.exact.parse(b))),
    show: (v, digits) => calc.display.show(value(v), digits),
    differentiate: (model, names, point) => calc.model.differentiate(
      calc.parser.parse(model, "model"), names, point, "model"),
    trials: (job) => calc.montecarlo.run(Object.assign({tree: calc.parser.parse(job.model, "m"),
      lower: null}, job)),
  };
})();
"""
