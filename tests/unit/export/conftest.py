"""The sample collection and readers of what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.exchange.export.origin import Origin
from labkb.graph import KnowledgeGraph
from labkb.pipeline import load_collection
from tests.conftest import write_project
from tests.unit.export.project import FILES


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The graph of the sample collection."""
    return load_collection(write_project(tmp_path_factory.mktemp("sample"), FILES)).graph


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """A collection without any record."""
    return load_collection(write_project(tmp_path_factory.mktemp("empty"), {})).graph


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the sample collection that a test may change."""
    return write_project(tmp_path / "project", FILES)


@pytest.fixture(scope="session")
def origin() -> Origin:
    """Where the exports of the tests come from."""
    return Origin("test", "测试库", "1", "2026-01-31")
