"""Numbers of every kind, what stands under what, and whose text a paragraph is."""

from __future__ import annotations

from pathlib import Path

from tests.unit.importing.helpers import clauses, imported, outline, text_of


def test_parts_chapters_sections_articles_and_items_nest(tmp_path: Path) -> None:
    text = (
        "条例\n第一编 通则\n第一章 总则\n第一节 一般规定\n第一条 有下列情形之一的，重新评审：\n（一）地址变了；\n"
        "（二）有下列设备问题的：\n1.超过期限；\n2.没有标识。\n第二节 附加规定\n"
        "第二条 完。\n第二编 附则\n第一章 其他\n第三条 施行。\n"
    )
    assert outline(imported(tmp_path, "a.txt", text)) == [
        ("第一编", None), ("第一章", "第一编"), ("第一节", "第一章"), ("第一条", "第一节"),
        ("（一）", "第一条"), ("（二）", "第一条"), ("1", "（二）"), ("2", "（二）"),
        ("第二节", "第一章"), ("第二条", "第二节"), ("第二编", None), ("第一章", "第二编"), ("第三条", "第一章"),
    ]


def test_a_paragraph_after_a_list_is_the_articles_and_one_inside_is_the_items(tmp_path: Path) -> None:
    text = (
        "# 条例\n\n第一条 应当具备下列条件：\n\n（一）有场所；\n\n"
        "场所可以租用。\n\n（二）有设备。\n\n前款规定的设备应当检定。\n\n"
        "第二条 完。\n"
    )
    file = imported(tmp_path, "a.md", text)
    assert text_of(file, "第一条") == "应当具备下列条件：\n前款规定的设备应当检定。"
    assert text_of(file, "（一）") == "有场所；\n场所可以租用。"
    assert text_of(file, "（二）") == "有设备。"


def test_numbers_that_restart_in_each_part_keep_unique_ids(tmp_path: Path) -> None:
    text = (
        "报告\n第一部分，工作进展\n（一）体系\n完善体系。\n（二）人员\n培训人员。\n"
        "第二部分，任务\n（一）体系\n继续完善。\n"
    )
    file = imported(tmp_path, "a.txt", text)
    ids = [c["id"].split(":")[1] for c in clauses(file)]
    assert ids == ["part1", "part1.1", "part1.2", "part2", "part2.1"]
    assert clauses(file)[4]["parent_id"] == clauses(file)[3]["id"]


def test_numbers_may_run_on_through_the_parts(tmp_path: Path) -> None:
    text = "意见\n一、总体要求\n（一）甲事。\n（二）乙事。\n二、保障措施\n（三）丙事。\n"
    assert outline(imported(tmp_path, "a.txt", text)) == [
        ("一", None), ("（一）", "一"), ("（二）", "一"), ("二", None), ("（三）", "二"),
    ]


def test_two_lists_in_one_article_have_different_ids(tmp_path: Path) -> None:
    text = (
        "条例\n第一条 禁止下列行为：\n（一）涂改；\n（二）转借。\n"
        "有下列情形的除外：\n（一）更名；\n（二）合并。\n第二条 完。\n"
    )
    ids = [c["id"].split(":")[1] for c in clauses(imported(tmp_path, "a.txt", text))]
    assert ids == ["1", "1.1", "1.2", "1.1-b", "1.2-b", "2"]


def test_a_standard_has_decimal_clauses_terms_and_dash_lists(tmp_path: Path) -> None:
    text = (
        "校准服务规范\n1 范围\n本文件适用于校准。\n2 术语和定义\n2.1\n校准 calibration\n确定量值关系的操作。\n"
        "3 要求\n3.1 人员\n3.1.1 人员应持证上岗。\n3.1.2 应控制下列条件：\n"
        "——温度；\n——湿度。\n3.2 设备\n设备应溯源。\n"
    )
    file = imported(tmp_path, "a.txt", text)
    assert outline(file) == [
        ("1", None), ("2", None), ("2.1", "2"), ("3", None), ("3.1", "3"), ("3.1.1", "3.1"),
        ("3.1.2", "3.1"), ("3.2", "3"),
    ]
    term = clauses(file)[2]
    assert (term["heading"], term["text"]) == ("校准 calibration", "确定量值关系的操作。")
    assert text_of(file, "3.1.2") == "应控制下列条件：\n——温度；\n——湿度。"
    items = file.documents[0].units[2].units[0].units[1].units
    assert [(u.form, u.path, u.text) for u in items] == [
        ("item", "3.1.2-1", "温度；"), ("item", "3.1.2-2", "湿度。"),
    ]


def test_a_standard_inside_a_note_is_a_document_of_its_own(tmp_path: Path) -> None:
    text = (
        "《样品管理规范》团体标准\n编制说明\n一、工作简况\n已经完成。\n二、主要内容\n（一）内容如下：\n"
        "1 范围\n本文件适用于样品。\n2 要求\n2.1 保管\n专人保管。\n2.2 处置\n"
        "按期处置。\n3 记录\n3.1 保存\n保存六年。\n三、其他\n无。\n"
    )
    file = imported(tmp_path, "guide.txt", text)
    note, standard = file.documents
    assert (note.id, standard.id) == ("guide-note", "guide")
    assert standard.metadata.title == "样品管理规范"
    assert [n for n, _ in outline(file, 0)] == ["一", "二", "（一）", "三"]
    assert outline(file, 1) == [
        ("1", None), ("2", None), ("2.1", "2"), ("2.2", "2"), ("3", None), ("3.1", "3"),
    ]


def test_first_second_third_are_units_only_where_each_begins_a_line(tmp_path: Path) -> None:
    lines = "报告\n一、任务\n一是抓制度。\n二是抓人员。\n二、总结\n一是制度好；二是人员好。\n"
    assert outline(imported(tmp_path, "a.txt", lines)) == [
        ("一", None), ("一是", "一"), ("二是", "一"), ("二", None),
    ]


def test_annexes_stand_at_the_root_with_their_heading(tmp_path: Path) -> None:
    text = "办法\n第一条 表格见附件1。\n第二条 完。\n附件1\n申请表\n一、名称\n二、地址\n附件2 承诺书\n一、守法。\n"
    file = imported(tmp_path, "a.txt", text)
    assert outline(file) == [
        ("第一条", None), ("第二条", None), ("附件1", None), ("一", "附件1"), ("二", "附件1"),
        ("附件2", None), ("一", "附件2"),
    ]
    assert clauses(file)[2]["heading"] == "申请表"


def test_circled_right_bracket_and_letter_numbers_are_known(tmp_path: Path) -> None:
    text = "办法\n一、要求如下：\n1）甲：\n①子；\n②丑。\n2）乙：\na) 寅；\nb) 卯。\n"
    assert outline(imported(tmp_path, "a.txt", text)) == [
        ("一", None), ("1）", "一"), ("①", "1）"), ("②", "1）"), ("2）", "一"), ("a)", "2）"), ("b)", "2）"),
    ]


def test_text_before_the_first_number_is_a_clause_without_number(tmp_path: Path) -> None:
    file = imported(tmp_path, "a.txt", "关于校准的意见\n各有关单位：\n现提出以下意见。\n一、总体要求\n依法办事。\n")
    assert outline(file) == [(None, None), (None, None), ("一", None)]


def test_a_number_that_is_skipped_is_reported_with_its_line(tmp_path: Path) -> None:
    file = imported(tmp_path, "a.txt", "办法\n第一条 甲。\n第二条 乙。\n第四条 丁。\n第五条 戊。\n")
    gap = next(d for d in file.findings if d.code == "KB912")
    assert gap.place.line == 4
    assert "“第二条”跳到“第四条”" in gap.message


def test_a_standard_with_cover_foreword_and_annex(tmp_path: Path) -> None:
    text = (
        "ICS 03.120.20\n团　体　标　准\nT/XYZ 012—2025\n样品管理规范\nSpecification for samples\n"
        "2025-03-01发布    2025-06-01实施\n某省计量测试学会  发布\n"
        "目次\n前言……………I\n1 范围……………1\n2 要求……………1\n附录A（资料性） 样品标签……………2\n"
        "前　言\n本文件由某省计量测试学会提出。\n样品管理规范\n1 范围\n本文件适用于样品。\n"
        "2 要求\n2.1 保管\n专人保管。\n2.2 处置\n按期处置。\n"
        "附　录　A\n（资料性）\n样品标签\nA.1 内容\n编号和日期。\nA.2 颜色\n白色。\n参考文献\n[1] JJF 1033\n"
    )
    file = imported(tmp_path, "a.txt", text)
    found = file.documents[0].metadata
    assert (found.title, found.number) == ("样品管理规范", "T/XYZ 012—2025")
    assert (found.issuer, found.date, found.effective) == (
        "某省计量测试学会", "2025-03-01", "2025-06-01",
    )
    assert outline(file) == [
        (None, None), ("1", None), ("2", None), ("2.1", "2"), ("2.2", "2"), ("附录A", None),
        ("A.1", "附录A"), ("A.2", "附录A"), (None, None),
    ]
    assert clauses(file)[0]["heading"] == "前言"
    assert clauses(file)[5]["heading"] == "（资料性）样品标签"
