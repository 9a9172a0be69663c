"""Opened in a real browser, no string of a record or of a Markdown page runs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from labkb.engines.run import Overrides, build_site
from labkb.web_assets import script_files
from tests.browser.conftest import url_of
from tests.conftest import write_project
from tests.unit.render.injections import INJECTIONS, batches
from tests.unit.render.test_escaping import pages_with

pytestmark = pytest.mark.browser
COUNT = "window.ran = 0; window.hit = function () { window.ran += 1; };"
POKE = """() => {
  const all = [...document.querySelectorAll("#main *")];
  const listens = (e) => [...e.attributes].some((a) => a.name.startsWith("on"));
  const poked = [...all.slice(0, 400), ...all.filter(listens)];
  for (const name of ["mouseover", "pointerover", "focusin", "click", "toggle", "error"]) {
    poked.forEach((e) => {
      if (e.tagName !== "A" && e.type !== "submit" && !e.closest("button, form"))
        e.dispatchEvent(new Event(name, {bubbles: true}));
    });
  }
  return window.ran;
}"""


def watched(browser: Browser) -> Page:
    context = browser.new_context(offline=True)
    context.add_init_script(COUNT)
    return context.new_page()


def test_a_string_that_is_not_escaped_would_be_seen_to_run(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "x.html").write_text("<div id=main><img src=x onerror=hit()></div>", "utf-8")
    page = watched(browser)
    page.goto((tmp_path / "x.html").as_uri())
    page.wait_for_function("window.ran > 0", timeout=3000)
    page.context.close()


def test_no_record_runs_on_any_kind_of_page(browser: Browser, tmp_path: Path) -> None:
    base = dict(script_files())["assets/labkb/base.js"]
    (tmp_path / "base.js").write_bytes(base)
    page = watched(browser)
    ran = {}
    for number, text in enumerate(batches(10)):
        body = "\n".join(p.html for p in pages_with(text))
        file = tmp_path / f"{number}.html"
        frame = f"<!doctype html><meta charset=utf-8><title>x</title><body><main id=main>{body}"
        file.write_text(f"{frame}</main><script src=base.js></script>", "utf-8")
        page.goto(file.as_uri())
        page.locator("a.kb-term").first.focus()
        if count := page.evaluate(POKE):
            ran[number] = count
    page.context.close()
    assert ran == {}


@pytest.fixture(scope="module")
def injected_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project in which every title, name and sentence is one of the strings."""
    folder = tmp_path_factory.mktemp("injected")
    clauses = [
        {"number": f"1.{n}", "heading": text, "summary": f"{text} 甲{n}词", "keywords": [text],
         "requirements": [{"obligation": "shall", "statement": text, "evidence": [text]}]}
        for n, text in enumerate(INJECTIONS, 1)
    ]
    document = {
        "id": "d-1", "kind": "policy", "title": " ".join(INJECTIONS[:20]), "number": INJECTIONS[18],
        "short_title": INJECTIONS[14], "summary": " ".join(INJECTIONS), "clauses": [
            {"number": "1", "heading": INJECTIONS[0], "clauses": clauses},
            {"number": "2", "heading": INJECTIONS[5], "summary": INJECTIONS[28]},
        ],
    }
    terms = [
        {"id": f"term/t{n}", "name": f"甲{n}词", "english": text, "definition": text,
         "variants": [text]}
        for n, text in enumerate(INJECTIONS, 1)
    ]
    markdown = "\n\n".join(
        ["# 说明", *INJECTIONS, *(f"[x]({text})" for text in INJECTIONS if "\n" not in text),
         *(f"甲{{ onclick=hit() title=\"{n}\" }}" for n in range(2)),
         "[点](javascript:hit()){ onclick=hit() }", "![图](javascript:hit())"]
    )
    plain = "\n\n".join(
        ["# 平常的一页", '<div onclick="hit()">甲 <strong>乙</strong></div>', "[[term/t1]]",
         "[外面](https://example.org/) [里面](terms.html)", "| a |\n|--:|\n| 1 |",
         "/// kb-terms | term/t3\n///", "/// kb-clause | d-1:1.15\n///"]
    )
    front = {
        key: " ".join(INJECTIONS) for key in ("title", "description", "author", "icon", "location")
    }
    matter = yaml.safe_dump({**front, "template": "redirect.html"}, allow_unicode=True)
    write_project(folder, {
        "content/front.md": f"---\n{matter}---\n没有标题的一页\n",
        "kb/policies/d-1.yaml": yaml.safe_dump(document, allow_unicode=True),
        "kb/terms/t.yaml": yaml.safe_dump(terms, allow_unicode=True),
        "content/guide.md": markdown,
        "content/plain.md": plain,
    })
    return build_site(folder, folder / "site", Overrides(), strict=False, echo=lambda _: None)


def test_no_string_runs_in_a_whole_site_markdown_included(
    injected_site: Path, browser: Browser
) -> None:
    page = watched(browser)
    ran = {}
    paths = sorted(p.relative_to(injected_site).as_posix() for p in injected_site.rglob("*.html"))
    assert {"guide.html", "front.html", "terms.html", "d/d-1/index.html"} <= set(paths)
    for path in paths:
        page.goto(url_of(injected_site, path))
        if count := page.evaluate(POKE):
            ran[path] = count
    page.context.close()
    assert ran == {}


def test_what_an_author_may_write_in_markdown_stays(injected_site: Path) -> None:
    html = (injected_site / "plain.html").read_text("utf-8")
    html = html.split('id="main"')[1].split("<script")[0]
    for kept in (
        "<strong>乙</strong>", 'href="https://example.org/"', 'href="terms.html"',
        "text-align: right", 'class="kb-cite"', 'class="kb-terms"', 'class="kb-link"',
    ):
        assert kept in html
    assert "onclick" not in html
