"""Paths of units by the one rule of `labkb.ids`, with an own path where numbers repeat."""

from __future__ import annotations

from dataclasses import replace

from labkb.exchange.importing.model import ImportedUnit
from labkb.ids import Unit, derive_paths


def with_paths(units: tuple[ImportedUnit, ...]) -> tuple[ImportedUnit, ...]:
    """The same units with their paths; a path that would come twice gets an explicit id."""
    for _ in range(8):
        paths = derive_paths(tuple(_bare(unit) for unit in units))
        if len(set(paths)) == len(paths):
            break
        units = _settle(units, paths)
    walk = iter(paths)
    return tuple(_assign(unit, walk) for unit in units)


def _bare(unit: ImportedUnit) -> Unit:
    return Unit(unit.number, unit.form, unit.explicit, tuple(_bare(u) for u in unit.units))


def _assign(unit: ImportedUnit, paths: object) -> ImportedUnit:
    path = next(paths)  # type: ignore[call-overload]
    return replace(unit, path=path, units=tuple(_assign(u, paths) for u in unit.units))


def _settle(units: tuple[ImportedUnit, ...], paths: list[str]) -> tuple[ImportedUnit, ...]:
    seen: dict[str, int] = {}
    taken = set(paths)
    walk = iter(paths)

    def visit(unit: ImportedUnit) -> ImportedUnit:
        path = next(walk)
        count = seen.get(path, 0) + 1
        seen[path] = count
        explicit = unit.explicit
        if count > 1:
            suffix = count
            while f"{path}-{_letters(suffix)}" in taken:
                suffix += 1
            explicit = f"{path}-{_letters(suffix)}"
            taken.add(explicit)
        return replace(unit, explicit=explicit, units=tuple(visit(u) for u in unit.units))

    return tuple(visit(unit) for unit in units)


def _letters(count: int) -> str:
    """B for the second, C for the third …"""
    text = ""
    count -= 1
    while count >= 0:
        text = chr(ord("b") + count % 25 - 1 if count % 25 else ord("z")) + text
        count = count // 25 - 1
    return text
