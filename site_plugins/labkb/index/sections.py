"""Sections of hand-written pages as search sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from labkb.ids import file_name
from labkb.index.records import SearchRecord

_HEADING = re.compile(r"^(#{1,3})\s+(.*?)\s*(?:\{:?\s*#([\w-]+)[^}]*\})?\s*$")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<[^>]+>|[`*_|]+|^/{3,}.*$|\[\[|\]\]", re.MULTILINE)
_FENCE = re.compile(r"^\s*(```|~~~)")


def section_records(root: Path) -> Iterator[SearchRecord]:
    """One record a heading of every page in `content/`, in reading order.

    A heading with an id of its own is reached directly, any other through its page.
    """
    base = root / "content"
    for path in sorted(base.rglob("*.md")) if base.is_dir() else ():
        relative = path.relative_to(base).with_suffix("").as_posix()
        text = _FRONT.sub("", path.read_text("utf-8", errors="replace"))
        page = ""
        for number, (title, anchor, body) in enumerate(_sections(text)):
            page = page or title
            yield SearchRecord(
                f"section/{file_name(relative.replace('/', '-'))}-{number}",
                "section",
                title,
                f"{relative}.html" + (f"#{anchor}" if anchor else ""),
                context=(page,) if title != page else (),
                body=_MARKUP.sub(lambda match: match[1] or " ", body).strip(),
            )


def _sections(text: str) -> Iterator[tuple[str, str, str]]:
    title, anchor, lines, in_code = "", "", list[str](), False
    for line in text.splitlines():
        if _FENCE.match(line):
            in_code = not in_code
        heading = None if in_code else _HEADING.match(line)
        if heading is None:
            lines.append(line)
            continue
        if title:
            yield title, anchor, "\n".join(lines)
        title, anchor, lines = heading[2], heading[3] or "", []
    if title:
        yield title, anchor, "\n".join(lines)
