"""A small site with the search of our own, on file://."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from labkb.index.shards import build_shards
from labkb.web_assets import script_files, style_files
from tests.browser.desk import Desk, Noise
from tests.unit.search.collection import VOCABULARY, records

PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>页</title></head>'
    '<body data-md-color-scheme="default"><button data-kb-search>查</button><input id="other">'
    '{more}<script src="assets/labkb/base.js"></script></body></html>'
)

OpenPage = Callable[..., Page]
FIELD = '.kb-dialog input[type="search"]'


def ask(page: Page, query: str) -> None:
    """Opens the dialog and types."""
    page.keyboard.press("/")
    page.fill(FIELD, query)
    page.wait_for_selector(".kb-hit, .kb-nohit")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("search-site")
    files = [*build_shards(records(), VOCABULARY, kb="test"), *script_files(), *style_files()]
    for relative, content in files:
        target = site / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (site / "index.html").write_text(PAGE.format(more=""), "utf-8")
    for record in records():
        target = site / record.url.split("#")[0]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("<!doctype html><title>目标</title>", "utf-8")
    mount = "<div data-kb-search-page></div>"
    (site / "search.html").write_text(PAGE.format(more=mount), "utf-8")
    return site


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(built, tmp_path / "site"))


@pytest.fixture
def open_page(context: BrowserContext, desk: Desk, noise: Noise, built: Path) -> Iterator[OpenPage]:
    """Opens a page of the site; fails when a page threw or asked for anything outside."""
    tabs = [desk.page]

    def opened(address: str = "index.html", folder: Path = built) -> Page:
        page = tabs.pop() if tabs else context.new_page()
        page.goto(f"file://{folder}/{address}")
        return page

    yield opened
    # Damaged sites make the browser complain in the console; an exception says where it was.
    assert noise.outside == [] and [e for e in noise.errors if e.startswith("file:")] == []
