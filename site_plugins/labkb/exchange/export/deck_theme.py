"""The dress of decks: the site's colours and type, set in the master, so that users can change it."""

from __future__ import annotations

from typing import Any

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from labkb.exchange.export.slides import GAP, INDENT, PITCH, SIZES

WIDTH, HEIGHT = 960, 540
"""Points: 16:9."""
LEFT, COLUMN = 36, 132
"""Left edge of the number column and of the text."""
BODY_TOP, TITLE_TOP, TITLE_SIZE, TITLE_PITCH = 138, 48, 28, 36

COLOURS = {
    "dk1": "1A2023", "lt1": "FFFFFF", "dk2": "465056", "lt2": "F3F6F5",
    "accent1": "0E5868", "accent2": "1D6A3C", "accent3": "815000", "accent4": "A5271E",
    "accent5": "5C676C", "accent6": "7D898C", "hlink": "0E5868", "folHlink": "0A4452",
}
"""The tokens of the site's light scheme."""
KEPT = {"Title Slide": "cover", "Section Header": "section", "Title and Content": "content"}


def themed_presentation(footer: str) -> tuple[Any, dict[str, Any]]:
    """An empty deck in the product's dress, and its layouts by our names."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    # The template says 4:3 there; without a name the measures speak.
    deck.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    layouts: dict[str, Any] = {}
    for layout in list(deck.slide_layouts):
        if layout.name in KEPT:
            layouts[KEPT[layout.name]] = layout
        else:
            deck.slide_layouts.remove(layout)
    _colours_and_fonts(deck)
    master = deck.slide_masters[0]
    _drop_small_placeholders(master)
    _text_styles(master)
    for name, layout in layouts.items():
        _drop_small_placeholders(layout)
        _place(layout, name)
        _furniture(layout, name, footer)
    for shape in master.placeholders:
        if shape.placeholder_format.idx == 0:
            _box(shape, COLUMN, TITLE_TOP, WIDTH - COLUMN - 48, 76)
        else:
            _box(shape, COLUMN, BODY_TOP, WIDTH - COLUMN - 48, 352)
    return deck, layouts


def _colours_and_fonts(deck: Any) -> None:
    part = next(
        r.target_part for r in deck.slide_masters[0].part.rels.values()
        if r.reltype.endswith("/theme")
    )
    root: Any = parse_xml(part.blob)
    root.set("name", "labkb")
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    scheme = root.find(f".//{a}clrScheme")
    scheme.set("name", "labkb")
    for name, value in COLOURS.items():
        slot = scheme.find(f"{a}{name}")
        for child in list(slot):
            slot.remove(child)
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{value}"/>'))
    for kind in ("majorFont", "minorFont"):
        fonts = root.find(f".//{a}{kind}")
        fonts.find(f"{a}latin").set("typeface", "Arial")
        fonts.find(f"{a}ea").set("typeface", "微软雅黑")
        for font in fonts.findall(f"{a}font"):
            if font.get("script") == "Hans":
                font.set("typeface", "微软雅黑")
    part._blob = serialize_part_xml(root)


def _drop_small_placeholders(holder: Any) -> None:
    """Removes date, footer and number: ours are part of the layout."""
    for shape in list(holder.placeholders):
        if shape.placeholder_format.idx >= 10 or shape.placeholder_format.type in (13, 15, 16):
            shape._element.getparent().remove(shape._element)


def _text_styles(master: Any) -> None:
    styles = master._element.find(qn("p:txStyles"))
    title = (
        f'<p:titleStyle {nsdecls("p", "a")}><a:lvl1pPr algn="l"><a:lnSpc>'
        f'<a:spcPts val="{TITLE_PITCH * 100}"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{TITLE_SIZE * 100}" b="1" kern="1200">{_ink("tx1")}{_fonts("j")}'
        "</a:defRPr></a:lvl1pPr></p:titleStyle>"
    )
    levels = "".join(
        f'<a:lvl{n}pPr marL="{Pt(INDENT)}" indent="-{Pt(INDENT)}" algn="l">'
        f'<a:lnSpc><a:spcPts val="{int(PITCH[n - 1] * 100)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{int(GAP[n - 1] * 100)}"/></a:spcAft><a:buNone/>'
        f'<a:tabLst><a:tab pos="{Pt(INDENT)}" algn="l"/></a:tabLst>'
        f'<a:defRPr sz="{int(SIZES[n - 1] * 100)}" kern="1200">'
        f'{_ink("tx1" if n == 1 else "tx2")}{_fonts("n")}</a:defRPr></a:lvl{n}pPr>'
        for n in (1, 2, 3)
    )
    body = f'<p:bodyStyle {nsdecls("p", "a")}>{levels}</p:bodyStyle>'
    for text in (title, body):
        new = parse_xml(text)
        styles.replace(styles.find(new.tag), new)


def _ink(name: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def _fonts(kind: str) -> str:
    return f'<a:latin typeface="+m{kind}-lt"/><a:ea typeface="+m{kind}-ea"/>'


def _box(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)


def _place(layout: Any, name: str) -> None:
    """Puts title and body where the number column leaves room."""
    width = WIDTH - COLUMN - 48
    for shape in layout.placeholders:
        is_title = shape.placeholder_format.idx == 0
        if name == "content":
            if is_title:
                _box(shape, COLUMN, TITLE_TOP, width, 76)
                _body(shape, "b", size=TITLE_SIZE)
            else:
                _box(shape, COLUMN, BODY_TOP, width, 352)
                _body(shape, "t")
        elif is_title:
            _box(shape, COLUMN, 150, width, 124)
            _body(shape, "b", size=38 if name == "cover" else 32, pitch=50)
        else:
            _box(shape, COLUMN, 292, width, 170)
            _body(shape, "t")


def _body(shape: Any, anchor: str, *, size: int = 0, pitch: int = 0) -> None:
    """Plain insets and an anchor; nothing shrinks or grows by itself."""
    body = shape._element.find(qn("p:txBody"))
    style = ""
    if size:
        line = f'<a:lnSpc><a:spcPts val="{(pitch or TITLE_PITCH) * 100}"/></a:lnSpc>'
        style = (
            f'<a:lvl1pPr algn="l">{line}<a:buNone/>'
            f'<a:defRPr sz="{size * 100}" b="1" cap="none">{_ink("tx1")}</a:defRPr></a:lvl1pPr>'
        )
    new = parse_xml(
        f'<p:txBody {nsdecls("p", "a")}><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>'
        '<a:p><a:r><a:rPr lang="zh-CN"/><a:t>单击编辑</a:t></a:r></a:p></p:txBody>'
    )
    shape._element.replace(body, new)


def _furniture(layout: Any, name: str, footer: str) -> None:
    """文武线, the line at the foot and the number of the slide."""
    tree = layout.shapes._spTree
    if name == "content":
        tree.append(_rule(10, LEFT, BODY_TOP - 12, WIDTH - LEFT - 48, 0.75, "accent6"))
    else:
        tree.append(_rule(10, COLUMN, 280, WIDTH - COLUMN - 48, 3, "tx1"))
        tree.append(_rule(11, COLUMN, 285.5, WIDTH - COLUMN - 48, 1, "tx1"))
    tree.append(_label(12, COLUMN, 506, WIDTH - COLUMN - 120, footer))
    tree.append(_label(13, WIDTH - 108, 506, 60, "", is_number=True))


def _rule(number: int, left: float, top: float, width: float, height: float, ink: str) -> Any:
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="线{number}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{Pt(left)}" y="{Pt(top)}"/>'
        f'<a:ext cx="{Pt(width)}" cy="{Pt(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{_ink(ink)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
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
