"""Three-line tables of Word documents."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_EDGES = {"宜": ("single", "000000"), "可": ("dashed", "000000"), "能": ("dotted", "000000")}
"""Sign -> kind and ink of the edge of its square. On paper, black alone."""
_OTHER = ("single", "7D898C")
_SOLID = "应"
_THIN = "\u2009"


def seal(run: Any) -> None:
    """Puts the sign of an obligation into its square."""
    sign = run.text
    # A line is higher than a character is wide: thin spaces make a square of it.
    run.text = f"{_THIN}{sign}{_THIN}"
    properties = run._element.get_or_add_rPr()
    if sign == _SOLID:
        _colour(properties, "FFFFFF")
        shading = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", "000000")):
            shading.set(qn(f"w:{key}"), value)
        properties.append(shading)
        return
    kind, edge = _EDGES.get(sign, _OTHER)
    border = OxmlElement("w:bdr")
    for key, value in (("val", kind), ("sz", "6"), ("space", "0"), ("color", edge)):
        border.set(qn(f"w:{key}"), value)
    properties.append(border)


def _colour(properties: Any, ink: str) -> None:
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), ink)
    _insert(properties, colour, "w:sz", "w:szCs")


def three_lines(table: Any, *, has_head: bool) -> None:
    """Strong rules above and below, a finer one under the titles, hairlines between rows."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 12), ("bottom", 12), ("insideH", 4)):
        borders.append(_border(side, size, "000000" if size > 4 else "A0A8AA"))
    _insert(properties, borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 45), ("left", 85), ("bottom", 45), ("right", 85)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    _insert(properties, margins, "w:tblLook", "w:tblCaption")
    if has_head and table.rows:
        for cell in table.rows[0].cells:
            held = OxmlElement("w:tcBorders")
            held.append(_border("bottom", 8, "000000"))
            cell._tc.get_or_add_tcPr().append(held)


def _insert(parent: Any, child: Any, *followers: str) -> None:
    """Puts a child where the schema wants it: before what may only follow it."""
    for name in followers:
        found = parent.find(qn(name))
        if found is not None:
            found.addprevious(child)
            return
    parent.append(child)


def _border(side: str, size: int, ink: str) -> Any:
    element = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", ink)):
        element.set(qn(f"w:{key}"), value)
    return element
