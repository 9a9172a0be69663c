"""Data with which a page says what changed since an older edition of the collection."""

from __future__ import annotations

import json
from collections.abc import Iterator

from labkb.model.change import Change
from labkb.render.context import Site

VERSION = 1
FOLDER = "assets/labkb"


def changes_script(site: Site) -> Iterator[tuple[str, bytes]]:
    """`changes.js`: the collection's own history, the newest first."""
    held = [e.value for e in site.graph.family("change") if isinstance(e.value, Change)]
    held.sort(key=lambda change: change.changed_on, reverse=True)
    data = {
        "edition": site.settings.edition,
        "as_of": site.settings.as_of,
        "changes": [
            {
                "title": change.title,
                "type": change.type,
                "on": change.changed_on,
                "edition": change.edition or "",
                "url": site.urls[change.id],
                "records": list(change.records),
            }
            for change in held
        ],
    }
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/")
    yield f"{FOLDER}/changes.js", f'labkb.provide("changes",{VERSION},{text});\n'.encode()
