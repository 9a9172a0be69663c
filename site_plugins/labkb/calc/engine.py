"""Runs calculators through QuickJS with the files the page uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from labkb.calc.definitions import definition_data, find_project, load_calculators
from labkb.jsruntime import JsRuntime
from labkb.model.calculator import Calculator


class CalculationRefused(Exception):
    """The inputs break a rule; `code`, `field` and `message` say which."""

    def __init__(self, error: Mapping[str, Any]) -> None:
        super().__init__(str(error.get("message", "")))
        self.code = str(error.get("code", ""))
        self.field = str(error.get("field", ""))
        self.message = str(error.get("message", ""))
        self.data = dict(error)


class Engine:
    """The calculators of one project, ready to run."""

    def __init__(
        self, calculators: Iterable[Calculator], *, runtime: JsRuntime | None = None
    ) -> None:
        self._runtime = runtime or JsRuntime(groups=("calc",))
        self._runtime.call(
            "labkb.core.calc.engine.load", [definition_data(one) for one in calculators]
        )

    def names(self) -> list[str]:
        """The names that `run` knows."""
        return list(self._runtime.call("labkb.core.calc.engine.names"))

    def answer(self, name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """The outputs, or {"error": {code, field, message}} and no number."""
        return dict(self._runtime.call("labkb.core.calc.engine.run", name, inputs))

    def explain(self, name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """The outputs with steps, notices, messages and verdicts; or {"error": …}."""
        return dict(self._runtime.call("labkb.core.calc.engine.explain", name, inputs))

    def run(self, name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """The outputs.

        Raises:
            CalculationRefused: when the inputs break a rule.
        """
        outputs = self.answer(name, inputs)
        if "error" in outputs:
            raise CalculationRefused(outputs["error"])
        return outputs


@lru_cache(maxsize=4)
def _engine_of(project: Path) -> Engine:
    return Engine(load_calculators(project).calculators)


def run(name: str, inputs: Mapping[str, Any], *, project: Path | None = None) -> dict[str, Any]:
    """The outputs of a calculator of the project around the current folder.

    Raises:
        CalculationRefused: when the inputs break a rule.
        CannotGoOn: when no project is found.
    """
    return _engine_of(find_project(project or Path.cwd())).run(name, inputs)
