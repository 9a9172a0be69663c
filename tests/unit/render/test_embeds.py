"""Blocks inside Markdown pages: each kind that authors may write is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.content import BLOCKS
from labkb.pipeline import load_collection
from labkb.render.context import Site
from labkb.render.embeds import RENDERERS, embed
from labkb.render.site import plan_site
from labkb.settings import Settings
from tests.conftest import write_project
from tests.unit.export.project import FILES


def test_every_block_that_authors_may_write_has_a_renderer() -> None:
    assert plan_site  # registers them all
    assert set(BLOCKS) <= set(RENDERERS)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("question/correct", ["单选", "记错一个读数，怎么改？", "<li>另抄一张干净的，原来的扔掉</li>"]),
        ("question/fill", ["填空", "记录由＿＿＿写，保存＿＿＿年。"]),
    ],
)
def test_an_embedded_question_is_asked_and_not_answered(
    question: str, words: list[str], tmp_path: Path
) -> None:
    root = write_project(tmp_path, FILES)
    settings = Settings(root, kb="test", name="测试库", edition="1")
    collection = load_collection(root)
    urls = Site.of(collection, settings).urls
    html = embed("kb-question", question, collection, settings, urls)
    assert all(word in html for word in words)
    assert 'href="{{root}}/learn/practice.html' in html
    for secret in ("谁改的都看得见", "校准人员", "见4."):
        assert secret not in html


@pytest.mark.parametrize("block", sorted(BLOCKS))
def test_a_block_with_an_id_of_another_kind_shows_what_was_written(block: str, tmp_path: Path) -> None:
    root = write_project(tmp_path, FILES)
    settings = Settings(root, kb="test", name="测试库", edition="1")
    collection = load_collection(root)
    urls = Site.of(collection, settings).urls
    kinds = {entry.family: entry.id for entry in collection.graph.entries.values()}
    for family, entry_id in kinds.items():
        html = embed(block, entry_id, collection, settings, urls)
        if BLOCKS[block] and family not in BLOCKS[block]:
            assert html == f'<p class="kb-note">{entry_id}</p>'
