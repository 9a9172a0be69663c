"""Checklists as workbooks and Word documents."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from labkb.checklist_view import ChecklistView
from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.checklist_audit import audit_of, read_audit
from labkb.exchange.export.checklist_docx import checklist_docx
from labkb.exchange.export.checklist_xlsx import checklist_xlsx
from labkb.settings import Settings
from tests.conftest import ProjectMaker
from tests.unit.checklists.samples import FILES, audit, graph_of, view_of

ANSWERS = {
    "checklist/demo:4.1-r1": {"answer": "conforming", "evidence": "=1+1"},
    "checklist/demo:4.1-r2": {
        "answer": "nonconforming", "problem": "-没有档案", "owner": "@甲", "due": "2026-03-01",
    },
    "checklist/demo:4.2-r1": {"answer": "not_applicable", "reason": "+不发证书"},
    "@unit": "校准室",
}  # fmt: skip


@pytest.fixture
def view(make_project: ProjectMaker) -> ChecklistView:
    return view_of(make_project(FILES))


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_empty_form_has_drop_downs_and_a_frozen_head(view: ChecklistView) -> None:
    sheet = book(checklist_xlsx(view))["核查表"]
    assert [c.value for c in sheet[1]][:10] == [
        "序号", "章", "条款", "约束", "要求", "核查内容", "看什么", "适用", "权重", "结论",
    ]
    assert sheet.freeze_panes == "D2"
    rule = sheet.data_validations.dataValidation[0]
    assert rule.formula1 == '"符合,部分符合,不符合,不适用"'
    assert str(rule.sqref) == "J2:J5"
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["1.1", "4.1（1）", "4.1（2）", "4.2"]
    assert sheet["A2"].value == 1 and sheet["I3"].value == 3


def test_answers_are_text_even_where_they_look_like_formulas(view: ChecklistView) -> None:
    sheet = book(checklist_xlsx(view, audit(ANSWERS)))["核查表"]
    cells = {c.value: c for row in sheet.iter_rows() for c in row}
    for text in ("=1+1", "-没有档案", "@甲", "+不发证书"):
        assert cells[text].data_type == "s"
        assert cells[text].quotePrefix


def test_a_saved_audit_brings_totals_and_lists(view: ChecklistView) -> None:
    found = book(checklist_xlsx(view, audit(ANSWERS)))
    assert found.sheetnames == ["说明", "核查表", "汇总", "问题清单", "责任清单", "任务清单"]
    assert [c.value for c in found["任务清单"][2]][1:6] == [
        "4.1（2）", "待定", "-没有档案", "@甲", "2026-03-01",
    ]
    values = openpyxl.load_workbook(
        io.BytesIO(checklist_xlsx(view, audit(ANSWERS))), data_only=True
    )["汇总"]
    rows = {row[0].value: [c.value for c in row[1:4]] for row in values.iter_rows(min_row=2)}
    assert rows["基本要求"] == [3, 3, 75]
    assert rows["总分"][:2] == [4, 3]
    assert found["汇总"]["D2"].value.startswith("=IF(SUMPRODUCT")


def test_the_word_form_has_a_box_for_every_answer(view: ChecklistView) -> None:
    said = words(checklist_docx(view))
    assert said.count("□符合") == 4 and "☑" not in said
    assert "是当场记的吗？\n要求：当场记录。" in said and "审核人：" in said and "适用：有档案室时" in said


def test_the_word_file_of_an_audit_marks_answers_and_lists_gaps(view: ChecklistView) -> None:
    said = words(checklist_docx(view, audit(ANSWERS)))
    assert said.count("☑") == 3
    for text in ("☑不符合", "理由：+不发证书", "问题清单", "-没有档案（措施待定）", "校准室", "75"):
        assert text in said


def test_a_report_begins_with_the_outcome_and_a_form_with_its_items(view: ChecklistView) -> None:
    said = words(checklist_docx(view, audit(ANSWERS)))
    places = [said.index(t) for t in ("总分", "问题清单", "任务清单", "签字", "逐项记录")]
    assert places == sorted(places)
    assert "逐项记录" not in words(checklist_docx(view))


def test_the_same_content_is_the_same_bytes(view: ChecklistView) -> None:
    assert checklist_xlsx(view, audit(ANSWERS)) == checklist_xlsx(view, audit(ANSWERS))
    assert checklist_docx(view, audit(ANSWERS)) == checklist_docx(view, audit(ANSWERS))


def test_only_the_items_of_the_role_are_printed(make_project: ProjectMaker) -> None:
    view = view_of(make_project(FILES), "checklist/person")
    state = audit({"@role": "signer", "@person": "张三"}, "checklist/person")
    said = words(checklist_docx(view, state))
    assert "职称够吗？" in said and "年龄够吗？" not in said
    assert "岗位：签字人" in said and "姓名：张三" in said


def test_a_changed_clause_is_marked_in_the_workbook(view: ChecklistView) -> None:
    state = json.loads(json.dumps(audit(ANSWERS)))
    state["items"]["checklist/demo:4.1-r1"]["fingerprint"] = "000000000000"
    cells = [c.value for row in book(checklist_xlsx(view, state))["核查表"].iter_rows() for c in row]
    assert any(isinstance(c, str) and "请对照新的要求重新确认" in c for c in cells)


def test_a_saved_file_is_checked_before_it_is_exported(view: ChecklistView, tmp_path: Path) -> None:
    text = json.dumps(audit(ANSWERS), ensure_ascii=False)
    assert read_audit(view, text)["items"]["@unit"]["value"] == "校准室"
    with pytest.raises(CannotGoOn, match="没有写完就断了"):
        read_audit(view, text[:60])
    with pytest.raises(CannotGoOn, match="另一个知识库"):
        read_audit(view, text.replace('"kb": "test"', '"kb": "other"'))


def test_a_saved_file_leads_to_its_checklist(make_project: ProjectMaker) -> None:
    root = make_project(FILES)
    settings = Settings(root, kb="test", name="测试库", edition="1", as_of="2026-01-31")
    text = json.dumps(audit(ANSWERS), ensure_ascii=False)
    view, state = audit_of(graph_of(root), settings, text)
    assert view.checklist.id == "checklist/demo" and state["writer"] == "甲"
    with pytest.raises(CannotGoOn, match="库里没有这张表"):
        audit_of(graph_of(root), settings, text.replace("checklist/demo", "checklist/gone"))
