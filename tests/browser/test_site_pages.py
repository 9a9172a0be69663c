"""Every page of the built site, as a reader without network meets it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import url_of

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
CHAPTER = "d/calibration-chain-guide-2025/6.html"
CROSSWALK = "crosswalk/calibration-chain-guide-2025--iso-iec-17025-2017.html"
KINDS = [
    "index.html", "documents.html", "d/samr-metrology-2020-127/index.html", CHAPTER, "terms.html",
    "references.html", CROSSWALK, "duties.html", "tasks.html", "organizations.html", "people.html",
    "facts.html", "map.html", "timeline.html", "changes.html", "to-verify.html", "about.html",
    "go.html",
]
# One page per template and per drawing; what they leave out is made of the same parts.
AXE_KINDS = [
    "index.html", "documents.html", "d/samr-metrology-2020-127/index.html", CHAPTER, "terms.html",
    CROSSWALK, "duties.html", "tasks.html", "facts.html", "map.html",
]
DARK_KINDS = ["index.html", CHAPTER, "facts.html"]
PHONE = {"width": 360, "height": 740}
WIDTHS = (768, 1000, 1280, 1600)
# Long lists repeat one entry many times: a few of each show what the rest is like.
TRIM = """() => {
  document.querySelectorAll("[data-kb-group]").forEach((g, i) => { if (i > 1) g.remove(); });
  document.querySelectorAll("[data-kb-row], article.kb-clause, tbody tr, .kb-chart-row")
    .forEach((row, i) => { if (i > 6) row.remove(); });
  document.querySelectorAll(".kb-side li").forEach((item, i) => { if (i % 5) item.remove(); });
}"""
# WCAG 2.5.8 lets small targets be where the same links stand elsewhere on the page: the cells of the
# chapter strip are such a second way to the clauses.
SERIOUS = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const result = await axe.run(document, {runOnly: tags, resultTypes: ["violations"],
    preload: false});
  result.violations.forEach(v => { if (v.id === "target-size") v.nodes = v.nodes.filter(
    n => !document.querySelector(n.target[0]).closest(".kb-strip__g")); });
  return result.violations.filter(v => v.nodes.length).filter(v => v.impact === "serious" || v.impact === "critical")
    .map(v => v.id + ": " + v.nodes.slice(0, 4).map(n => n.target.join(" ") + " "
      + (n.any[0] ? n.any[0].message : "")).join(" | "));
}"""


def pages_of(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))


@pytest.mark.browser
def test_every_page_opens_from_a_folder_fits_its_screen_and_asks_for_nothing_outside(
    site: Path, page: Page
) -> None:
    paths = pages_of(site)
    assert set(KINDS) <= set(paths)
    untitled, wide = [], []
    for path in paths:
        page.set_viewport_size(PHONE)
        page.goto(url_of(site, path), wait_until="load")
        if not page.title() or page.locator("h1").count() != 1:
            untitled.append(path)
        for width in (360, *WIDTHS) if path in KINDS else (360,):
            if width != 360:
                page.set_viewport_size({"width": width, "height": 800})
            scroll = page.evaluate("document.documentElement.scrollWidth")
            if scroll > width:
                wide.append(f"{path} at {width}: {scroll}")
    assert (untitled, wide) == ([], [])


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "paths"), [("light", AXE_KINDS), ("dark", DARK_KINDS)])
def test_axe_finds_nothing_serious(
    site: Path, page: Page, scheme: Literal["light", "dark"], paths: list[str]
) -> None:
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in paths:
        page.goto(url_of(site, path))
        page.evaluate(TRIM)
        page.add_script_tag(path=AXE)
        violations = page.evaluate(SERIOUS)
        if violations:
            found[path] = violations
    assert found == {}


@pytest.mark.browser
def test_what_folds_in_a_guide_is_ours_and_not_a_box_of_material(site: Path, page: Page) -> None:
    page.goto(url_of(site, "guide-laboratory.html"))
    looks = page.evaluate("""() => [...document.querySelectorAll("details[class*=kb-]")].map(box => [
      getComputedStyle(box).borderTopWidth,
      getComputedStyle(box.querySelector("summary")).backgroundColor,
      getComputedStyle(box.querySelector("summary"), "::before").content])""")
    assert looks
    width, *others = zip(*looks, strict=True)
    assert set(width) <= {"0px", "1px"}
    assert [set(values) for values in others] == [{"rgba(0, 0, 0, 0)"}, {"none"}]


@pytest.mark.browser
def test_without_scripts_pages_read_as_documents(site: Path, plain_page: Page) -> None:
    page = plain_page
    for path in KINDS:
        page.goto(url_of(site, path))
        assert page.locator("h1").inner_text().strip(), path
        assert len(page.locator("#main").inner_text()) > 30, path
        assert page.locator("button:visible:not(.kb-pick)").count() == 0, path
    page.goto(url_of(site, CHAPTER))
    assert page.locator("a.kb-term").first.get_attribute("href").startswith("../../terms.html#")
    assert page.locator(".kb-side--nav a").first.is_visible()


@pytest.mark.browser
def test_paper_leaves_out_what_only_a_screen_needs(site: Path, page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for path in (CHAPTER, "terms.html", "facts.html", "tasks.html"):
        page.goto(url_of(site, path))
        for gone in (".md-header", ".kb-tabs", ".kb-side", ".md-footer", ".kb-ibtn", ".kb-filter"):
            assert page.locator(f"{gone}:visible").count() == 0, (path, gone)
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == "rgb(255, 255, 255)", path


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_labels_of_the_knowledge_map_are_readable_and_do_not_overlap(
    site: Path, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url_of(site, "map.html"))
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("[data-kb-map] text")]
          .filter(t => t.getClientRects().length && t.getBoundingClientRect().width)
          .map(t => { const b = t.getBoundingClientRect(), svg = t.ownerSVGElement;
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
            return {text: t.textContent, left: b.left, right: b.right, top: b.top, bottom: b.bottom,
              size: parseFloat(t.getAttribute("font-size")) * scale}; })"""
    )
    assert len(boxes) > 10
    small = [b["text"] for b in boxes if b["size"] < 12]
    outside = [b["text"] for b in boxes if b["left"] < 0 or b["right"] > width]
    overlapping = [
        (a["text"], b["text"])
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] + 2 < b["bottom"]
        and b["top"] + 2 < a["bottom"]
    ]
    assert (small, outside, overlapping) == ([], [], [])


def test_windows_accepts_every_file_name_of_the_site(site: Path) -> None:
    reserved = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))}
    bad = []
    for path in site.rglob("*"):
        name = path.name
        is_bad = any(c in '<>:"\\|?*' or ord(c) < 32 or ord(c) > 126 for c in name)
        if is_bad or name.split(".")[0].lower() in reserved or name.endswith((".", " ")):
            bad.append(path.relative_to(site).as_posix())
        if len(path.relative_to(site).as_posix()) > 140:
            bad.append(path.relative_to(site).as_posix())
    assert bad == []


def test_every_local_link_of_the_site_leads_to_something(site: Path) -> None:
    ids: dict[Path, set[str]] = {}
    texts = {p.resolve(): p.read_text("utf-8") for p in site.rglob("*.html")}
    for path, text in texts.items():
        ids[path] = set(re.findall(r'\bid="([^"]+)"', text))
    broken = set()
    for path, text in texts.items():
        for href in re.findall(r'<a\b[^>]*?href="([^"]*)"', text):
            if href.startswith(("http:", "https:", "mailto:", "#q=")):
                continue
            name, _, anchor = href.partition("#")
            target = (path.parent / unquote(name)).resolve() if name else path
            if not target.is_file():
                broken.add(f"{path.relative_to(site.resolve())} -> {href}")
            elif anchor and (name.endswith("go.html") or "=" in anchor):
                continue
            elif anchor and target in ids and unquote(anchor) not in ids[target]:
                broken.add(f"{path.relative_to(site.resolve())} -> {href}")
    assert sorted(broken)[:20] == []
