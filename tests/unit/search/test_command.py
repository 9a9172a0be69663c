"""`labkb search` as programs and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from labkb.cli.search import search
from tests.conftest import ProjectMaker

FILES = {
    "kb/standards/a.yaml": "id: std-a\nkind: standard\ntitle: 记录管理标准\nstatus: current\n"
    'clauses:\n  - {number: "6.3", heading: 原始记录, summary: 原始记录妥善保存六年。}\n'
    '  - {number: "6.4", heading: 证书, summary: 证书由专人保管。}\n',
    "kb/vocabulary/words.yaml": "synonyms:\n  - words: [保存, 存档]\n",
}


@pytest.fixture
def project(make_project: ProjectMaker, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_project(FILES)
    monkeypatch.chdir(root)
    return root


def test_json_follows_the_contract(project: Path) -> None:
    ran = CliRunner().invoke(search, ["记录存档", "--format", "json"], standalone_mode=False)
    held = json.loads(ran.output)
    assert ran.return_value == 0
    assert set(held) == {"query", "total", "hits"}
    assert set(held["hits"][0]) == {"id", "url", "title", "kind", "score", "excerpt"}
    assert held["hits"][0]["id"] == "std-a:6.3"


def test_nothing_found_is_exit_code_one(project: Path) -> None:
    ran = CliRunner().invoke(search, ["量子"], standalone_mode=False)
    assert ran.return_value == 1
    assert "没有找到" in ran.output


def test_kinds_are_named_in_chinese_as_well(project: Path) -> None:
    ran = CliRunner().invoke(
        search, ["记录", "--kind", "条款", "--format", "json"], standalone_mode=False
    )
    assert {hit["kind"] for hit in json.loads(ran.output)["hits"]} == {"clause"}


def test_an_unknown_kind_is_refused(project: Path) -> None:
    assert CliRunner().invoke(search, ["记录", "--kind", "章"]).exit_code == 2


def test_the_index_follows_a_changed_record(project: Path) -> None:
    CliRunner().invoke(search, ["记录"], standalone_mode=False)
    path = project / "kb/standards/a.yaml"
    path.write_text(path.read_text("utf-8").replace("专人保管", "档案员保管"), "utf-8")
    ran = CliRunner().invoke(search, ["档案员", "--format", "json"], standalone_mode=False)
    assert [hit["id"] for hit in json.loads(ran.output)["hits"]] == ["std-a:6.4"]
