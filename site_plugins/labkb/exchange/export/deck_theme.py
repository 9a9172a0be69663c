"""The dress of decks: the site's colours and type, set in the master, so that users can change it."""

from __future__ import annotations

from typing import Any

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from labkb.exchange.export.deck_furniture import COVER_RULE, furnish
from labkb.exchange.export.slides import BODY_HEIGHT, BODY_WIDTH, INDENT, LARGE, NORMAL, Scale

WIDTH, HEIGHT = 960, 540
"""Points: 16:9."""
LEFT, COLUMN = 36, 132
"""Left edge of the number column and of the text."""
TITLE_TOP, TITLE_BOTTOM, BODY_TOP = 30, 106, 122
TITLE_SIZE, TITLE_PITCH = 28, 36
SQUARE = 56
"""The square of a unit or a lesson."""

COLOURS = {
    "dk1": "1A2023", "lt1": "FFFFFF", "dk2": "465056", "lt2": "F3F6F5",
    "accent1": "0E5868", "accent2": "1D6A3C", "accent3": "815000", "accent4": "A5271E",
    "accent5": "5C676C", "accent6": "7D898C", "hlink": "0E5868", "folHlink": "0A4452",
}
"""The tokens of the site's light scheme."""
KEPT = {
    "Title Slide": ("cover", "封面"),
    "Section Header": ("section", "分节"),
    "Title and Content": ("content", "标题和内容"),
    "Title and Vertical Text": ("large", "标题和内容（大字）"),
}
"""Layouts of the template -> our name, and the name that users see."""


def themed_presentation(footer: str) -> tuple[Any, dict[str, Any]]:
    """An empty deck in the product's dress, and its layouts by our names."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    # The template says 4:3 there; without a name the measures speak.
    deck.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    layouts: dict[str, Any] = {}
    for layout in list(deck.slide_layouts):
        if layout.name in KEPT:
            name, shown = KEPT[layout.name]
            layout._element.find(qn("p:cSld")).set("name", shown)
            layouts[name] = layout
        else:
            deck.slide_layouts.remove(layout)
    _colours_and_fonts(deck)
    master = deck.slide_masters[0]
    _drop_small_placeholders(master)
    _text_styles(master)
    for name, layout in layouts.items():
        _drop_small_placeholders(layout)
        _place(layout, name)
        furnish(layout, name, footer)
    for shape in master.placeholders:
        if shape.placeholder_format.idx == 0:
            _box(shape, COLUMN, TITLE_TOP, BODY_WIDTH, TITLE_BOTTOM - TITLE_TOP)
        else:
            _box(shape, COLUMN, BODY_TOP, BODY_WIDTH, BODY_HEIGHT)
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
    body = f'<p:bodyStyle {nsdecls("p", "a")}>{_levels(NORMAL)}</p:bodyStyle>'
    for text in (title, body):
        new = parse_xml(text)
        styles.replace(styles.find(new.tag), new)


def _levels(scale: Scale) -> str:
    """The paragraph styles of the three levels of a body."""
    return "".join(
        f'<a:lvl{n}pPr marL="{Pt(INDENT)}" indent="-{Pt(INDENT)}" algn="l">'
        f'<a:lnSpc><a:spcPts val="{int(scale.pitch[n - 1] * 100)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{int(scale.gap[n - 1] * 100)}"/></a:spcAft><a:buNone/>'
        f'<a:tabLst><a:tab pos="{Pt(INDENT)}" algn="l"/></a:tabLst>'
        f'<a:defRPr sz="{int(scale.sizes[n - 1] * 100)}" kern="1200">'
        f'{_ink("tx1" if n == 1 else "tx2")}{_fonts("n")}</a:defRPr></a:lvl{n}pPr>'
        for n in (1, 2, 3)
    )


def _ink(name: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def _fonts(kind: str) -> str:
    return f'<a:latin typeface="+m{kind}-lt"/><a:ea typeface="+m{kind}-ea"/>'


def _box(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)


def _place(layout: Any, name: str) -> None:
    """Puts title and body where the number column leaves room."""
    if name == "large":
        layout._element.set("type", "obj")
        for shape in layout.placeholders:
            shape._element.find(f".//{qn('p:ph')}").attrib.pop("orient", None)
    for shape in layout.placeholders:
        is_title = shape.placeholder_format.idx == 0
        if name in {"content", "large"}:
            if is_title:
                _box(shape, COLUMN, TITLE_TOP, BODY_WIDTH, TITLE_BOTTOM - TITLE_TOP)
                _body(shape, "b", _title_style(TITLE_SIZE, TITLE_PITCH))
            else:
                _box(shape, COLUMN, BODY_TOP, BODY_WIDTH, BODY_HEIGHT)
                _body(shape, "t", _levels(LARGE) if name == "large" else "")
        elif is_title:
            _box(shape, COLUMN, COVER_RULE - 130, BODY_WIDTH, 124)
            _body(shape, "b", _title_style(40 if name == "cover" else 32, 50))
        else:
            _box(shape, COLUMN, COVER_RULE + 18, BODY_WIDTH, 180)
            _body(shape, "t", _levels(LARGE) if name == "cover" else "")


def _title_style(size: int, pitch: int) -> str:
    return (
        f'<a:lvl1pPr algn="l"><a:lnSpc><a:spcPts val="{pitch * 100}"/></a:lnSpc><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="1" cap="none">{_ink("tx1")}</a:defRPr></a:lvl1pPr>'
    )


def _body(shape: Any, anchor: str, style: str) -> None:
    """Plain insets and an anchor; nothing shrinks or grows by itself."""
    body = shape._element.find(qn("p:txBody"))
    new = parse_xml(
        f'<p:txBody {nsdecls("p", "a")}><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" vert="horz" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>'
        '<a:p><a:r><a:rPr lang="zh-CN"/><a:t>单击编辑</a:t></a:r></a:p></p:txBody>'
    )
    shape._element.replace(body, new)
