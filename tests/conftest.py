"""What every test may use: small whole projects in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ROOT.parent / "shared" / "sources"
MKDOCS = """\
site_name: 测试库
docs_dir: content
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [{labkb: {kb: test, edition: "1", as_of: "2026-01-31"}}]
"""

ProjectMaker = Callable[[Mapping[str, str | bytes]], Path]


def write_project(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A project in a folder: mkdocs.yml, an empty kb/ and the files named."""
    (folder / "kb").mkdir(parents=True, exist_ok=True)
    (folder / "content").mkdir(exist_ok=True)
    for name, content in {"mkdocs.yml": MKDOCS, "content/index.md": "# 首页\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


@pytest.fixture
def make_project(tmp_path: Path) -> ProjectMaker:
    """Makes a project from {relative path: text}."""
    return lambda files: write_project(tmp_path / "project", files)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository, which is the first real knowledge base."""
    return ROOT
