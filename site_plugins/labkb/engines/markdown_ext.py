"""`[[id]]` links and `/// kb-…` blocks in Markdown; the rest of a page is made safe."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from re import Match
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from labkb.content import BLOCKS, WIKI_LINK
from labkb.headings import Anchors
from labkb.render.sanitize import clean_html

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_BEFORE_TOC = 6  # attr_list has 8, toc 5
Embed = Callable[[str, str], str]
"""(block name, argument) -> HTML that is safe to show; "link" for an inline link."""


class _Held:
    """Our own HTML, out of the way while the author's is cleaned."""

    _MARK = "\ue0f0{}\ue0f1"
    _MARKS = re.compile("\ue0f0(\\d+)\ue0f1")

    def __init__(self) -> None:
        self._html: list[str] = []

    def hold(self, html: str) -> AtomicString:
        """A mark that stands for the HTML."""
        self._html.append(html)
        return AtomicString(self._MARK.format(len(self._html) - 1))

    def restore(self, text: str) -> str:
        """The text with the HTML in the place of its marks."""
        held = self._html
        return self._MARKS.sub(
            lambda m: held[int(m[1])] if int(m[1]) < len(held) else "", text
        )

    @classmethod
    def without_marks(cls, text: str) -> str:
        """The text without what is held."""
        return cls._MARKS.sub("", text)

    def reset(self) -> None:
        """Forgets what the page before held."""
        self._html.clear()


class _Clean(Postprocessor):
    """Comes last: takes out what could run, then puts our own HTML in."""

    def __init__(self, held: _Held) -> None:
        super().__init__()
        self._held = held

    def run(self, text: str) -> str:
        return self._held.restore(clean_html(text))


class _HeadingIds(Treeprocessor):
    """Comes before MkDocs numbers the headings that have no id."""

    def run(self, root: etree.Element) -> None:
        anchors = Anchors()
        for element in root.iter():
            if element.tag in _HEADINGS:
                said = _Held.without_marks("".join(element.itertext()))
                element.set("id", anchors.take(said, element.get("id", "")))


class _WikiLink(InlineProcessor):
    def __init__(self, embed: Embed, held: _Held, md: Markdown) -> None:
        super().__init__(WIKI_LINK.pattern, md)
        self._embed = embed
        self._held = held

    def handleMatch(self, m: Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]
        html = self._embed("link", m.group(1).strip())
        return self._held.hold(html), m.start(0), m.end(0)


def _block(name: str, embed: Embed, held: _Held) -> type[Block]:
    class KbBlock(Block):
        NAME = name
        ARGUMENT = None

        def on_create(self, parent: etree.Element) -> etree.Element:
            element = etree.SubElement(parent, "div")
            element.text = held.hold(embed(name, self.argument or ""))
            return element

        def on_markdown(self) -> str:
            return "raw"

    return KbBlock


class LabkbExtension(BlocksExtension):
    """The Markdown extension of one build."""

    def __init__(self, embed: Embed) -> None:
        super().__init__()
        self._embed = embed
        self._held = _Held()

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Registers links, blocks and the cleaning."""
        md.registerExtension(self)
        for name in BLOCKS:
            block_mgr.register(_block(name, self._embed, self._held), self.getConfigs())
        md.inlinePatterns.register(_WikiLink(self._embed, self._held, md), "labkb-link", 175)
        md.treeprocessors.register(_HeadingIds(md), "labkb-headings", _BEFORE_TOC)
        md.postprocessors.register(_Clean(self._held), "labkb-clean", -100)

    def reset(self) -> None:
        """Called before every page."""
        self._held.reset()


def make_extension(embed: Embed) -> Extension:
    """The extension for plain Markdown use, in tests."""
    return LabkbExtension(embed)
