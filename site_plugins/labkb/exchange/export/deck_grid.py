"""Tables of decks: real ones, three lines, with the square of an obligation in front of a row."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from labkb.exchange.export.slides import (
    BODY_WIDTH,
    CELL_GAP,
    HEAD_HEIGHT,
    SEAL,
    SEAL_GAP,
    Grid,
    Row,
    Scale,
    row_height,
)
from labkb.exchange.export.word import clean

_TITLES = 22.0
"""Height of the titles; what is left of `HEAD_HEIGHT` is air below their rule."""
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The built-in table style without lines: ours stand in the cells."""
_INK, _HAIR, _ACCENT, _GREY = "tx1", "D5DCDB", "accent1", "accent6"
_SEALS = {
    "应": (f'<a:solidFill><a:schemeClr val="{_ACCENT}"/></a:solidFill>', "bg1", "solid", _ACCENT),
    "宜": ("<a:noFill/>", _ACCENT, "solid", _ACCENT),
    "可": ("<a:noFill/>", _ACCENT, "dash", _ACCENT),
    "能": ("<a:noFill/>", _ACCENT, "sysDot", _ACCENT),
}
"""Sign -> fill, ink of the character, kind of edge, ink of the edge."""
_OTHER = ("<a:noFill/>", "tx2", "solid", _GREY)


def grid_frame(grid: Grid, scale: Scale, shape_id: int, left: float, top: float) -> Any:
    """The graphic frame of a table at a place of the slide, in points."""
    widths = list(grid.widths())
    if grid.has_signs:
        # The gap is a column of its own: the edge of the square must not run on along the text.
        widths = [SEAL, SEAL_GAP, *widths]
    columns = "".join(f'<a:gridCol w="{Pt(width)}"/>' for width in widths)
    body = "".join(
        _row(row, grid, scale, is_last=number == len(grid.rows))
        for number, row in enumerate(grid.rows, 1)
    )
    total = HEAD_HEIGHT + sum(row_height(row, grid, scale) for row in grid.rows)
    return parse_xml(
        f'<p:graphicFrame {nsdecls("p", "a")}><p:nvGraphicFramePr>'
        f'<p:cNvPr id="{shape_id}" name="表格 {shape_id}"/><p:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{Pt(left)}" y="{Pt(top)}"/>'
        f'<a:ext cx="{Pt(BODY_WIDTH)}" cy="{Pt(total)}"/></p:xfrm><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{_head(grid, len(widths))}{body}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _head(grid: Grid, columns: int) -> str:
    edges = _line("T", 1.5, _INK) + _line("B", 0.75, _INK)
    cells = [
        _cell(_text(title, 14, 20, "accent5", bold=True), edges, anchor="b", right=CELL_GAP)
        for title in grid.head
    ]
    if grid.has_signs:
        cells[0] = cells[0].replace("<a:tc>", '<a:tc gridSpan="3">', 1)
        cells[1:1] = [_empty(edges, 'hMerge="1"')] * 2
    air = "".join(_empty() for _ in range(columns))
    return _tr(_TITLES, "".join(cells)) + _tr(HEAD_HEIGHT - _TITLES, air)


def _row(row: Row, grid: Grid, scale: Scale, *, is_last: bool) -> str:
    """One row; with a sign two, so that the square stays square however long the text is."""
    whole = row_height(row, grid, scale)
    foot = _line("B", 1.5, _INK) if is_last else ""
    if not row.sign:
        edge = foot or _line("B", 0.5, _HAIR)
        return _tr(whole, "".join(
            _said(text, number == grid.main, scale, edge) for number, text in enumerate(row.cells)
        ))
    first = [_seal(row.sign), _empty()]
    rest = [_empty(foot)] * 2
    for number, text in enumerate(row.cells):
        cell = _said(text, number == grid.main, scale, foot)
        first.append(cell.replace("<a:tc>", '<a:tc rowSpan="2">', 1))
        rest.append(_empty(foot, 'vMerge="1"'))
    return _tr(SEAL, "".join(first)) + _tr(whole - SEAL, "".join(rest))


def _said(text: str, is_main: bool, scale: Scale, edges: str) -> str:
    size, pitch = scale.cells[0 if is_main else 1]
    # The smaller type is set a little lower, so that first lines stand on one line.
    top = 0.0 if is_main else (scale.cells[0][1] - pitch) / 2 + 0.5
    said = _text(text, size, pitch, _INK if is_main else "tx2")
    return _cell(said, edges, right=CELL_GAP, top=top)


def _seal(sign: str) -> str:
    fill, ink, dash, edge = _SEALS.get(sign, _OTHER)
    edges = "".join(_line(side, 1.25, edge, dash) for side in "LRTB")
    return _cell(_text(sign, 13, 18, ink, bold=True, centre=True), edges + fill, anchor="ctr")


def _cell(
    said: str, inside: str, *, anchor: str = "t", right: float = 0.0, top: float = 0.0
) -> str:
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{said}</a:txBody>"
        f'<a:tcPr marL="0" marR="{Pt(right)}" marT="{Pt(top)}" marB="0" anchor="{anchor}">'
        f"{inside}</a:tcPr></a:tc>"
    )


def _empty(inside: str = "", merge: str = "") -> str:
    """A cell whose empty paragraph is too small to stretch its row."""
    return (
        f"<a:tc {merge}>".replace(" >", ">")
        + '<a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:lnSpc><a:spcPts val="100"/></a:lnSpc>'
        '</a:pPr><a:endParaRPr lang="zh-CN" sz="100"/></a:p></a:txBody>'
        f'<a:tcPr marL="0" marR="0" marT="0" marB="0">{inside}</a:tcPr></a:tc>'
    )


def _text(
    text: str, size: float, pitch: float, ink: str, *, bold: bool = False, centre: bool = False
) -> str:
    shape = (
        f'<a:pPr algn="{"ctr" if centre else "l"}"><a:lnSpc><a:spcPts val="{int(pitch * 100)}"/>'
        '</a:lnSpc></a:pPr>'
    )
    weight = ' b="1"' if bold else ""
    colour = f'<a:solidFill><a:schemeClr val="{ink}"/></a:solidFill>'
    properties = f'lang="zh-CN" sz="{int(size * 100)}"{weight}'
    if not text:
        return f"<a:p>{shape}<a:endParaRPr {properties}/></a:p>"
    return (
        f"<a:p>{shape}<a:r><a:rPr {properties}>{colour}</a:rPr>"
        f"<a:t>{escape(clean(text))}</a:t></a:r></a:p>"
    )


def _line(side: str, width: float, ink: str, dash: str = "solid") -> str:
    colour = f'<a:srgbClr val="{ink}"/>' if ink == _HAIR else f'<a:schemeClr val="{ink}"/>'
    return (
        f'<a:ln{side} w="{Pt(width)}"><a:solidFill>{colour}</a:solidFill>'
        f'<a:prstDash val="{dash}"/></a:ln{side}>'
    )


def _tr(height: float, cells: str) -> str:
    return f'<a:tr h="{Pt(height)}">{cells}</a:tr>'
