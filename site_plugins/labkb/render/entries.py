"""Pages that list records one after another: terms, references, organizations, people, changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from labkb.ids import anchor
from labkb.model.base import Source
from labkb.render.context import LinkView, Site
from labkb.render.env import fill
from labkb.render.page import TocItem


class EntryRow(NamedTuple):
    """A named row of an entry: text, links, or lines that pair a link with a text."""

    name: str
    text: str = ""
    links: Sequence[LinkView] = ()
    lines: Sequence[tuple[LinkView, str]] = ()


class PartView(NamedTuple):
    """A thing inside the record that has an anchor of its own."""

    anchor: str
    number: str
    title: str
    note: str
    links: Sequence[LinkView]


@dataclass(frozen=True, slots=True)
class EntryView:
    """One record of a list page."""

    anchor: str
    name: str
    note: str = ""
    note_lang: str = ""
    title: str = ""
    text: str = ""
    tags: Sequence[tuple[str, str]] = ()
    rows: Sequence[EntryRow] = ()
    parts: Sequence[PartView] = ()
    remarks: Sequence[str] = ()
    to_verify: Sequence[str] = ()
    words: str = ""
    data: Sequence[tuple[str, str]] = ()
    """Values that filters compare."""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    anchor: str
    title: str
    entries: list[EntryView] = field(default_factory=list)


class Choice(NamedTuple):
    """A filter: name in the data, label, values."""

    name: str
    label: str
    values: list[str]


def entries_html(
    title: str,
    lede: str,
    groups: Sequence[Group],
    *,
    unit: str,
    search_label: str,
    search_hint: str,
    choices: Sequence[Choice] = (),
    index: bool = False,
    notes: Sequence[str] = (),
) -> str:
    """The HTML of a list page."""
    return fill(
        "entries.html",
        title=title,
        lede=lede,
        groups=groups,
        filter_unit=unit,
        filter_label=search_label,
        filter_hint=search_hint,
        filter_choices=choices,
        index=index,
        notes=notes,
    )


def toc_of(groups: Iterable[Group], unit: str) -> tuple[TocItem, ...]:
    """The groups as a table of contents."""
    return tuple(TocItem(f"{g.title}　{len(g.entries)}{unit}", g.anchor) for g in groups)


def group_by(pairs: Iterable[tuple[str, EntryView]], order: Sequence[str] = ()) -> list[Group]:
    """Entries grouped by a word, in the given order or that of first appearance."""
    found: dict[str, list[EntryView]] = {word: [] for word in order}
    for word, entry in pairs:
        found.setdefault(word, []).append(entry)
    return [
        Group(f"g-{number}", word, items)
        for number, (word, items) in enumerate(found.items(), 1)
        if items
    ]


def rows_of(*rows: EntryRow) -> list[EntryRow]:
    """The rows that say something."""
    return [row for row in rows if row.text or row.links or row.lines]


def source_row(site: Site, sources: Sequence[Source], name: str = "出处") -> EntryRow:
    """Sources as links with their places."""
    lines = []
    for source in sources:
        if source.cites in site.graph:
            note = source.at or ""
            lines.append((site.link(source.cites), f"{note}（待核对）" if source.to_verify else note))
    return EntryRow(name, lines=lines)


def users_of(site: Site, entry_id: str, *roles: str, most: int = 12) -> list[LinkView]:
    """Links to the clauses (or other things) that point at a record."""
    found: dict[str, None] = {}
    for link in site.graph.incoming(entry_id, *roles):
        source = site.graph[link.source]
        if source.family == "requirement":
            source = site.graph[source.parent]
        found[source.id] = None
    links = site.links(found)
    if len(links) > most:
        rest = len(links) - most
        return [*links[:most], LinkView(f"等{rest + most}处", "")]
    return links


def anchor_of(entry_id: str) -> str:
    """The anchor of a record on its list page."""
    return anchor(entry_id)
