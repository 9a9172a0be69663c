"""Finds `[[id]]` links and `/// kb-…` blocks in `content/`, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.graph import KnowledgeGraph
from labkb.link import is_lost
from labkb.load.files import read_source
from labkb.model.fact import Fact
from labkb.model.term import Term
from labkb.settings import CONFIG
from labkb.validate import did_you_mean

WIKI_LINK = re.compile(r"\[\[([^\]\[\n]*)\]\]")
BLOCKS: dict[str, tuple[str, ...]] = {
    "kb-clause": ("clause", "requirement"),
    "kb-checklist": ("checklist",),
    "kb-calculator": ("calculator", "calculator_page"),
    "kb-chart": (),
    "kb-terms": (),
    "kb-question": ("question",),
}
"""Block name -> families its argument may name; empty where the argument is free text."""

_NOTES = ("attention", "caution", "danger", "error", "tip", "hint", "note", "warning", "important")
_PLAIN_BLOCKS: dict[str, tuple[str, ...]] = {
    "admonition": ("admonition", *_NOTES),
    "caption": ("caption", "figure-caption", "table-caption"),
    "definition": ("define",),
    "details": ("details", *_NOTES),
    "html": ("html",),
    "tab": ("tab",),
}
"""Extension of pymdown -> blocks that it brings; a project enables them in mkdocs.yml."""

_BLOCK = re.compile(r"^\s*(/{3,})[ ]*([\w-]+)[ ]*(?:\|\s*(.*?))?\s*$")
_BLOCK_END = re.compile(r"^\s*(/{3,})\s*$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?:.|\n)*?\1")


def check_content(
    root: Path, graph: KnowledgeGraph, lost: Container[str] = ()
) -> Iterator[Diagnostic]:
    """Unknown ids and blocks in the Markdown files; `lost` are ids of records that are broken."""
    base = root / "content"
    enabled = _enabled_blocks(root)
    for path in sorted(base.rglob("*.md")) if base.is_dir() else ():
        file = path.relative_to(root).as_posix()
        text, problem = read_source(path, file)
        if problem:
            yield problem
            continue
        yield from check_markdown(text, file, graph, enabled, lost)


def _enabled_blocks(root: Path) -> tuple[str, ...]:
    """The names of the blocks of pymdown that mkdocs.yml enables."""
    config, _ = read_source(root / CONFIG, CONFIG)
    return tuple(
        name
        for extension, names in _PLAIN_BLOCKS.items()
        if f"pymdownx.blocks.{extension}" in config
        for name in names
    )


def check_markdown(
    text: str,
    file: str,
    graph: KnowledgeGraph,
    enabled: tuple[str, ...] = (),
    lost: Container[str] = (),
) -> Iterator[Diagnostic]:
    """Unknown ids and blocks in one Markdown text, code left out.

    Args:
        text: the Markdown.
        file: its place in the project.
        graph: what ids may name.
        enabled: further blocks that may be used.
        lost: ids of records that are there but broken.
    """
    opened: list[tuple[str, Place, str]] = []
    for number, line in _lines_outside_code(text):
        for match in WIKI_LINK.finditer(line):
            target = match.group(1).strip()
            if target not in graph and not is_lost(target, lost):
                place = Place(file, line=number, column=match.start(1) + 1)
                yield finding(
                    "KB501",
                    f"[[{target}]] 找不到这个编号",
                    place,
                    remedy=_meant(target, graph) or "写记录的编号，例如 [[term/calibration]]",
                )
        if block := _BLOCK.match(line):
            place = Place(file, line=number, column=block.start(2) + 1)
            opened.append((block[1], place, block[2]))
            argument = (block[3] or "").strip()
            if block[2] not in enabled and not is_lost(argument, lost):
                yield from _check_block(block[2], argument, place, graph)
        elif end := _BLOCK_END.match(line):
            marks = [mark for mark, _, _ in opened]
            if end[1] in marks:
                del opened[len(marks) - 1 - marks[::-1].index(end[1]) :]
    for mark, place, name in opened:
        yield finding(
            "KB502", f"嵌入块“{name}”没有结束", place, remedy=f"在它后面另起一行写 {mark}"
        )


def _meant(target: str, graph: KnowledgeGraph) -> str:
    """What was perhaps meant by an unknown id: a near one, or the record of that name."""
    word = target.split("|")[0].strip()
    named = next((e.id for e in graph.entries.values() if e.label == word), "")
    guess = named or (word if word in graph else "")
    return f"是否想写“{guess}”？" if guess else did_you_mean(word, list(graph.entries))


def _check_block(
    name: str, argument: str, place: Place, graph: KnowledgeGraph
) -> Iterator[Diagnostic]:
    if name not in BLOCKS:
        near = name.lower().replace("_", "-")
        yield finding(
            "KB502",
            f"没有嵌入块“{name}”",
            place,
            remedy=did_you_mean(near if near.startswith("kb-") else f"kb-{near}", list(BLOCKS))
            or f"可用：{'、'.join(BLOCKS)}",
        )
        return
    families = BLOCKS[name]
    if not families:
        yield from _check_words(name, argument, place, graph)
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


def _check_words(
    name: str, argument: str, place: Place, graph: KnowledgeGraph
) -> Iterator[Diagnostic]:
    """The series of a chart, or the ids and topics of a list of terms."""
    if name == "kb-chart":
        facts = [e.value for e in graph.family("fact") if isinstance(e.value, Fact)]
        known = {fact.series for fact in facts if fact.series}
        words, what = [argument], "数字里没有序列"
    else:
        terms = [e.value for e in graph.family("term") if isinstance(e.value, Term)]
        known = {t.id for t in terms} | {topic for t in terms for topic in t.topics}
        words = [w.strip() for w in argument.replace("，", ",").split(",") if w.strip()] or [""]
        what = "术语里没有编号或主题"
    for word in words:
        if word not in known:
            yield finding(
                "KB502",
                f"嵌入块 {name}：{what}“{word}”",
                place,
                remedy=did_you_mean(word, sorted(known)) or "核对名称",
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
