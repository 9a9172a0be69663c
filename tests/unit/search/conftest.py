"""One searcher for all tests of this folder: it keeps nothing from query to query but lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from labkb.index.search import Searcher
from tests.unit.search.collection import searcher as make_searcher


@pytest.fixture(scope="session")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("search") / "index")


@pytest.fixture
def found(searcher: Searcher) -> Callable[..., list[str]]:
    """Ids of the first hits of a query."""

    def ids(query: str, limit: int = 5) -> list[str]:
        return [hit["id"] for hit in searcher.search(query, limit=limit)["hits"]]

    return ids
