"""Practice and the 错题本: feedback, the clause in place, repetition."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.learn.conftest import Trainee

SLUGS = ("one", "two", "three", "four", "five", "six", "seven", "eight")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_kind_can_be_answered_right_and_wrong(
    school: Path, trainee: Trainee, slug: str
) -> None:
    page = trainee.page
    trainee.open(school, f"learn/practice.html#question-{slug}")
    trainee.answer(right=False)
    trainee.check()
    feedback = page.locator("[data-kb-feedback='wrong']")
    expect(feedback).to_contain_text("已记入错题本")
    page.reload()
    trainee.answer(right=True)
    trainee.check()
    expect(page.locator("[data-kb-feedback='right']")).to_contain_text("答对了")


def test_after_an_answer_comes_the_clause_its_check_item_and_the_reason(
    school: Path, trainee: Trainee
) -> None:
    page = trainee.page
    trainee.open(school, "learn/practice.html#question-one")
    trainee.answer(right=False)
    trainee.check()
    feedback = page.locator(".kb-fb")
    expect(feedback).to_contain_text("这是补记。")
    cite = feedback.locator("[data-kb-cite='std-a:4.1/r1']")
    expect(cite).to_contain_text("数据出来时就记下。")
    expect(cite.locator(".is-proof")).to_contain_text("当场记录数据。")
    feedback.locator("a", has_text="自查").click()
    expect(page).to_have_url((school / "check/records.html").as_uri() + "#c-at-once")


def test_an_empty_answer_is_not_graded(school: Path, trainee: Trainee) -> None:
    page = trainee.page
    trainee.open(school, "learn/practice.html#question-four")
    trainee.check()
    expect(page.locator("[role='alert'] .kb-err")).to_contain_text("还没有答")
    page.locator(".kb-quiz input").fill("六年")
    trainee.check()
    expect(page.locator("[role='alert'] .kb-err")).to_contain_text("“六年”不是一个数")
    assert trainee.items() == {}


def test_nothing_is_right_or_wrong_before_the_answer(school: Path, trainee: Trainee) -> None:
    trainee.open(school, "learn/practice.html#question-one")
    html = trainee.page.content()
    assert "隐语甲" not in html
    assert "这是补记" not in html


def test_practice_by_filter_with_the_keyboard(school: Path, trainee: Trainee) -> None:
    page = trainee.page
    trainee.open(school, "learn/practice.html")
    page.get_by_label("题型").select_option(label="判断")
    expect(page.locator(".kb-filter__count").first).to_contain_text("1题")
    page.locator("[data-kb-begin]").focus()
    page.keyboard.press("Enter")
    expect(trainee.asked).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    expect(page.locator("[data-kb-feedback='right']")).to_be_visible()
    page.keyboard.press("l")
    expect(page.locator(".kb-cite a").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-kb-next]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-kb-finished]")).to_be_visible()


def test_a_wrong_answer_round(school: Path, trainee: Trainee, context: BrowserContext) -> None:
    page = trainee.page
    page.clock.install(time="2026-03-01T08:00:00Z")
    for slug in ("one", "two"):
        trainee.open(school, "learn/stats.html")
        trainee.open(school, f"learn/practice.html#question-{slug}")
        trainee.answer(right=False)
        trainee.check()
    trainee.open(school, "learn/wrong.html")
    expect(page.locator("[data-kb-due]")).to_have_attribute("data-kb-due", "0")
    page.clock.set_system_time("2026-03-02T08:00:00Z")
    page.reload()
    expect(page.locator("[data-kb-due]")).to_have_attribute("data-kb-due", "2")
    expect(page.locator("[data-kb-nav] a", has_text="错题本")).to_contain_text("2题到期")
    page.locator("[data-kb-begin]").click()
    for _ in range(2):
        trainee.answer()
        trainee.check()
        expect(page.locator(".kb-fb")).to_contain_text("下次")
        trainee.next()
    page.get_by_text("回到错题本").click()
    expect(page.locator("[data-kb-due]")).to_have_attribute("data-kb-due", "0")
    expect(page.locator(".kb-wrong tbody tr")).to_have_count(2)


def test_a_clock_set_back_is_said_and_loses_nothing(school: Path, trainee: Trainee) -> None:
    page = trainee.page
    page.clock.install(time="2026-03-10T08:00:00Z")
    trainee.open(school, "learn/practice.html#question-one")
    trainee.answer(right=False)
    trainee.check()
    page.clock.set_system_time("2026-03-01T08:00:00Z")
    trainee.open(school, "learn/stats.html")
    trainee.open(school, "learn/practice.html#question-two")
    trainee.answer()
    trainee.check()
    expect(page.locator(".kb-learn-notice")).to_contain_text("时钟比上次学习时早")
    expect(page.locator(".kb-learn-notice")).to_contain_text("2026-03-10")
    assert len(trainee.items()) == 2


def test_a_full_store_is_said_and_the_file_still_holds_all(
    school: Path, trainee: Trainee
) -> None:
    page = trainee.page
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    trainee.open(school, "learn/practice.html#question-one")
    trainee.answer()
    trainee.check()
    expect(page.locator("[data-kb-bar]")).to_contain_text("存储满了")
    with page.expect_download() as download:
        page.locator("[data-kb-save]").click()
    assert "question/one@" in download.value.path().read_text("utf-8")


def test_an_item_whose_clause_changed_says_so(
    school: Path, revised: Path, trainee: Trainee
) -> None:
    page = trainee.page
    for slug in ("one", "two"):
        trainee.open(school, "learn/stats.html")
        trainee.open(school, f"learn/practice.html#question-{slug}")
        trainee.answer()
        trainee.check()
    trainee.open(revised, "learn/practice.html#question-two")
    expect(page.locator("[data-kb-revised]")).to_contain_text("本题依据已修订")
    trainee.open(revised, "learn/stats.html")
    trainee.open(revised, "learn/practice.html#question-one")
    expect(trainee.asked).to_be_visible()
    expect(page.locator("[data-kb-revised]")).to_have_count(0)


def test_flash_cards_come_back_by_how_well_they_are_known(school: Path, trainee: Trainee) -> None:
    page = trainee.page
    trainee.open(school, "learn/cards.html")
    card = page.locator("[data-kb-card='term/record']")
    expect(card).not_to_contain_text("当场写下的数据。")
    card.locator("[data-kb-turn]").click()
    expect(card).to_contain_text("当场写下的数据。")
    page.locator("[data-kb-rating='4']").click()
    expect(page.locator(".kb-card-place")).to_contain_text("天后到期")
    page.get_by_label("哪一叠").select_option(label="某标准")
    expect(page.locator("[data-kb-card^='std-a:']")).to_be_visible()


def test_statistics_show_what_was_done(school: Path, trainee: Trainee) -> None:
    page = trainee.page
    trainee.open(school, "learn/practice.html#question-one")
    trainee.answer(right=False)
    trainee.check()
    trainee.open(school, "learn/stats.html")
    expect(page.locator(".kb-fig").first).to_contain_text("0 / 8")
    expect(page.locator(".kb-hardest li")).to_contain_text("错1次")
