"""Filling in a checklist on a page opened from a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page
from pypdfium2 import PdfDocument

from tests.browser.checklist.conftest import Form
from tests.browser.test_site_pages import AXE

pytestmark = pytest.mark.browser
VIOLATIONS = """async () => {
  const result = await axe.run(document, {resultTypes: ["violations"], preload: false});
  return result.violations.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(" | "));
}"""


def test_answers_are_there_again_after_the_page_was_closed(
    first: Path, form: Form, context: BrowserContext
) -> None:
    form.open(first).answer("4.1-r1", "conforming", evidence="抽了两份")
    form.answer("4.1-r2", "nonconforming", problem="没有档案室", owner="甲", due="2026-03-01")
    form.answer("4.2-r1", "not_applicable", reason="不发证书")
    form.page.close()
    again = Form(context.new_page()).open(first)
    assert again.answered("4.1-r1") == "conforming"
    assert again.text("4.1-r1", "evidence") == "抽了两份"
    assert [again.text("4.1-r2", f) for f in ("problem", "owner", "due")] == [
        "没有档案室", "甲", "2026-03-01",
    ]
    assert again.text("4.2-r1", "reason") == "不发证书"
    assert "未保存，改了3处" in again.bar


def test_scores_gaps_and_lists_follow_the_answers(first: Path, form: Form) -> None:
    form.open(first).answer("4.1-r1", "conforming")
    form.answer("4.1-r2", "partial", problem="只存3年", owner="乙")
    results = form.page.locator("[data-kb-results]")
    assert results.locator("[data-kb-total]").inner_text() == "总分88"
    assert "还没有答完" in results.inner_text()
    row = form.page.locator("[data-kb-gaps] tbody tr").first.inner_text()
    assert "4.1（2）" in row and "只存3年" in row and "乙" in row and "待定" in row
    for title in ("问题清单", "责任清单", "任务清单"):
        assert title in form.page.locator("[data-kb-lists]").inner_text()
    assert "已答2，共4" in form.page.locator("[data-kb-progress]").inner_text()


def test_a_veto_is_said_whatever_the_total(first: Path, form: Form) -> None:
    form.open(first).answer("4.1-r1", "nonconforming")
    assert "先停下来。" in form.page.locator("[data-kb-results]").inner_text()


def test_not_applicable_asks_for_its_reason(first: Path, form: Form) -> None:
    form.open(first).answer("two", "not_applicable")
    item = form.item("two")
    assert "不适用要写理由" in item.inner_text()
    assert item.locator("[data-kb-field=reason]").get_attribute("aria-invalid") == "true"
    assert "已答0" in form.page.locator("[data-kb-progress]").inner_text()
    form.answer("two", "not_applicable", reason="没有这类项目")
    assert item.locator("[aria-invalid]").count() == 0
    assert "已答1" in form.page.locator("[data-kb-progress]").inner_text()


def test_the_keyboard_is_enough(first: Path, form: Form) -> None:
    page = form.open(first).page
    form.item("two").locator("input").first.focus()
    page.keyboard.press("3")
    assert form.answered("two") == "nonconforming"
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert form.answered("4.1-r1") == "conforming"
    page.keyboard.press("ArrowRight")
    assert form.answered("4.1-r1") == "partial"
    page.keyboard.press("k")
    page.keyboard.press("2")
    assert form.answered("two") == "partial"


def test_typing_a_digit_in_a_field_is_only_text(first: Path, form: Form) -> None:
    form.open(first).item("two").locator("[data-kb-field=evidence]").click()
    form.page.keyboard.type("12jk")
    assert form.answered("two") == ""
    assert form.text("two", "evidence") == "12jk"


def test_filters_show_what_is_left_to_do(first: Path, form: Form) -> None:
    form.open(first).answer("two", "nonconforming")
    form.answer("4.1-r1", "conforming", evidence="看了")

    def only(name: str) -> list[str]:
        form.page.locator(f"[data-kb-only={name}]").click()
        shown = form.page.locator("[data-kb-item]:visible")
        ids = [str(shown.nth(i).get_attribute("data-kb-item")) for i in range(shown.count())]
        return [one.split(":")[1] for one in ids]

    assert only("unanswered") == ["4.1-r2", "4.2-r1"]
    assert only("gaps") == ["two"]
    assert only("evidence") == ["two"]
    assert len(only("all")) == 4
    form.page.locator("[data-kb-only=unanswered]").click()
    form.answer("4.2-r1", "conforming")
    assert form.item("4.2-r1").is_visible(), "an item stays while it is being answered"


def test_two_tabs_do_not_overwrite_each_other(
    first: Path, form: Form, context: BrowserContext
) -> None:
    form.open(first)
    other = Form(context.new_page()).open(first)
    other.answer("two", "partial", evidence="名单")
    form.page.wait_for_function("document.querySelector('[data-kb-item$=\":two\"] input:checked')")
    assert form.text("two", "evidence") == "名单"
    form.answer("4.1-r1", "conforming")
    other.page.reload()
    assert (other.answered("two"), other.answered("4.1-r1")) == ("partial", "conforming")


def test_the_same_field_changed_in_two_tabs_is_a_conflict_to_show(
    first: Path, form: Form, context: BrowserContext
) -> None:
    form.open(first)
    form.item("two").locator("[data-kb-field=evidence]").click()
    form.page.keyboard.type("我")
    form.page.wait_for_function("Object.values(localStorage).some(text => text.includes('我'))")
    other = Form(context.new_page()).open(first)
    other.answer("two", "conforming", evidence="你")
    form.page.keyboard.type("的")
    form.page.keyboard.press("Tab")
    conflict = form.page.locator(".kb-conflict", has_text="你")
    conflict.wait_for()
    assert "我的" in conflict.inner_text() and "你" in conflict.inner_text()
    assert "另一个标签页" in conflict.inner_text()
    conflict.locator("[data-kb-choose=theirs]").click()
    assert form.text("two", "evidence") == "你"


# Browsers tell a tab of other tabs' writes a little late; here as late as the test wants. The script
# runs before all others and must not touch the storage: on file://, Chromium (156) connects about one
# in fifty of the documents that ask for it before anything else was loaded to no storage at all.
DEAF = """() => {
  const { getItem, setItem } = Storage.prototype;
  const unheard = window.unheard = [];
  window.hear = null;
  addEventListener("storage", (event) => {
    if (window.hear) { unheard.push(event); event.stopImmediatePropagation(); }
  });
  window.goDeaf = () => {
    const known = {...localStorage};
    Storage.prototype.getItem = (key) => (key in known ? known[key] : null);
    Storage.prototype.setItem = function (key, text) { setItem.call(this, key, known[key] = text); };
    window.hear = () => {
      Object.assign(Storage.prototype, { getItem, setItem });
      window.hear = null;
      for (const { key, oldValue, newValue } of unheard.splice(0))
        dispatchEvent(new StorageEvent("storage", { key, oldValue, newValue }));
    };
  };
}"""


def test_two_tabs_that_write_at_the_same_moment_lose_nothing(
    first: Path, form: Form, context: BrowserContext
) -> None:
    form.page.add_init_script(f"({DEAF})()")
    form.open(first)
    other = Form(context.new_page()).open(first)
    form.page.evaluate("goDeaf()")
    other.answer("4.1-r1", "conforming")
    other.answer("two", "partial", evidence="你")
    form.page.wait_for_function("unheard.some((e) => e.newValue && e.newValue.includes('你'))")
    form.answer("4.2-r1", "conforming")
    form.answer("two", "conforming", evidence="我")
    assert form.answered("4.1-r1") == ""
    form.page.evaluate("hear()")
    assert form.answered("4.1-r1") == "conforming", "what does not clash is taken over"
    conflict = form.page.locator(".kb-conflict")
    assert "我" in conflict.inner_text() and "你" in conflict.inner_text()
    assert "另一个标签页" in conflict.inner_text()
    conflict.locator("[data-kb-choose=theirs]").click()
    for tab in (form, other):
        tab.page.reload()
        assert [tab.answered(key) for key in ("4.1-r1", "4.2-r1", "two")] == [
            "conforming", "conforming", "partial",
        ]
        assert tab.text("two", "evidence") == "你"


def test_what_was_read_before_the_browser_told_of_it_is_no_conflict(
    first: Path, form: Form, context: BrowserContext
) -> None:
    form.page.add_init_script(f"({DEAF})()")
    form.open(first)
    other = Form(context.new_page()).open(first)
    form.page.evaluate("window.hear = () => {}")
    other.answer("two", "partial", evidence="你")
    form.page.wait_for_function("unheard.some((e) => e.newValue && e.newValue.includes('你'))")
    form.answer("4.1-r1", "conforming")
    form.page.evaluate(
        "unheard.splice(0).forEach(({ key, oldValue, newValue }) => { window.hear = null;"
        " dispatchEvent(new StorageEvent('storage', { key, oldValue, newValue })); })"
    )
    assert form.page.locator(".kb-conflict").count() == 0
    assert (form.answered("two"), form.answered("4.1-r1")) == ("partial", "conforming")
    assert form.text("two", "evidence") == "你"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("demo", "[data-kb-item$=':two'] [data-kb-field=evidence]"),
        ("demo", "[data-kb-about-field=unit]"),
        ("person", "[aria-label=第1行项目]"),
    ],
)
def test_what_was_just_typed_is_there_after_a_reload(
    first: Path, form: Form, name: str, field: str
) -> None:
    page = form.open(first, name).page
    page.locator(field).click()
    page.keyboard.type("刚写的")
    page.reload()
    assert page.locator(field).input_value() == "刚写的"


def test_a_person_is_asked_only_for_the_role(first: Path, form: Form) -> None:
    page = form.open(first, "person").page
    page.locator("[data-kb-about-field=role]").select_option("signer")
    assert not form.item("age").is_visible()
    assert form.item("title").is_visible() and form.item("here").is_visible()
    assert "共2" in page.locator("[data-kb-progress]").inner_text()


def test_the_page_counts_how_many_persons_are_short(first: Path, form: Form) -> None:
    page = form.open(first, "person").page
    count = page.locator("[data-kb-headcount]")
    for label, text in (("项目", "电能表"), ("人数", "1"), ("负责人", "0")):
        field = count.get_by_label(f"第1行{label}")
        field.fill(text)
        field.dispatch_event("change")
    assert "差1人，差负责人1名" in count.inner_text()
    count.get_by_role("button", name="加一个项目").click()
    count.get_by_label("第2行人数").fill("两个")
    count.get_by_label("第2行人数").dispatch_event("change")
    assert "人数写成整数" in count.inner_text()
    page.reload()
    assert count.get_by_label("第1行项目").input_value() == "电能表"


def test_the_page_writes_an_excel_file(first: Path, form: Form, tmp_path: Path) -> None:
    form.open(first).answer("4.1-r2", "nonconforming", problem="=cmd()", owner="甲")
    with form.page.expect_download() as waiting:
        form.page.locator("[data-kb-excel]").click()
    waiting.value.save_as(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["核查表", "问题清单", "责任清单", "任务清单"]
    cell = book["问题清单"]["C2"]
    assert (cell.value, cell.data_type) == ("=cmd()", "s")
    assert book["任务清单"]["E2"].value == "甲"


def test_text_of_a_person_is_never_markup(first: Path, form: Form) -> None:
    evil = "<img src=x onerror=\"document.title='bad'\">"
    form.open(first).answer("two", "nonconforming", problem=evil, owner=evil)
    form.page.wait_for_timeout(100)
    assert form.page.title() != "bad"
    assert evil in form.page.locator("[data-kb-gaps]").inner_text()


def test_the_paper_form_works_without_scripts(first: Path, plain_page: Page) -> None:
    page = plain_page
    page.goto((first / "check" / "demo.html").as_uri())
    assert page.locator(".kb-ans label").count() == 16
    assert page.locator("[data-kb-state]").is_hidden()
    assert "可以直接打印" in page.locator("main, .md-content").first.inner_text()
    page.emulate_media(media="print")
    assert page.locator(".kb-sign").is_visible()


def test_print_shows_answers_and_a_place_to_sign(first: Path, form: Form, tmp_path: Path) -> None:
    form.open(first).answer("4.1-r2", "nonconforming", problem="没有档案室", evidence="现场看过")
    target = tmp_path / "a.pdf"
    form.page.pdf(path=target, prefer_css_page_size=True)
    document = PdfDocument(target)
    said = "".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    for text in ("没有档案室", "现场看过", "审核人", "问题清单", "不符合"):
        assert text in said.replace("\r\n", "")
    assert "读入、合并" not in said and "键盘：" not in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(first: Path, form: Form, scheme: Literal["light", "dark"]) -> None:
    form.page.emulate_media(color_scheme=scheme)
    for name in ("demo", "person"):
        form.open(first, name)
        if name == "demo":
            form.answer("two", "nonconforming", problem="缺人")
            form.answer("4.1-r1", "not_applicable")
            form.answer("4.1-r2", "partial")
        form.page.add_script_tag(path=AXE)
        assert form.page.evaluate(VIOLATIONS) == []


def test_no_sideways_scrolling_at_360(first: Path, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    form = Form(page).open(first)
    form.answer("two", "nonconforming", problem="缺人" * 20)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    form.open(first, "person")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
