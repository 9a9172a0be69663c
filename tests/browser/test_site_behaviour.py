"""What the small base scripts do on the pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.built import small_site
from tests.browser.conftest import url_of

CHAPTER = "d/calibration-chain-guide-2025/6.html"
pytestmark = pytest.mark.browser


def test_a_term_is_explained_on_focus_and_escape_closes(site: Path, page: Page) -> None:
    page.goto(url_of(site, CHAPTER))
    term = page.locator("a.kb-term").first
    term.focus()
    tip = page.get_by_role("tooltip")
    assert tip.is_visible()
    assert len(tip.inner_text()) > 10
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_a_term_is_explained_on_hover(site: Path, page: Page) -> None:
    page.goto(url_of(site, CHAPTER))
    page.locator("a.kb-term").first.hover()
    assert page.get_by_role("tooltip").is_visible()


def test_the_forwarder_opens_every_kind_of_id(site: Path, page: Page) -> None:
    records = json.loads((site / "kb.json").read_text("utf-8"))["records"]
    chosen: dict[tuple[str, bool], dict[str, str]] = {}
    for record in records:
        is_split = record["id"].startswith("calibration-chain-guide-2025:")
        chosen[record["kind"], is_split] = record
    opened = {}
    for record in chosen.values():
        page.goto(url_of(site, f"go.html#{record['id']}"), wait_until="commit")
        page.wait_for_url(lambda url: "/go.html" not in url, wait_until="commit", timeout=8000)
        opened[record["id"]] = page.url.removeprefix(site.as_uri() + "/")
    assert opened == {r["id"]: r["url"] for r in chosen.values()}


def test_the_forwarder_says_when_an_id_is_unknown(site: Path, page: Page) -> None:
    page.goto(url_of(site, "go.html#term/no-such-thing-at-all:1"))
    page.wait_for_function("document.body.innerText.includes('没有“term/no-such-thing-at-all:1”')")


def test_a_citation_names_document_and_number(site: Path, page: Page) -> None:
    page.goto(url_of(site, f"{CHAPTER}#c-6.3.6"))
    assert "kb-clause--target" in (page.locator("[id='c-6.3.6']").get_attribute("class") or "")
    page.locator("[id='c-6.3.6'] [data-kb-copy=cite]").click()
    said = page.locator(".kb-toast").inner_text()
    assert "《计量器具校准服务全链条质量管控指南》" in said
    assert "6.3.6" in said


LAW = """\
id: law
kind: law
title: 示例法
source: {licence: public-law}
clauses:
  - number: 第一章
    heading: 总则
    clauses:
      - number: 第三条
        text: 有下列情形之一的，责令改正：
        clauses:
          - {number: （一）, form: item, text: 没有登记；}
          - {number: （二）, form: item, text: 没有记录。}
      - {number: 第四条, text: 本法自公布之日起施行。}
"""


def test_an_item_is_cited_with_the_article_it_stands_under(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = small_site(tmp_path_factory, "law", {"kb/policies/law.yaml": LAW})
    page.goto(url_of(site, "d/law/index.html"))
    for anchor, said in (("c-3.2", "第三条（二）"), ("c-4", "第四条")):
        entry = page.locator(f"[id='{anchor}']")
        entry.hover()
        entry.locator("[data-kb-copy=cite]").click()
        expect(page.locator(".kb-toast")).to_contain_text(f"《示例法》{said}")


def test_filters_narrow_the_list_and_can_be_cleared(site: Path, page: Page) -> None:
    page.goto(url_of(site, "documents.html"))
    rows = page.locator("tbody tr:visible")
    everything = rows.count()
    page.get_by_label("名称、文号、主题").fill("127号")
    assert rows.count() == 1
    assert page.locator("[data-kb-count]").inner_text() == f"找到1份，共{everything}份"
    page.get_by_label("名称、文号、主题").fill("没有这样的文件")
    assert rows.count() == 0
    page.get_by_role("button", name="清除筛选").click()
    assert rows.count() == everything


def test_the_strip_shows_only_clauses_with_one_obligation(site: Path, page: Page) -> None:
    page.goto(url_of(site, CHAPTER))
    shown = page.locator("article.kb-clause:visible")
    everything = shown.count()
    page.locator("[data-kb-pick=may]").click()
    few = shown.count()
    assert 0 < few < everything
    assert page.locator("article.kb-clause:visible [title='允许：可']").count() >= few
    page.locator("[data-kb-pick=may]").click()
    assert shown.count() == everything


def test_light_and_dark_switch_and_are_remembered(site: Path, page: Page) -> None:
    page.goto(url_of(site, "index.html"))
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-kb-scheme]").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert after != before
    page.goto(url_of(site, "terms.html"))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def test_the_menu_opens_on_a_phone_and_escape_gives_the_focus_back(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(url_of(site, CHAPTER))
    panel = page.locator("[data-kb-nav]")
    assert not panel.is_visible()
    page.locator("[data-kb-menu]").click()
    assert panel.is_visible()
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.hasAttribute('data-kb-menu')")


def test_tasks_are_past_or_open_on_the_chosen_day(site: Path, page: Page) -> None:
    page.goto(url_of(site, "tasks.html"))
    late = page.locator(".kb-mx .kb-task.late")
    page.locator("[name=day]").fill("2023-06-30")
    assert late.count() == 0
    page.locator("[name=day]").fill("2030-01-01")
    assert late.count() > 0
    page.locator("[data-kb-view=board]").click()
    assert page.locator(".kb-board").is_visible()


def test_an_old_copy_warns_about_itself(site: Path, page: Page) -> None:
    page.clock.install(time="2031-01-01T08:00:00")
    page.goto(url_of(site, "index.html"))
    assert page.get_by_text("这份资料可能旧了").is_visible()


def test_tab_reaches_the_skip_link_first(site: Path, page: Page) -> None:
    page.goto(url_of(site, CHAPTER))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_box_on_the_home_page_and_its_examples_open_the_search(site: Path, page: Page) -> None:
    page.goto(url_of(site, "index.html"))
    page.locator("[data-kb-ask] input").fill("原始记录")
    page.locator("[data-kb-ask] button").click()
    page.locator("[role=dialog] input").first.wait_for()
    assert page.locator("[role=dialog] input").first.input_value() == "原始记录"
    page.keyboard.press("Escape")
    page.locator("[data-kb-query]").first.click()
    example = page.locator("[data-kb-query]").first.get_attribute("data-kb-query")
    assert page.locator("[role=dialog] input").first.input_value() == example
