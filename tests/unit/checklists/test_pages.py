"""The HTML of checklists: whole without scripts, safe, and keyed by what it shows."""

from __future__ import annotations

import json
import re
from pathlib import Path

from labkb.pipeline import load_collection
from labkb.render.checklists import checklist_pages
from labkb.render.context import Site
from labkb.render.embeds import embed
from labkb.render.page import Page, PlannedPage
from labkb.settings import Settings
from tests.conftest import ProjectMaker
from tests.unit.checklists.samples import CHECKLIST, FILES, STANDARD, with_checklist


def planned(root: Path) -> dict[str, PlannedPage]:
    settings = Settings(root, kb="test", name="测试库", edition="1", as_of="2026-01-31")
    site = Site.of(load_collection(root), settings)
    return {page.path: page for page in checklist_pages(site)}


def page(root: Path, name: str = "demo") -> Page:
    return planned(root)[f"check/{name}.html"].render()


def test_a_collection_without_checklists_has_no_such_pages(make_project: ProjectMaker) -> None:
    assert planned(make_project({"kb/standards/a.yaml": STANDARD})) == {}


def test_the_paper_form_needs_no_script(make_project: ProjectMaker) -> None:
    html = page(make_project(FILES)).html
    assert html.count('type="radio"') == 4 * 4
    for text in ("是当场记的吗？", "原始记录", "符合", "部分符合", "不符合", "不适用", "证据"):
        assert text in html
    assert "填表人：" in html and "审核人：" in html
    assert "乘权重后折成百分" in html and "一票否决：先停下来。" in html


def test_every_item_carries_its_id_and_fingerprint(make_project: ProjectMaker) -> None:
    html = page(make_project(FILES)).html
    data = json.loads(re.search(r"data-kb-data>(.*?)</script>", html, re.S)[1])  # type: ignore[index]
    assert (data["kb"], data["edition"], data["id"]) == ("test", "1", "checklist/demo")
    for item in data["items"]:
        assert re.fullmatch(r"[0-9a-f]{12}", item["fingerprint"])
        assert f'data-kb-item="{item["id"]}" data-fingerprint="{item["fingerprint"]}"' in html
    anchors = re.findall(r'\bid="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))


def test_text_from_records_cannot_become_markup(make_project: ProjectMaker) -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    html = page(make_project(with_checklist(CHECKLIST.replace("够2人吗？", f'"{evil}"')))).html
    assert "<img" not in html
    assert html.count("</script>") == 1


def test_the_key_changes_with_the_clause_and_only_then(make_project: ProjectMaker) -> None:
    before = planned(make_project(FILES))["check/demo.html"].key
    assert planned(make_project(FILES))["check/demo.html"].key == before
    other = FILES | {"kb/standards/a.yaml": STANDARD.replace("当场记录。", "及时记录。")}
    assert planned(make_project(other))["check/demo.html"].key != before


def test_the_list_names_every_checklist(make_project: ProjectMaker) -> None:
    pages = planned(make_project(FILES))
    html = pages["check/index.html"].render().html
    assert 'href="demo.html"' in html and 'href="person.html"' in html
    assert "按人核对" in html


def test_a_markdown_page_can_embed_a_checklist(make_project: ProjectMaker) -> None:
    root = make_project(FILES)
    settings = Settings(root, kb="test", name="测试库", edition="1", as_of="2026-01-31")
    collection = load_collection(root)
    site = Site.of(collection, settings)
    html = embed("kb-checklist", "checklist/demo", collection, settings, site.urls)
    assert 'href="{{root}}/check/demo.html#ch-people"' in html and "试一试。" in html
