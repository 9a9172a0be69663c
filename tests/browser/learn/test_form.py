"""The pages fit a phone, pass axe in both schemes, and read without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import url_of
from tests.browser.learn.conftest import Trainee

AXE = Path(__file__).parent.parent / "vendor/axe.min.js"
PAGES = ("index", "records", "practice", "exam", "wrong", "cards", "stats", "coverage", "rollup")


def violations(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found = page.evaluate(
        "axe.run(document, {preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"
    )
    return [str(one) for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_a_phone_has_room(school: Path, page: Page, name: str) -> None:
    page.goto(url_of(school, f"learn/{name}.html"))
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("slug", ["one", "five", "six", "seven", "eight"])
def test_a_graded_question_is_accessible_in_both_schemes(
    school: Path, trainee: Trainee, slug: str
) -> None:
    page = trainee.page
    trainee.open(school, f"learn/practice.html#question-{slug}")
    trainee.answer(right=False)
    trainee.check()
    expect(page.locator(".kb-fb")).to_be_visible()
    for scheme in ("default", "slate"):
        page.evaluate("s => document.documentElement.setAttribute('data-md-color-scheme', s)", scheme)
        assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_course_reads_without_scripts(school: Path, plain_page: Page) -> None:
    page = plain_page
    page.goto(url_of(school, "learn/records.html"))
    expect(page.get_by_text("数据出来时就记下。")).to_be_visible()
    expect(page.get_by_text("数据什么时候记？")).to_be_visible()
    expect(page.locator("[data-kb-begin]")).to_have_count(0)
    page.goto(url_of(school, "learn/exam.html"))
    expect(page.locator(".kb-no-js")).to_be_visible()


def test_a_course_prints_without_its_buttons(school: Path, page: Page) -> None:
    page.goto(url_of(school, "learn/records.html"))
    page.emulate_media(media="print")
    expect(page.get_by_text("数据出来时就记下。")).to_be_visible()
    expect(page.locator("[data-kb-state]")).to_be_hidden()
    expect(page.locator("[data-kb-done]").first).to_be_hidden()
