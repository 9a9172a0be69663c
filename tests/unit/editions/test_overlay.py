"""A reader's own originals: shown and searched here, never in what is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labkb.build import prepare
from labkb.diagnostics import CannotGoOn
from labkb.exchange.importing.overlay import overlay_text
from labkb.overlay import load_overlay
from labkb.pipeline import load_collection
from labkb.render.overlay import OverlayText
from labkb.settings import Settings
from tests.conftest import ProjectMaker

GUIDE = """\
id: guide
kind: standard
title: 指南
status: current
clauses:
  - {number: "5.1", heading: 记录, summary: 记录要留着。}
  - {number: "5.2", heading: 设备, summary: 设备要有标识。}
"""
SECRET = "密不外传的原文甲乙丙"


@pytest.fixture
def root(make_project: ProjectMaker) -> Path:
    """A project with an overlay beside kb/."""
    folder = make_project({"kb/standards/guide.yaml": GUIDE})
    overlay = folder / "overlay"
    overlay.mkdir()
    text = overlay_text("guide", "买来的标准.docx", {"guide:5.1": f"{SECRET}。\n第二段。"})
    (overlay / "guide.yaml").write_text(text, "utf-8")
    return folder


def test_originals_as_the_import_writes_them_are_read_under_their_clauses(root: Path) -> None:
    texts, findings = load_overlay(root / "overlay", load_collection(root).graph)
    assert findings == []
    assert texts == {"guide:5.1": OverlayText(f"{SECRET}。\n第二段。", "买来的标准.docx")}


def test_the_manifest_is_the_same_with_and_without_an_overlay(root: Path) -> None:
    def manifest(overlay: str) -> bytes:
        build = prepare(Settings(root=root, overlay=overlay))
        return next(content for path, content in build.assets() if path == "kb.json")

    assert manifest("overlay") == manifest("")


def test_no_record_of_the_graph_holds_an_original(root: Path) -> None:
    build = prepare(Settings(root=root, overlay="overlay"))
    held = [e.record.model_dump_json() for e in build.collection.graph.entries.values()]
    assert not [text for text in held if SECRET in text]


def test_the_page_shows_the_original_beside_the_summary(root: Path) -> None:
    build = prepare(Settings(root=root, overlay="overlay"))
    page = next(p for p in build.plan.pages() if p.path == "d/guide/index.html").render()
    assert SECRET in page.html
    assert "记录要留着。" in page.html
    plain = prepare(Settings(root=root)).plan
    assert SECRET not in next(p for p in plain.pages() if p.path == "d/guide/index.html").render().html


def test_a_clause_that_the_collection_lacks_is_reported_with_its_line(root: Path) -> None:
    path = root / "overlay/guide.yaml"
    path.write_text("document: guide\nclauses:\n  guide:5.1: 甲\n  guide:5.9: 乙\n", "utf-8")
    texts, findings = load_overlay(root / "overlay", load_collection(root).graph)
    assert list(texts) == ["guide:5.1"]
    assert [(d.code, d.place.file, d.place.line) for d in findings] == [
        ("KB942", "overlay/guide.yaml", 4)
    ]
    assert "guide:5.9" in findings[0].message and "是否想写" in findings[0].remedy


@pytest.mark.parametrize("text", ["clauses: [", "- 甲\n", "document: guide\n", "clauses: 甲\n"])
def test_a_file_that_is_no_overlay_is_reported_and_skipped(text: str, root: Path) -> None:
    (root / "overlay/other.yaml").write_text(text, "utf-8")
    texts, findings = load_overlay(root / "overlay", load_collection(root).graph)
    assert list(texts) == ["guide:5.1"]
    assert [d.code for d in findings] == ["KB941"]


def test_an_overlay_inside_the_knowledge_is_an_error(root: Path) -> None:
    (root / "overlay").rename(root / "kb/vocabulary")
    build = prepare(Settings(root=root, overlay="kb/vocabulary"))
    assert "KB943" in {d.code for d in build.diagnostics}


def test_a_missing_folder_stops_the_build_in_words(root: Path) -> None:
    with pytest.raises(CannotGoOn, match="找不到放本机原文的文件夹"):
        prepare(Settings(root=root, overlay="nowhere"))


def test_the_short_form_of_a_clause_id_is_understood(root: Path) -> None:
    (root / "overlay/guide.yaml").write_text('document: guide\nclauses: {"5.2": 甲}\n', "utf-8")
    texts, _ = load_overlay(root / "overlay", load_collection(root).graph)
    assert json.dumps(list(texts)) == '["guide:5.2"]'
