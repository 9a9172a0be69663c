"""The whole site as an archive, read back with zipfile, Info-ZIP and sha256sum."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.site_zip import CHECKSUMS, READ_FIRST, site_zip
from labkb.exchange.export.windows_names import MAX_LENGTH, unpackable


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of three files."""
    for name, text in {"index.html": "首页", "d/a/index.html": "甲", "资料/手册.pdf": "乙"}.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "site"


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive."""
    return zipfile.ZipFile(io.BytesIO(data))


def test_the_archive_begins_with_the_page_to_read_first_and_the_home_page(
    site: Path, origin: Origin
) -> None:
    names = opened(site_zip(site, origin)).namelist()
    assert names[:2] == [READ_FIRST, "index.html"]
    assert set(names) == {READ_FIRST, CHECKSUMS, "index.html", "d/a/index.html", "资料/手册.pdf"}


def test_names_outside_ascii_are_marked_as_utf_8(site: Path, origin: Origin) -> None:
    marked = {i.filename for i in opened(site_zip(site, origin)).infolist() if i.flag_bits & 0x800}
    assert marked == {READ_FIRST, "资料/手册.pdf"}


def test_every_file_but_the_list_itself_has_its_checksum(site: Path, origin: Origin) -> None:
    archive = opened(site_zip(site, origin))
    lines = archive.read(CHECKSUMS).decode().splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    assert listed == {
        name: hashlib.sha256(archive.read(name)).hexdigest()
        for name in archive.namelist()
        if name != CHECKSUMS
    }


def test_another_program_unpacks_it_and_a_third_finds_nothing_damaged(
    site: Path, origin: Origin, tmp_path: Path
) -> None:
    archive, out = tmp_path / "库.zip", tmp_path / "解压 出来"
    archive.write_bytes(site_zip(site, origin))
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    unpack = ["unzip", "-q", str(archive), "-d", str(out)]
    subprocess.run(unpack, check=True, env=environment, timeout=30)
    check = ["sha256sum", "--check", "--strict", "--quiet", CHECKSUMS]
    subprocess.run(check, check=True, cwd=out, timeout=30)
    assert (out / "资料/手册.pdf").read_text("utf-8") == "乙"
    assert (out / READ_FIRST).is_file()


def test_two_archives_of_one_site_are_the_same_whatever_the_times_of_its_files(
    site: Path, origin: Origin
) -> None:
    first = site_zip(site, origin)
    (site / "index.html").touch()
    (site / "d/a/index.html").chmod(0o600)
    assert site_zip(site, origin) == first
    assert {i.date_time for i in opened(first).infolist()} == {(2026, 1, 31, 0, 0, 0)}


def test_the_first_page_says_where_the_copy_comes_from(site: Path, origin: Origin) -> None:
    page = opened(site_zip(site, origin)).read(READ_FIRST).decode()
    for words in ("测试库", "test", "2026-01-31", "全部解压缩", 'href="index.html"'):
        assert words in page
    assert "原文" not in page.split("<h2>")[0]


def test_a_copy_with_original_texts_warns_on_its_first_page(site: Path, origin: Origin) -> None:
    page = opened(site_zip(site, origin, has_overlay=True)).read(READ_FIRST).decode()
    assert "不要转发" in page


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path, origin: Origin) -> None:
    with pytest.raises(CannotGoOn, match="labkb build"):
        site_zip(tmp_path, origin)


@pytest.mark.parametrize(
    "name",
    ["a:b.html", "aux/index.html", "a./x", "a /x", "x" * (MAX_LENGTH + 1), "../x", 'say"x".html'],
)
def test_names_that_windows_refuses_are_found(name: str) -> None:
    assert len(list(unpackable([name]))) == 1


def test_names_that_differ_only_in_case_are_found() -> None:
    assert list(unpackable(["a/X.html", "a/x.html"])) != []


def test_usual_names_pass() -> None:
    assert list(unpackable(["index.html", "d/guide-2025/6.3.html", "先看这里.html"])) == []
