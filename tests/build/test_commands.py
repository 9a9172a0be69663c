"""The commands as users meet them: starter, preview, another engine, another console."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.build.conftest import labkb
from tests.build.test_determinism import copy_project
from tests.conftest import ROOT


def pages(folder: Path) -> set[str]:
    """The HTML files of a site."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*.html")}


def test_the_starter_passes_its_check_and_builds(starter: Path) -> None:
    checked = labkb("check", "--strict", cwd=starter)
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert labkb("build", "--strict", cwd=starter).returncode == 0
    home = (starter / "site/index.html").read_text("utf-8")
    assert "写错怎么改" in home


def test_new_refuses_a_folder_that_holds_something(starter: Path) -> None:
    refused = labkb("new", ".", cwd=starter)
    assert refused.returncode == 2
    assert "没有动它" in refused.stderr.decode()


def test_properdocs_builds_the_same_pages(starter: Path) -> None:
    assert labkb("build", cwd=starter).returncode == 0
    program = Path(sys.executable).with_name("properdocs")
    built = subprocess.run(
        [str(program), "build", "-q", "-f", "mkdocs.yml", "-d", "other"],
        cwd=starter, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True,
        check=False, timeout=120,
    )
    assert built.returncode == 0, built.stderr.decode()
    assert pages(starter / "other") == pages(starter / "site")


def test_a_gbk_console_gets_chinese(starter: Path) -> None:
    (starter / "kb/terms/bad.yaml").write_text("id: term/x\nname: 量值𠀀\n", "utf-8")
    checked = labkb("check", cwd=starter, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert checked.returncode == 1
    assert "缺少必填的键" in checked.stdout.decode("gbk")


def test_json_is_readable_in_a_gbk_console(starter: Path) -> None:
    (starter / "kb/terms/bad.yaml").write_text("id: term/x\nname: 量值𠀀\n", "utf-8")
    checked = labkb("check", "--format", "json", cwd=starter, PYTHONIOENCODING="gbk")
    assert json.loads(checked.stdout)["counts"]["error"] == 1


def test_github_annotations_carry_file_line_and_code(starter: Path) -> None:
    (starter / "kb/terms/bad.yaml").write_text("id: term/x\nname: 量\n", "utf-8")
    lines = labkb("check", "--format", "github", cwd=starter).stdout.decode().splitlines()
    assert lines[0].startswith("::error file=kb/terms/bad.yaml,line=1,col=1,title=KB202::缺少")


def test_check_of_one_file_reports_only_that_file(starter: Path) -> None:
    for name in ("bad", "worse"):
        (starter / f"kb/terms/{name}.yaml").write_text(f"id: term/{name}\nname: 量\n", "utf-8")
    out = labkb("check", "kb/terms/bad.yaml", cwd=starter).stdout.decode()
    assert "bad.yaml" in out
    assert "worse.yaml" not in out


def test_a_folder_that_is_no_project_is_said_to_be_none(tmp_path: Path) -> None:
    refused = labkb("check", cwd=tmp_path)
    assert refused.returncode == 2
    assert "不是 labkb 知识库" in refused.stderr.decode()


def test_a_mistyped_command_is_a_usage_error(tmp_path: Path) -> None:
    refused = labkb("chekc", cwd=tmp_path)
    assert refused.returncode == 2
    assert "没有命令“chekc”。是否想写 check？" in refused.stderr.decode()


def test_what_click_says_is_chinese(starter: Path) -> None:
    said = labkb("--help", cwd=starter).stdout.decode()
    for arguments in (
        ("check", "--help"), ("check", "--strct"), ("check", "--format", "xml"), ("show",),
        ("show", "a", "b"), ("serve", "--port", "x"), ("serve", "--port", "0"),
        ("serve", "--port"), ("build", "--overlay", "nowhere"),
    ):
        shown = labkb(*arguments, cwd=starter)
        said += shown.stdout.decode() + shown.stderr.decode()
    english = r"Usage|Options|Commands|Show|Error|Try|Missing|Invalid|Got|does not|requires|such"
    assert not re.search(english, said), said


def test_a_day_that_does_not_exist_is_said_to_be_none(starter: Path) -> None:
    refused = labkb("build", "--strict", "--as-of", "2025-02-30", cwd=starter)
    assert (refused.returncode, refused.stderr.decode().count("2025-02-30")) == (2, 1)


def test_a_check_counts_the_files_it_was_asked_about(starter: Path) -> None:
    assert "检查了1个文件" in labkb("check", "kb/terms/example.yaml", cwd=starter).stdout.decode()
    assert "检查了1个文件" in labkb("check", "content", cwd=starter).stdout.decode()


def test_show_names_the_place_and_both_ends_of_links(starter: Path) -> None:
    shown = labkb("show", "example-procedure:4.1", "--format", "json", cwd=starter)
    held = json.loads(shown.stdout)
    assert re.fullmatch(r"kb/standards/example-procedure\.yaml:\d+:\d+", held["place"])
    assert [link["id"] for link in held["cites"]] == ["term/technical-record"]
    assert [link["id"] for link in held["cited_by"]] == ["example-procedure:4.2"]


def test_show_names_fields_and_links_in_chinese(starter: Path) -> None:
    shown = labkb("show", "example-procedure:4.1", cwd=starter, PYTHONIOENCODING="gbk")
    text = shown.stdout.decode("gbk")
    assert "?" not in text
    assert not re.search(r"^  [a-z_]+[:：]", text, re.MULTILINE)
    assert "读本条要懂的术语" in text and "约束程度 应" in text


def test_show_of_an_unknown_id_offers_the_nearest(starter: Path) -> None:
    refused = labkb("show", "example-procedure:4.11", cwd=starter)
    assert refused.returncode == 2
    assert "example-procedure:4.1" in refused.stderr.decode()


def test_preview_shows_a_saved_change_of_the_real_collection(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "p") if (tmp_path / "p").mkdir() is None else tmp_path
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "labkb", "serve", "--port", str(port)],
        cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/d/samr-metrology-2020-127/index.html"
    try:
        assert wait_for(address, "计量比对", 60)
        file = project / "kb/policies/samr-metrology-2020-127.yaml"
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"(summary: )", r"\1改过的一句。", text, count=1), "utf-8")
        assert wait_for(address, "改过的一句", 30)
    finally:
        server.terminate()
        server.wait(20)


def wait_for(address: str, text: str, seconds: float) -> bool:
    """Whether a page shows a text within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if text in answer.read().decode("utf-8"):
                    return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def test_the_repository_itself_has_no_errors() -> None:
    checked = labkb("check", "--strict", cwd=ROOT)
    assert checked.returncode == 0, checked.stdout.decode()[:2000]
    assert shutil.which("git") is None or (ROOT / "kb").is_dir()
