"""The checklists of this repository on the real site."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.checklist.conftest import Form
from tests.browser.checklist.test_filling import VIOLATIONS
from tests.browser.conftest import url_of
from tests.browser.test_site_pages import AXE
from tests.unit.checklists.test_content import NAMES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", NAMES)
def test_each_list_opens_fits_a_phone_and_counts_an_answer(
    name: str, site: Path, page: Page
) -> None:
    form = Form(page).open(site, name)
    first = page.locator("[data-kb-item]").first
    first.locator("input[value=conforming]").check(force=True)
    assert "已答1" in page.locator("[data-kb-progress]").inner_text()
    assert "未保存，改了1处" in form.bar
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("name", [n for n in NAMES if n != "calibration-chain-self-audit"])
def test_axe_finds_nothing_on_the_real_lists(name: str, site: Path, page: Page) -> None:
    Form(page).open(site, name)
    for summary in page.locator(".kb-check-calc > summary").all():
        summary.click()
    page.add_script_tag(path=AXE)
    assert page.evaluate(VIOLATIONS) == []


def test_every_number_leads_to_its_clause(site: Path, page: Page) -> None:
    page.goto(url_of(site, "check/calibration-chain-self-audit.html"))
    targets = page.locator(".kb-clause__no").evaluate_all("links => links.map(a => a.href)")
    files = {t.split("#")[0] for t in targets}
    known = {f: Path(f.removeprefix("file://")).read_text("utf-8") for f in files}
    lost = [t for t in targets if f'id="{t.split("#")[1]}"' not in known[t.split("#")[0]]]
    assert lost == []


def test_calculators_beside_a_list_compute(site: Path, page: Page) -> None:
    Form(page).open(site, "outreach-training")
    page.locator(".kb-check-calc > summary").first.click()
    calculator = page.locator("[data-kb-calc]").first
    calculator.locator("[data-kb-load]").first.click()
    page.wait_for_function(
        "document.querySelector('[data-kb-calc] [data-kb-result]').textContent.length > 10"
    )
    assert "还差" in calculator.inner_text() or "完成" in calculator.inner_text()


def test_answering_the_longest_list_stays_quick(site: Path, page: Page) -> None:
    Form(page).open(site, NAMES[0])
    spent = page.evaluate("""() => {
      const radios = Array.from(document.querySelectorAll("[data-kb-item] input[value=nonconforming]"));
      const times = radios.map(radio => {
        const began = performance.now();
        radio.checked = true;
        radio.dispatchEvent(new Event("change", {bubbles: true}));
        return performance.now() - began;
      });
      return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
    }""")
    assert spent < 200, f"{spent} ms per answer"
