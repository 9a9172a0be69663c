"""Text files: encodings, page furniture, wrapped lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.exchange.importing.limits import Refused
from tests.unit.importing.helpers import clauses, dropped, imported, outline, text_of

SMALL = "样品管理办法\n第一条 为了管好样品，制定本办法。\n第二条 样品由专人保管，保管期为12个月。\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    file = imported(tmp_path, "a.txt", SMALL.encode(encoding))
    assert text_of(file, "第二条") == "样品由专人保管，保管期为12个月。"


def test_bytes_of_no_known_encoding_are_refused_with_their_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="第 2 行有认不出的字节 FF"):
        imported(tmp_path, "a.txt", "办法\n".encode() + b"\xff\xff\xff\n")


def test_a_single_bad_byte_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    file = imported(tmp_path, "a.txt", SMALL.encode() + b"\xe4\n")
    assert [(d.code, d.place.line) for d in file.findings] == [("KB913", 4)]
    assert text_of(file, "第一条") == "为了管好样品，制定本办法。"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="文件是空的"):
        imported(tmp_path, "a.txt", " \n\n")


def test_a_binary_file_named_txt_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="不是文本文件"):
        imported(tmp_path, "a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 40 + b"\x01")


def test_wrapped_lines_are_joined_without_spaces_between_chinese_characters(tmp_path: Path) -> None:
    text = (
        "样品管理办法\n"
        "第一条 实验室应当按照规定的周期对样品的状态\n进行核查，并把核查的结果写进样品台账，台账由\n"
        "样品管理员保管。\n"
        "第二条 台账按年装订，装订以后交给资料室，资料\n室保存六年，到期以后由质量负责人批准销毁，销\n"
        "毁要有两人在场。\n"
    )
    file = imported(tmp_path, "a.txt", text)
    assert text_of(file, "第一条") == (
        "实验室应当按照规定的周期对样品的状态进行核查，并把核查的结果写进样品台账，台账由样品管理员保管。"
    )


def test_a_reference_at_the_beginning_of_a_line_is_no_clause(tmp_path: Path) -> None:
    text = (
        "样品管理办法\n"
        "第一条 实验室应当按照规定的周期对样品的状态\n进行核查，核查的办法和记录的格式，依照本办法\n"
        "第二条的规定执行，没有规定的，由技术负责人定。\n"
        "第二条 核查每月做一次，每次不少于两人，记录上\n要有两人的签名，并写明核查的日期、样品编号和\n"
        "3.5 千克以上样品的存放位置。\n"
    )
    file = imported(tmp_path, "a.txt", text)
    assert outline(file) == [("第一条", None), ("第二条", None)]
    assert text_of(file, "第二条").endswith("样品编号和3.5 千克以上样品的存放位置。")


@pytest.mark.parametrize(
    "style",
    ["- {} -", "— {}—", "第{}页 共9页", "第 {} 页", "{}/9", "{}", "－{}－", "Page {} of 9", "第 {} 页，共 9 页"],
)
def test_page_numbers_in_the_middle_of_a_sentence_are_dropped_and_listed(
    tmp_path: Path, style: str
) -> None:
    one, two = style.format(1), style.format(2)
    text = (
        f"样品管理办法\n第一条 样品由专人保管，保管人应当每月核查样品\n{one}\n的状态并记录。\n"
        f"第二条 样品的存放环境应当符合规定，并且每日记录\n{two}\n温度和湿度。\n"
    )
    file = imported(tmp_path, "a.txt", text)
    assert text_of(file, "第一条") == "样品由专人保管，保管人应当每月核查样品的状态并记录。"
    assert dropped(file, "页码") == [one, two]


def test_running_heads_go_and_the_title_stays(tmp_path: Path) -> None:
    page = "第{}条 样品由专人保管，保管人应当每月核查样品的状态，并且记录。\n"
    text = "样品管理办法\n"
    for n, han in enumerate("一二三四五六", 1):
        text += page.format(han) + f"- {n} -\n样品管理办法\n"
    file = imported(tmp_path, "a.txt", text)
    assert file.documents[0].metadata.title == "样品管理办法"
    assert len(dropped(file, "页眉页脚")) == 6
    assert all(c["text"].endswith("并且记录。") for c in clauses(file))


def test_a_table_of_contents_is_dropped_with_and_without_leaders(tmp_path: Path) -> None:
    body = "第一章 总则\n第一条 为了管好样品，制定本办法。\n第二章 保管\n第二条 样品由专人保管。\n"
    dotted = "样品管理办法\n目　录\n第一章 总则............1\n第二章 保管............3\n" + body
    bare = "样品管理办法\n目录\n第一章 总则\n第二章 保管\n" + body
    for text in (dotted, bare):
        file = imported(tmp_path, "a.txt", text)
        assert outline(file) == [
            ("第一章", None), ("第一条", "第一章"), ("第二章", None), ("第二条", "第二章"),
        ]
        assert len(dropped(file, "目录")) == 3


def test_a_heading_over_two_lines_is_one_heading(tmp_path: Path) -> None:
    text = (
        "样品管理办法\n第一章 样品的接收、登记、\n标识与流转\n第一条 样品由专人保管，保管人应当每月核查样品。\n"
        "第二条 样品由专人保管，保管人应当每月核查样品。\n"
    )
    assert clauses(imported(tmp_path, "a.txt", text))[0]["heading"] == "样品的接收、登记、标识与流转"


def test_full_width_digits_become_half_width(tmp_path: Path) -> None:
    file = imported(tmp_path, "a.txt", (
        "规范\n５．１ 人员\n５．１．１ 每个项目不少于２人。\n５．１．２ 其他。\n"
        "５．２ 设备\n５．２．１ 无。\n"
    ))
    assert [c["number"] for c in clauses(file)] == ["5.1", "5.1.1", "5.1.2", "5.2", "5.2.1"]
    assert text_of(file, "5.1.1") == "每个项目不少于2人。"


def test_markdown_marks_are_hints_and_not_text(tmp_path: Path) -> None:
    text = "# 管理办法\n\n<!-- 说明 -->\n\n## 第一章 总则\n\n**第一条** 见[附录](a.md)。\n\n---\n\n第二条 完。\n"
    file = imported(tmp_path, "a.md", text)
    assert text_of(file, "第一条") == "见附录。"
    assert dropped(file, "Markdown 注释") == ["<!-- 说明 -->"]
    assert dropped(file, "分隔线") == ["---"]
