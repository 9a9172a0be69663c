"""Where the nodes of the knowledge map stand: two layouts, wide and narrow, without overlap.

Wide: documents in the middle, what they cite on both sides. Narrow: one column with arcs. Every
label has a line of its own, so labels cannot meet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

WIDE = 920
NARROW = 336
_ROW = 40
_BOX = 236
_BOX_HEIGHT = 46
_LINE = 30
_LEFT = 96


@dataclass(frozen=True, slots=True)
class Node:
    """A document or a reference."""

    id: str
    label: str
    url: str
    is_document: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """`weight` links from a document to another document or a reference."""

    source: str
    target: str
    weight: int
    is_own: bool = False
    """Between two documents of the collection."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node where it stands."""

    node: Node
    key: str
    x: float
    y: float
    text: str
    side: str
    """left, right, middle or list."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A link as an SVG path."""

    path: str
    width: float
    source: str
    target: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole layout."""

    width: int
    height: int
    spots: tuple[Spot, ...]
    curves: tuple[Curve, ...]


def text_width(text: str) -> float:
    """Width in characters of Chinese: a Latin letter is about half of one."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.56 for c in text)


def shorten(text: str, most: float) -> str:
    """The text cut to a width in Chinese characters."""
    if text_width(text) <= most:
        return text
    kept = ""
    for char in text:
        if text_width(kept + char) > most - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def wide_drawing(nodes: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """Documents in the middle column, references at the sides, ordered to cross little."""
    documents = [n for n in nodes if n.is_document]
    order = {n.id: i for i, n in enumerate(documents)}
    references = _by_barycentre([n for n in nodes if not n.is_document], edges, order)
    left, right = references[0::2], references[1::2]
    rows = max(len(left), len(right), 1)
    step = max(_ROW * rows / max(len(documents), 1), _BOX_HEIGHT + 14)
    height = int(max(_ROW * rows, step * len(documents))) + 20
    spots: list[Spot] = []
    for index, node in enumerate(documents):
        y = height * (index + 0.5) / len(documents)
        spots.append(_spot(node, index, WIDE / 2, y, "middle", 13))
    for side, x, column in (("left", 250.0, left), ("right", WIDE - 250.0, right)):
        for index, node in enumerate(column):
            y = height * (index + 0.5) / max(len(column), 1)
            spots.append(_spot(node, len(spots), x, y, side, 14))
    return Drawing(WIDE, height, tuple(spots), _wide_curves(spots, edges))


def narrow_drawing(nodes: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """One column: every document followed by what it cites first, arcs at the left."""
    ordered: list[Node] = []
    placed: set[str] = set()
    by_id = {n.id: n for n in nodes}
    for document in (n for n in nodes if n.is_document):
        ordered.append(document)
        for edge in edges:
            target = by_id[edge.target]
            if edge.source == document.id and not target.is_document and target.id not in placed:
                placed.add(target.id)
                ordered.append(target)
    spots = []
    for index, node in enumerate(ordered):
        most = 15 if node.is_document else 16
        spots.append(_spot(node, index, _LEFT, 20 + index * _LINE, "list", most))
    places = {spot.node.id: spot for spot in spots}
    curves = []
    for edge in edges:
        a, b = places[edge.source], places[edge.target]
        reach = min(_LEFT - 8.0, 10 + abs(a.y - b.y) / 4)
        path = f"M{a.x:.0f} {a.y:.0f}C{a.x - reach:.0f} {a.y:.0f} {b.x - reach:.0f} {b.y:.0f} "
        path += f"{b.x:.0f} {b.y:.0f}"
        curves.append(Curve(path, _width(edge), a.key, b.key, edge.is_own))
    return Drawing(NARROW, 20 + len(ordered) * _LINE, tuple(spots), tuple(curves))


def _spot(node: Node, index: int, x: float, y: float, side: str, most: float) -> Spot:
    return Spot(node, f"n{index}", round(x, 1), round(y, 1), shorten(node.label, most), side)


def _by_barycentre(
    references: list[Node], edges: Sequence[Edge], order: dict[str, int]
) -> list[Node]:
    """References in the order of the documents that cite them, so that few links cross."""

    def centre(node: Node) -> float:
        pulls = [
            (order[e.source], e.weight) for e in edges if e.target == node.id and e.source in order
        ]
        total = sum(weight for _, weight in pulls)
        return sum(at * weight for at, weight in pulls) / total if total else 0.0

    return sorted(references, key=lambda node: (centre(node), node.id))


def _wide_curves(spots: Sequence[Spot], edges: Sequence[Edge]) -> tuple[Curve, ...]:
    places = {spot.node.id: spot for spot in spots}
    found = []
    for edge in edges:
        a, b = places[edge.source], places[edge.target]
        if edge.is_own:
            x = a.x + _BOX / 2
            path = f"M{x:.0f} {a.y:.0f}C{x + 34:.0f} {a.y:.0f} {x + 34:.0f} {b.y:.0f} "
            path += f"{x:.0f} {b.y:.0f}"
        else:
            sign = -1 if b.side == "left" else 1
            x1, x2 = a.x + sign * _BOX / 2, b.x - sign * 4
            bend = (x2 - x1) / 2
            path = f"M{x1:.0f} {a.y:.0f}C{x1 + bend:.0f} {a.y:.0f} {x2 - bend:.0f} {b.y:.0f} "
            path += f"{x2:.0f} {b.y:.0f}"
        found.append(Curve(path, _width(edge), a.key, b.key, edge.is_own))
    return tuple(found)


def _width(edge: Edge) -> float:
    return round(min(1.2 + edge.weight * 0.3, 5.0), 1)
