"""The small project loaded, its data, and the browser's own logic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labkb.jsruntime import JsRuntime
from labkb.learning.data import learning_data
from labkb.pipeline import load_collection
from labkb.render.context import Site
from labkb.settings import read_settings
from tests.conftest import write_project
from tests.unit.learning.samples import FILES

Core = Callable[..., Any]


@pytest.fixture(scope="session")
def core() -> Core:
    """Calls a function of `labkb.core.learn` by name."""
    js = JsRuntime(("state", "learn"))
    return lambda name, *given: js.call(f"labkb.core.learn.{name}", *given)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small project's site."""
    return load(write_project(tmp_path_factory.mktemp("learn"), FILES))


@pytest.fixture(scope="session")
def data(sample: Site) -> dict[str, Any]:
    """The data that its pages load."""
    return learning_data(sample)


def load(root: Path) -> Site:
    """The site of a project."""
    settings = read_settings(root)
    return Site.of(load_collection(root, as_of=settings.as_of), settings)
