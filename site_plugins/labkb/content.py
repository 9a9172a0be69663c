"""Finds `[[id]]` links and `/// kb-…` blocks in `content/`, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.graph import KnowledgeGraph
from labkb.load.files import read_source
from labkb.validate import did_you_mean

WIKI_LINK = re.compile(r"\[\[([A-Za-z0-9][^\]\[\n|]*)\]\]")
BLOCKS: dict[str, tuple[str, ...]] = {
    "kb-clause": ("clause", "requirement"),
    "kb-checklist": ("checklist",),
    "kb-calculator": ("calculator", "calculator_page"),
    "kb-chart": (),
    "kb-terms": (),
    "kb-question": ("question",),
}
"""Block name -> families its argument may name; empty where the argument is free text."""

_BLOCK = re.compile(r"^\s*/{3,}\s*(kb-[\w-]*)\s*(?:\|\s*(.*?))?\s*$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?:.|\n)*?\1")


def check_content(root: Path, graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Unknown ids and blocks in the Markdown files."""
    base = root / "content"
    for path in sorted(base.rglob("*.md")) if base.is_dir() else ():
        file = path.relative_to(root).as_posix()
        text, problem = read_source(path, file)
        if problem:
            yield problem
            continue
        yield from check_markdown(text, file, graph)


def check_markdown(text: str, file: str, graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Unknown ids and blocks in one Markdown text, code left out."""
    for number, line in _lines_outside_code(text):
        for match in WIKI_LINK.finditer(line):
            target = match.group(1).strip()
            if target not in graph:
                place = Place(file, line=number, column=match.start(1) + 1)
                yield finding(
                    "KB501",
                    f"[[{target}]] 找不到这个编号",
                    place,
                    remedy=did_you_mean(target, list(graph.entries)) or "核对编号",
                )
        if block := _BLOCK.match(line):
            yield from _check_block(block, number, file, graph)


def _check_block(
    match: re.Match[str], number: int, file: str, graph: KnowledgeGraph
) -> Iterator[Diagnostic]:
    name, argument = match.group(1), (match.group(2) or "").strip()
    place = Place(file, line=number, column=match.start(1) + 1)
    if name not in BLOCKS:
        yield finding(
            "KB502",
            f"没有嵌入块“{name}”",
            place,
            remedy=did_you_mean(name, list(BLOCKS)) or f"可用：{'、'.join(BLOCKS)}",
        )
        return
    families = BLOCKS[name]
    if not families:
        return
    entry = graph.get(argument)
    if entry is None or entry.family not in families:
        options = [e.id for e in graph.family(*families)]
        yield finding(
            "KB502",
            f"嵌入块 {name} 的编号“{argument}”不存在或种类不对",
            place,
            remedy=did_you_mean(argument, options) or "核对编号",
        )


def _lines_outside_code(text: str) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        found = _FENCE.match(line)
        if fence:
            if found and found.group(1).startswith(fence):
                fence = ""
            continue
        if found:
            fence = found.group(1)
            continue
        yield number, _CODE.sub(lambda m: " " * len(m.group(0)), line)
