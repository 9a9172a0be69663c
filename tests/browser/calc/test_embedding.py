"""A calculator inside a Markdown page works like on its own page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from labkb.engines.run import Overrides, build_site
from tests.conftest import write_project

pytestmark = pytest.mark.browser

KB = Path(__file__).parents[3] / "kb" / "calculators"
GUIDE = """\
# 怎样比较

/// kb-calculator | calculator/round8170
///

然后再看保存期。

/// kb-calculator | calculator/type-b
///
"""


def test_embedded_calculators_compute_and_link_to_their_page(tmp_path: Path, page: Page) -> None:
    root = write_project(tmp_path / "project", {"content/guide/compare.md": GUIDE})
    folder = root / "kb" / "calculators"
    folder.mkdir()
    for name in ("round8170.yaml", "type-b.yaml", "pages.yaml"):
        text = (KB / name).read_text("utf-8")
        kept = [line for line in text.splitlines() if not line.startswith("serves:")]
        (folder / name).write_text("\n".join(kept) + "\n", "utf-8")
    site = build_site(root, tmp_path / "site", Overrides(), strict=False, echo=lambda _: None)
    page.goto((site / "guide" / "compare.html").as_uri())

    rounding = page.locator("#round8170")
    rounding.locator("[data-kb-input=x] input").fill("28.350")
    rounding.locator("[data-kb-input=interval] input").fill("0.1")
    expect(rounding.locator(".kb-calc__main button")).to_have_text("28.4")
    expect(rounding.locator("[data-kb-form] .kb-form").first).to_be_visible()
    assert rounding.locator("[data-kb-go]").count() == 1  # mounted once

    page.locator("#type-b [data-kb-load='0']").click()
    expect(page.locator("#type-b .kb-calc__results")).to_be_visible()
    page.locator(".kb-calc-embed a", has_text="在计算器页打开").first.click()
    expect(page.locator("h1")).to_have_text("数值修约与极限值判定")
