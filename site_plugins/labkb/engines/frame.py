"""What the frame around a page (header, tabs, sidebar, footer) shows."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from labkb.build import Build
from labkb.code_version import code_version
from labkb.jsruntime import script_groups
from labkb.render.page import Page


def frame_key(build: Build, root: Path) -> str:
    """Hash of all that the frame around generated pages follows from."""
    found = hashlib.blake2b(code_version().encode(), digest_size=16)
    found.update((root / "mkdocs.yml").read_bytes())
    found.update(repr((build.settings, sorted(build.counts.items()))).encode("utf-8"))
    return found.hexdigest()


def frame_context(build: Build, page: Page | None) -> dict[str, Any]:
    """Plain values for the theme's templates; `page` is None on Markdown pages."""
    settings = build.settings
    groups = tuple(g for g in (page.scripts if page else ()) if g in script_groups())
    data = tuple(s for s in (page.scripts if page else ()) if s not in script_groups())
    return {
        "name": settings.name,
        "kb": settings.kb,
        "edition": settings.edition,
        "as_of": settings.as_of,
        "stale_after_months": settings.stale_after_months,
        "has_overlay": bool(settings.overlay),
        "counts": build.counts,
        "page": page,
        "title": page.title if page else "",
        "scripts": [f"assets/labkb/{name}.js" for name in ("base", *groups)],
        "data_scripts": list(data),
        "styles": [
            f"assets/labkb/{name}.css" for name in ("labkb", *(page.styles if page else ()))
        ],
    }
