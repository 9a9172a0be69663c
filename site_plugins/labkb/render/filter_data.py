"""Titles, numbers and keywords for the plain filter of the home box, where no search is at hand."""

from __future__ import annotations

import json

from labkb.model.base import Record
from labkb.model.document import Clause
from labkb.model.kinds import FAMILY_WORDS
from labkb.render.context import Site

PATH = "assets/labkb/filter.js"
VERSION = 1
_FAMILIES = ("document", "clause", "term", "reference", "responsibility", "organization", "person",
             "fact")
_MOST = 6000


def filter_script(site: Site) -> tuple[str, bytes]:
    """The data script: rows of kind, number, title, keywords, url."""
    rows = []
    for entry in site.graph.family(*_FAMILIES)[:_MOST]:
        value = entry.value
        held = value.keywords if isinstance(value, Record | Clause) else ()
        names = (*getattr(value, "aliases", ()), *getattr(value, "variants", ()))
        english = getattr(value, "english", None) or ""
        rows.append([
            FAMILY_WORDS[entry.family],
            getattr(value, "number", None) or "",
            entry.label,
            " ".join((*names, *held, english)),
            site.urls[entry.id],
        ])
    text = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/")
    return PATH, f'labkb.provide("filter",{VERSION},{text});\n'.encode()
