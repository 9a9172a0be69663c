"""Building blocks of Word documents in the product's dress: 宋体 for text, 黑体 for headings."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import rezip

SONG, HEI = "宋体", "黑体"
LATIN = {SONG: "Times New Roman", HEI: "Arial"}
INK_3 = RGBColor(0x5C, 0x67, 0x6C)
ACCENT = RGBColor(0x0E, 0x58, 0x68)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Paper:
    """A Word document on A4; `finish` gives its bytes."""

    def __init__(self, origin: Origin, title: str, *, landscape: bool = False) -> None:
        self.origin = origin
        self.document: Any = Document()
        self._page(landscape)
        self._styles()
        properties = self.document.core_properties
        moment = origin.moment.replace(tzinfo=None)
        properties.title, properties.subject = title, origin.sentence()
        properties.author = properties.last_modified_by = origin.name
        properties.comments, properties.language = origin.writer, "zh-CN"
        properties.created = properties.modified = moment
        properties.revision = 1
        self._running(title)

    @property
    def width(self) -> Any:
        """The width between the margins."""
        section = self.document.sections[0]
        return section.page_width - section.left_margin - section.right_margin

    def _page(self, landscape: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2)

    def _styles(self) -> None:
        styles = self.document.styles
        _font(styles["Normal"], SONG, 10.5)
        styles["Normal"].paragraph_format.line_spacing = 1.4
        styles["Normal"].paragraph_format.space_after = Pt(4)
        for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 12), ("Heading 3", 11)):
            style = styles[name]
            _font(style, HEI, size)
            style.font.bold = False
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before = Pt(size * 0.8)
            style.paragraph_format.space_after = Pt(4)
        for border in styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)

    def _running(self, title: str) -> None:
        section = self.document.sections[0]
        head = section.header.paragraphs[0]
        self.run(head, f"{title}　以官方文本为准", size=9, colour=INK_3)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.run(foot, "第", size=9, colour=INK_3)
        _page_field(foot)
        self.run(foot, "页", size=9, colour=INK_3)

    # -- text ---------------------------------------------------------------------------------

    def run(
        self, paragraph: Any, text: str, *, bold: bool = False, hei: bool = False,
        size: float = 0, colour: RGBColor | None = None,
    ) -> Any:
        """A stretch of text in a paragraph."""
        run = paragraph.add_run(clean(text))
        run.bold = bold or None
        if hei or bold:
            run.font.name = LATIN[HEI]
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEI)
        if size:
            run.font.size = Pt(size)
        if colour is not None:
            run.font.color.rgb = colour
        return run

    def title(self, text: str) -> None:
        """The title of the paper."""
        self.document.add_paragraph(clean(text), style="Title")

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        """A heading that Word lists in its navigation."""
        paragraph = self.document.add_heading(clean(text), min(level, 3))
        paragraph.paragraph_format.page_break_before = new_page or None

    def text(self, text: str, *, label: str = "", small: bool = False, keep: bool = False) -> Any:
        """A paragraph, with a label in 黑体 before it."""
        paragraph = self.document.add_paragraph()
        size = 9 if small else 0
        if label:
            self.run(paragraph, f"{label}　", hei=True, size=size)
        self.run(paragraph, text, size=size, colour=INK_3 if small else None)
        paragraph.paragraph_format.keep_with_next = keep or None
        return paragraph

    def items(self, texts: Sequence[str], *, numbered: bool = False) -> None:
        """A list; numbers are written out, so that they survive copying."""
        for index, text in enumerate(texts, 1):
            paragraph = self.document.add_paragraph()
            layout = paragraph.paragraph_format
            layout.left_indent, layout.first_line_indent = Cm(0.75), Cm(-0.75)
            layout.tab_stops.add_tab_stop(Cm(0.75))
            self.run(paragraph, f"{f'{index}.' if numbered else '·'}\t{text}")

    def page_break(self) -> None:
        """The next thing begins on a new page."""
        self.document.add_page_break()

    # -- tables -------------------------------------------------------------------------------

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
    ) -> Any:
        """A three-line table; widths are shares; the head repeats and rows stay whole."""
        table = self.document.add_table(rows=0, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        total = sum(widths)
        sizes = [int(self.width * share / total) for share in widths]
        for column, size in zip(table.columns, sizes, strict=True):
            column.width = size
        if head:
            self._row(table, head, sizes, is_head=True)
        for row in rows:
            self._row(table, row, sizes)
        _three_lines(table, has_head=bool(head))
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)
        return table

    def _row(
        self, table: Any, cells: Sequence[str], sizes: Sequence[int], *, is_head: bool = False
    ) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, size in zip(row.cells, cells, sizes, strict=True):
            cell.width = size
            for number, line in enumerate(text.split("\n")):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.paragraph_format.line_spacing = 1.2
                self.run(paragraph, line, hei=is_head, size=9.5)

    def provenance(self, ids: Sequence[str]) -> None:
        """The closing section: where all this comes from."""
        self.heading("来历", 2)
        self.table((), self.origin.rows(ids), (1, 5))

    def finish(self) -> bytes:
        """The document; two with the same content have the same bytes."""
        out = io.BytesIO()
        self.document.save(out)
        return rezip(out.getvalue(), self.origin.moment)


def clean(text: str) -> str:
    """Text without the characters that XML does not know."""
    return _CONTROL.sub("", text)


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


def _page_field(paragraph: Any) -> None:
    """The number of the page, kept up to date by Word; a run per part, as Word writes it."""
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run("1" if kind == "shown" else "")
        run.font.size = Pt(9)
        run.font.color.rgb = INK_3
        if kind == "shown":
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._element.append(mark)


def _three_lines(table: Any, *, has_head: bool) -> None:
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 12), ("bottom", 12), ("insideH", 4)):
        borders.append(_border(side, size))
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
            held.append(_border("bottom", 8))
            cell._tc.get_or_add_tcPr().append(held)


def _insert(parent: Any, child: Any, *followers: str) -> None:
    """Puts a child where the schema wants it: before what may only follow it."""
    for name in followers:
        found = parent.find(qn(name))
        if found is not None:
            found.addprevious(child)
            return
    parent.append(child)


def _border(side: str, size: int) -> Any:
    element = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "000000")):
        element.set(qn(f"w:{key}"), value)
    return element
