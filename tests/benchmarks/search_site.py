"""A page that holds nothing but search, over given records or over this repository's own."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, Playwright

from labkb.index.project import project_records
from labkb.index.records import SearchRecord
from labkb.index.store import update
from labkb.index.vocabulary import read_vocabulary
from labkb.settings import read_settings
from labkb.web_assets import script_files, style_files

ROOT = Path(__file__).parent.parent.parent
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--js-flags=--expose-gc",
]
_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>'
    '<script src="assets/labkb/base.js"></script></body></html>'
)


def launch(playwright: Playwright) -> Browser:
    """Chromium of the system."""
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)


def write_page(site: Path) -> None:
    """The page and its scripts, without the index."""
    for relative, content in (*script_files(), *style_files()):
        _write(site / relative, content)
    _write(site / "index.html", _PAGE.encode())


def write_index(records: list[SearchRecord], site: Path, store: Path) -> None:
    """The index of records, for the page."""
    vocabulary, _ = read_vocabulary(ROOT)
    for path, content in update(store, records, vocabulary, kb="bench"):
        _write(site / path, content)


def open_page(browser: Browser, site: Path) -> Page:
    """The page, fresh."""
    page = browser.new_page()
    page.goto(f"file://{site}/index.html")
    return page


def own_records(overlay: Path | None = None) -> list[SearchRecord]:
    """The records of this repository, with the texts of an overlay."""
    settings = read_settings(ROOT)
    if overlay is not None:
        settings = dataclasses.replace(settings, overlay=str(overlay))
    return project_records(settings)


def import_overlay(sources: Path, overlay: Path) -> None:
    """The texts of a folder as a reader's own, by the command that readers use."""
    files = sorted(map(str, sources.glob("*.txt")))
    subprocess.run(
        [sys.executable, "-m", "labkb", "import", *files, "--overlay", str(overlay)],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )


def cases_of(file: Path) -> list[tuple[str, str, set[str]]]:
    """Query, kind and targets of the cases of a file."""
    held = yaml.safe_load(file.read_text("utf-8"))
    cases = held["cases"] if isinstance(held, dict) else held
    return [(str(case["query"]), case["kind"], set(case["targets"])) for case in cases]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
