"""What `labkb search` and `labkb check --search` search: the records of a project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from labkb.index.from_graph import search_records
from labkb.index.records import SearchRecord
from labkb.index.sections import section_records
from labkb.overlay import load_overlay
from labkb.pipeline import Collection, load_collection
from labkb.render.addresses import addresses
from labkb.settings import Settings

CACHE = ".labkb/search"


def records_of(
    collection: Collection, settings: Settings, places: Mapping[str, str] | None = None
) -> Iterator[SearchRecord]:
    """The search records of a loaded collection, with the reader's own texts if there are any."""
    originals: dict[str, str] = {}
    if settings.overlay:
        texts, _ = load_overlay(settings.root / settings.overlay, collection.graph)
        originals = {record_id: held.text for record_id, held in texts.items()}
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
