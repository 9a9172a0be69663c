"""Runs MkDocs as a library: one build, or a preview that follows the files."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Echo = Callable[[str], None]

# Read by Material at import: without it every build prints a banner about another product.
os.environ["NO_MKDOCS_2_WARNING"] = "1"

from mkdocs.commands.build import build as mkdocs_build  # noqa: E402
from mkdocs.config import load_config  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import Abort, BuildError, ConfigurationError  # noqa: E402
from mkdocs.livereload import LiveReloadServer  # noqa: E402


@dataclass(frozen=True, slots=True)
class Overrides:
    """Options of the command line that replace those in mkdocs.yml."""

    overlay: Path | None = None
    as_of: str = ""
    without_overlay: bool = False
    """Leave the reader's own texts out even where mkdocs.yml names them."""


class BuildFailed(Exception):
    """The build stopped; the old site is whole."""

    def __init__(self, message: str, *, by_findings: bool = False) -> None:
        super().__init__(message)
        self.by_findings = by_findings


class _EchoHandler(logging.Handler):
    def __init__(self, echo: Echo) -> None:
        super().__init__(logging.WARNING)
        self._echo = echo

    def emit(self, record: logging.LogRecord) -> None:
        self._echo(record.getMessage())


def _config(root: Path, overrides: Overrides, **options: Any) -> MkDocsConfig:
    config = load_config(str(root / "mkdocs.yml"), **options)
    plugin = config.plugins.get("labkb")
    if plugin is None:
        raise BuildFailed("mkdocs.yml 的 plugins 里没有 labkb。加上一行“- labkb”。")
    if overrides.overlay is not None:
        plugin.config["overlay"] = str(overrides.overlay)
    elif overrides.without_overlay:
        plugin.config["overlay"] = ""
    if overrides.as_of:
        plugin.config["as_of"] = overrides.as_of
    return config


def build_site(
    root: Path, site: Path | None, overrides: Overrides, *, strict: bool, echo: Echo
) -> Path:
    """The folder of the new site, built by MkDocs.

    Raises:
        BuildFailed: the old site is untouched.
    """
    logger = logging.getLogger("mkdocs")
    handler = _EchoHandler(echo)
    logger.addHandler(handler)
    try:
        options = {"site_dir": str(site)} if site else {}
        config = _config(root, overrides, strict=strict, **options)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except Abort as error:
        # What went wrong was said already, by the plugin or by MkDocs.
        by_findings = "strict mode" in str(error)
        raise BuildFailed("没有生成网站；旧网站没有动。", by_findings=by_findings) from None
    except (BuildError, ConfigurationError) as error:
        raise BuildFailed(str(error)) from None
    finally:
        logger.removeHandler(handler)
    return Path(config.site_dir)


def serve_site(
    root: Path, overrides: Overrides, *, host: str, port: int, echo: Echo,
    ready: Callable[[LiveReloadServer], None] = lambda server: None,
) -> None:
    """Serves a preview until interrupted; a saved file is on the page within seconds.

    Raises:
        BuildFailed: where the first build fails.
    """
    logger = logging.getLogger("mkdocs")
    handler = _EchoHandler(echo)
    logger.addHandler(handler)
    with tempfile.TemporaryDirectory(prefix="labkb-") as folder:

        def rebuild() -> None:
            config = _config(root, overrides, site_dir=folder, site_url=None)
            # A preview is for looking; workbooks and decks are made by a build.
            config.plugins["labkb"].config["downloads"] = []
            config.plugins.on_startup(command="serve", dirty=False)
            try:
                mkdocs_build(config, serve_url=server.url)
            except (Abort, BuildError, ConfigurationError) as error:
                echo(f"没有更新：{error}")

        server = LiveReloadServer(
            builder=rebuild, host=host, port=port, root=folder, mount_path="/"
        )
        rebuild()
        for name in ("kb", "content", "mkdocs.yml"):
            server.watch(str(root / name))
        ready(server)
        try:
            server.serve()
        finally:
            server.shutdown()
            logger.removeHandler(handler)
