"""Building blocks of Word documents in the product's dress: 宋体 for text, 黑体 for headings."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from labkb.exchange.export import word_styles as dress
from labkb.exchange.export.fitting import width_of
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import rezip
from labkb.exchange.export.word_contents import fill_contents, mark_heading
from labkb.exchange.export.word_styles import HEI, INK_3, LATIN
from labkb.exchange.export.word_tables import seal, three_lines

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CM_PER_POINT = 2.54 / 72


class Paper:
    """A Word document on A4; `finish` gives its bytes."""

    def __init__(
        self, origin: Origin, title: str, *, subject: str = "", landscape: bool = False
    ) -> None:
        """Begins a document; `subject` is the id of the record that it is about."""
        self.origin = origin
        self.document: Any = Document()
        self.landscape = landscape
        section = self.document.sections[0]
        dress.set_page(section, landscape=landscape)
        dress.set_styles(self.document.styles)
        dress.set_running(section, (clean(title), "以官方文本为准"), clean(origin.foot(subject)))
        properties = self.document.core_properties
        moment = origin.moment.replace(tzinfo=None)
        properties.title, properties.subject = title, origin.sentence()
        properties.author = properties.last_modified_by = origin.name
        properties.comments, properties.language = origin.writer, "zh-CN"
        properties.keywords = subject
        properties.created = properties.modified = moment
        properties.revision = 1
        self._headings: list[tuple[int, str, str]] = []
        self._contents: Any = None
        self._before_contents = 0

    @property
    def width(self) -> Any:
        """The width between the margins."""
        section = self.document.sections[0]
        return section.page_width - section.left_margin - section.right_margin

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

    def heading(
        self, text: str, level: int = 1, *, number: str = "", new_page: bool = False
    ) -> str:
        """A heading that Word lists in its navigation; its number hangs in the margin.

        Returns:
            the name of the bookmark on it, for links.
        """
        level = min(level, 3)
        size = dress.TITLES[level][1]
        hangs = bool(number) and not self.landscape
        hangs = hangs and width_of(number) * size * _CM_PER_POINT < dress.NUMBER_ROOM - 0.2
        said = text if not number else f"{number}\t{text}" if hangs else f"{number}　{text}"
        paragraph = self.document.add_heading(clean(said), level)
        layout = paragraph.paragraph_format
        layout.page_break_before = new_page or None
        if hangs:
            layout.first_line_indent = Cm(-dress.NUMBER_ROOM)
            layout.tab_stops.add_tab_stop(0)
        mark = mark_heading(paragraph, len(self._headings) + 1)
        self._headings.append((level, f"{number}　{text}" if number else text, mark))
        return mark

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
        """A real list; a numbered one begins at one."""
        style = "List Number" if numbered else "List Bullet"
        number = dress.new_numbering(self.document, style) if numbered and texts else 0
        for text in texts:
            paragraph = self.document.add_paragraph(style=style)
            if number:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            self.run(paragraph, text)

    def signs(self, meanings: Sequence[tuple[str, str]]) -> None:
        """A line that says what the signs in the tables mean."""
        paragraph = self.document.add_paragraph()
        for sign, meaning in meanings:
            seal(self.run(paragraph, sign, hei=True, size=9))
            self.run(paragraph, f" {meaning}　　", size=9, colour=INK_3)

    def blank_lines(self, count: int) -> None:
        """Ruled lines to write on."""
        for _ in range(count):
            paragraph = self.document.add_paragraph()
            layout = paragraph.paragraph_format
            layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(24)
            layout.space_after = Pt(0)
            dress.add_edge(paragraph._p.get_or_add_pPr(), "bottom", "dotted", 4, 0)
            # Lines of the same kind join unless something says that each has its own.
            dress.add_edge(paragraph._p.get_or_add_pPr(), "between", "dotted", 4, 0)

    def contents(self) -> None:
        """The table of contents of what follows; `finish` fills it in."""
        paragraph = self.document.add_paragraph(style="Heading 2")
        self.run(paragraph, "目录")
        # It looks like a heading and is none: a contents that lists itself helps nobody.
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "9")
        paragraph._p.get_or_add_pPr().append(level)
        self._before_contents = len(self._headings)
        self._contents = self.document.add_paragraph()

    def page_break(self) -> None:
        """The next thing begins on a new page."""
        self.document.add_page_break()

    # -- tables -------------------------------------------------------------------------------

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float],
        *, signs: int = -1, size: float = 9.5, may_split: bool = False,
    ) -> Any:
        """A three-line table; the head repeats and rows stay whole unless they may split.

        Args:
            head: the titles, none for a table of labels and values.
            rows: the texts.
            widths: shares of the width.
            signs: which column holds the sign of an obligation.
            size: of the type.
            may_split: whether a row may go on on the next page.
        """
        table = self.document.add_table(rows=0, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        total = sum(widths)
        room = [int(self.width * share / total) for share in widths]
        for column, width in zip(table.columns, room, strict=True):
            column.width = width
        if head:
            self._row(table, head, room, size, is_head=True)
        for row in rows:
            self._row(table, row, room, size, signs=signs, labels=not head, splits=may_split)
        three_lines(table, has_head=bool(head))
        after = self.document.add_paragraph().paragraph_format
        after.line_spacing_rule, after.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(8)
        after.space_after = Pt(0)
        return table

    def _row(
        self, table: Any, cells: Sequence[str], room: Sequence[int], size: float, *,
        is_head: bool = False, signs: int = -1, labels: bool = False, splits: bool = False,
    ) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        if not splits:
            properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        # Asking a row for its cells looks through the whole grid: once is enough.
        for place, (cell, text, width) in enumerate(zip(row.cells, cells, room, strict=True)):
            cell.width = width
            for number, line in enumerate(text.split("\n")):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(1)
                paragraph.paragraph_format.line_spacing = 1.2
                is_label = is_head or place == signs or (labels and place == 0)
                run = self.run(paragraph, line, hei=is_label, size=size)
                if place == signs and line:
                    seal(run)

    def provenance(
        self, ids: Sequence[str], more: Sequence[tuple[str, str]] = ()
    ) -> None:
        """The closing section: where all this comes from."""
        self.heading("来历", 1)
        self.table((), (*self.origin.rows(ids), *more), (1, 5.6), size=8, may_split=True)

    def finish(self) -> bytes:
        """The document; two with the same content have the same bytes."""
        if self._contents is not None:
            after = self._headings[self._before_contents :]
            fill_contents(self._contents, [heading for heading in after if heading[0] < 3])
        out = io.BytesIO()
        self.document.save(out)
        return rezip(out.getvalue(), self.origin.moment)


def clean(text: str) -> str:
    """Text without the characters that XML does not know."""
    return _CONTROL.sub("", text)
