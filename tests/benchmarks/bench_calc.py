"""Monte Carlo in Chromium and QuickJS, and all vectors: `python tests/benchmarks/bench_calc.py`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from labkb.calc import Engine, load_calculators
from labkb.calc.browser import ARGUMENTS, find_chromium, write_page
from labkb.calc.vectors import check_case, load_cases

ROOT = Path(__file__).parents[2]
BUDGET_SECONDS = 0.5
FOUR_TERMS = {
    "model": "a + b * c - d",
    "inputs": [{"name": n, "dist": "normal", "mu": "1", "sigma": "1"} for n in "abcd"],
    "p": "0.95",
}
MEASURE = """async (inputs) => {
  const times = [];
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    await labkb.calc("mc", Object.assign({ trials: "1000000" }, inputs));
    times.push((performance.now() - start) / 1000);
  }
  return times;
}"""


def main() -> int:
    """Exit code: 1 when a million trials take longer than the budget."""
    calculators = load_calculators(ROOT).calculators
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = write_page(Path(folder), calculators)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto(page_file.as_uri())
        times = sorted(page.evaluate(MEASURE, FOUR_TERMS))
        browser.close()
    quickest = times[0]
    click.echo(f"Chromium, 10^6 trials of four terms: {quickest:.3f} s (median {times[3]:.3f} s)")

    engine = Engine(calculators)
    start = time.perf_counter()
    engine.answer("mc", {**FOUR_TERMS, "trials": "100000"})
    click.echo(f"QuickJS, 10^5 trials: {time.perf_counter() - start:.3f} s")

    cases = [c for c in load_cases(ROOT / "tests/cases/calc/vectors.json") if c.calc != "mc"]
    start = time.perf_counter()
    failures = [f for case in cases if (f := check_case(case, engine.answer))]
    click.echo(
        f"QuickJS, {len(cases)} vectors: {time.perf_counter() - start:.3f} s, {len(failures)} failed"
    )
    return 1 if quickest > BUDGET_SECONDS or failures else 0


if __name__ == "__main__":
    sys.exit(main())
