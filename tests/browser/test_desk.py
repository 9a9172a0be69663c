"""What one browser test leaves behind is not there for the next, though they share a window."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser
# All that a page can know of what was there before it.
KNOWN = """async () => {
  const media = ["print", "(prefers-color-scheme: dark)", "(forced-colors: active)",
    "(prefers-reduced-motion: reduce)", "(prefers-contrast: more)", "(hover: hover)"];
  return {
    kept: [Object.entries(localStorage), Object.entries(sessionStorage), window.name],
    databases: (await indexedDB.databases()).map((one) => one.name),
    globals: Object.keys(window).sort(),
    history: history.length,
    size: [innerWidth, innerHeight, screen.width, screen.height, devicePixelRatio],
    media: media.filter((one) => matchMedia(one).matches),
    online: navigator.onLine,
    focus: [document.hasFocus(), document.visibilityState],
    hover: document.querySelectorAll(":hover").length,
    pointer: window.pointed,
    permission: Notification.permission,
    year: new Date().getFullYear(),
    scroll: scrollY,
    referrer: document.referrer,
  };
}"""
PAGE = """<!doctype html><meta charset=utf-8><title>t</title>
<style>html, body {margin: 0; height: 3000px}</style><input>
<script>window.pointed = 0; addEventListener("pointermove", () => { window.pointed += 1; });</script>
"""
STORE = """() => new Promise((done) => {
  localStorage.a = sessionStorage.a = window.name = "left";
  const asked = indexedDB.open("left");
  asked.onsuccess = () => { asked.result.close(); done(); };
})"""
ON_LEAVING = """() => {
  addEventListener("pagehide", () => { localStorage.late = sessionStorage.late = "left"; });
  addEventListener("beforeunload", (event) => { event.preventDefault(); });
}"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return (tmp_path / "page.html").as_uri()


@pytest.fixture(scope="module")
def used(browser: Browser, parking: Path) -> Iterator[Desk]:
    opened = Desk(browser, parking)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def as_new(browser: Browser, parking: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a page knows in a window that nobody used before."""
    file = tmp_path_factory.mktemp("new") / "page.html"
    file.write_text(PAGE, "utf-8")
    fresh = Desk(browser, parking)
    fresh.page.goto(file.as_uri())
    known = fresh.page.evaluate(KNOWN)
    fresh.close()
    return known


def store(page: Page) -> None:
    page.evaluate(STORE)


def store_on_leaving(page: Page) -> None:
    page.keyboard.type("x")
    page.evaluate(ON_LEAVING)


def look_otherwise(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(
        media="print", color_scheme="dark", forced_colors="active", reduced_motion="reduce",
        contrast="more",
    )  # fmt: skip


def move_about(page: Page) -> None:
    for name in ("#one", "#two", "?three"):
        page.goto(page.url.split("#")[0] + name)
    page.mouse.move(200, 200)
    page.mouse.wheel(0, 900)


def open_tabs(page: Page) -> None:
    page.evaluate("window.open('about:blank')")
    page.context.new_page().goto(page.url)


@pytest.mark.parametrize("leave", [store, store_on_leaving, look_otherwise, move_about, open_tabs])
def test_a_cleared_window_is_as_good_as_new(
    leave: Callable[[Page], None], used: Desk, file: str, as_new: Any
) -> None:
    page = used.page
    page.goto(file)
    leave(page)
    used.clear()
    assert used.page is page, "the window stays"
    assert used.context.pages == [page]
    page.goto(file)
    assert page.evaluate(KNOWN) == as_new


SEEN: list[str] = []
LASTING: dict[str, Callable[[Page], Any]] = {
    "a script before every page": lambda page: page.add_init_script("window.left = 1"),
    "a script before all pages": lambda page: page.context.add_init_script("window.left = 1"),
    "a function": lambda page: page.expose_function("left", lambda: 1),
    "a listener": lambda page: page.on("load", lambda _: SEEN.append("load")),
    "a listener for once": lambda page: page.once("load", lambda _: SEEN.append("load")),
    "a route": lambda page: page.route("**/*", lambda route: route.abort()),
    "another clock": lambda page: page.clock.install(time="2001-01-01"),
    "a fixed time": lambda page: page.clock.set_fixed_time("2001-01-01"),
    "a permission": lambda page: page.context.grant_permissions(["notifications"]),
    "the network": lambda page: page.context.set_offline(False),
    "a key held down": lambda page: page.keyboard.down("Shift"),
    "a closed page": lambda page: page.close(),
}


@pytest.mark.parametrize("leave", LASTING.values(), ids=LASTING)
def test_what_cannot_be_cleared_ends_the_window(
    leave: Callable[[Page], Any], used: Desk, file: str, as_new: Any
) -> None:
    page = used.page
    page.goto(file)
    leave(page)
    used.clear()
    SEEN.clear()
    assert used.page is not page and page.is_closed()
    used.page.goto(file)
    assert used.page.evaluate(KNOWN) == as_new
    assert SEEN == []


def test_a_window_that_died_is_replaced(used: Desk, file: str, as_new: Any) -> None:
    page = used.page
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash")
    used.clear()
    used.page.goto(file)
    assert used.page.evaluate(KNOWN) == as_new


def test_waiting_is_as_patient_as_in_a_new_window(used: Desk, file: str) -> None:
    used.page.set_default_timeout(300)
    used.clear()
    used.page.goto(file)
    used.page.evaluate("setTimeout(() => document.body.append(document.createElement('hr')), 500)")
    used.page.locator("hr").wait_for(state="attached")


def test_every_page_of_a_window_is_listened_to(used: Desk, file: str) -> None:
    used.noise = type(used.noise)()
    used.page.goto(file)
    other = used.context.new_page()
    other.goto(file)
    other.evaluate("setTimeout(() => { throw new Error('uncaught'); })")
    used.page.evaluate("console.error('said'); new Image().src = 'https://example.org/x.png'")
    other.wait_for_timeout(100)
    used.clear()
    assert used.noise.outside == ["https://example.org/x.png"]
    assert any("uncaught" in one for one in used.noise.errors)
    assert "said" in used.noise.errors
