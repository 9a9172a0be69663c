"""An exam: nothing is revealed before the end, and a reload loses nothing."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.learn.conftest import Trainee

FIELDS = "form => [...form.querySelectorAll('input, select')].map(f => f.checked || f.value)"
REVEALS = ".right, .wrong, .kb-fb, .kb-verdict, [data-kb-feedback]"


def begin(trainee: Trainee, school: Path) -> Page:
    trainee.open(school, "learn/exam.html#course=course/records")
    trainee.page.locator("[data-kb-start]").click()
    return trainee.page


def test_an_exam_from_begin_to_review(school: Path, trainee: Trainee) -> None:
    page = begin(trainee, school)
    for number in range(3):
        trainee.answer(right=number != 0)
        expect(page.locator(REVEALS)).to_have_count(0)
        if number < 2:
            page.locator("[data-kb-go='1']").click()
    expect(page.locator(".kb-round__side")).to_contain_text("已答3题，共3题")
    page.once("dialog", lambda dialog: dialog.accept())
    page.locator("[data-kb-hand-in]").click()
    expect(page.locator("[data-kb-result='passed']")).to_contain_text("75")
    expect(page.locator("[data-kb-graded='right']")).to_have_count(2)
    expect(page.locator("[data-kb-graded='wrong'] .kb-cite").first).to_be_visible()
    values = [item["value"] for item in trainee.items().values()]
    assert sum(value["kind"] == "exam" for value in values) == 1
    assert sum(value["kind"] == "answer" and value["mode"] == "exam" for value in values) == 3
    trainee.open(school, "learn/wrong.html")
    expect(page.locator(".kb-wrong tbody tr")).to_have_count(1)


def test_a_reload_keeps_paper_answers_and_clock(school: Path, trainee: Trainee) -> None:
    page = begin(trainee, school)
    first = trainee.answer()
    page.locator("[data-kb-go='1']").click()
    second = trainee.answer()
    chosen = trainee.asked.evaluate(FIELDS)
    page.reload()
    expect(page.locator("[role='status']", has_text="接着上次没有交卷的考试")).to_be_visible()
    expect(page.locator(".kb-round__side")).to_contain_text("已答2题")
    assert trainee.asked.get_attribute("data-kb-question") == first
    page.locator("[data-kb-go='1']").click()
    assert trainee.asked.get_attribute("data-kb-question") == second
    assert trainee.asked.evaluate(FIELDS) == chosen
    expect(page.locator(REVEALS)).to_have_count(0)


def test_time_running_out_hands_in(school: Path, trainee: Trainee) -> None:
    trainee.page.clock.install(time="2026-03-01T08:00:00Z")
    page = begin(trainee, school)
    trainee.answer()
    page.clock.fast_forward("09:30")
    expect(page.locator(".kb-exam__clock")).to_have_text(re.compile(r"0:\d\d"))
    page.clock.fast_forward("00:40")
    expect(page.locator("[data-kb-result]")).to_be_visible()
    expect(page.locator(".kb-note", has_text="时间到")).to_be_visible()


def test_an_exam_left_too_long_is_handed_in_at_the_next_visit(
    school: Path, trainee: Trainee
) -> None:
    trainee.page.clock.install(time="2026-03-01T08:00:00Z")
    page = begin(trainee, school)
    trainee.answer()
    ends = page.evaluate("JSON.parse(localStorage.getItem('labkb:test:exam-running')).ends")
    trainee.open(school, "learn/stats.html")
    page.clock.set_system_time("2026-03-02T08:00:00Z")
    trainee.open(school, "learn/exam.html")
    expect(page.locator("[data-kb-result]")).to_be_visible()
    exams = [i["value"] for i in trainee.items().values() if i["value"]["kind"] == "exam"]
    assert exams[0]["finished"] == ends


def test_a_clock_set_back_gives_no_time(school: Path, trainee: Trainee) -> None:
    trainee.page.clock.install(time="2026-03-01T08:00:00Z")
    page = begin(trainee, school)
    page.clock.fast_forward("06:00")
    trainee.answer()
    page.clock.set_system_time("2026-03-01T07:00:00Z")
    page.reload()
    expect(page.locator(".kb-note", has_text="时钟被往回拨过")).to_be_visible()
    expect(page.locator(".kb-exam__clock")).to_have_text(re.compile(r"3:\d\d|4:00"))


def test_a_damaged_paper_does_not_stop_the_page(school: Path, trainee: Trainee) -> None:
    trainee.open(school, "learn/exam.html")
    trainee.page.evaluate("localStorage.setItem('labkb:test:exam-running', '{\"questions\": [1]}')")
    trainee.page.reload()
    expect(trainee.page.locator("[data-kb-start]")).to_be_visible()
