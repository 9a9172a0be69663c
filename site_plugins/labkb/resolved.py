"""Records without the references that lead nowhere: what pages and exports are made of.

The findings are made by then. What shows records need not ask of every id whether it is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from labkb.diagnostics import Path
from labkb.graph import KnowledgeGraph
from labkb.link import link, references
from labkb.model.base import Model
from labkb.validate import Located

M = TypeVar("M", bound=Model)


def resolved_graph(records: Sequence[Located], graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph of the records without references that do not fit.

    A part that cannot be without one (a row of a crosswalk, a neighbour) is left out whole. A record
    stays: a crosswalk keeps the id of a document that is not there.
    """
    graph, _ = link([_sound(located, graph) for located in records], explain=False)
    return graph


def _sound(located: Located, graph: KnowledgeGraph) -> Located:
    record = located.record
    paths = [f.path for f in references(record, {}) if not f.fits(graph.get(f.target))]
    # What the record itself cannot be without.
    paths = [p for p in paths if len(p) > 1 or not type(record).model_fields[str(p[0])].is_required()]
    sound = _without(record, paths) if paths else record
    return located if sound is None else replace(located, record=sound)


def _without(value: M, paths: Sequence[Path]) -> M | None:
    """The value without what stands at the paths; None where it cannot be without."""
    below: dict[str, list[Path]] = {}
    for path in paths:
        below.setdefault(str(path[0]), []).append(path[1:])
    changed: dict[str, Any] = {}
    for name, rests in below.items():
        field = type(value).model_fields[name]
        held = getattr(value, name)
        if isinstance(held, tuple):
            changed[name] = _shorter(held, rests)
            least = max((getattr(m, "min_length", 0) for m in field.metadata), default=0)
            if len(changed[name]) < least:
                return None
            continue
        inner = _without(held, rests) if isinstance(held, Model) else None
        if inner is None and field.is_required():
            return None
        changed[name] = inner if inner is not None else field.get_default()
    return value.model_copy(update=changed)


def _shorter(items: tuple[Any, ...], paths: Sequence[Path]) -> tuple[Any, ...]:
    below: dict[int, list[Path]] = {}
    for path in paths:
        below.setdefault(int(path[0]), []).append(path[1:])
    kept = []
    for index, item in enumerate(items):
        if index in below:
            if not isinstance(item, Model):
                continue
            item = _without(item, below[index])
        if item is not None:
            kept.append(item)
    return tuple(kept)
