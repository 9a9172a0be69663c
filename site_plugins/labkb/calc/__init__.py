"""Calculators from Python: the same definitions and the same engine as in the page."""

from __future__ import annotations

from labkb.calc.definitions import definition_data, find_project, load_calculators
from labkb.calc.engine import CalculationRefused, Engine, run

__all__ = [
    "CalculationRefused",
    "Engine",
    "definition_data",
    "find_project",
    "load_calculators",
    "run",
]
