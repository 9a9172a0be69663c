"""Prints how quickly a page of 500 articles paints, and how quickly a long list of documents filters.

    python tests/benchmarks/bench_pages.py [--runs 5] [--documents 918]

Both are made for the purpose and opened in Chromium from `file://`, each run in a fresh window.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.conftest import write_project

from labkb.engines.run import Overrides, build_site
from labkb.exchange.importing.docx_numbering import chinese_number

CHROMIUM = "/usr/bin/chromium"
HEAD = """id: {id}
kind: law
title: {title}
issued_on: "2020-01-01"
source: {{licence: public-law}}
clauses:
"""
ARTICLE = "县级以上人民政府计量行政部门应当加强对校准服务的监督管理，督促机构保存原始记录。" * 4
PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") done(entry.startTime);
}).observe({ type: "paint", buffered: true }))"""
FILTER = """(text) => { const field = document.querySelector(".kb-filter input"); const start = performance.now();
  field.value = text; field.dispatchEvent(new Event("input", { bubbles: true }));
  return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))); }"""


def main() -> int:
    """The exit code: 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--documents", type=int, default=918)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = make_site(Path(folder), args.documents)
        page_file = site / "d/long/index.html"
        sys.stdout.write(f"page of 500 articles: {page_file.stat().st_size / 1e6:.2f} MB of HTML\n")
        paints, filters = [], []
        with sync_playwright() as playwright:
            for _ in range(args.runs):
                browser = playwright.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
                )
                page = browser.new_page()
                page.goto(page_file.as_uri())
                paints.append(float(page.evaluate(PAINT)))
                filters += filtered(page, site)
                browser.close()
    sys.stdout.write(f"first paint: median {median(paints):.0f} ms of {args.runs}\n")
    sys.stdout.write(
        f"{args.documents} rows filtered and painted: median {median(filters):.0f} ms, "
        f"longest {max(filters):.0f} ms\n"
    )
    return 0


def filtered(page: Page, site: Path) -> list[float]:
    """Milliseconds from a typed text to the painted list."""
    page.goto((site / "documents.html").as_uri())
    return [float(page.evaluate(FILTER, text)) for text in ("9", "91", "示例法", "没有", "")]


def make_site(folder: Path, documents: int) -> Path:
    """The site of one long law and many short ones."""
    files = {"kb/policies/long.yaml": law("long", "长法", 500)}
    for number in range(1, documents):
        files[f"kb/policies/law-{number}.yaml"] = law(f"law-{number}", f"示例法{number}", 1)
    root = write_project(folder / "project", files)
    return build_site(root, folder / "site", Overrides(), strict=False, echo=lambda _: None)


def law(name: str, title: str, articles: int) -> str:
    """A law of some articles."""
    rows = "".join(
        f"  - {{number: 第{chinese_number(n)}条, text: {ARTICLE}}}\n" for n in range(1, articles + 1)
    )
    return HEAD.format(id=name, title=title) + rows


if __name__ == "__main__":
    raise SystemExit(main())
