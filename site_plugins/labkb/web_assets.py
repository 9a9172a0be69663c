"""The browser's own files: scripts joined by group, style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labkb.jsruntime import WEB, script_groups

# A string, or anything else; and blanks around what needs none. Not around + and -: `a + +b`.
_STRING = re.compile(r'("(?:\\.|[^"\\])*")')
_AROUND = re.compile(r"\s*([=,;{}()?:&|<>\[\]])\s*")

# Loaded before the first hits are shown, so its bytes count.
_WITHOUT_COMMENTS = frozenset({"search", "search-dialog"})


def script_files() -> Iterator[tuple[str, bytes]]:
    """`assets/labkb/<group>.js` for every group, its files joined in load order."""
    for group, paths in script_groups().items():
        text = "\n".join((WEB / path).read_text("utf-8") for path in paths)
        if group in _WITHOUT_COMMENTS:
            text = without_comments(text)
        yield f"assets/labkb/{group}.js", text.encode("utf-8")


def without_comments(script: str) -> str:
    """The script without blanks that mean nothing and lines that are comments and nothing else.

    Lines that may hold a regular expression or a template keep their blanks.
    """
    kept: list[str] = []
    inside = False
    for line in map(str.strip, script.split("\n")):
        if inside or line.startswith("/*"):
            inside = not line.endswith("*/")
        elif line and not line.startswith("//"):
            kept.append(line if any(mark in line for mark in "/'`") else _squeezed(line))
    return "\n".join(kept) + "\n"


def _squeezed(line: str) -> str:
    pieces = _STRING.split(line)
    pieces[::2] = [_AROUND.sub(r"\1", piece) for piece in pieces[::2]]
    return "".join(pieces)


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
