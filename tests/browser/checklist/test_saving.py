"""Files of audits: saved, opened, merged, carried over to a new edition; nothing is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checklist.conftest import Form

pytestmark = pytest.mark.browser


def test_a_file_brings_everything_to_another_computer(
    first: Path, form: Form, colleague: Form, tmp_path: Path
) -> None:
    form.open(first).answer("4.1-r1", "conforming", evidence="抽了两份")
    form.page.locator("[data-kb-about-field=auditor]").fill("甲")
    form.page.locator("[data-kb-about-field=auditor]").dispatch_event("change")
    form.answer("two", "partial", problem="差1人")
    file = form.save(tmp_path / "自查.json")
    assert "已保存" in form.bar and "未保存" not in form.bar
    saved = json.loads(file.read_text("utf-8"))
    assert saved["format"] == "labkb-state" and saved["kind"] == "audit"
    assert saved["items"]["checklist/demo:two"]["by"] == "甲"
    colleague.open(first).load(file)
    assert colleague.text("4.1-r1", "evidence") == "抽了两份"
    assert colleague.text("two", "problem") == "差1人"
    assert "已保存" in colleague.bar


def test_work_of_two_people_merges(
    first: Path, form: Form, colleague: Form, tmp_path: Path
) -> None:
    form.open(first).answer("two", "conforming", evidence="名单")
    start = form.save(tmp_path / "start.json")
    colleague.open(first).load(start)
    colleague.answer("4.1-r1", "partial", problem="有补记")
    colleague.answer("two", "nonconforming", problem="只有1人")
    theirs = colleague.save(tmp_path / "theirs.json")
    form.answer("4.2-r1", "conforming", evidence="看了证书")
    form.load(theirs)
    assert form.answered("4.1-r1") == "partial"
    assert form.answered("two") == "nonconforming", "newer on the same base"
    assert form.answered("4.2-r1") == "conforming", "mine is kept"
    assert form.page.locator(".kb-conflict").count() == 0
    assert "未保存，改了1处" in form.bar


def test_contradictions_are_shown_side_by_side_and_a_person_decides(
    first: Path, form: Form, colleague: Form, tmp_path: Path
) -> None:
    form.open(first).answer("two", "conforming", evidence="名单齐")
    colleague.open(first).answer("two", "nonconforming", problem="少1人")
    theirs = colleague.save(tmp_path / "theirs.json")
    form.load(theirs)
    conflict = form.page.locator(".kb-conflict")
    assert conflict.count() == 1
    assert "名单齐" in conflict.inner_text() and "少1人" in conflict.inner_text()
    assert "1项两边不一样" in form.message
    assert form.answered("two") == "conforming", "nothing is overwritten before the choice"
    conflict.locator("[data-kb-choose=theirs]").click()
    assert form.answered("two") == "nonconforming"
    assert form.page.locator(".kb-conflict").count() == 0
    form.load(theirs)
    assert form.page.locator(".kb-conflict").count() == 0, "what is decided is not asked again"


def test_an_undecided_conflict_is_asked_again(
    first: Path, form: Form, colleague: Form, tmp_path: Path
) -> None:
    colleague.open(first).answer("two", "nonconforming")
    theirs = colleague.save(tmp_path / "theirs.json")
    form.open(first).answer("two", "conforming")
    form.load(theirs)
    form.page.reload()
    form.load(theirs)
    assert form.page.locator(".kb-conflict").count() == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空的"),
        (b'{"format":"labkb-state","version":1,"items":{"x', "没有写完就断了"),
        (b"\x89PNG\r\n", "不像是本站保存的文件"),
        (b'{"a": 1}', "不是本站保存的文件"),
        (b'{"format":"labkb-state","version":99,"kb":"test"}', "更新的版本"),
        (b'{"format":"labkb-state","version":1,"kb":"elsewhere","items":{}}', "另一个知识库"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    content: bytes, says: str, first: Path, form: Form, tmp_path: Path
) -> None:
    form.open(first).answer("two", "conforming", evidence="名单")
    file = tmp_path / "坏.json"
    file.write_bytes(content)
    form.load(file)
    assert says in form.message and "没有改动" in form.message
    assert form.text("two", "evidence") == "名单"


def test_an_old_file_is_brought_up_to_date(first: Path, form: Form, tmp_path: Path) -> None:
    old = {
        "format": "labkb-state", "version": 0, "kb": "test", "edition": "1", "kind": "audit",
        "subject": "checklist/demo", "writer": "乙", "saved_at": "2025-12-01T00:00:00.000Z",
        "answers": [{"id": "checklist/demo:two", "value": {"answer": "partial"}}],
    }  # fmt: skip
    file = tmp_path / "旧.json"
    file.write_text(json.dumps(old), "utf-8")
    form.open(first).load(file)
    assert form.answered("two") == "partial"
    assert "旧版格式" in form.message


def test_a_changed_clause_is_asked_again_and_the_answer_stays(
    first: Path, second: Path, form: Form, tmp_path: Path
) -> None:
    form.open(first).answer("4.1-r1", "conforming", evidence="看了三份")
    form.answer("4.1-r2", "partial", problem="3年")
    form.answer("4.2-r1", "conforming")
    form.save(tmp_path / "first.json")
    form.open(second)
    assert form.answered("4.1-r1") == "conforming"
    note = form.item("4.1-r1").locator("[data-kb-again]")
    assert "重新确认" in note.inner_text() and "某标准 4.1在回答以后改过" in note.inner_text()
    assert form.item("4.2-r1").locator("[data-kb-again]").inner_text() == ""
    review = form.page.locator("[data-kb-review]").inner_text()
    assert "有1项的依据改过" in review and "4.1-r2" in review
    form.answer("4.1-r1", "conforming", note="先记一笔")
    assert "重新确认" in note.inner_text(), "a note is no confirmation"
    note.locator("[data-kb-confirm]").click()
    assert note.inner_text() == ""
    kept = json.loads(form.save(tmp_path / "second.json").read_text("utf-8"))
    assert kept["items"]["checklist/demo:4.1-r2"]["value"]["problem"] == "3年"
    assert kept["edition"] == "2"


def test_forbidden_storage_is_said_and_files_still_work(
    first: Path, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    form = Form(context.new_page()).open(first)
    assert "浏览器不让本页存东西" in form.bar
    form.answer("two", "conforming", evidence="名单")
    file = form.save(tmp_path / "a.json")
    form.page.on("dialog", lambda dialog: dialog.accept())
    form.page.reload()
    assert form.answered("two") == ""
    form.load(file)
    assert form.text("two", "evidence") == "名单"
    context.close()


def test_full_storage_is_said_and_nothing_on_the_page_is_lost(
    first: Path, form: Form, tmp_path: Path
) -> None:
    form.open(first).answer("4.1-r1", "conforming")
    form.page.evaluate(
        "() => { Storage.prototype.setItem = () => {"
        " throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    form.answer("two", "partial", problem="很长" * 50)
    assert "存储满了" in form.bar
    assert form.answered("two") == "partial" and form.answered("4.1-r1") == "conforming"
    saved = json.loads(form.save(tmp_path / "a.json").read_text("utf-8"))
    assert len(saved["items"]) == 2


def test_a_renamed_folder_keeps_the_answers(first: Path, page: Page, tmp_path: Path) -> None:
    moved = tmp_path / "改名 的文件夹"
    shutil.copytree(first, moved)
    Form(page).open(first).answer("two", "conforming")
    assert Form(page).open(moved).answered("two") == "conforming"


def test_starting_anew_asks_first(first: Path, form: Form) -> None:
    form.open(first).answer("two", "conforming")
    asked: list[str] = []
    form.page.once("dialog", lambda d: (asked.append(d.message), d.dismiss()))
    form.page.get_by_role("button", name="另起一份").click()
    assert "没有保存到文件" in asked[0]
    assert form.answered("two") == "conforming"
    form.page.once("dialog", lambda d: d.accept())
    form.page.get_by_role("button", name="另起一份").click()
    assert form.answered("two") == ""


def fill_person(form: Form, name: str, answer: str) -> None:
    field = form.page.locator("[data-kb-about-field=person]")
    field.fill(name)
    field.dispatch_event("change")
    form.answer("here", answer)


def test_two_persons_are_never_merged(
    first: Path, form: Form, colleague: Form, tmp_path: Path
) -> None:
    fill_person(colleague.open(first, "person"), "李四", "conforming")
    theirs = colleague.save(tmp_path / "李四.json")
    fill_person(form.open(first, "person"), "张三", "nonconforming")
    form.load(theirs)
    assert "两份不合并" in form.message and form.answered("here") == "nonconforming"
    form.save(tmp_path / "张三.json")
    form.load(theirs)
    assert form.answered("here") == "conforming"
    assert form.page.locator("[data-kb-about-field=person]").input_value() == "李四"
    assert "已够1" in form.page.locator("[data-kb-fulfilment]").inner_text()


def test_what_a_later_version_stored_in_the_browser_is_left_alone(first: Path, form: Form) -> None:
    form.open(first)
    later = '{"format":"labkb-state","version":9,"kb":"test","kind":"audit","subject":"checklist/demo"}'
    key = "labkb:test:audit:checklist%2Fdemo"
    form.page.evaluate("([k, v]) => localStorage.setItem(k, v)", [key, later])
    form.open(first).answer("two", "conforming")
    assert "更新版本写的内容" in form.bar
    assert form.page.evaluate("k => localStorage.getItem(k)", key) == later


def test_broken_storage_is_kept_aside(first: Path, form: Form) -> None:
    form.open(first)
    key = "labkb:test:audit:checklist%2Fdemo"
    form.page.evaluate("([k, v]) => localStorage.setItem(k, v)", [key, '{"format":"labkb-st'])
    form.open(first).answer("two", "conforming")
    assert form.page.evaluate("k => localStorage.getItem(k)", key + ":kept") == '{"format":"labkb-st'
    form.page.reload()
    assert form.answered("two") == "conforming"
