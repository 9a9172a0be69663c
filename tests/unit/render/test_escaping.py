"""Nothing that a record says becomes code on a page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pytest

from labkb.link import link
from labkb.model.base import Record
from labkb.model.document import Document
from labkb.pipeline import Collection, load_collection
from labkb.render.overlay import OverlayText
from labkb.render.page import Page
from labkb.render.site import plan_site
from labkb.settings import Settings
from labkb.validate import Located
from tests.conftest import ROOT
from tests.unit.render.injections import INJECTIONS, batches
from tests.unit.render.poison import poisoned

PER_FAMILY = 2
BATCHES = batches(10)
OWN_SCRIPT_TYPES = {"application/json"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href"}


@cache
def chosen() -> tuple[tuple[Record, str], ...]:
    """The richest records of every family of the real collection, with their files."""
    graph = load_collection(ROOT).graph
    found: dict[str, list[tuple[int, Record, str]]] = {}
    for entry in graph.entries.values():
        if not entry.parent and isinstance(entry.value, Record):
            size = len(entry.value.model_dump_json())
            if entry.family in ("document", "reference", "exclusions"):
                size = -size  # a small whole one; big ones say nothing more
            found.setdefault(entry.family, []).append((size, entry.value, entry.file))
    kept = []
    for items in found.values():
        items.sort(key=lambda item: (-item[0], item[1].id))
        kept += [(record, file) for _, record, file in items[:PER_FAMILY]]
    return tuple(kept)


def collection_with(text: str) -> Collection:
    located = [Located(poisoned(r, text), f) for r, f in chosen() if isinstance(r, Record)]  # type: ignore[arg-type]
    # What such texts are compared with, to say what was perhaps meant, takes long and is not read.
    with patch("labkb.link.did_you_mean", return_value=""):
        graph, _ = link(located)
    return Collection(graph, (), ())


def pages_with(text: str) -> Iterator[Page]:
    held = collection_with(text)
    overlay = {e.id: OverlayText(text, text, text) for e in held.graph.family("clause")}
    settings = Settings(Path(), name=text, edition=text, as_of="2026-01-31")
    for planned in plan_site(held, settings, overlay=overlay).pages():
        yield planned.render()


class Scanner(HTMLParser):
    """Collects what a page could run: scripts, event attributes, script addresses, frames."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and values.get("type") not in OWN_SCRIPT_TYPES:
            self.found.append("<script>")
        if tag in {"iframe", "object", "embed", "base", "meta", "link", "marquee", "style"}:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                self.found.append(f"{tag}[{name}]")
            scheme = "".join((value or "").lower().split())
            if name in ADDRESSES and scheme.startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"{tag}[{name}={value}]")


def what_could_run(html: str) -> list[str]:
    scanner = Scanner()
    scanner.feed(html)
    scanner.close()
    return scanner.found


def test_the_corpus_holds_more_than_fifty_strings_and_every_one_is_dangerous_unescaped() -> None:
    assert len(set(INJECTIONS)) >= 60
    assert what_could_run("<p>" + "<script>hit()</script>") == ["<script>"]


def test_every_family_of_the_collection_is_tried() -> None:
    families = {record.family for record, _ in chosen()}
    assert {"document", "term", "reference", "organization", "person", "responsibility", "fact",
            "crosswalk", "change", "checklist", "calculator", "exclusions"} <= families
    assert any(isinstance(record, Document) for record, _ in chosen())


@pytest.mark.parametrize("text", BATCHES, ids=range(len(BATCHES)))
def test_no_text_of_any_record_becomes_code(text: str) -> None:
    found = {page.path: what for page in pages_with(text) if (what := what_could_run(page.html))}
    assert found == {}


def test_the_texts_do_reach_the_pages() -> None:
    html = "".join(page.html for page in pages_with("<b>甲&乙</b>"))
    assert html.count("&lt;b&gt;甲&amp;乙&lt;/b&gt;") > 100
    assert "<b>甲" not in html
