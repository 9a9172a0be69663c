"""The real site, built once, and a real Chromium without network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.built import built_once
from tests.browser.desk import Desk, Noise

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real collection's site."""
    return built_once(tmp_path_factory, "real", ROOT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def parking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty page where windows wait between tests."""
    file = tmp_path_factory.mktemp("parking") / "empty.html"
    file.write_text("<!doctype html><meta charset=utf-8><title>-</title>", "utf-8")
    return file


@pytest.fixture(scope="session")
def desk(browser: Browser, parking: Path) -> Iterator[Desk]:
    """The window that tests share, one after another."""
    opened = Desk(browser, parking)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def plain_desk(browser: Browser, parking: Path) -> Iterator[Desk]:
    """A window without scripts."""
    opened = Desk(browser, parking, java_script_enabled=False)
    yield opened
    opened.close()


@pytest.fixture
def noise(desk: Desk) -> Noise:
    """What the pages of `context` do amiss; `page` fails on it at the end."""
    desk.noise = Noise()
    return desk.noise


@pytest.fixture
def context(desk: Desk) -> Iterator[BrowserContext]:
    """A context without network in which nothing is left of other tests."""
    yield desk.context
    desk.clear()


@pytest.fixture
def page(context: BrowserContext, desk: Desk, noise: Noise) -> Iterator[Page]:
    """A page; at the end nothing was asked for outside and nothing failed."""
    yield desk.page
    assert noise.outside == []
    assert noise.errors == []


@pytest.fixture
def plain_page(plain_desk: Desk) -> Iterator[Page]:
    """A page that runs no scripts; at the end nothing was asked for outside."""
    plain_desk.noise = Noise()
    yield plain_desk.page
    plain_desk.clear()
    assert plain_desk.noise.outside == []


def url_of(site: Path, path: str) -> str:
    """The file:// address of a page of the site; the path may carry an anchor."""
    name, _, anchor = path.partition("#")
    return (site / name).as_uri() + (f"#{anchor}" if anchor else "")
