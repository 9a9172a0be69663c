"""`[[id]]` links and `/// kb-…` blocks in Markdown."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from re import Match
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from labkb.content import BLOCKS, WIKI_LINK

Embed = Callable[[str, str], str]
"""(block name, argument) -> HTML that is safe to show; "link" for an inline link."""


class _WikiLink(InlineProcessor):
    def __init__(self, embed: Embed, md: Markdown) -> None:
        super().__init__(WIKI_LINK.pattern, md)
        self._embed = embed

    def handleMatch(self, m: Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]
        html = self._embed("link", m.group(1).strip())
        return self.md.htmlStash.store(html), m.start(0), m.end(0)


def _block(name: str, embed: Embed) -> type[Block]:
    class KbBlock(Block):
        NAME = name
        ARGUMENT = None

        def on_create(self, parent: etree.Element) -> etree.Element:
            element = etree.SubElement(parent, "div")
            element.text = self.md.htmlStash.store(embed(name, self.argument or ""))
            return element

        def on_markdown(self) -> str:
            return "raw"

    return KbBlock


class LabkbExtension(BlocksExtension):
    """The Markdown extension of one build."""

    def __init__(self, embed: Embed) -> None:
        super().__init__()
        self._embed = embed

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Registers links and blocks."""
        for name in BLOCKS:
            block_mgr.register(_block(name, self._embed), self.getConfigs())
        md.inlinePatterns.register(_WikiLink(self._embed, md), "labkb-link", 175)


def make_extension(embed: Embed) -> Extension:
    """The extension for plain Markdown use, in tests."""
    return LabkbExtension(embed)
