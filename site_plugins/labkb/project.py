"""Finds the project that a path belongs to."""

from __future__ import annotations

from pathlib import Path

from labkb.diagnostics import CannotGoOn
from labkb.settings import CONFIG


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds mkdocs.yml and kb/.

    Raises:
        CannotGoOn: where there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file() and (folder / "kb").is_dir():
            return folder
    raise CannotGoOn(
        "这里不是 labkb 知识库（要有 mkdocs.yml 和 kb/）。换到知识库的文件夹，或用 labkb new 新建一个。"
    )
