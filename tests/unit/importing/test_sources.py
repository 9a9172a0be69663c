"""The five documents that this collection was made from, where they are at hand."""

from __future__ import annotations

from typing import Any

import pytest

from labkb.exchange.importing.as_json import file_json
from labkb.exchange.importing.importer import import_file
from tests.conftest import SOURCES

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the five sources are not at hand")


def documents(stem: str) -> list[dict[str, Any]]:
    file = import_file(SOURCES / f"{stem}.txt")
    assert "KB919" not in {found.code for found in file.findings}
    return file_json(file)


def numbers(document: dict[str, Any]) -> list[str]:
    return [c["number"] for c in document["clauses"] if c["number"]]


def clause(document: dict[str, Any], number: str, parent: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = next(
        c for c in document["clauses"] if c["number"] == number and parent in (None, c["parent"])
    )
    return found


def test_the_opinion_has_five_parts_and_fourteen_items() -> None:
    (opinion,) = documents("samr-metrology-2020-127")
    assert numbers(opinion) == [
        "一", "二", "（一）", "（二）", "（三）", "三", "（四）", "(五)", "(六)", "(七)", "(八)", "四", "（九）",
        "（十）", "（十一）", "五", "（十二）", "（十三）", "（十四）",
    ]
    assert (opinion["number"], opinion["issuer"], opinion["date"]) == (
        "国市监计量〔2020〕127号", "国家市场监督管理总局", None,
    )
    assert "谁主管、谁监管，谁组织、谁监管" in clause(opinion, "（二）")["text"]
    assert clause(opinion, "（四）")["parent"] == "三"
    assert clause(opinion, "（十四）")["text"].endswith("相关单位应用计量比对结果。")


def test_the_note_and_the_guide_inside_it_are_two_documents() -> None:
    note, guide = documents("calibration-chain-guide-2025")
    assert numbers(note) == [
        "一", "（一）", "（二）", "1", "2", "3", "（三）", "1", "2", "二", "（一）", "（二）",
        "三", "四", "五", "六", "七", "八", "九", "十", "十一",
    ]
    assert clause(note, "五")["heading"] == "预期达到的效益（经济、效益、生态等），对产业发展的作用的情况"
    assert len(numbers(guide)) == 109
    assert numbers(guide)[:7] == ["1", "2", "3", "3.1", "3.2", "3.3", "3.4"]
    assert clause(guide, "3.4")["heading"] == "校准 calibration"
    assert clause(guide, "6.3.6")["text"].endswith("为 6年。")
    assert clause(guide, "6.4.4.3")["parent"] == "6.4.4"
    assert clause(guide, "5.4.1")["text"].count("——") == 5


def test_the_minutes_have_twelve_rows_with_all_columns() -> None:
    (minutes,) = documents("executive-committee-5-2-minutes-2023")
    assert (minutes["number"], minutes["date"]) == ("认可委（秘）〔2023〕81号", "2023-11-08")
    (table,) = minutes["tables"]
    assert len(table["columns"]) == 9
    assert [row[2].split(")")[0] for row in table["rows"]] == [str(n) for n in range(1, 13)]
    assert all(all(row[:8]) for row in table["rows"])
    fifth = table["rows"][4]
    assert "也是推动企业高质量发展" in fifth[2]
    assert fifth[7] == "最终用户专门委员会委员 曹高峰"


def test_the_report_has_three_parts_whose_numbers_restart() -> None:
    (report,) = documents("annual-report-2021")
    assert [(c["number"], c["parent"]) for c in report["clauses"] if c["number"]] == [
        (number, parent)
        for parent, count in (("第一部分", 6), ("第二部分", 3), ("第三部分", 5))
        for number, parent in [(parent, None), *[(f"（{h}）", parent) for h in "一二三四五六"[:count]]]
    ]
    assert report["date"] == "2021-12-21"
    assert clause(report, "（一）", "第三部分")["heading"] == "以发展为目标，努力在认可制度建设方面取得新进展"


def test_the_department_keeps_its_seven_duties_and_five_tasks() -> None:
    (department,) = documents("calibration-department-2021")
    assert numbers(department)[:8] == ["1", "2", "3", "4", "5", "6", "7", "（一）"]
    assert numbers(department)[-6:] == ["二", "一是", "二是", "三是", "四是", "五是"]
    assert (department["number"], department["issuer"], department["date"]) == (None, None, None)
    assert clause(department, "4")["text"] == "负责相关专业委员会的管理工作；"
