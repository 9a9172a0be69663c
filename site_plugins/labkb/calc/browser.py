"""Runs calculators in real Chromium on file://, through the page's own function labkb.calc."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from labkb.calc.page_data import code_script, definitions_script
from labkb.calc.vectors import Runner
from labkb.diagnostics import CannotGoOn
from labkb.model.calculator import Calculator

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>算例</title>'
    '<script src="code.js"></script><script src="calculators.js"></script></html>'
)


def find_chromium() -> str | None:
    """The path of an installed Chromium or Chrome, None to use Playwright's own."""
    named = os.environ.get("LABKB_CHROMIUM")
    candidates = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    return named or next((found for c in candidates if (found := shutil.which(c))), None)


def write_page(folder: Path, calculators: Iterable[Calculator]) -> Path:
    """A page in the folder that loads the code and the definitions as a site does."""
    (folder / "code.js").write_text(code_script(), "utf-8")
    (folder / "calculators.js").write_text(definitions_script(calculators), "utf-8")
    page = folder / "index.html"
    page.write_text(PAGE, "utf-8")
    return page


@contextmanager
def chromium_runner(calculators: Iterable[Calculator]) -> Iterator[Runner]:
    """A runner that asks the page.

    Raises:
        CannotGoOn: where Playwright or the browser is missing.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise CannotGoOn("没有安装 playwright。请运行 pip install playwright。") from None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = write_page(Path(folder), calculators)
        try:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=list(ARGUMENTS)
            )
        except Error as error:
            raise CannotGoOn(f"Chromium 打不开：{str(error).splitlines()[0]}") from None
        page = browser.new_page()
        page.goto(page_file.as_uri())

        def run(name: str, inputs: Mapping[str, Any]) -> Mapping[str, Any]:
            answer: Mapping[str, Any] = page.evaluate(
                "([name, inputs]) => labkb.calc(name, inputs)", [name, plain(inputs)]
            )
            return answer

        try:
            yield run
        finally:
            browser.close()


def plain(value: Any) -> Any:
    """The value with plain texts only, as the driver's protocol wants them."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else value
