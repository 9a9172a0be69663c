"""Runs the command line the way a user does: in a process of its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from labkb.cli.new import make_starter
from tests.build import forked


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A project made by `labkb new`."""
    folder = tmp_path / "starter"
    make_starter(folder)
    return folder


def labkb(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A finished run of the command line; one that needs no environment of its own begins faster."""
    if not environment:
        return forked.run(*arguments, cwd=cwd)
    return subprocess.run(
        [sys.executable, "-m", "labkb", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=300,
    )


def tree(folder: Path) -> dict[str, str]:
    """Path -> SHA-256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
