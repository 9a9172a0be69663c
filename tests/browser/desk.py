"""A window of the browser that one test after another sits down at, cleared in between.

A window of its own costs a test half a second of the processor, clearing one a tenth of that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

LOCAL = ("file:", "data:", "blob:", "about:")
VIEWPORT = {"width": 1280, "height": 900}
TIMEOUT = 30_000
# What Playwright cannot take back, or not wholly: a window that met one of these is thrown away.
LASTING_OF_PAGE = (
    "add_init_script", "add_locator_handler", "close", "expose_binding", "expose_function", "on",
    "once", "pause", "pick_locator", "route", "route_from_har", "route_web_socket",
    "set_default_navigation_timeout", "set_extra_http_headers",
)
LASTING_OF_CONTEXT = (
    "add_cookies", "add_init_script", "expose_binding", "expose_function", "grant_permissions", "on",
    "once", "route", "route_from_har", "route_web_socket", "set_default_navigation_timeout",
    "set_default_timeout", "set_extra_http_headers", "set_geolocation", "set_offline",
    "set_storage_state",
)  # fmt: skip
LASTING_OF_KEYS = ("down",)
LASTING_OF_CLOCK = (
    "fast_forward", "install", "pause_at", "resume", "run_for", "set_fixed_time", "set_system_time",
)


@dataclass
class Noise:
    """What pages asked for outside, and what they complained about."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def request(self, request: Any) -> None:
        """Takes note of what is not on this machine."""
        if not request.url.startswith(LOCAL):
            self.outside.append(request.url)

    def console(self, message: Any) -> None:
        """Takes note of an error in the console."""
        if message.type == "error":
            self.errors.append(message.text)

    def trouble(self, error: Any) -> None:
        """Takes note of an exception that nobody caught."""
        self.errors.append(f"{error.page.url if error.page else ''}: {error.error}")


class Desk:
    """A context and its first page; `clear` makes both as good as new."""

    def __init__(self, browser: Browser, parking: Path, **options: Any) -> None:
        self.noise = Noise()
        self._browser = browser
        self._parking = parking.as_uri()
        self._options = {"offline": True, "viewport": VIEWPORT, **options}
        self._context: BrowserContext | None = None
        self._page: Page
        self._is_worn = False

    @property
    def context(self) -> BrowserContext:
        """The context; its pages are watched."""
        if self._context is None:
            self._open()
        assert self._context is not None
        return self._context

    @property
    def page(self) -> Page:
        """The page that is always there."""
        assert self.context
        return self._page

    def _open(self) -> None:
        self._context = context = self._browser.new_context(**self._options)
        context.on("request", lambda request: self.noise.request(request))
        context.on("console", lambda message: self.noise.console(message))
        context.on("weberror", lambda error: self.noise.trouble(error))
        self._page = context.new_page()
        self._is_worn = False
        self._watch(self._page, LASTING_OF_PAGE)
        self._watch(context, LASTING_OF_CONTEXT)
        self._watch(context.clock, LASTING_OF_CLOCK)
        self._watch(self._page.keyboard, LASTING_OF_KEYS)
        self._watch(self._page.mouse, LASTING_OF_KEYS)

    def _watch(self, thing: Any, names: tuple[str, ...]) -> None:
        for name in names:
            setattr(thing, name, self._noted(getattr(thing, name)))

    def _noted(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self._is_worn = True
            return method(*arguments, **options)

        return call

    def clear(self) -> None:
        """Takes away whatever the last test left; with a new window where that cannot be done."""
        if self._context is None:
            return
        try:
            if not self._is_worn:
                self._tidy()
        except Error:
            self._is_worn = True
        if self._is_worn:
            self.close()

    def _tidy(self) -> None:
        page = self._page
        for other in self.context.pages:
            if other is not page:
                other.close()
        page.set_default_timeout(TIMEOUT)
        # The page is left first: what it writes while it goes is cleared, too.
        page.goto(self._parking)
        page.evaluate("sessionStorage.clear(); window.name = ''")
        # Not kept open: emulated media do not outlast a navigation beside a second session.
        devtools = self.context.new_cdp_session(page)
        devtools.send("Storage.clearDataForOrigin", {"origin": "file://", "storageTypes": "all"})
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()
        page.emulate_media(
            media="null", color_scheme="null", contrast="null", forced_colors="null",
            reduced_motion="null",
        )  # fmt: skip
        if page.viewport_size != VIEWPORT:
            page.set_viewport_size(VIEWPORT)

    def close(self) -> None:
        """Closes the window; the next use opens another."""
        if self._context is not None:
            self._context.close()
            self._context = None
