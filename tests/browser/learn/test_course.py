"""A whole course from the first lesson to the saved file."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.learn.conftest import Trainee


def test_a_whole_course(school: Path, trainee: Trainee, tmp_path: Path) -> None:
    page = trainee.page
    trainee.open(school, "learn/index.html")
    page.locator(".kb-map a").first.click()
    expect(page).to_have_url((school / "learn/records.html").as_uri() + "#c-at-once")
    for lesson, count in (("at-once", 4), ("mend", 4)):
        section = page.locator(f"[data-kb-lesson='course/records:{lesson}']")
        section.locator("[data-kb-begin]").click()
        for _ in range(count):
            trainee.answer()
            trainee.check()
            expect(page.locator("[data-kb-feedback='right']")).to_be_visible()
            trainee.next()
        expect(section.locator("[data-kb-finished]")).to_contain_text("对4题，共4题")
        section.locator("[data-kb-done]").check()
        # The next lesson's questions take the place of these.
        section.locator("[data-kb-finished]").evaluate("node => node.closest('.kb-round').remove()")
    expect(page.locator("[data-kb-course-progress]")).to_contain_text("学完2课，共2课；答对8题，共8题")
    expect(page.locator("[data-kb-nav] a", has_text="怎样做记录")).to_contain_text("学完")
    page.locator(".kb-learn-name").fill("张三")
    page.locator(".kb-learn-name").blur()
    with page.expect_download() as download:
        page.locator("[data-kb-save]").click()
    assert download.value.suggested_filename.startswith("学习进度-张三-")
    saved = json.loads(download.value.path().read_text("utf-8"))
    assert (saved["kind"], saved["subject"], saved["writer"]) == ("progress", "learning", "张三")
    assert sum(1 for item in saved["items"].values() if item["value"]["kind"] == "answer") == 8
    expect(page.locator("[data-kb-bar]")).to_contain_text("已保存")


def test_one_goes_on_where_one_stopped(school: Path, trainee: Trainee) -> None:
    page = trainee.page
    trainee.open(school, "learn/index.html")
    expect(page.locator("[data-kb-continue]")).to_have_count(0)
    trainee.open(school, "learn/records.html")
    expect(page.locator(".kb-mark--seen")).to_have_count(1, timeout=8000)
    page.locator("[data-kb-done='course/records:at-once']").check()
    trainee.open(school, "learn/index.html")
    expect(page.locator("[data-kb-continue]")).to_contain_text("改错")
    expect(page.locator("[data-kb-mark='course/records:at-once']")).to_have_text("学完")
    page.locator("[data-kb-continue]").click()
    expect(page).to_have_url((school / "learn/records.html").as_uri() + "#c-mend")


def test_progress_moves_to_another_computer_as_a_file(
    school: Path, trainee: Trainee, tmp_path: Path
) -> None:
    page = trainee.page
    trainee.open(school, "learn/practice.html#question-one")
    trainee.answer(right=False)
    trainee.check()
    with page.expect_download() as download:
        page.locator("[data-kb-save]").click()
    file = tmp_path / "progress.json"
    download.value.save_as(file)
    page.evaluate("localStorage.clear()")
    trainee.open(school, "learn/practice.html#question-two")
    trainee.answer()
    trainee.check()
    page.locator("[data-kb-open]").set_input_files(file)
    expect(page.locator(".kb-state-message")).to_contain_text("已读入")
    about = {id.split("@")[0] for id in trainee.items()}
    assert about == {"question/one", "question/two"}
    expect(page.locator("[data-kb-conflicts]")).to_be_hidden()


def test_a_name_just_typed_is_there_after_a_reload(school: Path, trainee: Trainee) -> None:
    page = trainee.page
    trainee.open(school, "learn/index.html")
    page.locator(".kb-learn-name").press_sequentially("张三")
    page.reload()
    expect(page.locator(".kb-learn-name")).to_have_value("张三")


def test_a_damaged_or_foreign_file_loses_nothing(
    school: Path, trainee: Trainee, tmp_path: Path
) -> None:
    page = trainee.page
    trainee.open(school, "learn/practice.html#question-one")
    trainee.answer()
    trainee.check()
    before = trainee.items()
    for text, said in (('{"format": "labkb-state"', "没有写完"), ('{"a": 1}', "不是本站保存的文件")):
        file = tmp_path / "bad.json"
        file.write_text(text, "utf-8")
        page.locator("[data-kb-open]").set_input_files(file)
        expect(page.locator(".kb-state-message")).to_contain_text(said)
    assert trainee.items() == before


def test_a_lesson_whose_clause_changed_says_so(
    school: Path, revised: Path, trainee: Trainee
) -> None:
    page = trainee.page
    trainee.open(school, "learn/records.html")
    page.locator("[data-kb-done='course/records:mend']").check()
    trainee.open(revised, "learn/records.html")
    note = page.locator("[data-kb-lesson='course/records:mend'] [data-kb-revised]")
    expect(note).to_contain_text("本课依据已修订")
    expect(page.locator("[data-kb-revised]")).to_have_count(1)
