"""Editions in the browser: the comparison, old clauses, the reader's own text, the replaced folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from labkb.engines.run import Overrides, build_site
from tests.browser.conftest import url_of
from tests.conftest import write_project
from tests.unit.editions.samples import FILES

MKDOCS = """\
site_name: 测试库
docs_dir: content
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [{labkb: {kb: test-editions, edition: "2026.11", as_of: "2026-01-31"}}]
"""
CHANGES = """\
- {id: change/a, title: 甲文件入库, type: added, changed_on: "2026-01-05", edition: "2026.01"}
- {id: change/b, title: 乙文件改版, type: revised, changed_on: "2026-11-20", edition: "2026.11"}
"""
CHECKLIST = """\
id: checklist/records
title: 记录自查
purpose: 测试。
basis: [rule-2015]
chapters:
  - key: a
    title: 记录
    items:
      - {key: keep, checks: ["rule-2015:3"], question: 保存了几年？, look_at: [记录]}
"""
DIFF = "diff/rule-2015--rule-2024.html"
MARK = "含本机原文，勿外传"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with three editions of a law and originals beside it."""
    files = {
        **FILES, "mkdocs.yml": MKDOCS, "kb/changes/a.yaml": CHANGES,
        "kb/checklists/records.yaml": CHECKLIST,
        "overlay/rule.yaml": 'document: rule-2024\nclauses: {"4": 买来的原文}\n',
    }
    return write_project(tmp_path_factory.mktemp("editions") / "project", files)


@pytest.fixture(scope="module")
def built(project: Path) -> Path:
    """Its site."""
    return build_site(
        project, project.parent / "site", Overrides(), strict=False, echo=lambda text: None
    )


@pytest.fixture(scope="module")
def private(project: Path) -> Path:
    """Its site with the originals."""
    overrides = Overrides(overlay=project / "overlay")
    return build_site(
        project, project.parent / "private", overrides, strict=False, echo=lambda text: None
    )


def shown_rows(page: Page) -> list[str]:
    rows = page.locator("[data-kb-row]:visible")
    return [rows.nth(i).get_attribute("id") or "" for i in range(rows.count())]


def test_the_comparison_is_filtered_by_change_and_by_what_needs_a_look(
    page: Page, built: Path
) -> None:
    page.goto(url_of(built, DIFF))
    assert len(shown_rows(page)) == 4
    page.select_option("select[name=change]", "修改")
    assert shown_rows(page) == ["n-c-4"]
    page.select_option("select[name=change]", "新增")
    assert shown_rows(page) == ["n-c-2"]
    page.select_option("select[name=change]", "")
    page.select_option("select[name=look]", "要再看")
    assert shown_rows(page) == ["n-c-4"]
    page.select_option("select[name=look]", "")
    page.fill("input[name=text]", "送检")
    assert shown_rows(page) == ["n-c-3"]


def test_the_marked_text_splits_into_old_and_new_and_joins_again(page: Page, built: Path) -> None:
    page.goto(url_of(built, DIFF))
    row = page.locator("#n-c-4")
    page.click("[data-kb-split]")
    assert "三年" in row.locator(".kb-diff__side--old").inner_text()
    assert "六年" not in row.locator(".kb-diff__side--old").inner_text()
    assert "六年" in row.locator(".kb-diff__side--new").inner_text()
    page.click("[data-kb-split]")
    assert row.locator(".kb-diff__sides").count() == 0
    assert row.locator("[data-kb-marks]").is_visible()


def test_what_needs_a_look_leads_to_the_item(page: Page, built: Path) -> None:
    page.goto(url_of(built, DIFF))
    page.click("#n-c-4 a:has-text('保存了几年')")
    assert "check/records.html" in page.url


def test_a_clause_of_an_old_edition_leads_to_its_successor(page: Page, built: Path) -> None:
    page.goto(url_of(built, "d/rule-2005/index.html#c-2"))
    page.click("#c-2 .kb-note a")
    assert page.url.endswith("d/rule-2024/index.html#c-4")


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("path", [DIFF, "editions.html"])
def test_pages_of_editions_fit_the_screen(page: Page, built: Path, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url_of(built, path))
    if path == DIFF:
        page.click("[data-kb-split]")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_page_with_originals_says_so_on_screen_and_on_paper(
    page: Page, built: Path, private: Path
) -> None:
    # The page for addresses that do not exist has no content of the collection.
    pages = [p for p in sorted(private.rglob("*.html")) if p.name != "404.html"]
    assert len(pages) > 8
    assert [p for p in pages if MARK not in p.read_text("utf-8")] == []
    assert [p for p in built.rglob("*.html") if MARK in p.read_text("utf-8")] == []
    page.goto(url_of(private, "d/rule-2024/index.html"))
    mark = page.get_by_text(MARK).first
    assert mark.is_visible()
    assert "买来的原文" in page.locator("#c-4").inner_text()
    page.emulate_media(media="print")
    assert mark.is_visible()


def test_the_manifest_does_not_know_of_originals(built: Path, private: Path) -> None:
    assert (private / "kb.json").read_bytes() == (built / "kb.json").read_bytes()


SAVED = {
    "format": "labkb-state", "version": 1, "kb": "test-editions", "edition": "2026.01",
    "writer": "", "saved_at": "", "kind": "audit", "subject": "checklist/records", "items": {},
}


def keep(page: Page, state: dict[str, object]) -> None:
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        ["labkb:test-editions:audit:checklist%2Frecords", json.dumps(state, separators=(",", ":"))],
    )


def test_a_folder_replaced_by_a_newer_edition_says_what_changed_since(
    page: Page, built: Path, tmp_path: Path
) -> None:
    old = shutil.copytree(built, tmp_path / "旧 文件夹")
    page.goto(url_of(old, "documents.html"))
    assert page.locator("[data-kb-news]").is_hidden()
    keep(page, SAVED)
    page.goto(url_of(built, "documents.html"))
    news = page.locator("[data-kb-news]")
    news.wait_for(state="visible")
    text = news.inner_text()
    assert "2026.11版" in text and "按2026.01版填的" in text and "自查" in text
    assert "乙文件改版" in text and "甲文件入库" not in text
    news.get_by_role("button", name="知道了").click()
    page.goto(url_of(built, "terms.html" if (built / "terms.html").exists() else "go.html"))
    page.wait_for_timeout(200)
    assert page.locator("[data-kb-news]").is_hidden()


def test_saved_states_of_this_edition_are_no_news(page: Page, built: Path) -> None:
    page.goto(url_of(built, "documents.html"))
    keep(page, {**SAVED, "edition": "2026.11"})
    page.reload()
    page.wait_for_timeout(200)
    assert page.locator("[data-kb-news]").is_hidden()


def test_a_copy_grown_old_says_so_and_a_fresh_one_does_not(page: Page, built: Path) -> None:
    page.clock.install(time="2026-06-01T00:00:00Z")
    page.goto(url_of(built, "documents.html"))
    assert page.locator("[data-kb-stale]").is_hidden()
    page.clock.set_fixed_time("2028-06-01T00:00:00Z")
    page.goto(url_of(built, "documents.html"))
    assert "可能旧了" in page.locator("[data-kb-stale]").inner_text()


def test_a_file_saved_with_an_older_edition_is_opened_with_what_changed_since(
    page: Page, built: Path, tmp_path: Path
) -> None:
    file = tmp_path / "自查.json"
    item = {"value": {"answer": "conforming"}, "fingerprint": "x", "by": "", "at": "2026-01-06T08:00:00Z"}
    items = {"checklist/records:keep": item}
    file.write_text(json.dumps({**SAVED, "items": items}), "utf-8")
    page.goto(url_of(built, "check/records.html"))
    page.locator("[data-kb-open]").set_input_files(str(file))
    message = page.locator(".kb-state-message")
    message.get_by_text("知识库在这之后改了：乙文件改版。").wait_for()
    assert "2026.01版" in message.inner_text()
