"""Sites for browser tests, each built once for all test processes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from labkb.engines.run import Overrides, build_site
from tests.conftest import MKDOCS, write_project


def built_once(factory: pytest.TempPathFactory, name: str, project: Path) -> Path:
    """The site of a project, built by whichever process comes first; nobody may change it."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    site, done = base / f"site-{name}", base / f"site-{name}.done"
    with (base / f"site-{name}.wait").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            build_site(project, site, Overrides(), strict=False, echo=lambda text: None)
            done.touch()
    return site


def small_site(
    factory: pytest.TempPathFactory, name: str, files: Mapping[str, str | bytes], edition: str = "1"
) -> Path:
    """The site of a small project of an edition, built once."""
    settings = MKDOCS.replace('edition: "1"', f'edition: "{edition}"')
    project = write_project(factory.mktemp(name) / "project", {**files, "mkdocs.yml": settings})
    return built_once(factory, name, project)
