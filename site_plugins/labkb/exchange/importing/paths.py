"""Paths of units by the one rule of `labkb.ids`, with an own path where numbers repeat."""

from __future__ import annotations

from dataclasses import replace

from labkb.exchange.importing.model import ImportedUnit
from labkb.ids import Unit, derive_paths


def with_paths(units: tuple[ImportedUnit, ...]) -> tuple[ImportedUnit, ...]:
    """The same units with their paths; a path that would come twice gets an explicit id."""
    for _ in range(12):
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
    """Gives an own path to each unit whose path came before; those below follow by themselves."""
    seen: dict[str, int] = {}
    taken = set(paths)
    walk = iter(paths)

    def visit(unit: ImportedUnit, is_moved: bool) -> ImportedUnit:
        path = next(walk)
        explicit = unit.explicit
        if not is_moved:
            count = seen.get(path, 0) + 1
            seen[path] = count
            if count > 1:
                while f"{path}-{_letters(count)}" in taken:
                    count += 1
                explicit = f"{path}-{_letters(count)}"
                taken.add(explicit)
        moved = is_moved or explicit != unit.explicit
        return replace(unit, explicit=explicit, units=tuple(visit(u, moved) for u in unit.units))

    return tuple(visit(unit, False) for unit in units)


def _letters(count: int) -> str:
    """A letter for the second (b), the third (c), and so on."""
    return chr(ord("a") + count - 1) if count <= 26 else f"z{count}"
