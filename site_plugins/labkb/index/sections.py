"""Sections of hand-written pages as search sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from labkb.headings import Heading, headings
from labkb.ids import file_name
from labkb.index.records import SearchRecord

_DEEPEST = 3
_MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<[^>]+>|[`*_|]+|^/{3,}.*$|\[\[|\]\]", re.MULTILINE)


def section_records(root: Path) -> Iterator[SearchRecord]:
    """One record a heading of every page in `content/`, in reading order.

    The first heading of a page is reached as the page.
    """
    base = root / "content"
    for path in sorted(base.rglob("*.md")) if base.is_dir() else ():
        relative = path.relative_to(base).with_suffix("").as_posix()
        page = ""
        markdown = path.read_text("utf-8", errors="replace")
        for number, heading in enumerate(_sections(headings(markdown))):
            title = _MARKUP.sub(lambda match: match[1] or "", heading.title).strip()
            anchor = f"#{heading.anchor}" if number else ""
            page = page or title
            yield SearchRecord(
                f"section/{file_name(relative.replace('/', '-'))}-{number}",
                "section",
                title,
                f"{relative}.html{anchor}",
                context=(page,) if title != page else (),
                body=_MARKUP.sub(lambda match: match[1] or " ", heading.body).strip(),
            )


def _sections(found: Iterable[Heading]) -> Iterator[Heading]:
    """The headings with the text of deeper ones in their own."""
    opened: Heading | None = None
    for heading in found:
        if opened is not None and heading.level > _DEEPEST:
            opened = replace(opened, body=f"{opened.body}\n{heading.title}\n{heading.body}")
            continue
        if opened is not None:
            yield opened
        opened = heading
    if opened is not None:
        yield opened
