"""Tables: repeated heads, cells cut by pages, merged cells."""

from __future__ import annotations

from pathlib import Path

from tests.unit.importing.helpers import docx, dropped, imported, paragraph, pdf

HEAD = "序号\t要点\t任务\t部门\n"


def test_a_table_over_two_pages_is_one_table(tmp_path: Path) -> None:
    text = (
        "任务分解表\n\n" + HEAD + "1.\t宣传\t1) 每季度发布认可工作的信息，并且联系\t办公室\n\n" + HEAD
        + "\t\t主要媒体。\t\n\t\t2) 建立信息小组。\t技术部\n2.\t调研\t3) 走访机构。\t监督部\n"
    )
    file = imported(tmp_path, "a.txt", text)
    (table,) = file.documents[0].tables
    assert table.columns == ("序号", "要点", "任务", "部门")
    assert table.rows == (
        ("1.", "宣传", "1) 每季度发布认可工作的信息，并且联系主要媒体。", "办公室"),
        ("1.", "宣传", "2) 建立信息小组。", "技术部"),
        ("2.", "调研", "3) 走访机构。", "监督部"),
    )
    assert dropped(file, "重复的表头") == ["序号 要点 任务 部门"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_of_a_docx_fill_every_place_they_cover(tmp_path: Path) -> None:
    wide, top, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell('类别')}{cell('限值', wide)}</w:tr>"
        f"<w:tr>{cell('温度', top)}{cell('上限')}{cell('23')}</w:tr>"
        f"<w:tr>{cell('', below)}{cell('下限')}{cell('17')}</w:tr>"
    )
    body = paragraph("环境条件规定") + paragraph("第一条 限值见表。") + f"<w:tbl>{rows}</w:tbl>"
    (table,) = imported(tmp_path, "a.docx", docx(body)).documents[0].tables
    assert table.columns == ("类别", "限值", "限值")
    assert table.rows == (("温度", "上限", "23"), ("温度", "下限", "17"))


def test_a_table_of_one_column_is_a_frame_around_text(tmp_path: Path) -> None:
    body = paragraph("办法") + f"<w:tbl><w:tr>{cell('第一条 甲。')}</w:tr><w:tr>{cell('第二条 乙。')}</w:tr></w:tbl>"
    document = imported(tmp_path, "a.docx", docx(body)).documents[0]
    assert [u.number for u in document.units] == ["第一条", "第二条"]
    assert document.tables == ()


def test_a_ruled_table_of_a_pdf_is_read_with_its_cells(tmp_path: Path) -> None:
    grid = "".join(f"{x} 600 m {x} 660 l S\n" for x in (80, 200, 320)) + "".join(
        f"80 {y} m 320 {y} l S\n" for y in (600, 630, 660)
    )
    page = [(80, 100, "环境条件规定"), (80, 140, "第一条 实验室的温度限值见下面的表格。"),
            (90, 200, "项目"), (210, 200, "限值"), (90, 230, "温度"), (210, 230, "23")]
    (table,) = imported(tmp_path, "a.pdf", pdf([page], grid)).documents[0].tables
    assert (table.columns, table.rows) == (("项目", "限值"), (("温度", "23"),))


def test_a_row_that_a_page_of_a_pdf_cuts_is_one_row(tmp_path: Path) -> None:
    def grid(top: int, bottom: int) -> str:
        return "".join(f"{x} {bottom} m {x} {top} l S\n" for x in (80, 140, 320)) + "".join(
            f"80 {y} m 320 {y} l S\n" for y in (bottom, top)
        )

    rules = grid(690, 660) + grid(660, 630)
    first = [(80, 60, "样品要求规定"), (80, 100, "第一条 要求见表。"), (85, 170, "项目"), (150, 170, "内容"),
             (85, 200, "保管"), (150, 200, "由专人保管样品，每月核")]
    second = [(150, 170, "查样品的状态并记录。"), (85, 200, "处置"), (150, 200, "按期处置。")]
    (table,) = imported(tmp_path, "a.pdf", pdf([first, second], rules)).documents[0].tables
    assert table.rows == (("保管", "由专人保管样品，每月核查样品的状态并记录。"), ("处置", "按期处置。"))
