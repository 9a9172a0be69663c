"""The suite itself."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest


def test_pytest_looks_into_every_folder_that_holds_tests(
    pytestconfig: pytest.Config, repository: Path
) -> None:
    left_out = [
        file
        for file in (repository / "tests").rglob("test_*.py")
        for folder in file.relative_to(repository).parts[:-1]
        for pattern in pytestconfig.getini("norecursedirs")
        if fnmatch(folder, pattern)
    ]
    assert left_out == []
