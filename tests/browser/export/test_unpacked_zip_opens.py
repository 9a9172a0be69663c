"""The archive of the site as a trainee meets it: unpacked, opened by double click, no network."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from labkb.exchange.export.origin import Origin
from labkb.exchange.export.site_zip import READ_FIRST, site_zip

pytestmark = pytest.mark.browser


def test_the_page_to_read_first_leads_to_a_home_page_that_works(
    site: Path, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "库.zip"
    path.write_bytes(site_zip(site, Origin("calibration-lab", "知识库", "1", "2026-01-31")))
    folder = tmp_path / "解压 出来"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)

    page.goto((folder / READ_FIRST).as_uri())
    assert "2026-01-31" in page.locator("table").inner_text()
    page.get_by_role("link", name="打开首页").click()
    page.wait_for_url("**/index.html")
    assert page.locator("h1").first.is_visible()
