"""A build that keeps pages is byte for byte the build that keeps none."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from labkb.engines.ledger import Ledger
from tests.build.conftest import tree
from tests.build.forked import run

SAME = "什么都没有变"


def build(project: Path) -> str:
    """What a build says."""
    done = run("build", cwd=project)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def cold(project: Path, tmp_path: Path) -> dict[str, str]:
    """The files of a site built from the same input where nothing is kept."""
    fresh = tmp_path / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(project, fresh, ignore=shutil.ignore_patterns(".labkb", "site", ".site-*"))
    build(fresh)
    return tree(fresh / "site")


def edit(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_nothing_changed_is_answered_without_mkdocs(starter: Path) -> None:
    build(starter)
    script = (
        "import sys\nfrom labkb.cli import main\n"
        "try: main(['build'])\nexcept SystemExit: pass\n"
        "print('mkdocs' in sys.modules)"
    )
    again = subprocess.run(
        [sys.executable, "-c", script], cwd=starter, capture_output=True, check=True
    ).stdout.decode()
    assert SAME in again
    assert again.strip().endswith("False")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("kb/standards/example-procedure.yaml", "读数出来就记", "读数一出来就记下"),
        ("kb/standards/example-procedure.yaml", "heading: 当场记", "heading: 当场就记"),
        ("kb/terms/example.yaml", "能让人重做", "能让别人重做"),
        ("content/index.md", "这里是手写的正文", "这里是改过的正文"),
        ("mkdocs.yml", "我的知识库", "他的知识库"),
        ("mkdocs.yml", 'edition: "1"', 'edition: "2"'),
    ],
)
def test_a_build_after_an_edit_equals_a_cold_build(
    starter: Path, tmp_path: Path, file: str, old: str, new: str
) -> None:
    build(starter)
    edit(starter, file, old, new)
    build(starter)
    assert tree(starter / "site") == cold(starter, tmp_path)


def test_a_page_that_nothing_touched_is_kept(starter: Path) -> None:
    second = (starter / "kb/standards/example-procedure.yaml").read_text("utf-8")
    other = second.replace("example-procedure", "other").replace("LAB-01", "LAB-02")
    (starter / "kb/standards/other.yaml").write_text(other, "utf-8")
    build(starter)
    page = starter / "site/d/other/index.html"
    before = page.stat().st_ino
    edit(starter, "kb/standards/example-procedure.yaml", "不凭记忆补写", "绝不凭记忆补写")
    build(starter)
    assert page.stat().st_ino == before


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "foreign"])
def test_a_damaged_cache_is_not_trusted(starter: Path, tmp_path: Path, damage: str) -> None:
    build(starter)
    for path in sorted((starter / ".labkb").rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            path.write_bytes(
                {"cut": data[: len(data) // 2], "flip": data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
                 "empty": b"", "foreign": b"{}"}[damage]
            )
    edit(starter, "kb/standards/example-procedure.yaml", "不凭记忆补写", "绝不凭记忆补写")
    build(starter)
    assert tree(starter / "site") == cold(starter, tmp_path)


def test_a_site_that_somebody_touched_is_built_again(starter: Path) -> None:
    build(starter)
    before = tree(starter / "site")
    page = next((starter / "site/d").rglob("index.html"))
    page.write_text(re.sub("记", "忘", page.read_text("utf-8")), "utf-8")
    assert SAME not in build(starter)
    assert tree(starter / "site") == before


def test_a_ledger_of_other_code_is_not_trusted(starter: Path) -> None:
    build(starter)
    ledger = Ledger.read(starter, starter / "site")
    assert ledger.pages
    path = next(iter(ledger.pages))
    assert ledger.has(path, ledger.pages[path], ledger.frame)
    assert not ledger.has(path, ledger.pages[path], "another frame")
    assert not ledger.has(path, "another key", ledger.frame)
