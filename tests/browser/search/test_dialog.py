"""The search dialog in real Chromium on file://."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.search.conftest import FIELD, OpenPage, ask
from tests.unit.search.collection import records
from tests.unit.search.collection import searcher as make_searcher


@pytest.mark.browser
@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_the_dialog_opens_by_key_and_holds_the_focus(open_page: OpenPage, keys: str) -> None:
    page = open_page()
    page.keyboard.press(keys)
    expect(page.locator(FIELD)).to_be_focused()


@pytest.mark.browser
def test_a_long_page_stays_where_it_is_when_the_dialog_opens_and_closes(open_page: OpenPage) -> None:
    page = open_page()
    # The style sheet of the dialog comes late, as from a slow disk.
    page.evaluate("""() => { document.body.style.minHeight = "5000px"; scrollTo(0, 300);
      const append = document.head.append.bind(document.head);
      document.head.append = (...nodes) => setTimeout(() => append(...nodes), 300); }""")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.wait_for_timeout(400)
    assert page.evaluate("scrollY") == 300
    page.keyboard.press("Escape")
    assert page.evaluate("scrollY") == 300


@pytest.mark.browser
def test_a_slash_in_another_field_is_a_slash(open_page: OpenPage) -> None:
    page = open_page()
    page.focus("#other")
    page.keyboard.type("a/b")
    assert page.input_value("#other") == "a/b"
    assert page.locator(".kb-dialog").count() == 0


@pytest.mark.browser
def test_a_page_loads_nothing_of_the_index_before_it_is_used(open_page: OpenPage) -> None:
    page = open_page()
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert [name for name in loaded if "/search" in name] == []


@pytest.mark.browser
def test_hits_come_while_typing_grouped_marked_and_announced(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "原始记录要保存几年")
    first = page.locator(".kb-hit").first
    expect(first.locator(".kb-hit__no")).to_have_text("6.3.6")
    assert "原始记录" in first.locator("mark").all_inner_texts()
    assert page.locator(".kb-hits h3").first.inner_text().startswith("条款")
    expect(page.locator('.kb-dialog [role="status"]')).to_contain_text("共")
    expect(page.locator(".kb-under")).to_contain_text("保存")


@pytest.mark.browser
def test_arrows_choose_and_enter_opens(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "校准")
    expect(page.locator('.kb-hit[aria-selected="true"]')).to_have_count(1)
    page.keyboard.press("ArrowDown")
    chosen = page.locator('.kb-hit[aria-selected="true"]')
    assert chosen.get_attribute("id") == page.get_attribute(FIELD, "aria-activedescendant")
    target = chosen.get_attribute("href")
    assert target is not None
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + target, timeout=5000)


@pytest.mark.browser
def test_escape_closes_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page()
    page.focus("[data-kb-search]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".kb-dialog")
    page.keyboard.press("Escape")
    assert page.locator(".kb-dialog").count() == 0
    expect(page.locator("[data-kb-search]")).to_be_focused()


@pytest.mark.browser
@pytest.mark.parametrize("place", [".kb-under button", ".kb-under span >> nth=0", ".kb-hits h3 button"])
def test_escape_closes_wherever_one_has_clicked(open_page: OpenPage, place: str) -> None:
    page = open_page()
    ask(page, "校准服务指南")
    page.locator(place).first.click()
    page.wait_for_timeout(150)
    page.keyboard.press("Escape")
    assert page.locator(".kb-dialog").count() == 0


@pytest.mark.browser
def test_enter_never_opens_a_hit_of_the_query_before(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "校准")
    page.evaluate(
        """() => { const ui = labkb.ui; const query = ui.searchService.query;
        const pause = () => new Promise((tell) => setTimeout(tell, 500));
        ui.searchService.query = (...all) => pause().then(() => query(...all)); }"""
    )
    page.fill(FIELD, "肖建华")
    page.wait_for_timeout(250)
    page.keyboard.press("Enter")
    expect(page.locator(".kb-hit").first).to_contain_text("肖建华")
    assert page.url.endswith("index.html")


@pytest.mark.browser
def test_a_click_on_a_hit_of_the_page_itself_takes_the_dialog_away(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "校准")
    hit = page.locator(".kb-hit").first
    hit.evaluate("(link) => { link.href = '#other'; }")
    hit.click()
    expect(page.locator(".kb-dialog")).to_have_count(0)
    assert page.url.endswith("#other")


@pytest.mark.browser
def test_printed_results_take_the_whole_width(open_page: OpenPage) -> None:
    page = open_page("search.html?q=期间核查")
    page.wait_for_selector(".kb-hit")
    page.emulate_media(media="print")
    widths = page.evaluate(
        "['.kb-searchpage', '.kb-hit'].map((one) => document.querySelector(one).clientWidth)"
    )
    assert widths[1] > 0.9 * widths[0]
    expect(page.locator(".kb-searchpage input[type=search]")).to_be_visible()
    expect(page.locator(".kb-searchpage button:visible")).to_have_count(0)


@pytest.mark.browser
def test_what_is_chosen_after_enter_stays_chosen(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "期间核查")
    page.fill(FIELD, "")
    page.wait_for_timeout(200)
    assert page.locator('.kb-dialog [role="status"]').inner_text() == ""
    page.fill(FIELD, "校准")
    page.keyboard.press("Enter")
    page.wait_for_selector(".kb-hit")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(250)
    assert page.locator(".kb-hit").nth(1).get_attribute("aria-selected") == "true"


@pytest.mark.browser
def test_escape_while_the_dialog_is_on_its_way_keeps_it_away(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(
        """() => { const load = labkb.ui.load;
        labkb.ui.load = (path) => new Promise((tell) => setTimeout(tell, 300)).then(() => load(path)); }"""
    )
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.wait_for_timeout(700)
    assert page.locator(".kb-dialog").count() == 0
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()


@pytest.mark.browser
def test_screen_readers_get_sound_list_boxes(open_page: OpenPage) -> None:
    axe = (Path(__file__).parents[1] / "vendor/axe.min.js").read_text("utf-8")
    page = open_page()
    for query in ("校准", "“没有这个”"):
        page.keyboard.press("/")
        page.fill(FIELD, query)
        page.wait_for_timeout(300)
        page.evaluate(axe)
        found = page.evaluate("axe.run('.kb-dialog').then((r) => r.violations.map((one) => one.id))")
        # The colours of this page are not those of the site.
        assert [one for one in found if one != "color-contrast"] == []
    page.fill(FIELD, "校准")
    page.wait_for_selector(".kb-hit")
    held = (page.get_attribute(FIELD, "aria-controls") or "").split()
    assert held
    assert all(page.locator(f"#{name}[role=listbox]").count() == 1 for name in held)


@pytest.mark.browser
def test_filters_that_leave_nothing_say_so_and_can_be_taken_off(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "不确定度")
    page.locator(".kb-filters label", has_text="校准服务指南").locator("input").check()
    page.wait_for_timeout(200)
    page.locator(".kb-filters label", has_text="术语").locator("input").check()
    page.locator(".kb-nohit button", has_text="不筛选").click()
    expect(page.locator(".kb-hits h3")).not_to_have_count(0)
    assert page.locator(".kb-filters input[type=checkbox]:checked").count() == 0


@pytest.mark.browser
def test_a_browser_that_keeps_nothing_remembers_while_the_page_lives(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(
        """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("", "SecurityError"); } })"""
    )
    ask(page, "授权签字人")
    page.locator(".kb-hit").first.click(modifiers=["Control"])
    page.fill(FIELD, "")
    expect(page.locator(".kb-nohit")).to_contain_text("授权签字人")


@pytest.mark.browser
def test_nothing_fires_while_an_input_method_composes(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.wait_for_selector(FIELD)
    page.evaluate(
        """(selector) => { const field = document.querySelector(selector);
        field.dispatchEvent(new CompositionEvent("compositionstart"));
        field.value = "jiaozhun";
        field.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true })); }""",
        FIELD,
    )
    page.wait_for_timeout(300)
    assert page.locator(".kb-hit").count() == 0
    page.evaluate(
        """(selector) => { const field = document.querySelector(selector); field.value = "校准";
        field.dispatchEvent(new CompositionEvent("compositionend")); }""",
        FIELD,
    )
    page.wait_for_selector(".kb-hit")


@pytest.mark.browser
def test_a_document_can_be_chosen_in_the_filters(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "不确定度")
    expect(page.locator(".kb-hit", has_text="测量不确定度评定与表示")).to_have_count(1)
    page.locator(".kb-filters label", has_text="校准服务指南").locator("input").check()
    expect(page.locator(".kb-hit", has_text="测量不确定度评定与表示")).to_have_count(0)
    assert page.locator(".kb-hit").count() > 0


@pytest.mark.browser
def test_all_hits_of_a_kind_are_listed_on_request(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "校准服务指南")
    page.locator(".kb-hits h3 button").first.click()
    expect(page.locator(".kb-hits h3")).to_have_count(1)
    expect(page.locator(".kb-hits h3")).to_contain_text("回到各种类")


@pytest.mark.browser
def test_a_query_in_the_address_opens_the_dialog(open_page: OpenPage) -> None:
    page = open_page("index.html?q=%E8%82%96%E5%BB%BA%E5%8D%8E")
    expect(page.locator(".kb-hit").first).to_contain_text("肖建华")


@pytest.mark.browser
def test_the_result_page_keeps_its_query_in_the_address(open_page: OpenPage) -> None:
    page = open_page("search.html?q=5.3.4")
    expect(page.locator(".kb-searchpage .kb-hit").first).to_contain_text("状态标识")
    page.fill(".kb-searchpage input", "期间核查")
    expect(page.locator(".kb-hit").first).to_contain_text("期间核查")
    assert "%E6%9C%9F" in page.url


@pytest.mark.browser
def test_the_dialog_leads_to_the_result_page(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "期间核查")
    page.locator(".kb-keys button", has_text="整页").click()
    expect(page.locator(".kb-searchpage .kb-hit").first).to_contain_text("期间核查")


@pytest.mark.browser
def test_an_opened_hit_is_among_the_recent_queries(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "授权签字人")
    page.locator(".kb-hit").first.click(modifiers=["Control"])
    page.wait_for_timeout(50)
    fresh = open_page()
    fresh.keyboard.press("/")
    expect(fresh.locator(".kb-nohit")).to_contain_text("授权签字人")


@pytest.mark.browser
def test_what_is_typed_before_the_dialog_is_there_is_kept(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("期间核查")
    page.wait_for_selector(".kb-hit")
    assert page.input_value(FIELD) == "期间核查"
    page.keyboard.press("Escape")
    assert page.locator("input[aria-label=查询]").count() == 0


@pytest.mark.browser
def test_markup_in_a_query_stays_text(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "<img src=x onerror=document.title='bad'><script>document.title='bad'</script>")
    page.fill(FIELD, "“<b>没有</b>”")
    page.wait_for_selector(".kb-nohit")
    assert page.title() == "页"
    assert page.locator(".kb-dialog img, .kb-dialog script, .kb-nohit b").count() == 0


@pytest.mark.browser
def test_no_hit_offers_the_nearest_words(open_page: OpenPage) -> None:
    page = open_page()
    ask(page, "“授权签名”")
    page.locator(".kb-nohit button", has_text="授权签字人").first.click()
    page.wait_for_selector(".kb-hit")


@pytest.mark.browser
def test_page_and_command_line_agree_on_the_first_hits(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page()
    searcher = make_searcher(tmp_path / "index")
    queries = [record.title for record in records()] + ["5.3", "bqdd", "127号文第八条", "度", "修约"]
    for query in queries:
        ours = [hit["id"] for hit in searcher.search(query, limit=5)["hits"]]
        pages = page.evaluate(
            "q => labkb.search(q, { limit: 5 }).then(r => r.hits.map(h => h.id))", query
        )
        assert pages == ours, query


@pytest.mark.browser
def test_filters_of_the_function_combine(open_page: OpenPage) -> None:
    page = open_page()
    result = page.evaluate(
        "labkb.search('不确定度', { kind: 'clause', document: 'guide-2025', status: 'draft' })"
    )
    assert result["total"] == len(result["hits"]) > 0
    assert {hit["document"] for hit in result["hits"]} == {"guide-2025"}
    assert {"id", "url", "title", "kind", "score", "excerpt"} <= set(result["hits"][0])
