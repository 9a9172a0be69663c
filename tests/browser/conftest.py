"""The real site, built once, and a real Chromium without network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.built import built_once

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LOCAL = ("file:", "data:", "blob:", "about:")


@dataclass
class Noise:
    """What pages asked for outside, and what they complained about."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> Page:
        """The page, watched."""
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        return page

    def _request(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith(LOCAL):
            self.outside.append(url)

    def _console(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.errors.append(str(getattr(message, "text", "")))


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


@pytest.fixture
def noise() -> Noise:
    """Collects outside requests and console errors; `page` fails on either at the end."""
    return Noise()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh context without network."""
    opened = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, noise: Noise) -> Iterator[Page]:
    """A page; at the end nothing was asked for outside and nothing failed."""
    yield noise.listen(context.new_page())
    assert noise.outside == []
    assert noise.errors == []


def url_of(site: Path, path: str) -> str:
    """The file:// address of a page of the site; the path may carry an anchor."""
    name, _, anchor = path.partition("#")
    return (site / name).as_uri() + (f"#{anchor}" if anchor else "")
