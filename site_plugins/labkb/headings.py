"""Anchors of headings in hand-written Markdown, the same for the page and for search.

MkDocs numbers Chinese headings (`_1`, `_2`), so that a new heading moves all links behind it. Ours
follow from what the heading says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

_HEADING = re.compile(r"^(#{1,6})\s*(.*?)\s*#*\s*(?:[ ]\{:?\s*([^}\n]*)\})?\s*$")
_ID = re.compile(r"(?:^|\s)#([\w:.-]+)")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_WIKI_LINK = re.compile(r"\[\[[^\]\n]*\]\]")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<[^>]+>")
_ENTITY = re.compile(r"&#?\w+;|\x02[^\x03]*\x03")
"""As written, and as Python-Markdown keeps it while it works."""
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page with the text below it, as written."""

    level: int
    title: str
    anchor: str
    body: str


class Anchors:
    """Gives out the anchors of one page, each once."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def take(self, text: str, explicit: str = "") -> str:
        """The anchor of the next heading: its own, else one made from what it says."""
        base = explicit or anchor_of(text)
        anchor, count = base, 1
        while anchor in self._used:
            count += 1
            anchor = f"{base}-{count}"
        self._used.add(anchor)
        return anchor


def anchor_of(text: str) -> str:
    """An ASCII anchor that follows from letters and digits of the text alone.

    `nginx` -> nginx; 第二步 -> s- and eight characters of a digest.
    """
    text = unicodedata.normalize("NFKC", _ENTITY.sub("", text)).lower()
    said = "".join(c for c in text if c.isalnum())
    if said.isascii() and said[:1].isalpha():
        return "-".join(_WORD.findall(text))
    return f"s-{blake2b(said.encode(), digest_size=4).hexdigest()}"


def headings(markdown: str) -> Iterator[Heading]:
    """The headings of a page outside code, in order."""
    anchors = Anchors()
    opened: tuple[int, str, str] | None = None
    lines: list[str] = []
    fence = ""
    for line in _FRONT.sub("", markdown).splitlines():
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        found = None if fence or mark else _HEADING.match(line)
        if found is None or not found[2]:
            lines.append(line)
            continue
        if opened:
            yield Heading(*opened, "\n".join(lines))
        own = _ID.search(found[3] or "")
        said = plain(found[2])
        opened = (len(found[1]), found[2], anchors.take(said, own[1] if own else ""))
        lines = []
    if opened:
        yield Heading(*opened, "\n".join(lines))


def plain(markdown: str) -> str:
    """What a line of Markdown says, links to records left out."""
    return _LINK.sub(lambda match: match[1] or "", _WIKI_LINK.sub("", markdown))
