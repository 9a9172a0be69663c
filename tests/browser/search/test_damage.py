"""Index files that are missing, damaged or of another version: they are named, the rest is searched."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from labkb.index.shards import FORMAT
from tests.browser.search.conftest import FIELD, OpenPage, ask


@pytest.mark.browser
def test_a_missing_shard_is_named_and_the_rest_is_searched(
    open_page: OpenPage, site: Path
) -> None:
    shards = sorted((site / "assets/search/g").glob("*.js"), key=lambda path: int(path.stem))
    assert len(shards) > 1
    shards[-1].unlink()
    page = open_page(folder=site)
    ask(page, "5.5.3 追加文件")
    expect(page.locator(".kb-trouble")).to_contain_text(f"assets/search/g/{shards[-1].name}")
    expect(page.locator(".kb-hit").first).to_contain_text("期间核查")


@pytest.mark.browser
def test_a_missing_list_of_documents_is_named(open_page: OpenPage, site: Path) -> None:
    (site / "assets/search/documents.js").unlink()
    page = open_page(folder=site)
    ask(page, "期间核查")
    expect(page.locator(".kb-trouble")).to_contain_text("assets/search/documents.js")
    found = page.evaluate("labkb.search('期间核查', { document: 'guide-2025' }).then(r => r.problems)")
    assert any("assets/search/documents.js" in problem for problem in found)


@pytest.mark.browser
def test_a_damaged_block_is_named(open_page: OpenPage, site: Path) -> None:
    for block in (site / "assets/search/b").glob("*.js"):
        block.write_text(f'labkb.provide("search/b0",{FORMAT},{{"rows":3}});', "utf-8")
    page = open_page(folder=site)
    page.keyboard.press("/")
    page.fill(FIELD, "期间核查")
    expect(page.locator(".kb-trouble")).to_contain_text("assets/search/b/")


@pytest.mark.browser
def test_an_index_of_another_version_is_refused_in_one_sentence(
    open_page: OpenPage, site: Path
) -> None:
    directory = site / "assets/search/directory.js"
    text = directory.read_text("utf-8")
    directory.write_text(text.replace(f'"search/directory",{FORMAT},', '"search/directory",99,'), "utf-8")
    page = open_page(folder=site)
    page.keyboard.press("/")
    page.fill(FIELD, "校准")
    expect(page.locator(".kb-trouble")).to_contain_text("第99版")
    assert page.locator(".kb-trouble").inner_text().count("。") <= 1


@pytest.mark.browser
@pytest.mark.parametrize("content", ["", f'labkb.provide("search/directory",{FORMAT},{{"records":3}});'])
def test_a_damaged_directory_is_named(open_page: OpenPage, site: Path, content: str) -> None:
    (site / "assets/search/directory.js").write_text(content, "utf-8")
    page = open_page(folder=site)
    page.keyboard.press("/")
    page.fill(FIELD, "校准")
    expect(page.locator(".kb-trouble")).to_contain_text("assets/search/directory.js 损坏")


@pytest.mark.browser
@pytest.mark.parametrize("content", ["", f'labkb.provide("search/g{{}}",{FORMAT},"~~~");'])
def test_every_query_that_needs_a_damaged_shard_names_it(
    open_page: OpenPage, site: Path, content: str
) -> None:
    for shard in (site / "assets/search/g").glob("*.js"):
        shard.write_text(content.format(shard.stem), "utf-8")
    page = open_page(folder=site)
    for query in ("期间核查", "核查", "期间核查 记录"):
        found = page.evaluate("q => labkb.search(q).then(r => r.problems)", query)
        assert any("assets/search/g/" in problem for problem in found), query


@pytest.mark.browser
@pytest.mark.parametrize("folder", ["g", "b"])
def test_a_single_altered_character_is_noticed(
    open_page: OpenPage, site: Path, folder: str
) -> None:
    for file in (site / "assets/search" / folder).glob("*.js"):
        file.write_text(file.read_text("utf-8").replace("期", "其", 1), "utf-8")
    page = open_page(folder=site)
    found = page.evaluate("labkb.search('期间核查').then(r => r.problems)")
    assert any(f"索引文件 assets/search/{folder}/" in problem for problem in found)
