"""How Word documents are set: styles, lists, running head and foot."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

SONG, HEI = "宋体", "黑体"
LATIN = {SONG: "Times New Roman", HEI: "Arial"}
INK_3 = RGBColor(0x5C, 0x67, 0x6C)
NUMBER_ROOM = 1.75
"""Centimetres that a number hangs out to the left of its heading."""
TITLES = (("Title", 20.0), ("Heading 1", 15.0), ("Heading 2", 12.0), ("Heading 3", 10.5))


def set_page(section: Any, *, landscape: bool) -> None:
    """A4; upright pages leave room for the numbers that hang in the margin."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3.3), Cm(2)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1.1)


def set_styles(styles: Any) -> None:
    """宋体 for text, 黑体 for headings; 文武线 under the title, a rule over a chapter."""
    normal = styles["Normal"]
    _font(normal, SONG, 10.5)
    normal.paragraph_format.line_spacing = 1.4
    normal.paragraph_format.space_after = Pt(4)
    for name, size in TITLES:
        style = styles[name]
        _font(style, HEI, size)
        style.font.bold = False
        style.font.italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        layout = style.paragraph_format
        layout.keep_with_next = True
        layout.space_before, layout.space_after = Pt(size * 0.8), Pt(4)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    styles["Heading 1"].paragraph_format.space_before = Pt(20)
    add_edge(styles["Title"].element.get_or_add_pPr(), "bottom", "thickThinSmallGap", 18, 4)
    add_edge(styles["Heading 1"].element.get_or_add_pPr(), "top", "single", 12, 6)
    for name in ("List Bullet", "List Number"):
        layout = styles[name].paragraph_format
        layout.left_indent, layout.first_line_indent = Cm(0.75), Cm(-0.75)
        layout.space_after = Pt(2)
    for level in (1, 2):
        style = styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = normal
        style.paragraph_format.left_indent = Cm(0.75 * (level - 1))
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.25


def set_running(section: Any, head: tuple[str, str], foot: str) -> None:
    """The running head between hairlines, and the number of the page at the foot."""
    width = section.page_width - section.left_margin - section.right_margin
    top = section.header.paragraphs[0]
    _tabbed(top, width)
    _small(top, f"{head[0]}\t{head[1]}")
    add_edge(top._p.get_or_add_pPr(), "bottom", "single", 4, 3)
    bottom = section.footer.paragraphs[0]
    _tabbed(bottom, width)
    _small(bottom, f"{foot}\t第")
    add_field(bottom, "PAGE", small=True)
    _small(bottom, "页，共")
    add_field(bottom, "NUMPAGES", small=True)
    _small(bottom, "页")
    add_edge(bottom._p.get_or_add_pPr(), "top", "single", 4, 3)


def _tabbed(paragraph: Any, width: Any) -> None:
    """Without the stops of the template's style, which fit another width."""
    stops = paragraph.paragraph_format.tab_stops
    for old in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(old.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


def _small(paragraph: Any, text: str) -> Any:
    run = paragraph.add_run(text)
    run.font.size = Pt(9)
    run.font.color.rgb = INK_3
    return run


def add_field(paragraph: Any, code: str, *, small: bool = False) -> None:
    """A field that Word keeps up to date; a run per part, as Word writes it."""
    for kind, text in (("begin", ""), ("", f" {code} "), ("separate", ""), ("shown", "1"), ("end", "")):
        run = _small(paragraph, "") if small else paragraph.add_run("")
        if kind == "shown":
            run.text = text
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._element.append(mark)


def add_edge(properties: Any, side: str, kind: str, size: int, space: int) -> None:
    """A border of a paragraph, where the schema wants it."""
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        before = ("w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:pStyle", "w:numPr",
                  "w:widowControl")
        places = [i for i, child in enumerate(properties) if child.tag in map(qn, before)]
        properties.insert(places[-1] + 1 if places else 0, borders)
    edge = OxmlElement(f"w:{side}")
    for key, value in (("val", kind), ("sz", str(size)), ("space", str(space)), ("color", "000000")):
        edge.set(qn(f"w:{key}"), value)
    borders.append(edge)


def new_numbering(document: Any, style_name: str) -> int:
    """The id of a numbering of its own, so that a list begins at one again."""
    held = document.styles[style_name].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    abstract = numbering.num_having_numId(held).abstractNumId.val
    num = numbering.add_num(abstract)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(num.numId)


def _font(style: Any, chinese: str, size: float) -> None:
    style.font.name = LATIN[chinese]
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), chinese)
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)
