"""The frame around generated pages: rendered once for pages of one shape, then filled.

Material's templates take two milliseconds a page and give the same text again and again; what
differs between pages of one shape is marked by slots.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkPage

from labkb.build import Build
from labkb.engines.frame import frame_context
from labkb.render.page import NavItem, Page, TocItem

_SLOT = re.compile("\ue000([a-z]+)\ue001")
_BLANK = re.compile(r"\s*\n\s*")
# What Material's own scripts would work with; our pages load none of them.
_UNUSED = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="(?:skip|announce)">\s*</div>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
)


def slot(name: str) -> str:
    """What stands in a shell where a page has something of its own."""
    return f"\ue000{name}\ue001"


class Frames:
    """Whole HTML files of generated pages."""

    def __init__(
        self, build: Build, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation
    ) -> None:
        self._build = build
        self._config = config
        self._files = files
        self._nav = nav
        self._template = env.get_template("main.html")
        self._shells: dict[tuple[object, ...], list[str]] = {}

    def fill(self, page: Page) -> str:
        """The page in its frame."""
        way = "../" * page.path.count("/")
        parts = {
            "title": str(escape(page.title)),
            "description": str(escape(page.description)),
            "canonical": str(escape(f"{(self._config.site_url or '').rstrip('/')}/{page.path}")),
            "crumbs": crumbs_html(page, way),
            "sidebar": sidebar_html(page.sidebar, page.path, way),
            "toc": toc_html(page.toc),
            "content": page.html,
        }
        pieces = self._shell(page)
        return "".join(
            parts[piece] if index % 2 else piece for index, piece in enumerate(pieces)
        )

    def _shell(self, page: Page) -> list[str]:
        key = (
            page.path.count("/"), page.path.split("/")[0] if "/" in page.path else "",
            page.path == "index.html", page.section, page.scripts, page.styles, page.is_wide,
            bool(page.sidebar), bool(page.toc), bool(page.crumbs), bool(page.description),
        )
        if key not in self._shells:
            self._shells[key] = _SLOT.split(
                _BLANK.sub("\n", _UNUSED.sub("", self._render(page))).lstrip()
            )
        return self._shells[key]

    def _render(self, page: Page) -> str:
        source = page.path.removesuffix(".html") + ".md"
        held = MkPage(None, File.generated(self._config, source, content=""), self._config)
        held.meta = {"title": slot("title")}
        held.content = slot("content")
        if page.description:
            held.meta["description"] = slot("description")
        if held.canonical_url:
            held.canonical_url = slot("canonical")
        context: Any = get_context(self._nav, self._files, self._config, held)
        context["labkb"] = {
            **frame_context(self._build, page),
            "title": slot("title"),
            "parts": {name: slot(name) for name in ("crumbs", "sidebar", "toc")},
        }
        return self._template.render(context)


def parts_of(page: Page) -> dict[str, str]:
    """The parts of the frame that belong to the page itself, as HTML."""
    way = "../" * page.path.count("/")
    return {
        "crumbs": crumbs_html(page, way),
        "sidebar": sidebar_html(page.sidebar, page.path, way),
        "toc": toc_html(page.toc),
    }


def crumbs_html(page: Page, way: str) -> str:
    """The way from the home page."""
    return '<i aria-hidden="true">›</i>'.join(
        f'<a href="{escape(way + item.url)}">{escape(item.title)}</a>'
        if item.url
        else f"<span>{escape(item.title)}</span>"
        for item in page.crumbs
    )


def sidebar_html(items: Iterable[NavItem], path: str, way: str) -> str:
    """Lists of links under their headings."""
    made: list[str] = []
    is_open = False
    for item in items:
        if not item.url:
            made.append("</ul>" if is_open else "")
            made.append(f"<h2>{escape(item.title)}</h2>")
            is_open = False
            continue
        if not is_open:
            made.append("<ul>")
            is_open = True
        here = item.url.startswith(f"{path}#")
        url = escape(item.url[len(path) :] if here else way + item.url)
        current = ' aria-current="page"' if item.is_current else ""
        made.append(f'<li><a href="{url}"{current}{_numbered(item.number, item.title)}</a></li>')
    return "".join([*made, "</ul>" if is_open else ""])


def toc_html(items: Iterable[TocItem]) -> str:
    """The contents of the page, two levels in one list."""
    made: list[str] = []
    for item in items:
        made.append(_toc_item(item, "l1" if item.children else ""))
        made.extend(_toc_item(child) for child in item.children)
    return "".join(made)


def _toc_item(item: TocItem, css: str = "") -> str:
    return f'<li><a href="#{escape(item.anchor)}"{_numbered(item.number, item.title, css)}</a></li>'


def _numbered(number: str, title: str, css: str = "") -> str:
    """The rest of a link from its attributes on: the title alone, or in two columns."""
    if not number:
        named = f' class="{css}"' if css else ""
        return f"{named}>{escape(title)}"
    named = f"{css} n".lstrip()
    return f' class="{named}"><span>{escape(number)}</span><span>{escape(title)}</span>'
