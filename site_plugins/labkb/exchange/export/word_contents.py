"""The table of contents of a Word document: a real field, every line of it a link.

It has page numbers once its reader updates the field: only the program that lays out the pages
knows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_CODE = r' TOC \o "1-2" \h \z \u '


def mark_heading(paragraph: Any, number: int) -> str:
    """Puts a bookmark around a heading and returns its name."""
    name = f"_Toc{number:06}"
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    runs = paragraph._p.findall(qn("w:r"))
    runs[0].addprevious(start)
    runs[-1].addnext(end)
    return name


def fill_contents(place: Any, headings: Sequence[tuple[int, str, str]]) -> None:
    """Writes the headings (level, text, bookmark) where the empty paragraph stands."""
    if not headings:
        return
    lines = [place]
    for _ in headings[1:]:
        beside = OxmlElement("w:p")
        lines[-1]._p.addnext(beside)
        lines.append(Paragraph(beside, place._parent))
    styles = place.part.document.styles
    for line, (level, text, mark) in zip(lines, headings, strict=True):
        line.style = styles[f"toc {level}"]
        if line is lines[0]:
            _part(line, "begin")
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = _CODE
            line.add_run()._element.append(code)
            _part(line, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), mark)
        link.set(qn("w:history"), "1")
        run = line.add_run(text)
        run._element.addprevious(link)
        link.append(run._element)
    _part(lines[-1], "end")


def _part(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._element.append(mark)
