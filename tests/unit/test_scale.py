"""What keeps a large collection comfortable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from labkb.build import prepare
from labkb.cli.new import make_starter
from labkb.exchange.importing.docx_numbering import chinese_number
from labkb.index import background
from labkb.index.shards import FOLDER, build_shards
from labkb.index.source import runs_of
from labkb.pipeline import load_collection
from labkb.settings import read_settings
from tests.unit.search.collection import VOCABULARY, records

LAW = """id: {id}
kind: regulation
title: {title}
issued_on: "2020-01-01"
status: current
source: {{licence: public-law}}
clauses:
"""


def write_law(root: Path, name: str, articles: list[str], head: str = "") -> Path:
    """A law of some articles."""
    folder = root / "kb/policies"
    folder.mkdir(parents=True, exist_ok=True)
    clauses = "".join(
        f"  - number: 第{chinese_number(number)}条\n    {article}\n"
        for number, article in enumerate(articles, 1)
    )
    path = folder / f"{name}.yaml"
    path.write_text(LAW.format(id=name, title=f"{name}法") + clauses + head, "utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The starter, and three laws of which the second cites the first."""
    root = tmp_path / "kb"
    make_starter(root)
    write_law(root, "first", ["text: 甲。"])
    write_law(root, "second", ['text: 乙。\n    cites: ["first:1"]'])
    write_law(root, "third", ["text: 丙。"])
    return root


def test_a_page_of_five_hundred_articles_is_below_one_megabyte(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    make_starter(root)
    write_law(root, "long", [f"text: {'县级以上人民政府应当加强监督管理。' * 12}"] * 500)
    pages = {p.path: p for p in prepare(read_settings(root)).plan.pages()}
    html = pages["d/long/index.html"].render().html
    assert html.count("<article") == 500
    assert len(html.encode()) < 1_000_000


def test_a_check_of_one_file_reads_what_links_connect_with_it(project: Path) -> None:
    load_collection(project)
    part = load_collection(project, wanted={"kb/policies/second.yaml"}).graph
    assert "first:1" in part
    assert "third" not in part


def test_what_is_cited_newly_is_read_too(project: Path) -> None:
    load_collection(project)
    write_law(project, "third", ['text: 丙。\n    cites: ["second:1"]'])
    part = load_collection(project, wanted={"kb/policies/third.yaml"})
    assert {"first", "second", "third"} <= set(part.graph.entries)


def test_a_change_elsewhere_makes_a_check_read_everything(project: Path) -> None:
    load_collection(project)
    write_law(project, "first", ["text: 改过。"])
    assert "first" in load_collection(project, wanted={"kb/policies/third.yaml"}).graph


def test_an_id_that_another_file_has_is_found_by_a_check_of_one_file(project: Path) -> None:
    load_collection(project)
    path = project / "kb/policies/third.yaml"
    path.write_text(path.read_text("utf-8").replace("id: third", "id: first"), "utf-8")
    found = load_collection(project, wanted={"kb/policies/third.yaml"}).diagnostics
    assert [d.code for d in found if d.place.file == "kb/policies/third.yaml"] == ["KB301"]


@pytest.mark.parametrize("damage", [b"", b"{}", b"x" * 64])
def test_damaged_links_make_a_check_read_everything(project: Path, damage: bytes) -> None:
    load_collection(project)
    (project / ".labkb/links.json").write_bytes(damage)
    assert "first" in load_collection(project, wanted={"kb/policies/third.yaml"}).graph


def test_a_second_process_makes_the_same_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_WORTH_A_PROCESS", 0)
    monkeypatch.setitem(os.environ, "LABKB_PROCESSES", "2")
    running = background.start(tmp_path / "store", runs_of(records()), VOCABULARY, kb="t")
    assert running.process is not None
    assert dict(running.result()) == dict(build_shards(records(), VOCABULARY, kb="t"))
    assert {path.split("/")[0] for path, _ in running.result()} == {FOLDER.split("/")[0]}
    assert not list(tmp_path.glob("*.records"))
