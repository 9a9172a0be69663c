"""The repository's own courses on the real site."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import url_of


def test_a_calculator_computes_inside_a_lesson(site: Path, page: Page) -> None:
    page.goto(url_of(site, "learn/measurement-comparison.html"))
    tool = page.locator("details.kb-tool").first
    tool.get_by_text("就在这里算", exact=False).click()
    tool.locator(".kb-calc__example summary").first.click()
    tool.locator("button", has_text="载入算例").first.click()
    expect(tool.locator(".kb-calc__filled").first).to_be_visible()
    expect(tool.locator(".kb-err:visible")).to_have_count(0)


def test_every_course_begins_asks_and_ends_in_an_exam(site: Path, page: Page) -> None:
    page.goto(url_of(site, "learn/index.html"))
    addresses = page.locator(".kb-course h2 a").evaluate_all("links => links.map(a => a.href)")
    assert len(addresses) >= 5
    for address in addresses:
        page.goto(address)
        assert page.locator("[data-kb-lesson]").count() >= 4
        page.locator("[data-kb-begin]").first.click()
        expect(page.locator("[data-kb-question]").first).to_be_visible()
        page.locator("a", has_text="参加考试").click()
        page.locator("li.is-chosen [data-kb-start]").click()
        expect(page.locator("[data-kb-question]").first).to_be_visible()
        expect(page.locator(".kb-note", has_text="题库不够")).to_have_count(0)
        page.evaluate("localStorage.clear()")


def test_a_question_found_by_search_opens_itself(site: Path, page: Page) -> None:
    page.goto(url_of(site, "learn/practice.html"))
    anchor = page.locator(".kb-stems li").first.get_attribute("id")
    page.goto(url_of(site, f"learn/practice.html#{anchor}"))
    expect(page.locator("[data-kb-question]")).to_be_visible()
    expect(page.locator("[data-kb-question]")).to_be_in_viewport()
