"""HTML of links and blocks that Markdown pages embed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from labkb.content import BLOCKS
from labkb.graph import Entry
from labkb.pipeline import Collection
from labkb.settings import Settings

Renderer = Callable[[str, Collection, Settings, Mapping[str, str]], str]

RENDERERS: dict[str, Renderer] = {}
"""Block name -> renderer; the modules that own a block register it here."""


def embed(
    block: str,
    argument: str,
    collection: Collection,
    settings: Settings,
    addresses: Mapping[str, str],
) -> str:
    """Safe HTML of a `[[id]]` link (block "link") or of a `/// kb-…` block.

    Links start with `{{root}}/`, which the adapter replaces by the way from page to root. Ids that
    are unknown or of another kind are diagnostics already; here they show as what was written.
    """
    if block == "link":
        return link_html(collection.graph.get(argument), argument, addresses)
    renderer, families = RENDERERS.get(block), BLOCKS.get(block, ())
    entry = collection.graph.get(argument)
    if renderer is None or (families and (entry is None or entry.family not in families)):
        return f'<p class="kb-note">{escape(argument)}</p>'
    return renderer(argument, collection, settings, addresses)


def link_html(entry: Entry | None, argument: str, addresses: Mapping[str, str]) -> str:
    """A link with the record's name, or the id as it was written."""
    if entry is None or entry.id not in addresses:
        return f'<span class="kb-missing">[[{escape(argument)}]]</span>'
    url = f"{ROOT}/{addresses[entry.id]}"
    number = getattr(entry.value, "number", None) if entry.family == "clause" else None
    text = f"{number} {entry.label}" if number else entry.label
    return f'<a class="kb-link" href="{escape(url)}">{escape(text)}</a>'


ROOT = "{{root}}"
"""Stands for the way from a page to the site's root, such as `../..`."""
