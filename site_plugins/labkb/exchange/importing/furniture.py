"""Lines without what belongs to the page: page numbers, running heads, tables of contents."""

from __future__ import annotations

from collections.abc import Sequence

from labkb.exchange.importing.contents import find_contents
from labkb.exchange.importing.model import Block, Dropped, Line
from labkb.exchange.importing.page_numbers import find_page_numbers
from labkb.exchange.importing.running_heads import (
    find_interruptions,
    find_repeated_titles,
    find_running_heads,
)


def remove_furniture(
    blocks: Sequence[Block], *, has_page_lines: bool = True
) -> tuple[list[Block], list[Dropped]]:
    """The blocks that are content, and the list of what was dropped.

    Without `has_page_lines` only what can be nothing else is taken for a page number.
    """
    lines = [(i, block) for i, block in enumerate(blocks) if isinstance(block, Line)]
    reasons: dict[int, str] = {}
    titles = find_repeated_titles(lines) if has_page_lines else set()
    for i in titles:
        reasons[i] = "页眉页脚"
    pages = find_page_numbers(lines, titles, only_sure=not has_page_lines)
    for i in pages:
        reasons[i] = "页码"
    rest = [(i, line) for i, line in lines if i not in reasons]
    for i in find_running_heads(lines, rest, pages) if has_page_lines else ():
        reasons[i] = "页眉页脚"
    rest = [(i, line) for i, line in rest if i not in reasons]
    if has_page_lines:
        for i in find_interruptions(lines, rest, reasons):
            reasons[i] = "页眉页脚"
        rest = [(i, line) for i, line in rest if i not in reasons]
    for i in find_contents(rest):
        reasons[i] = "目录"
    kept = [block for i, block in enumerate(blocks) if i not in reasons]
    dropped = [
        Dropped(line.text.strip(), reasons[i], line.number, line.page)
        for i, line in lines
        if i in reasons
    ]
    return kept, dropped
