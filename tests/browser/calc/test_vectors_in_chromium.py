"""The whole file of vectors through the page's own function, in real Chromium on file://."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from labkb.calc import load_calculators
from labkb.calc.browser import plain, write_page
from labkb.calc.vectors import check_case, load_cases

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
VECTORS = ROOT / "tests" / "cases" / "calc" / "vectors.json"
FOUR_TERMS = """async () => {
  const inputs = ["a", "b", "c", "d"].map((name) => ({ name, dist: "normal", mu: 1, sigma: 1 }));
  let longest = 0;
  let last = performance.now();
  const ticks = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  let shares = 0;
  let quickest = Infinity;
  let result = null;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    result = await labkb.calc("mc", { model: "a + b * c - d", inputs, p: 0.95, trials: 1000000 },
      { progress: () => { shares += 1; } });
    quickest = Math.min(quickest, performance.now() - start);
  }
  clearInterval(ticks);
  return { quickest, longest, shares, u: result.u, trials: result.trials };
}"""


@pytest.fixture(scope="module")
def bare_page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page with the code and the definitions and nothing else."""
    folder = tmp_path_factory.mktemp("calc")
    file = write_page(folder, load_calculators(ROOT).calculators)
    page = browser.new_context(offline=True).new_page()
    page.goto(file.as_uri())
    return page


def test_every_vector_bad_input_and_rounding_case_holds(bare_page: Page) -> None:
    cases = load_cases(VECTORS)
    answers: list[dict[str, Any]] = bare_page.evaluate(
        "async (all) => { const out = []; for (const [n, i] of all) out.push(await labkb.calc(n, i));"
        " return out; }",
        [[case.calc, plain(case.inputs)] for case in cases],
    )
    failures = [
        str(failure)
        for case, answer in zip(cases, answers, strict=True)
        if (failure := check_case(case, lambda _name, _inputs, answer=answer: answer))
    ]
    assert failures == []


def test_a_million_trials_run_beside_the_page(bare_page: Page) -> None:
    measured = bare_page.evaluate(FOUR_TERMS)
    assert measured["trials"] == 1_000_000
    assert measured["u"] == pytest.approx(5**0.5, rel=0.005)
    assert measured["shares"] > 10
    # 0.5 s on an idle machine; tests share theirs, so only a gross loss of speed fails here.
    assert measured["quickest"] < 3000
    assert measured["longest"] < measured["quickest"]


def test_the_page_and_quickjs_give_the_same_digits(bare_page: Page) -> None:
    from labkb.calc import Engine

    engine = Engine(load_calculators(ROOT).calculators)
    inputs = {"x": ["24.14", "20.155", "19.5", "20.3"]}
    for name in ("robust", "type_a_bessel"):
        here = engine.answer(name, inputs)
        assert bare_page.evaluate("([n, i]) => labkb.calc(n, i)", [name, inputs]) == here
