"""`labkb search` as programs and people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from whoosh.util.filelock import FileLock

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


def test_a_requirement_is_asked_for_as_its_clause(project: Path) -> None:
    ran = CliRunner().invoke(search, ["记录", "--kind", "要求"])
    assert ran.exit_code == 2
    assert "--kind clause" in ran.output


@pytest.mark.parametrize("how", ["empty", "shorten", "remove", "alter"])
def test_an_index_that_is_damaged_is_made_again(project: Path, how: str) -> None:
    def total() -> int:
        ran = CliRunner().invoke(search, ["记录", "--format", "json"], standalone_mode=False)
        found: int = json.loads(ran.output)["total"]
        return found

    expected = total()
    for name in [".seg", ".toc", ".json"]:
        file = next((project / ".labkb/search").glob(f"*{name}"))
        held = file.read_bytes()
        middle = len(held) // 2
        match how:
            case "empty":
                file.write_bytes(b"")
            case "shorten":
                file.write_bytes(held[:middle])
            case "remove":
                file.unlink()
            case _:
                file.write_bytes(held[:middle] + bytes([held[middle] ^ 1]) + held[middle + 1 :])
        assert total() == expected, (how, name)


def test_a_folder_that_cannot_be_written_does_not_keep_from_searching(project: Path) -> None:
    (project / ".labkb").write_text("a file where the folder should be", "utf-8")
    ran = CliRunner().invoke(search, ["记录"], standalone_mode=False)
    assert ran.return_value == 0


def test_an_index_in_the_hands_of_another_does_not_keep_from_searching(
    project: Path,
) -> None:
    CliRunner().invoke(search, ["记录"], standalone_mode=False)
    path = project / "kb/standards/a.yaml"
    path.write_text(path.read_text("utf-8").replace("专人保管", "档案员保管"), "utf-8")
    lock = FileLock(str(project / ".labkb/search/MAIN_WRITELOCK"))
    assert lock.acquire()
    try:
        ran = CliRunner().invoke(search, ["档案员"], standalone_mode=False)
    finally:
        lock.release()
    assert ran.return_value == 0


@pytest.mark.parametrize("query", ["\udcff\udcfe", "\ud800", "记录\udcff", "\x1b[31m记录"])
def test_bytes_that_are_no_text_are_an_ordinary_query(project: Path, query: str) -> None:
    ran = CliRunner().invoke(search, [query], standalone_mode=False)
    assert ran.return_value in (0, 1)
    assert "\x1b" not in ran.output


@pytest.mark.parametrize(("written", "read"), [("gbk", "utf-8"), ("utf-8", "ascii")])
def test_bytes_of_another_console_are_read_as_meant(
    project: Path, written: str, read: str
) -> None:
    query = "记录".encode(written).decode(read, "surrogateescape")
    ran = CliRunner().invoke(search, [query, "--format", "json"], standalone_mode=False)
    assert json.loads(ran.output)["query"] == "记录"
