"""A course as a deck that a trainer can edit: real titles, real text, speaker notes."""

from __future__ import annotations

import io
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from labkb.exchange.export.deck_theme import COLUMN, LEFT, TITLE_TOP, themed_presentation
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.reproducible import rezip
from labkb.exchange.export.slides import Line, Slide, course_slides
from labkb.exchange.export.teaching import Course
from labkb.exchange.export.word import clean

USUAL_QUESTIONS = 3
"""Questions of each lesson that a deck asks; the site has them all."""


def course_pptx(course: Course, origin: Origin, *, questions: int | None = None) -> bytes:
    """The bytes of the deck; two of the same course are the same."""
    deck, layouts = themed_presentation(origin.sentence())
    for slide in course_slides(course, origin, questions=questions):
        _draw(deck, layouts[slide.layout], slide)
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
    if slide.lines:
        _fill(body.text_frame, slide)
    else:
        body._element.getparent().remove(body._element)
    if slide.kicker:
        _kicker(drawn, slide)
    if slide.notes:
        drawn.notes_slide.notes_text_frame.text = clean("\n".join(slide.notes))


def _fill(frame: Any, slide: Slide) -> None:
    for number, line in enumerate(slide.lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.level = line.level
        _mark(paragraph, line, hangs=slide.layout == "content")
        run = paragraph.add_run()
        run.text = clean(line.text)
        run.font.language_id = MSO_LANGUAGE_ID.SIMPLIFIED_CHINESE
        if line.is_strong:
            run.font.bold = True


def _mark(paragraph: Any, line: Line, *, hangs: bool) -> None:
    """The mark hangs in the indent; text without one begins where others' text begins."""
    if not line.mark:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("indent", "0")
        if not hangs:
            properties.set("marL", "0")
        return
    run = paragraph.add_run()
    run.text = f"{line.mark}\t"
    run.font.bold = True
    run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1


def _kicker(drawn: Any, slide: Slide) -> None:
    is_content = slide.layout == "content"
    bottom = TITLE_TOP + 73 if is_content else 267
    box = drawn.shapes.add_textbox(Pt(LEFT), Pt(bottom - 44), Pt(COLUMN - LEFT - 10), Pt(44))
    box.name = "编号"
    frame = box.text_frame
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    run = frame.paragraphs[0].add_run()
    run.text = clean(slide.kicker)
    wide = len(slide.kicker) > 6
    run.font.size = Pt(12 if wide else 16 if is_content else 28)
    run.font.bold = True
    run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_1
