"""A reader's own originals: read from a folder on this machine, kept apart from the collection.

The texts never enter the graph. They travel as `OverlayText`, a type that manifest, exports and
zip do not take, so that nothing published can hold one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from labkb.codes import finding
from labkb.diagnostics import CannotGoOn, Diagnostic, Place
from labkb.graph import KnowledgeGraph
from labkb.load.files import SUFFIXES, read_source
from labkb.load.yaml_tree import YamlTrouble, build, compose, locate
from labkb.model.document import Clause
from labkb.render.overlay import OverlayText
from labkb.validate import did_you_mean


def load_overlay(
    folder: Path, graph: KnowledgeGraph
) -> tuple[Mapping[str, OverlayText], list[Diagnostic]]:
    """The originals by clause id, and what could not be used.

    Raises:
        CannotGoOn: where there is no such folder.
    """
    if not folder.is_dir():
        raise CannotGoOn(f"找不到放本机原文的文件夹“{folder}”。用 labkb import --overlay 建立它。")
    texts: dict[str, OverlayText] = {}
    findings: list[Diagnostic] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES and p.is_file()):
        shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        _read(path, shown, graph, texts, findings)
    return texts, findings


def originals(held: Mapping[str, OverlayText]) -> dict[str, str]:
    """Clause id -> text, as the search index takes it."""
    return {clause: text.text for clause, text in held.items()}


def check_place(folder: Path, root: Path) -> list[Diagnostic]:
    """A finding where the originals lie inside what is published."""
    inside = folder.resolve()
    for name in ("kb", "content"):
        if inside.is_relative_to((root / name).resolve()):
            return [
                finding(
                    "KB943", f"本机原文的文件夹“{folder.name}”在 {name}/ 里面", Place(name),
                    remedy=f"移到 {name}/ 以外，例如项目文件夹里的 overlay/",
                )
            ]
    return []


def _read(
    path: Path,
    shown: str,
    graph: KnowledgeGraph,
    texts: dict[str, OverlayText],
    findings: list[Diagnostic],
) -> None:
    text, problem = read_source(path, shown)
    if problem:
        findings.append(problem)
        return
    try:
        root = compose(text)
        value = build(root)[0] if root is not None else None
    except YamlTrouble as error:
        place = Place(shown, line=error.trouble.line, column=error.trouble.column)
        findings.append(finding("KB941", f"“{shown}”的 YAML 写法有误", place, remedy="重新导入它"))
        return
    clauses = value.get("clauses") if isinstance(value, dict) else None
    if root is None or not isinstance(value, dict) or not isinstance(clauses, dict):
        findings.append(
            finding(
                "KB941", f"“{shown}”里没有 clauses，不是本机原文", Place(shown, line=1, column=1),
                remedy="用 labkb import --overlay 生成，或把别的文件移出这个文件夹",
            )
        )
        return
    document = str(value.get("document") or "")
    file, imported_on = _source(value.get("source"))
    known = [e.id for e in graph.descendants(document, "clause")] if document in graph else []
    for key, said in clauses.items():
        clause = key if ":" in key else f"{document}:{key}"
        entry = graph.get(clause)
        if entry is None or not isinstance(entry.value, Clause):
            line, column = locate(root, ("clauses", key), on_key=True)
            findings.append(
                finding(
                    "KB942", f"知识库里没有条款“{clause}”", Place(shown, line=line, column=column),
                    remedy=did_you_mean(clause, known) or "核对编号，或重新导入这份文件",
                )
            )
        elif isinstance(said, str) and said.strip():
            texts[clause] = OverlayText(said.strip("\n"), file, imported_on)


def _source(value: Any) -> tuple[str, str]:
    if isinstance(value, dict):
        return str(value.get("file") or ""), str(value.get("imported_on") or "")
    return (value, "") if isinstance(value, str) else ("", "")
