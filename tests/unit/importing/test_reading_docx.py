"""docx files: automatic numbers, accepted revisions, what stands beside the body."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.exchange.importing.docx_numbering import chinese_number, format_number
from tests.unit.importing.helpers import W, docx, dropped, imported, outline, paragraph, text_of


def numbering(*levels: tuple[str, str]) -> str:
    """One list with these levels: (format, text)."""
    made = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def listed(text: str, level: int) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def test_automatic_numbers_print_as_word_prints_them(tmp_path: Path) -> None:
    lists = numbering(
        ("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"),
        ("chineseCountingThousand", "（%3）"),
    )
    lists = lists.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/>')
    body = paragraph("条例") + "".join(
        listed(text, level)
        for text, level in (
            ("总则", 0), ("为了管理，制定本条例。", 1), ("禁止下列行为：", 1), ("涂改；", 2), ("转借。", 2),
            ("附则", 0), ("施行。", 1),
        )
    )
    file = imported(tmp_path, "a.docx", docx(body, numbering=lists))
    assert outline(file) == [
        ("第一章", None), ("第一条", "第一章"), ("第二条", "第一章"), ("（一）", "第二条"), ("（二）", "第二条"),
        ("第二章", None), ("第三条", "第二章"),
    ]


def test_decimal_levels_count_below_each_other(tmp_path: Path) -> None:
    body = paragraph("规范") + "".join(
        listed(text, level)
        for text, level in (
            ("范围", 0), ("要求", 0), ("人员", 1), ("人员应持证。", 2), ("人员应培训。", 2), ("设备", 1),
        )
    )
    lists = numbering(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
    file = imported(tmp_path, "a.docx", docx(body, numbering=lists))
    assert [n for n, _ in outline(file)] == ["1", "2", "2.1", "2.1.1", "2.1.2", "2.2"]


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (21, "chineseCounting", "二十一"), (105, "chineseCountingThousand", "一百零五"), (10, "chineseCounting", "十"),
        (3, "decimalEnclosedCircle", "③"), (4, "upperRoman", "IV"), (28, "lowerLetter", "bb"),
        (2, "ideographTraditional", "乙"), (12, "chineseLegalSimplified", "壹拾贰"), (7, "decimal", "7"),
        (20, "ideographDigital", "二〇"),
    ],
)
def test_number_formats(value: int, form: str, printed: str) -> None:
    assert format_number(value, form) == printed


def test_chinese_numbers_over_a_thousand() -> None:
    assert [chinese_number(n) for n in (1260, 1006, 10010)] == ["一千二百六十", "一千零六", "一万零一十"]


def test_revisions_are_accepted_and_deleted_words_listed(tmp_path: Path) -> None:
    body = paragraph("办法") + (
        "<w:p><w:r><w:t>第一条 样品由</w:t></w:r><w:del><w:r><w:delText>任何人</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>专人</w:t></w:r></w:ins><w:r><w:t>保管。</w:t></w:r></w:p>"
    )
    file = imported(tmp_path, "a.docx", docx(body))
    assert text_of(file, "第一条") == "样品由专人保管。"
    assert dropped(file, "已删除的修订") == ["任何人"]


def test_links_fields_and_breaks_are_read_as_printed(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5.1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph("办法") + (
        f"<w:p><w:r><w:t>第一条 见</w:t></w:r><w:hyperlink><w:r><w:t>附录</w:t></w:r></w:hyperlink>{field}"
        "<w:r><w:t>。</w:t><w:br/><w:t>另有规定的除外。</w:t></w:r></w:p>"
    )
    assert text_of(imported(tmp_path, "a.docx", docx(body)), "第一条") == "见附录5.1。\n另有规定的除外。"


def test_heads_feet_notes_and_comments_are_listed(tmp_path: Path) -> None:
    body = paragraph("办法") + paragraph("第一条 甲。")
    file = imported(
        tmp_path, "a.docx",
        docx(
            body, header1=f"<w:hdr {W}>{paragraph('内部资料')}</w:hdr>",
            footnotes=f"<w:footnotes {W}><w:footnote>{paragraph('见解释。')}</w:footnote></w:footnotes>",
            comments=f"<w:comments {W}><w:comment>{paragraph('待定')}</w:comment></w:comments>",
        ),
    )
    assert dropped(file, "页眉页脚") == ["内部资料"]
    assert dropped(file, "脚注") == ["见解释。"]
    assert dropped(file, "批注") == ["待定"]
    assert "KB915" in {d.code for d in file.findings}


def test_a_field_of_contents_is_dropped(tmp_path: Path) -> None:
    def marked(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    toc = (
        f"<w:p>{marked('begin')}<w:r><w:instrText>TOC \\o</w:instrText></w:r>{marked('separate')}"
        "<w:r><w:t>第一章 总则</w:t><w:tab/><w:t>1</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>第二章 附则</w:t><w:tab/><w:t>2</w:t></w:r>{marked('end')}</w:p>"
    )
    body = paragraph("条例") + toc + paragraph("第一章 总则") + paragraph("第一条 甲。") + paragraph("第二章 附则")
    file = imported(tmp_path, "a.docx", docx(body))
    assert [n for n, _ in outline(file)] == ["第一章", "第一条", "第二章"]
    assert len(dropped(file, "目录")) == 2


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('第二条 框里的一条。')}</w:txbxContent>"
    body = paragraph("办法") + paragraph("第一条 甲。") + (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [n for n, _ in outline(imported(tmp_path, "a.docx", docx(body)))] == ["第一条", "第二条"]
