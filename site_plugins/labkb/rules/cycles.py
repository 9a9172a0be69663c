"""Relations that must not come back to where they began."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.graph import KnowledgeGraph

_WORDS = {"replaces": "代替", "part_of": "从属", "parent": "上级"}


def no_cycles(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Each circle of `replaces`, `part_of` or `parent`, once."""
    for role, word in _WORDS.items():
        targets: dict[str, list[str]] = {}
        places = {}
        for link in graph.links:
            if link.role == role:
                targets.setdefault(link.source, []).append(link.target)
                places[link.source, link.target] = Place(link.file, link.path)
        done: set[str] = set()
        circles = (circle for start in targets for circle in _circles(start, targets, done))
        for circle in circles:
            names = " → ".join((*circle, circle[0]))
            yield finding(
                "KB304",
                f"{word}关系绕成了圈：{names}",
                places[circle[0], circle[1 % len(circle)]],
                remedy=f"去掉其中一个 {role}",
                record=circle[0],
            )


def _circles(start: str, targets: dict[str, list[str]], done: set[str]) -> Iterator[list[str]]:
    """The circles reachable from `start` that were not seen before."""
    trail: list[str] = []
    on_trail: set[str] = set()
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            trail.pop()
            on_trail.discard(node)
            done.add(node)
            continue
        if node in on_trail:
            yield trail[trail.index(node) :]
            continue
        if node in done:
            continue
        trail.append(node)
        on_trail.add(node)
        stack.append((node, True))
        stack.extend((target, False) for target in reversed(targets.get(node, [])))
