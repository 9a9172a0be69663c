"""Word documents, read back with python-docx."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from docx import Document

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.document_docx import document_docx
from labkb.exchange.export.from_records import course_view
from labkb.exchange.export.handout_docx import handout_docx
from labkb.exchange.export.origin import Origin, ids_in_words
from labkb.exchange.export.word import Paper
from labkb.graph import KnowledgeGraph
from tests.unit.export.samples import EMPTY


def opened(data: bytes) -> Any:
    """The document as another program reads it."""
    return Document(io.BytesIO(data))


def text(document: Any) -> str:
    """All text: paragraphs, then cells."""
    cells = (c.text for t in document.tables for r in t.rows for c in r.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def headings(document: Any) -> list[str]:
    """The headings in order."""
    return [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]


def test_clauses_become_headings_with_their_numbers(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    document = opened(document_docx(sample, "std-a", origin))
    assert headings(document) == [
        "目录", "4\t记录", "4.1\t当场记", "4.2\t改错", "表1 期限", "来历",
    ]


def test_duties_stand_with_sign_actor_and_evidence(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    document = opened(document_docx(sample, "std-a", origin))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "程度")
    assert [c.text.strip() for c in table.rows[1].cells] == [
        "应", "读数的当时写下来", "校准室", "原始记录\n@现场看",
    ]


def test_tables_are_set_in_a_size_that_people_read(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    document = opened(document_docx(sample, "std-a", origin))
    runs = [r for t in document.tables for row in t.rows for c in row.cells
            for p in c.paragraphs for r in p.runs]
    assert {r.font.size.pt for r in runs} == {9.5, 8.0}


def test_what_must_be_and_what_is_advised_stand_in_different_squares(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    document = opened(document_docx(sample, "std-a", origin))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "程度")
    must, advised = (table.rows[n].cells[0]._tc.xml for n in (1, 2))
    assert 'w:fill="000000"' in must
    assert 'w:fill="000000"' not in advised and "<w:bdr " in advised


def test_heads_of_tables_repeat_on_every_page_and_rows_stay_whole(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    document = opened(document_docx(sample, "std-a", origin))
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "程度")
    xml = table._tbl.xml
    assert xml.count("w:tblHeader") == 1
    assert xml.count("w:cantSplit") == len(table.rows)


def test_chinese_text_is_set_in_a_chinese_font(sample: KnowledgeGraph, origin: Origin) -> None:
    document = opened(document_docx(sample, "std-a", origin))
    for style, font in (("Normal", "宋体"), ("Heading 1", "黑体")):
        assert f'w:eastAsia="{font}"' in document.styles[style].element.xml


def test_a_document_says_where_it_comes_from(sample: KnowledgeGraph, origin: Origin) -> None:
    document = opened(document_docx(sample, "std-a", origin))
    said = text(document)
    for words in ("测试库", "2026-01-31", "std-a", "labkb"):
        assert words in said
    assert document.core_properties.created.isoformat().startswith("2026-01-31")


def test_an_id_that_is_no_document_is_refused(sample: KnowledgeGraph, origin: Origin) -> None:
    with pytest.raises(CannotGoOn, match="term/record"):
        document_docx(sample, "term/record", origin)


def test_a_handout_holds_reading_key_points_terms_and_answers(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    document = opened(handout_docx(course_view(sample, "course/records"), origin))
    said = text(document)
    for words in (
        "会改错一处读数而不留疑问", "读数的当时写下来", "当场记，不誊抄。", "第一手数据",
        "小王写错了一个数。", "划一道线，写上正确的数并签名", "留住原数 → 写上正确的数 → 签名",
    ):
        assert words in said
    # Answers come after all lessons, on a page of their own.
    assert headings(document).index("练习的答案") > headings(document).index("2\t保存（10分钟）")


def test_a_lesson_without_anything_in_it_still_gives_a_handout(origin: Origin) -> None:
    document = opened(handout_docx(EMPTY, origin))
    assert headings(document) == ["学完以后", "1\t第一课（5分钟）", "笔记", "来历"]


def test_lists_are_lists_of_word_and_each_numbered_one_begins_at_one(origin: Origin) -> None:
    paper = Paper(origin, "单子")
    for _ in range(2):
        paper.items(("甲", "乙"), numbered=True)
    paper.items(("丙",))
    document = opened(paper.finish())
    found = [p for p in document.paragraphs if p.style.name.startswith("List")]
    assert [p.text for p in found] == ["甲", "乙", "甲", "乙", "丙"]
    numbers = [p._p.pPr.numPr.numId.val for p in found[:4]]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert 'w:startOverride w:val="1"' in document.part.numbering_part.element.xml


def test_every_line_of_the_contents_leads_to_a_heading(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    document = opened(handout_docx(course_view(sample, "course/records"), origin))
    xml = document.element.xml
    targets = re.findall(r'w:anchor="(\w+)"', xml)
    assert len(targets) == 6  # two units, two lessons, the answers, where it comes from
    assert set(targets) <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', xml))
    assert "TOC \\o" in xml
    kinds = re.findall(r'w:fldCharType="(\w+)"', xml)
    assert kinds == ["begin", "separate", "end"]


def test_every_page_says_where_it_comes_from_and_which_of_how_many_it_is(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    section = opened(document_docx(sample, "std-a", origin)).sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    assert head.text == "规程甲\t以官方文本为准"
    assert foot.text.startswith("测试库 1版　截至2026-01-31　std-a\t")
    assert "PAGE" in foot._p.xml and "NUMPAGES" in foot._p.xml


def test_ids_are_told_without_their_common_beginnings() -> None:
    ids = ["course/x", "std-a:4.1", "std-a:4.2", "question/p", "question/q", "std-b"]
    assert ids_in_words(ids) == "course/x\nstd-a: 4.1、4.2\nquestion/ p、q\nstd-b"


def test_a_long_table_is_written_whole(origin: Origin) -> None:
    paper = Paper(origin, "长表")
    paper.table(("序", "内容"), [(str(n), f"第{n}行") for n in range(400)], (1, 5))
    table = opened(paper.finish()).tables[0]
    assert len(table.rows) == 401
    assert table.rows[400].cells[1].text == "第399行"


def test_the_parts_of_a_table_stand_in_the_order_that_word_wants(origin: Origin) -> None:
    paper = Paper(origin, "表")
    paper.table(("序", "内容"), [("1", "甲")], (1, 5))
    table = opened(paper.finish()).tables[0]
    found = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
    # ISO/IEC 29500-1, CT_TblPr.
    wanted = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert found == [name for name in wanted if name in found]
    assert {"tblBorders", "tblCellMar"} <= set(found)


def test_two_documents_of_the_same_content_are_the_same(
    sample: KnowledgeGraph, origin: Origin
) -> None:
    course = course_view(sample, "course/records")
    assert document_docx(sample, "std-a", origin) == document_docx(sample, "std-a", origin)
    assert handout_docx(course, origin) == handout_docx(course, origin)
