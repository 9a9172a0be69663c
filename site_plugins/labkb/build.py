"""From settings to everything a build writes: the collection, its plan and its assets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from labkb.carry import carry
from labkb.diagnostics import Diagnostic
from labkb.index.background import Running, start
from labkb.index.project import runs_of_project
from labkb.index.vocabulary import read_vocabulary
from labkb.manifest import manifest_file
from labkb.overlay import check_place, load_overlay
from labkb.pipeline import Collection, Progress, load_collection
from labkb.render.embeds import embed
from labkb.render.overlay import OverlayText
from labkb.render.page import SitePlan
from labkb.render.site import plan_site
from labkb.settings import Settings
from labkb.web_assets import script_files, style_files

SHARDS = ".labkb/shards"


@dataclass(frozen=True)
class Build:
    """A loaded collection and the plan of its site."""

    settings: Settings
    collection: Collection
    plan: SitePlan

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found while loading."""
        return self.collection.diagnostics

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Records of each family."""
        found: dict[str, int] = {}
        for entry in self.collection.graph.entries.values():
            found[entry.family] = found.get(entry.family, 0) + 1
        return found

    def embed(self, block: str, argument: str) -> str:
        """The HTML of a link or an embedded block in Markdown."""
        return embed(block, argument, self.collection, self.settings, self.plan.addresses)

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Every file besides pages: path relative to the site, content."""
        yield from script_files()
        yield from style_files()
        yield from self.plan.assets()
        yield "kb.json", manifest_file(
            self.collection.graph, self.settings, self.plan.addresses
        )

    @cached_property
    def search(self) -> Running:
        """The page's search index; the first one to ask starts it."""
        plan = self.plan
        runs = runs_of_project(
            self.collection, self.settings, plan.addresses, plan.record_digest
        )
        vocabulary, _ = read_vocabulary(self.settings.root)
        return start(self.settings.root / SHARDS, runs, vocabulary, kb=self.settings.kb)

    def begin_search(self) -> None:
        """Starts the index; a large one is made while the pages are."""
        _ = self.search

    def end_search(self) -> None:
        """Ends an index that is still being made."""
        running = vars(self).get("search")
        if isinstance(running, Running):
            running.stop()

    def write_assets(self, site: Path) -> None:
        """Writes the files besides pages and search index below a folder."""
        for relative, content in self.assets():
            target = site / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def write_index(running: Running, site: Path) -> None:
    """Writes the page's search index below a folder, as soon as it is made."""
    for relative, kept in running.result().paths():
        carry(kept, site / relative)


def prepare(settings: Settings, *, progress: Progress = lambda files: files) -> Build:
    """Loads the collection and plans its site.

    Raises:
        CannotGoOn: where there is nothing to build.
    """
    collection = load_collection(
        settings.root, progress=progress, locate_info=False, as_of=settings.as_of
    )
    texts: Mapping[str, OverlayText] = {}
    if settings.overlay:
        folder = settings.root / settings.overlay
        texts, findings = load_overlay(folder, collection.graph)
        findings = [*check_place(folder, settings.root), *findings]
        collection = replace(collection, diagnostics=(*collection.diagnostics, *findings))
    return Build(settings, collection, plan_site(collection, settings, overlay=texts))
