"""The pages of calculators as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import url_of
from tests.browser.desk import VIEWPORT

pytestmark = pytest.mark.browser

PAGES = [
    "anova",
    "budget",
    "calibration-interval",
    "cmc",
    "comparison",
    "conformity",
    "global-risk",
    "interim-check",
    "linear-calibration",
    "measurement-standard",
    "monte-carlo",
    "outliers",
    "pareto",
    "promotion",
    "reference-value",
    "report-result",
    "retention",
    "rounding",
    "staffing",
    "type-a",
    "type-b",
]
EN = "#en-score"
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
VIOLATIONS = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const result = await axe.run(document, {runOnly: tags, resultTypes: ["violations"], preload: false});
  return result.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html).join(" | "));
}"""


def open_en(page: Page, site: Path) -> None:
    page.goto(url_of(site, "calc/comparison.html" + EN))


def fill_en(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"{EN} [data-kb-input={name}] input").fill(value)


# Pictures without row labels take the whole width, and no point lies on a word.
CRAMPED = """section => {
  const box = e => e.getBoundingClientRect();
  const drawn = [...document.querySelectorAll("#" + CSS.escape(section) + " .kb-plot svg.kb-pic")];
  const narrow = drawn.filter(svg => svg.closest(".kb-plot--whole") && box(svg).width < 280);
  const struck = drawn.flatMap(svg => [...svg.querySelectorAll("text")].filter(text =>
    [...svg.querySelectorAll("circle")].some(dot => {
      const [a, b] = [box(text), box(dot)];
      return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
    })));
  return [...narrow.map(svg => "narrow: " + box(svg).width), ...struck.map(text => text.textContent)];
}"""


@pytest.mark.parametrize("name", PAGES)
def test_every_example_loads_with_one_click_gives_a_result_and_fits_a_phone(
    name: str, page: Page, site: Path
) -> None:
    page.goto(url_of(site, f"calc/{name}.html"))
    sections = page.eval_on_selector_all("[data-kb-calc]", "all => all.map((one) => one.id)")
    assert sections
    for section in sections:
        page.goto(url_of(site, f"calc/{name}.html#{section}"))
        buttons = page.locator(f"#{section} [data-kb-load]")
        assert buttons.count() > 0
        for i in range(buttons.count()):
            buttons.nth(i).click()
            expect(page.locator(f"#{section} .kb-calc__results")).to_be_visible(timeout=20000)
            expect(page.locator(f"#{section} [data-kb-result]")).not_to_contain_text("没有结果")
            expect(page.locator(f"#{section} .kb-calc__filled").first).to_be_visible()
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == 360, section
        assert page.evaluate(CRAMPED, section) == [], section
        page.set_viewport_size(VIEWPORT)


def test_typing_gives_verdict_value_steps_and_picture(page: Page, site: Path) -> None:
    open_en(page, site)
    fill_en(page, x="-5.01", x_ref="0", U="3", U_ref="4")
    result = page.locator(f"{EN} [data-kb-result]")
    expect(result.locator(".kb-verdict")).to_have_text("不满意（|En|＞1）")
    # Three digits would read −1.00 and contradict the verdict.
    expect(result.locator(".kb-calc__main button")).to_have_text("−1.002")
    expect(page.locator(f"{EN} [data-kb-step=En]")).to_contain_text("−5.01 ÷ 5 = −1.002")
    expect(result.locator("svg.kb-pic .p-bad")).to_be_visible()


def test_a_wrong_number_is_marked_beside_its_field_and_no_number_is_shown(
    page: Page, site: Path
) -> None:
    open_en(page, site)
    fill_en(page, x="1", x_ref="0", U="3", U_ref="0，04")
    field = page.locator(f"{EN} [data-kb-input=U_ref]")
    expect(field.locator("input")).to_have_attribute("aria-invalid", "true")
    expect(field.locator(".kb-err")).to_contain_text("小数点要用半角")
    expect(page.locator(f"{EN} .kb-calc__results")).to_have_count(0)
    fill_en(page, U_ref="0.04")
    expect(page.locator(f"{EN} .kb-calc__results")).to_be_visible()
    expect(field.locator("input")).not_to_have_attribute("aria-invalid", "true")


def test_a_field_not_yet_reached_is_no_error_until_the_result_is_asked_for(
    page: Page, site: Path
) -> None:
    open_en(page, site)
    fill_en(page, x="1")
    expect(page.locator(f"{EN} [data-kb-result]")).to_contain_text("还没有填写")
    expect(page.locator(f"{EN} [aria-invalid]")).to_have_count(0)
    page.locator(f"{EN} [data-kb-go]").click()
    expect(page.locator(f"{EN} [aria-invalid]")).to_have_count(1)


def test_inputs_survive_closing_and_travel_as_a_file(
    page: Page, site: Path, tmp_path: Path
) -> None:
    open_en(page, site)
    fill_en(page, x="1", x_ref="2", U="3", U_ref="4")
    expect(page.locator(f"{EN} [data-kb-bar]")).to_contain_text("未保存")
    page.reload()
    expect(page.locator(f"{EN} .kb-calc__main button")).to_have_text("−0.2")
    with page.expect_download() as downloading:
        page.locator(f"{EN} [data-kb-save]").click()
    saved = tmp_path / "saved.json"
    downloading.value.save_as(saved)
    envelope = json.loads(saved.read_text("utf-8"))
    assert (envelope["format"], envelope["kind"]) == ("labkb-state", "calculation")
    assert envelope["subject"] == "calculator/en-score"
    assert envelope["items"]["inputs"]["value"]["U_ref"] == "4"

    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator(f"{EN} [data-kb-input=x] input")).to_have_value("")
    page.locator(f"{EN} [data-kb-open]").set_input_files(saved)
    expect(page.locator(f"{EN} .kb-calc__main button")).to_have_text("−0.2")
    expect(page.locator(f"{EN} [data-kb-input=x] input")).to_have_value("1")


def test_what_was_just_typed_is_there_after_a_reload(page: Page, site: Path) -> None:
    open_en(page, site)
    fill_en(page, x="1", x_ref="2")
    page.locator(f"{EN} [data-kb-input=U] input").press_sequentially("31")
    page.reload()
    expect(page.locator(f"{EN} [data-kb-input=U] input")).to_have_value("31")
    page.locator(f"{EN} [data-kb-input=U_ref] input").fill("4")
    page.locator(f"{EN} [data-kb-go]").click()
    page.reload()
    expect(page.locator(f"{EN} [data-kb-input=U_ref] input")).to_have_value("4")


def test_a_file_of_another_calculator_is_recognised(page: Page, site: Path, tmp_path: Path) -> None:
    open_en(page, site)
    fill_en(page, x="1", x_ref="2", U="3", U_ref="4")
    with page.expect_download() as downloading:
        page.locator(f"{EN} [data-kb-save]").click()
    saved = tmp_path / "saved.json"
    downloading.value.save_as(saved)
    page.goto(url_of(site, "calc/comparison.html#z-score"))
    page.locator("#z-score [data-kb-open]").set_input_files(saved)
    expect(page.locator("#z-score .kb-state-message")).to_contain_text("没有读入")
    expect(page.locator("#z-score [data-kb-input=x] input")).to_have_value("")


def paste(page: Page, selector: str, text: str) -> None:
    page.eval_on_selector(
        selector,
        """(field, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          if (field.dispatchEvent(event)) {
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }""",
        text,
    )


def test_a_column_from_a_spreadsheet_is_pasted(page: Page, site: Path) -> None:
    page.goto(url_of(site, "calc/type-a.html#type-a-bessel"))
    paste(page, "#type-a-bessel [data-kb-input=x] textarea", "10.1\r\n10.2\r\n10.3\r\n")
    expect(page.locator("#type-a-bessel .kb-calc__results")).to_contain_text("10.2")


def test_two_columns_from_a_spreadsheet_fill_two_lists(page: Page, site: Path) -> None:
    page.goto(url_of(site, "calc/linear-calibration.html"))
    paste(page, "[data-kb-input=t] textarea", "1\t2.1\n2\t3.9\n3\t6.2")
    expect(page.locator("[data-kb-input=b] textarea")).to_have_value("2.1\n3.9\n6.2")
    expect(page.locator(".kb-calc__results")).to_be_visible()


def test_a_block_from_a_spreadsheet_fills_a_table_and_adds_rows(page: Page, site: Path) -> None:
    page.goto(url_of(site, "calc/budget.html#budget"))
    page.locator("#budget [data-kb-input=model] input").fill("a+b+c+d")
    cell = '#budget tbody tr:first-child [data-column="name"]'
    paste(page, cell, "a\t1\t0.3\nb\t2\t0.4\nc\t3\t0\nd\t4\t0")
    assert page.locator("#budget [data-kb-input=inputs] tbody tr").count() == 4
    expect(page.locator("#budget .kb-calc__results")).to_contain_text("0.5")


def test_the_mistake_in_a_model_is_shown_with_its_column(page: Page, site: Path) -> None:
    page.goto(url_of(site, "calc/budget.html#budget"))
    page.locator("#budget [data-load], #budget [data-kb-load='0']").first.click()
    page.locator("#budget [data-kb-input=model] input").fill("X1/X2*Y")
    expect(page.locator("#budget [data-kb-input=model] .kb-err")).to_contain_text("第 7 列")


def test_nothing_typed_becomes_markup(page: Page, site: Path) -> None:
    evil = '<img src=x onerror="document.title=1">'
    page.goto(url_of(site, "calc/pareto.html#pareto"))
    page.locator("#pareto tbody tr:first-child input").nth(0).fill(evil)
    page.locator("#pareto tbody tr:first-child input").nth(1).fill("30")
    expect(page.locator("#pareto .kb-pic__names")).to_contain_text(evil)
    assert page.locator("#pareto img").count() == 0
    assert page.title() != "1"


def test_a_million_trials_are_started_by_a_button_and_compared_with_the_budget(
    page: Page, site: Path
) -> None:
    page.goto(url_of(site, "calc/monte-carlo.html"))
    page.locator("[data-kb-load='0']").click()
    expect(page.locator(".kb-calc__results")).to_be_visible(timeout=20000)
    page.locator("[data-kb-input=trials] input").fill("1000000")
    expect(page.locator("[data-kb-result]")).to_contain_text("点“计算”")
    page.locator("[data-kb-go]").click()
    expect(page.locator(".kb-calc__results")).to_contain_text("1000000", timeout=20000)
    expect(page.locator(".kb-result .kb-verdict")).to_contain_text("一阶法与蒙特卡洛法不符")
    expect(page.locator("svg.kb-pic rect").first).to_be_visible()


def test_axe_finds_nothing_on_a_form_with_a_result_and_one_with_an_error(
    page: Page, site: Path
) -> None:
    script = AXE.read_text("utf-8")
    for path, spoil in (
        ("calc/budget.html#budget", "#budget [data-column=u]"),
        ("calc/monte-carlo.html", "[data-kb-input=p] input"),
        ("calc/comparison.html#en-score", f"{EN} [data-kb-input=U] input"),
        ("calc/staffing.html", "[data-column=birth]"),
    ):
        page.goto(url_of(site, path))
        section = page.locator("[data-kb-calc]:not([hidden])")
        section.locator("[data-kb-load]").first.click()
        expect(section.locator(".kb-calc__results")).to_be_visible(timeout=20000)
        page.evaluate(script)
        assert page.evaluate(VIOLATIONS) == [], path
        page.locator(spoil).first.fill("x")
        section.locator("[data-kb-go]").click()
        expect(section.locator("[aria-invalid]")).to_have_count(1)
        assert page.evaluate(VIOLATIONS) == [], path


def test_pages_read_without_scripts(plain_page: Page, site: Path) -> None:
    page = plain_page
    page.goto(url_of(site, "calc/comparison.html"))
    expect(page.locator(f"{EN} .kb-calc__inputs")).to_contain_text("参考值的扩展不确定度")
    assert page.locator(f"{EN} .kb-steps math").count() >= 3
    expect(page.locator(f"{EN} .kb-calc__example summary").first).to_be_visible()
    expect(page.locator("#z-score h2")).to_be_visible()


def test_a_printed_calculation_holds_inputs_steps_result_source_and_version(
    page: Page, site: Path, tmp_path: Path
) -> None:
    open_en(page, site)
    page.locator(f"{EN} [data-kb-load='0']").click()
    expect(page.locator(f"{EN} .kb-calc__results")).to_be_visible()
    page.emulate_media(media="print")
    section = page.locator(EN)
    for text in ("满意", "JJF 1117-2010", "待核对", "labkb", "不代替授权签字人"):
        expect(section).to_contain_text(text)
    expect(section.locator("[data-kb-input=x] input")).to_be_visible()
    expect(section.locator("[data-kb-go]")).not_to_be_visible()
    expect(section.locator(".kb-print-only").last).to_be_visible()
    pdf = page.pdf()
    assert pdf[:4] == b"%PDF" and len(pdf) > 10000


def test_the_clauses_served_are_links_and_the_number_copies_whole(page: Page, site: Path) -> None:
    open_en(page, site)
    page.locator(f"{EN} [data-kb-load='0']").click()
    value = page.locator(f"{EN} .kb-calc__main button")
    assert "0.894427190999916" in (value.get_attribute("title") or "")
    link = page.locator(f"{EN} dd a").first
    link.click()
    assert "/d/calibration-chain-guide-2025/" in page.url
