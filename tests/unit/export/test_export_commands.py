"""`labkb export` and `labkb import-questions` as users call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from labkb.cli.app import main
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.windows_names import unpackable


def run(*arguments: str) -> int:
    """The exit code of the command line."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands run inside the sample project."""
    monkeypatch.chdir(project)


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (("xlsx",), "test-1-tables.xlsx"),
        (("xlsx", "--questions"), "test-1-questions.xlsx"),
        (("xlsx", "--template"), "test-1-questions-template.xlsx"),
        (("docx", "std-a"), "test-1-std-a.docx"),
        (("docx", "course/records"), "test-1-records-handout.docx"),
        (("pptx",), "test-1-records.pptx"),
        (("scorm", "course/records"), "test-1-records-scorm12.zip"),
        (("anki",), "test-1-cards.apkg"),
    ],
)
def test_each_kind_is_written_below_dist_and_named_after_collection_and_edition(
    arguments: tuple[str, ...], made: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", *arguments) == 0
    assert Path("dist", made).is_file()
    assert f"写好了：dist/{made}（" in capsys.readouterr().out


def test_a_quiz_is_a_folder_with_the_key_apart() -> None:
    assert run("export", "quiz", "--papers", "a", "--count", "3") == 0
    made = sorted(path.name for path in Path("dist/test-1-records-quiz").iterdir())
    assert made == ["答案.docx", "答题卡A.docx", "试卷A.docx"]


def test_another_set_of_papers_stands_beside_the_first() -> None:
    assert run("export", "quiz", "--papers", "A") == 0
    first = Path("dist/test-1-records-quiz/试卷A.docx").read_bytes()
    assert run("export", "quiz", "--papers", "A", "--seed", "乙") == 0
    assert Path("dist/test-1-records-quiz/试卷A.docx").read_bytes() == first
    assert Path("dist/test-1-records-quiz-乙/试卷A.docx").read_bytes() != first


def test_a_bank_without_a_course_makes_a_quiz_as_well(project: Path) -> None:
    (project / "kb/courses/c.yaml").unlink()
    assert run("export", "quiz", "--papers", "A") == 0
    assert Path("dist/test-1-bank-quiz/试卷A.docx").is_file()


@pytest.mark.parametrize("edition", ["2026/11", "2026:1 试用?", "征求意见稿"])
def test_a_file_has_a_name_that_windows_takes_whatever_the_edition_is_called(
    edition: str, origin: Origin
) -> None:
    stem = replace(origin, edition=edition).file_stem("tables")
    assert list(unpackable([f"{stem}.xlsx"])) == []
    assert "/" not in stem and edition[:4] in stem


def test_out_says_where_a_file_goes() -> None:
    assert run("export", "xlsx", "--out", "deep/er/表.xlsx") == 0
    assert Path("deep/er/表.xlsx").is_file()


def test_an_export_does_not_take_the_place_of_another_kind_of_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("own.yaml").write_text("id: own\n", "utf-8")
    assert run("export", "xlsx", "--out", "own.yaml") == 2
    assert "要以 .xlsx 结尾" in capsys.readouterr().err
    assert Path("own.yaml").read_text("utf-8") == "id: own\n"


def test_an_unknown_id_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "pptx", "course/record") == 2
    assert "是否想写“course/records”" in capsys.readouterr().err


def test_the_day_of_the_command_line_is_the_day_that_is_written(tmp_path: Path) -> None:
    assert run("export", "docx", "std-a", "--as-of", "2027-05-01", "--out", "a.docx") == 0
    with zipfile.ZipFile("a.docx") as archive:
        assert archive.infolist()[0].date_time[:3] == (2027, 5, 1)
        assert "资料截至2027-05-01" in archive.read("word/document.xml").decode()


def test_the_zip_leaves_a_readers_own_texts_out_unless_told_otherwise(project: Path) -> None:
    own = "原文只在本机"
    (project / "own").mkdir()
    (project / "own/a.yaml").write_text(
        f'document: std-a\nclauses:\n  "4.1": {own}\n', "utf-8"
    )
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("edition:", "overlay: own, edition:"), "utf-8"
    )
    assert run("export", "zip", "--out", "plain.zip") == 0
    assert run("export", "zip", "--with-overlay", "--out", "own.zip") == 0

    def holds(name: str) -> bool:
        with zipfile.ZipFile(name) as archive:
            return any(own.encode() in archive.read(item) for item in archive.namelist())

    assert not holds("plain.zip")
    assert holds("own.zip")


def test_a_zip_with_an_overlay_needs_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "zip", "--with-overlay") == 2
    assert "没有原文可打包" in capsys.readouterr().err


def test_a_bank_is_only_shown_until_it_is_told_to_be_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("export", "xlsx", "--questions", "--out", "我的题库.xlsx")
    (project / "kb/questions/bank.yaml").unlink()
    (project / "kb/courses/c.yaml").unlink()
    target = project / "kb/questions/imported.yaml"

    assert run("import-questions", "我的题库.xlsx") == 0
    assert "还没有写入" in capsys.readouterr().out
    assert not target.exists()
    assert run("import-questions", "我的题库.xlsx", "--yes") == 0
    assert target.is_file()
    assert run("import-questions", "我的题库.xlsx", "--format", "json") == 0
    said = capsys.readouterr().out
    assert len(json.loads(said[said.index("{"):])["unchanged"]) == 8


def test_a_target_outside_the_banks_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    run("export", "xlsx", "--questions", "--out", "b.xlsx")
    assert run("import-questions", "b.xlsx", "--to", "../../x.yaml") == 2
    assert "不是文件名" in capsys.readouterr().err


def test_a_file_that_is_no_audit_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.json").write_text('{"x": 1}', "utf-8")
    assert run("export", "docx", "--audit", "x.json") == 2
    assert "不是自查记录" in capsys.readouterr().err


ALL = """\
from pathlib import Path
from labkb.exchange.export.downloads import Shelf
from labkb.pipeline import load_collection
from labkb.settings import Settings
import hashlib, sys
lines = sys.argv[1:]
settings = Settings(Path(), kb="t", name="库", edition="1", as_of="2026-01-31", downloads=tuple(lines))
for d in Shelf(load_collection(Path()).graph, settings).downloads:
    print(d.path, hashlib.sha256(d.data).hexdigest())
"""


def test_every_export_is_the_same_bytes_in_another_process_time_zone_and_hash_seed() -> None:
    lines = ("xlsx", "questions", "docx std-a", "docx course/records", "pptx course/records",
             "quiz course/records", "scorm course/records", "anki")

    def made(**environment: str) -> str:
        command = [sys.executable, "-c", ALL, *lines]
        env = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout

    first = made(PYTHONHASHSEED="1", TZ="Asia/Shanghai", LANG="zh_CN.UTF-8")
    assert first.count("\n") == len(lines)
    assert made(PYTHONHASHSEED="2", TZ="America/New_York", LANG="C") == first
