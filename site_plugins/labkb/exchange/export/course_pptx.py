"""A course as a deck that a trainer can edit: real titles, text, tables, and speaker notes."""

from __future__ import annotations

import io
from typing import Any

from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from labkb.exchange.export.course_slides import course_slides
from labkb.exchange.export.deck_grid import grid_frame
from labkb.exchange.export.deck_theme import (
    BODY_TOP,
    COLUMN,
    LEFT,
    SQUARE,
    TITLE_BOTTOM,
    TITLE_TOP,
    themed_presentation,
)
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import rezip
from labkb.exchange.export.slides import GRID_GAP, LARGE, Line, Slide, lines_height
from labkb.exchange.export.teaching import Course
from labkb.exchange.export.word import clean

USUAL_QUESTIONS = 3
"""Questions of each lesson that a deck asks; the site has them all."""
_LONGEST_SOURCE = 24
"""Characters of a document's name that the number column holds."""


def course_pptx(course: Course, origin: Origin, *, questions: int | None = None) -> bytes:
    """The bytes of the deck; two of the same course are the same."""
    deck, layouts = themed_presentation(origin.sentence())
    for slide in course_slides(course, origin, questions=questions):
        name = "large" if slide.scale is LARGE else slide.layout
        _draw(deck, layouts[name], slide)
    properties = deck.core_properties
    moment = origin.moment.replace(tzinfo=None)
    properties.title, properties.subject = course.title, origin.sentence()
    properties.author = properties.last_modified_by = origin.name
    properties.comments, properties.language = origin.writer, "zh-CN"
    properties.keywords = course.id
    properties.created = properties.modified = moment
    properties.revision = 1
    out = io.BytesIO()
    deck.save(out)
    return rezip(out.getvalue(), origin.moment)


def _draw(deck: Any, layout: Any, slide: Slide) -> None:
    drawn = deck.slides.add_slide(layout)
    drawn.shapes.title.text_frame.text = clean(slide.title)
    body = next(s for s in drawn.placeholders if s.placeholder_format.idx != 0)
    drawn.shapes.title.name, body.name = "标题", "正文"
    above = lines_height(slide)
    if slide.lines:
        _fill(body.text_frame, slide)
    else:
        body._element.getparent().remove(body._element)
    if slide.grid:
        top: float = BODY_TOP
        if slide.lines:
            # The text takes only its own room, so that the table below it can be picked up.
            body.left, body.top = Pt(COLUMN), Pt(BODY_TOP)
            body.width, body.height = layout.placeholders[1].width, Pt(above)
            top += above + GRID_GAP
        tree = drawn.shapes._spTree
        shape_id = max(int(i) for i in tree.xpath(".//p:cNvPr/@id")) + 1
        tree.append(grid_frame(slide.grid, slide.scale, shape_id, COLUMN, top))
    if slide.layout == "content" and (slide.kicker or slide.source):
        _kicker(drawn, slide)
    elif slide.kicker:
        _square(drawn, slide.kicker)
    if slide.notes:
        drawn.notes_slide.notes_text_frame.text = clean("\n".join(slide.notes))


def _fill(frame: Any, slide: Slide) -> None:
    for number, line in enumerate(slide.lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.level = line.level
        _mark(paragraph, line)
        run = paragraph.add_run()
        run.text = clean(line.text)
        run.font.language_id = MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE
        if line.is_strong:
            run.font.bold = True


def _mark(paragraph: Any, line: Line) -> None:
    """The mark hangs in the indent; text without one begins at the edge or where others' does."""
    if not line.mark:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("indent", "0")
        if not line.hangs:
            properties.set("marL", "0")
        return
    run = paragraph.add_run()
    run.text = f"{line.mark}\t"
    run.font.bold = True
    run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1


def _kicker(drawn: Any, slide: Slide) -> None:
    """What hangs in the number column, on the line of the title."""
    box = drawn.shapes.add_textbox(
        Pt(LEFT), Pt(TITLE_TOP), Pt(COLUMN - LEFT - 10), Pt(TITLE_BOTTOM - TITLE_TOP - 4)
    )
    box.name = "编号"
    frame = _plain(box.text_frame, MSO_ANCHOR.BOTTOM)
    paragraph = frame.paragraphs[0]
    if slide.source:
        source = paragraph.add_run()
        source.text = clean(slide.source[:_LONGEST_SOURCE])
        source.font.size = Pt(10)
        source.font.color.theme_color = MSO_THEME_COLOR.ACCENT_5
        if slide.kicker:
            paragraph = frame.add_paragraph()
    if slide.kicker:
        run = paragraph.add_run()
        run.text = clean(slide.kicker)
        run.font.size = Pt(14 if len(slide.kicker) > 7 else 18)
        run.font.bold = True
        run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1


def _square(drawn: Any, text: str) -> None:
    """The number of a unit or a lesson in a square: solid for a unit, outlined for a lesson."""
    box = drawn.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Pt(LEFT), Pt(274 - SQUARE), Pt(SQUARE), Pt(SQUARE)
    )
    box.name = "编号"
    box.shadow.inherit = False
    is_lesson = text.isdigit()
    box.line.color.theme_color = MSO_THEME_COLOR.ACCENT_1
    box.line.width = Pt(2)
    box.line.dash_style = MSO_LINE_DASH_STYLE.SOLID
    if is_lesson:
        box.fill.background()
    else:
        box.fill.solid()
        box.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    frame = _plain(box.text_frame, MSO_ANCHOR.MIDDLE)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.size, run.font.bold = Pt(28), True
    ink = MSO_THEME_COLOR.ACCENT_1 if is_lesson else MSO_THEME_COLOR.BACKGROUND_1
    run.font.color.theme_color = ink


def _plain(frame: Any, anchor: Any) -> Any:
    frame.vertical_anchor = anchor
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame
