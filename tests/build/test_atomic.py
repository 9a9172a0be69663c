"""A build that fails or is killed leaves the old site whole, and the next build is right."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from labkb.engines.staging import Staging
from tests.build.conftest import labkb, tree
from tests.build.forked import run, start

MOMENTS = 20


def edit(project: Path, text: str) -> None:
    """Changes what the site shows."""
    (project / "content/index.md").write_text(f"## 说明\n\n{text}\n", "utf-8")


def test_a_build_killed_at_any_moment_leaves_a_whole_site(starter: Path) -> None:
    rng = random.Random(20)
    assert run("build", cwd=starter).returncode == 0
    edit(starter, "先前")
    started = time.monotonic()
    assert run("build", cwd=starter).returncode == 0
    usual = time.monotonic() - started
    for number in range(MOMENTS):
        before = tree(starter / "site")
        edit(starter, f"第{number}次")
        process = start("build", cwd=starter)
        time.sleep(rng.uniform(0.1, 1.05) * usual)
        process.kill()
        process.join()
        after = tree(starter / "site")
        if after != before:
            assert f"第{number}次" in (starter / "site/index.html").read_text("utf-8")
            assert sorted(after) == sorted(before)
    edit(starter, "最后")
    assert run("build", cwd=starter).returncode == 0
    finished = tree(starter / "site")
    assert "最后" in (starter / "site/index.html").read_text("utf-8")
    assert run("build", "--site-dir", "fresh", cwd=starter).returncode == 0
    assert tree(starter / "fresh") == finished


def test_a_failed_build_leaves_the_old_site_and_says_why(starter: Path) -> None:
    assert run("build", cwd=starter).returncode == 0
    before = tree(starter / "site")
    settings = starter / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("2026-11-21", "2026-11-31x"), "utf-8")
    failed = labkb("build", cwd=starter)
    assert failed.returncode == 2
    assert "as_of" in failed.stderr.decode()
    assert tree(starter / "site") == before


def test_strict_refuses_to_build_with_findings(starter: Path) -> None:
    assert run("build", cwd=starter).returncode == 0
    before = tree(starter / "site")
    edit(starter, "[[term/nothing]]")
    refused = labkb("build", "--strict", cwd=starter)
    assert refused.returncode == 1
    assert "KB501" in refused.stderr.decode()
    assert tree(starter / "site") == before


def test_a_second_build_of_the_same_site_waits_for_nobody_and_says_so(starter: Path) -> None:
    with Staging(starter / "site"):
        refused = labkb("build", cwd=starter)
    assert refused.returncode == 2
    assert "另一个构建" in refused.stderr.decode()


def test_readers_never_find_the_site_missing_while_it_is_switched(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("0", "utf-8")
    missing, done = [], threading.Event()

    def look() -> None:
        while not done.is_set():
            if not site.exists():
                missing.append(1)

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(200):
        with Staging(site) as staging:
            (staging.folder / "index.html").write_text(str(number), "utf-8")
            staging.switch()
    done.set()
    reader.join()
    assert (site / "index.html").read_text("utf-8") == "199"
    assert missing == []


@pytest.mark.parametrize("place", ["kb", "content", ".", "mkdocs.yml", "notes"])
def test_nothing_but_a_site_is_ever_replaced(place: str, starter: Path) -> None:
    (starter / "notes").mkdir()
    (starter / "notes/mine.txt").write_text("我的", "utf-8")
    before = {p: p.read_bytes() for p in starter.rglob("*") if p.is_file()}
    refused = run("build", "--site-dir", place, cwd=starter)
    assert refused.returncode == 2
    assert refused.stderr.decode().strip()
    assert all(path.read_bytes() == held for path, held in before.items())
