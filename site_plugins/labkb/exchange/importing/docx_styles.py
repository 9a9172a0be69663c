"""Paragraph styles of a docx: headings, alignment, the lists that they number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from labkb.exchange.importing.docx_package import W


@dataclass(slots=True)
class Style:
    """What a style says of its paragraphs."""

    name: str = ""
    based_on: str | None = None
    list_id: str | None = None
    depth: int | None = None
    outline: int | None = None
    is_centred: bool | None = None


def value_of(parent: Element | None, name: str) -> str | None:
    """The `w:val` of a child element."""
    element = None if parent is None else parent.find(f"{W}{name}")
    return None if element is None else element.get(f"{W}val", "")


def read_styles(root: Element | None) -> tuple[dict[str, Style], str | None]:
    """The styles by id, and the id of the default one for paragraphs."""
    styles: dict[str, Style] = {}
    default = None
    if root is None:
        return styles, default
    for item in root.findall(f"{W}style"):
        if item.get(f"{W}type") not in {"paragraph", "numbering"}:
            continue
        ident = item.get(f"{W}styleId", "")
        properties = item.find(f"{W}pPr")
        listed = None if properties is None else properties.find(f"{W}numPr")
        outline = value_of(properties, "outlineLvl")
        depth = value_of(listed, "ilvl")
        align = value_of(properties, "jc")
        styles[ident] = Style(
            name=value_of(item, "name") or "",
            based_on=value_of(item, "basedOn"),
            list_id=value_of(listed, "numId"),
            depth=int(depth) if depth and depth.isdigit() else None,
            outline=int(outline) if outline and outline.isdigit() else None,
            is_centred=None if align is None else align == "center",
        )
        if item.get(f"{W}default") in {"1", "true"} and item.get(f"{W}type") == "paragraph":
            default = ident
    return styles, default


def style_chain(
    styles: Mapping[str, Style], ident: str | None
) -> Iterator[tuple[str, Style]]:
    """A style and those that it is based on."""
    for _ in range(12):
        if ident is None or ident not in styles:
            return
        style = styles[ident]
        yield ident, style
        ident = style.based_on


def looks_of(
    styles: Mapping[str, Style], properties: Element | None, style_id: str | None
) -> tuple[int | None, bool, bool]:
    """Heading level, whether centred, whether of a table of contents."""
    heading: int | None = None
    centred: bool | None = None
    toc = False
    align = value_of(properties, "jc")
    if align is not None:
        centred = align == "center"
    outline = value_of(properties, "outlineLvl")
    if outline and outline.isdigit() and int(outline) < 9:
        heading = int(outline) + 1
    for _, style in style_chain(styles, style_id):
        name = style.name.lower()
        if re.fullmatch(r"(toc|目录)\s*(heading|标题|\d)?", name) or name in {"toc heading", "table of figures"}:
            toc = True
        if centred is None and style.is_centred is not None:
            centred = style.is_centred
        if heading is None:
            if name in {"title", "标题"}:
                heading = 0
            elif match := re.fullmatch(r"(?:heading|标题)\s*(\d)", name):
                heading = int(match[1])
            elif style.outline is not None and style.outline < 9:
                heading = style.outline + 1
    return heading, bool(centred), toc


