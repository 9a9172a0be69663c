"""The browser's own files: scripts joined by group, style sheets."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.jsruntime import WEB, script_groups


def script_files() -> Iterator[tuple[str, bytes]]:
    """`assets/labkb/<group>.js` for every group, its files joined in load order."""
    for group, paths in script_groups().items():
        texts = [(WEB / path).read_text("utf-8") for path in paths]
        yield f"assets/labkb/{group}.js", "\n".join(texts).encode("utf-8")


def style_files() -> Iterator[tuple[str, bytes]]:
    """`assets/labkb/labkb.css` (tokens, then components) and one file per feature.

    Files named `NN-*.css` are parts of the common sheet, the others features of their own.
    """
    sheets = sorted((WEB / "css").glob("*.css"))
    common = [s for s in sheets if s.name[:2].isdigit()]
    joined = "\n".join(s.read_text("utf-8") for s in common)
    yield "assets/labkb/labkb.css", joined.encode("utf-8")
    for sheet in sheets:
        if sheet not in common:
            yield f"assets/labkb/{sheet.name}", sheet.read_bytes()
