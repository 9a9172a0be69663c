"""What stands on every slide of a layout: 文武线, the mark, the line at the foot, the number."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

COVER_RULE = 280
"""Where the double rule of cover and section stands, in points."""
_LEFT, _COLUMN, _WIDTH = 36, 132, 960
_RULE_TOP, _FOOT = 110, 506
_MARK = (
    "15,15 285,15 285,285 15,285 15,15",
    "70,20 70,140", "123,20 123,90", "176,20 176,90", "230,20 230,140",
    "50,280 50,170", "95,280 95,220", "140,280 140,220", "185,280 185,220", "230,280 230,170",
)
"""The vernier of the site's header, in tenths of its 30 units."""


def furnish(layout: Any, name: str, footer: str) -> None:
    """Adds it to a layout."""
    tree = layout.shapes._spTree
    if name in {"content", "large"}:
        tree.append(_rule(10, _LEFT, _RULE_TOP, _WIDTH - _LEFT - 48, 0.75, "accent6"))
    else:
        tree.append(_rule(10, _COLUMN, COVER_RULE, _WIDTH - _COLUMN - 48, 3, "tx1"))
        tree.append(_rule(11, _COLUMN, COVER_RULE + 5.5, _WIDTH - _COLUMN - 48, 1, "tx1"))
    if name == "cover":
        tree.append(_mark(14, _LEFT, COVER_RULE - 62, 56))
    tree.append(_label(12, _COLUMN, _FOOT, _WIDTH - _COLUMN - 120, footer))
    tree.append(_label(13, _WIDTH - 108, _FOOT, 60, "", is_number=True))


def _ink(name: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def _rule(number: int, left: float, top: float, width: float, height: float, ink: str) -> Any:
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="线{number}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{Pt(left)}" y="{Pt(top)}"/>'
        f'<a:ext cx="{Pt(width)}" cy="{Pt(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{_ink(ink)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _mark(number: int, left: float, top: float, size: float) -> Any:
    steps = []
    for stroke in _MARK:
        first, *rest = (point.split(",") for point in stroke.split())
        steps.append(f'<a:moveTo><a:pt x="{first[0]}" y="{first[1]}"/></a:moveTo>')
        steps += [f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in rest]
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="标志" descr="游标尺"/>'
        f'<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{Pt(left)}" y="{Pt(top)}"/><a:ext cx="{Pt(size)}" cy="{Pt(size)}"/></a:xfrm>'
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="300" h="300" fill="none">{"".join(steps)}</a:path></a:pathLst>'
        f'</a:custGeom><a:noFill/><a:ln w="{Pt(2.5)}">{_ink("accent1")}<a:miter lim="800000"/></a:ln>'
        "</p:spPr></p:sp>"
    )


def _label(
    number: int, left: float, top: float, width: float, text: str, *, is_number: bool = False
) -> Any:
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="脚注{number}"/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{Pt(left)}" y="{Pt(top)}"/><a:ext cx="{Pt(width)}" cy="{Pt(18)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="{"r" if is_number else "l"}"/>'
        + (
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="zh-CN" sz="1000">{_ink("accent5")}</a:rPr><a:t>‹#›</a:t></a:fld>'
            if is_number
            else f'<a:r><a:rPr lang="zh-CN" sz="1000">{_ink("accent5")}</a:rPr><a:t/></a:r>'
        )
        + "</a:p></p:txBody></p:sp>"
    )
    if not is_number:
        shape.find(f".//{qn('a:t')}").text = text
    return shape
