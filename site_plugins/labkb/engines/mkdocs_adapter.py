"""The MkDocs plugin: MkDocs makes what authors wrote, the plan's pages are put beside it.

Generated pages stand out of the navigation and never go through Markdown. A page that exists twice,
written and generated (the home page), enters by MkDocs' page hooks; every other one is put into the
theme's frame after MkDocs is done, one at a time, so that memory does not grow with the site.
"""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkPage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from labkb.build import Build, prepare, write_index
from labkb.carry import carry
from labkb.diagnostics import CannotGoOn, Diagnostic, Severity
from labkb.engines.frame import frame_context, frame_key
from labkb.engines.ledger import Ledger, hash_tree
from labkb.engines.markdown_ext import LabkbExtension
from labkb.engines.shell import Frames, parts_of
from labkb.engines.staging import Staging
from labkb.memory import give_back
from labkb.render.compiled import keep_compiled
from labkb.render.embeds import ROOT
from labkb.render.page import Page, PlannedPage
from labkb.settings import make_settings

log = get_plugin_logger("labkb")
THEME = Path(__file__).parent.parent / "theme"
# Our pages load none of Material's scripts: they look for the network, and theirs are the names of CDNs.
UNUSED_THEME_FILES = ("assets/javascripts/",)


class PluginConfig(Config):
    """The options under `plugins: - labkb:` in mkdocs.yml; `make_settings` checks the values."""

    kb = c.Type(object, default="kb")
    edition = c.Type(object, default="0")
    as_of = c.Type(object, default="")
    overlay = c.Type(object, default="")
    chapter_page_above = c.Type(object, default=300)
    stale_after_months = c.Type(object, default=12)
    downloads = c.Type(object, default=[])


class LabkbPlugin(BasePlugin[PluginConfig]):
    """Turns `kb/` into pages of a MkDocs site."""

    def __init__(self) -> None:
        self._is_serving = False
        self._staging: Staging | None = None
        self._build: Build | None = None
        self._planned: dict[str, PlannedPage] = {}
        self._own: list[PlannedPage] = []
        self._kept: list[str] = []
        self._frames: Frames | None = None
        self._nav: Navigation | None = None
        self._ledger: Ledger | None = None
        self._frame = ""
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remembers whether this is a preview, which writes to a folder of MkDocs' own."""
        self._is_serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Loads the collection, plans the site and prepares the folder beside the old one."""
        root = Path(config.config_file_path or ".").parent
        if config.strict:
            logging.getLogger("mkdocs").addHandler(self._warnings)
        options = {**dict(self.config), "name": config.site_name}
        try:
            settings = make_settings(root, options)
            _fix_clock(settings.as_of)
            keep_compiled(root)
            self._build = prepare(settings)
            report_findings(self._build.diagnostics, log)
            if not self._is_serving:
                self._staging = Staging(Path(config.site_dir))
                self._staging.begin()
                self._ledger = Ledger.read(root, self._staging.site)
                self._frame = frame_key(self._build, root)
                config.site_dir = str(self._staging.folder)
            self._build.begin_search()
        except CannotGoOn as error:
            raise PluginError(str(error)) from None
        config.use_directory_urls = False
        config.theme.dirs.insert(0, str(THEME))
        # MkDocs' own site map carries dates and knows nothing of pages that were kept.
        config.theme.static_templates.discard("sitemap.xml")
        config.markdown_extensions.append(LabkbExtension(self._embed))  # type: ignore[arg-type]
        return config

    def _embed(self, block: str, argument: str) -> str:
        assert self._build is not None
        return self._build.embed(block, argument)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Sorts the pages of the plan: written by an author as well, to be made, or to be kept."""
        assert self._build is not None
        self._planned, self._own, self._kept, keys = {}, [], [], {}
        for file in list(files):
            if file.src_uri.startswith(UNUSED_THEME_FILES) or file.src_uri.endswith(".css.map"):
                files.remove(file)
        for planned in self._build.plan.pages():
            source = planned.path.removesuffix(".html") + ".md"
            if files.get_file_from_path(source) is not None:
                self._planned[source] = planned
                continue
            keys[planned.path] = planned.key
            if self._ledger and self._ledger.has(planned.path, planned.key, self._frame):
                self._kept.append(planned.path)
            else:
                self._own.append(planned)
        if self._ledger:
            self._ledger.pages = keys
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Remembers the navigation, which every frame shows."""
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Takes the theme's templates for the frames of generated pages."""
        assert self._build is not None and self._nav is not None
        keep_compiled(Path(config.config_file_path or ".").parent, env)
        self._frames = Frames(self._build, env, config, files, self._nav)
        return env

    def on_page_markdown(self, markdown: str, *, page: MkPage, **_: Any) -> str | None:
        """Gives generated pages their title; what an author wrote in Markdown passes unchanged.

        The theme prints the values of the front matter as they are, so they are made safe here.
        Another template would be another frame, without our styles and scripts.
        """
        page.meta.pop("template", None)
        for key, value in page.meta.items():
            if isinstance(value, str):
                page.meta[key] = escape(value)
        planned = self._planned.get(page.file.src_uri)
        if planned is not None:
            page.meta["title"] = planned.title
        return markdown

    def on_page_content(self, html: str, *, page: MkPage, **_: Any) -> str:
        """The HTML of a generated page; Markdown under the same name follows it (the home page)."""
        written = html.replace(ROOT, _way_to_root(page.file.dest_uri))
        planned = self._planned.get(page.file.src_uri)
        if planned is None:
            return written
        rendered = planned.render()
        page.meta["labkb"] = rendered
        if rendered.description:
            page.meta["description"] = escape(rendered.description)
        return rendered.html + (f'<section class="kb-prose">{written}</section>' if written else "")

    def on_page_context(
        self, context: TemplateContext, *, page: MkPage, **_: Any
    ) -> TemplateContext:
        """What the frame around every page shows."""
        assert self._build is not None
        rendered = page.meta.get("labkb")
        held = rendered if isinstance(rendered, Page) else None
        context["labkb"] = {  # type: ignore[typeddict-unknown-key]
            **frame_context(self._build, held),
            "parts": parts_of(held) if held else {},
        }
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes assets and manifest, then puts the new site in the old one's place."""
        assert self._build is not None
        site = Path(config.site_dir)
        self._write_pages(site)
        self._build.write_assets(site)
        running = self._build.search
        self._forget_collection()
        write_index(running, site)
        if self._ledger is not None:
            for path in self._kept:
                carry(self._ledger.site / path, site / path)
        if config.site_url:
            write_site_map(site, config.site_url)
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._staging is not None and self._warnings.get_counts():
            # MkDocs gives up only after this event; the old site must stay.
            self._staging.abandon()
            self._staging = None
        elif self._staging is not None:
            self._staging.switch()
            config.site_dir = str(self._staging.site)
            self._staging = None
            self._remember()

    def _write_pages(self, site: Path) -> None:
        assert self._frames is not None
        for planned in self._own:
            target = site / planned.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self._frames.fill(planned.render()).encode("utf-8"))

    def _forget_collection(self) -> None:
        """Gives the memory of the collection back: the index may take as much at its end."""
        self._build, self._frames = None, None
        self._planned, self._own = {}, []
        give_back()

    def _remember(self) -> None:
        if self._ledger is not None:
            self._ledger.frame = self._frame
            self._ledger.inputs = ""
            before = self._ledger.files
            kept = {path: before[path] for path in self._kept}
            self._ledger.files = hash_tree(self._ledger.site, kept)
            self._ledger.write()

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Drops the unfinished site; the old one stays."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._build is not None:
            self._build.end_search()
        if self._staging is not None:
            self._staging.abandon()
            self._staging = None

    def on_serve(self, server: Any, *, config: MkDocsConfig, **_: Any) -> Any:
        """Watches the knowledge as well as the Markdown."""
        server.watch(str(Path(config.config_file_path or ".").parent / "kb"))
        return server


def report_findings(findings: tuple[Diagnostic, ...], logger: logging.LoggerAdapter[Any]) -> None:
    """Findings as log lines; MkDocs' own --strict turns warnings into a failed build."""
    for found in findings:
        text = f"{found.place}: {found.code} {found.message} {found.remedy}".strip()
        if found.severity is Severity.INFO:
            logger.debug(text)
        else:
            logger.warning(text)


def write_site_map(site: Path, site_url: str) -> None:
    """Writes sitemap.xml without dates, so that it follows from the pages alone."""
    base = site_url.rstrip("/")
    paths = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))
    rows = "".join(f"<url><loc>{escape(f'{base}/{quote(path)}')}</loc></url>\n" for path in paths)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
    (site / "sitemap.xml").write_text(text, "utf-8", newline="\n")


def _fix_clock(as_of: str) -> None:
    """Sets the date that MkDocs prints, so that a build does not read the clock."""
    if as_of:
        day = datetime.fromisoformat(as_of).replace(tzinfo=UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(day.timestamp()))


def _way_to_root(path: str) -> str:
    return "/".join([".."] * path.count("/")) or "."
