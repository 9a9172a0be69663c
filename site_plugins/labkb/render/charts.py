"""Charts as values: bars, Pareto, columns over time. Lengths are percent, so text keeps its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from labkb.render.fact_view import FactView

_PARETO_HEIGHT = 180
_TOP = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart."""

    name: str
    shown: str
    share: str
    """Percent of the longest bar."""
    is_derived: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class ParetoColumn:
    """A column of a Pareto chart with the running total above it."""

    name: str
    shown: str
    x: str
    width: str
    y: str
    height: str
    centre: str
    total: str
    total_y: str
    is_derived: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the line of running totals."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure: the facts of a series with one unit."""

    title: str
    kind: str
    """bars, pareto or columns."""
    unit: str
    bars: tuple[Bar, ...]
    columns: tuple[ParetoColumn, ...]
    line: tuple[Segment, ...]
    facts: tuple[FactView, ...]
    height: int = _PARETO_HEIGHT + _TOP


def charts_of(series: str, facts: Sequence[FactView]) -> list[Chart]:
    """The figures of a series; numbers of different units never share one."""
    found = []
    by_unit: dict[str, list[FactView]] = {}
    for fact in facts:
        if fact.value is not None and fact.value >= 0:
            by_unit.setdefault(fact.unit, []).append(fact)
    for unit, held in by_unit.items():
        if len(held) < 2:
            continue
        periods = [fact.period for fact in held]
        if len(set(periods)) == len(held) and all(p[:4].isdigit() for p in periods):
            kind, ordered = "columns", sorted(held, key=lambda f: f.period)
        else:
            kind, ordered = "bars", sorted(held, key=lambda f: -(f.value or 0))
            total = sum((f.value or Decimal(0) for f in held), Decimal(0))
            if len(held) >= 3 and unit == "%" and "占比" in series and total <= 100:
                kind = "pareto"
        found.append(_chart(series, kind, unit, ordered))
    return found


def _chart(series: str, kind: str, unit: str, facts: list[FactView]) -> Chart:
    most = max((f.value or Decimal(0)) for f in facts) or Decimal(1)
    bars = tuple(
        Bar(f.name, f.shown, _percent(f.value, most), f.is_derived, f.anchor) for f in facts
    )
    columns: tuple[ParetoColumn, ...] = ()
    line: tuple[Segment, ...] = ()
    if kind != "bars":
        columns = _columns(facts, most, is_pareto=kind == "pareto")
        if kind == "pareto":
            line = tuple(
                Segment(a.centre, a.total_y, b.centre, b.total_y)
                for a, b in pairwise(columns)
            )
    return Chart(series, kind, unit, bars, columns, line, tuple(facts))


def _percent(value: Decimal | None, most: Decimal) -> str:
    return f"{(value or Decimal(0)) / most * 100:.2f}"


def _columns(
    facts: list[FactView], most: Decimal, *, is_pareto: bool
) -> tuple[ParetoColumn, ...]:
    step = Decimal(100) / len(facts)
    full = Decimal(100) if is_pareto else most
    running = Decimal(0)
    found = []
    for index, fact in enumerate(facts):
        value = fact.value or Decimal(0)
        running += value
        height = value / full * _PARETO_HEIGHT
        found.append(
            ParetoColumn(
                fact.period if not is_pareto else fact.name,
                fact.shown,
                f"{step * index + step * Decimal('0.24'):.2f}",
                f"{step * Decimal('0.52'):.2f}",
                f"{_TOP + _PARETO_HEIGHT - height:.1f}",
                f"{height:.1f}",
                f"{step * index + step / 2:.2f}",
                f"{running.normalize():f}",
                f"{_TOP + _PARETO_HEIGHT - running / full * _PARETO_HEIGHT:.1f}",
                fact.is_derived,
            )
        )
    return tuple(found)
