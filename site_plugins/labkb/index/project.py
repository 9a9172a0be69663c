"""What `labkb search` and `labkb check --search` search: the records of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from labkb.code_version import code_version
from labkb.index.from_graph import search_records, search_runs
from labkb.index.records import SearchRecord
from labkb.index.runs import Run
from labkb.index.sections import section_records
from labkb.index.source import runs_of
from labkb.overlay import load_overlay
from labkb.pipeline import Collection, load_collection
from labkb.render.addresses import addresses
from labkb.settings import Settings

CACHE = ".labkb/search"


def runs_of_project(
    collection: Collection, settings: Settings, places: Mapping[str, str],
    digest_of: Callable[[str], str],
) -> Iterator[Run]:
    """The same as `records_of`, document by document, with records made when they are needed."""
    version = f"{code_version()} {settings.chapter_page_above}"
    originals = _originals(collection, settings)
    yield from search_runs(collection.graph, places, originals, digest_of, version)
    yield from runs_of(section_records(settings.root))


def _originals(collection: Collection, settings: Settings) -> dict[str, str]:
    """The reader's own texts by the id of what they belong to."""
    if not settings.overlay:
        return {}
    texts, _ = load_overlay(settings.root / settings.overlay, collection.graph)
    return {record_id: held.text for record_id, held in texts.items()}


def records_of(
    collection: Collection, settings: Settings, places: Mapping[str, str] | None = None
) -> Iterator[SearchRecord]:
    """The search records of a loaded collection, with the reader's own texts if there are any."""
    originals = _originals(collection, settings)
    if places is None:
        places = addresses(collection.graph, settings)
    yield from search_records(collection.graph, places, originals)
    yield from section_records(settings.root)


def project_records(settings: Settings) -> list[SearchRecord]:
    """The search records of a project."""
    return list(records_of(load_collection(settings.root, as_of=settings.as_of), settings))


def cache_folder(root: Path) -> Path:
    """Where the index of `labkb search` is kept between calls."""
    return root / CACHE
