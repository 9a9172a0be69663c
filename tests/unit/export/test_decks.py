"""Decks, read back with python-pptx."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from pptx import Presentation

from labkb.exchange.export.course_pptx import course_pptx
from labkb.exchange.export.course_slides import course_slides
from labkb.exchange.export.fitting import line_count, split_text, width_of
from labkb.exchange.export.from_records import course_view
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.slides import (
    BODY_HEIGHT,
    LARGE,
    NORMAL,
    Grid,
    Line,
    Row,
    Slide,
    fit,
    height,
)
from labkb.graph import KnowledgeGraph
from tests.unit.export.samples import COURSE, EMPTY, LONG


@pytest.fixture(scope="module")
def deck() -> Any:
    """The deck of the sample course."""
    origin = Origin("test", "测试库", "1", "2026-01-31")
    return Presentation(io.BytesIO(course_pptx(COURSE, origin)))


def titles(deck: Any) -> list[str]:
    """The titles, as the outline shows them."""
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def test_every_slide_has_a_real_title_so_that_the_outline_works(deck: Any) -> None:
    assert titles(deck)[:5] == ["原始记录怎么记", "学完以后", "各课", "现场", "当场记"]
    assert all(titles(deck))


def table_of(deck: Any, title: str) -> Any:
    """The table of the slide of a title."""
    slide = next(s for s in deck.slides if s.shapes.title.text_frame.text == title)
    return next(s for s in slide.shapes if s.has_table).table


def test_text_stands_in_placeholders_that_can_be_edited(deck: Any) -> None:
    slide = next(s for s in deck.slides if s.shapes.title.text_frame.text == "记录")
    body = next(p for p in slide.placeholders if p.placeholder_format.idx != 0)
    assert body.text_frame.text == "记录当场写，改动要看得出原来的数。"


def test_duties_stand_in_a_real_table_with_sign_actor_and_evidence(deck: Any) -> None:
    rows = [[c.text for c in r.cells if c.text] for r in table_of(deck, "记录").rows]
    assert [row for row in rows if row] == [
        ["要求", "由谁做", "证据"],
        ["应", "读数的当时就写下来", "校准人员", "原始记录"],
        ["宜", "保存6年", "档案管理员", "归档目录；借阅登记"],
    ]


def test_the_square_of_a_sign_stays_square_beside_a_long_text(deck: Any) -> None:
    table = table_of(deck, "记录")
    seal = next(
        (r, c) for r, row in enumerate(table.rows) for c, cell in enumerate(row.cells)
        if cell.text == "应"
    )
    assert table.rows[seal[0]].height == table.columns[seal[1]].width
    beside = table.cell(seal[0], seal[1] + 2)
    assert beside.is_merge_origin and beside.span_height == 2


def test_every_slide_has_something_to_say_beside_it(deck: Any) -> None:
    silent = [s.shapes.title.text_frame.text for s in deck.slides
              if not s.has_notes_slide or not s.notes_slide.notes_text_frame.text.strip()]
    assert silent == []


def test_notes_hold_evidence_answers_and_what_the_trainer_should_say(deck: Any) -> None:
    notes = "\n".join(s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide)
    for words in ("std-a:4.1", "归档目录；借阅登记", "先问学员平时怎么改。", "评审员最先看原始记录。",
                  "A：原来的数看不见了。", "question/correct"):
        assert words in notes


def test_a_question_and_its_answer_stand_on_two_slides(deck: Any) -> None:
    found = titles(deck)
    at = found.index("单选题")
    assert found[at + 1] == "单选题：答案"
    asked = "\n".join(s.text_frame.text for s in deck.slides[at].placeholders)
    assert "签名" in asked and "据" not in asked


def test_colours_and_fonts_stand_in_the_theme(deck: Any) -> None:
    theme = next(
        r.target_part for r in deck.slide_masters[0].part.rels.values()
        if r.reltype.endswith("/theme")
    ).blob.decode()
    for words in ('val="0E5868"', 'val="1A2023"', 'typeface="微软雅黑"'):
        assert words in theme


def test_the_last_slide_says_where_everything_comes_from(deck: Any) -> None:
    last = deck.slides[len(deck.slides) - 1]
    said = "\n".join(s.text_frame.text for s in last.placeholders)
    assert "《测试库》1版（test），资料截至2026-01-31" in said
    assert "std-a:4.2" in last.notes_slide.notes_text_frame.text


def test_no_slide_holds_more_than_its_box() -> None:
    origin = Origin("test", "测试库", "1", "2026-01-31")
    for slide in course_slides(COURSE, origin):
        if slide.layout == "content":
            assert height(slide) <= BODY_HEIGHT, slide.title


def test_a_text_too_long_for_a_slide_goes_on_and_loses_nothing() -> None:
    slides = list(fit(Slide("content", "不确定度", "4.2", (Line(LONG * 3),), ("备注",))))
    assert "".join(line.text for slide in slides for line in slide.lines) == LONG * 3
    assert [slide.title for slide in slides[:2]] == ["不确定度", "不确定度（续）"]
    assert [slide.notes for slide in slides[:2]] == [("备注",), ("接上一页。",)]


def test_a_long_table_goes_on_with_its_titles_and_loses_no_row() -> None:
    rows = tuple(Row((f"第{n}项要求" + "很长" * 40, "机构"), "应") for n in range(12))
    slides = list(fit(Slide("content", "要求", "4.2", (Line("先说一句。"),), (),
                            Grid(("要求", "由谁做"), (4, 1), rows))))
    assert [row for s in slides if s.grid for row in s.grid.rows] == list(rows)
    assert len(slides) > 1
    assert all(s.grid and s.grid.head == ("要求", "由谁做") for s in slides)
    assert all(height(s) <= BODY_HEIGHT for s in slides)


def test_a_cell_longer_than_a_slide_is_cut_into_rows() -> None:
    grid = Grid(("要求", "证据"), (2, 1), (Row((LONG * 6, "一份记录"), "应"),))
    slides = list(fit(Slide("content", "要求", grid=grid)))
    cells = [row.cells for s in slides if s.grid for row in s.grid.rows]
    assert "".join(cell[0] for cell in cells) == LONG * 6
    assert "".join(cell[1] for cell in cells) == "一份记录"


def test_what_is_short_is_set_in_large_type_and_what_is_long_is_not() -> None:
    short, = fit(Slide("content", "甲", lines=(Line("短。"),)))
    long, = fit(Slide("content", "乙", lines=(Line("字" * 330),)))
    assert (short.scale, long.scale) == (LARGE, NORMAL)


def test_a_title_too_long_for_its_lines_moves_into_the_text() -> None:
    title = "很长的标题" * 20
    slide = next(fit(Slide("content", title)))
    assert slide.lines[0].text == title
    assert slide.title.endswith("…")


def test_a_sentence_without_any_stop_is_cut() -> None:
    pieces = list(split_text("字" * 1000, 30, 5))
    assert "".join(pieces) == "字" * 1000
    assert all(line_count(piece, 30) <= 5 for piece in pieces)


@pytest.mark.parametrize(("text", "width"), [("校准", 2), ("ab", 1.16), ("（Ａ）", 3)])
def test_chinese_is_as_wide_as_high_and_latin_about_half(text: str, width: float) -> None:
    assert width_of(text) == pytest.approx(width)


def test_a_course_without_content_still_gives_a_deck(origin: Origin) -> None:
    deck = Presentation(io.BytesIO(course_pptx(EMPTY, origin)))
    assert titles(deck) == ["空课", "学完以后", "第一课", "出处"]


def test_the_same_course_gives_the_same_bytes(sample: KnowledgeGraph, origin: Origin) -> None:
    course = course_view(sample, "course/records")
    assert course_pptx(course, origin) == course_pptx(course, origin)
    assert course_pptx(course, replace(origin, edition="2")) != course_pptx(course, origin)
