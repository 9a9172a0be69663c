"""`labkb show`: one record and its links both ways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from labkb.cli.console import say, say_json
from labkb.diagnostics import CannotGoOn
from labkb.graph import Entry, KnowledgeGraph, Link
from labkb.load.locator import Locator
from labkb.model.kinds import FAMILY_WORDS
from labkb.pipeline import load_collection
from labkb.project import find_root
from labkb.settings import read_settings
from labkb.validate import did_you_mean


@click.command(help="显示一条记录：内容，它引用谁，谁引用它。")
@click.argument("record_id", metavar="编号")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text",
              help="输出格式。")
def show(record_id: str, style: str) -> int:
    """Exit code: 0 shown, 2 no such record."""
    root = find_root(Path())
    graph = load_collection(root, as_of=read_settings(root).as_of).graph
    entry = graph.get(record_id)
    if entry is None:
        guess = did_you_mean(record_id, list(graph.entries))
        raise CannotGoOn(f"没有编号“{record_id}”。{guess or '用 labkb search 找一找。'}")
    line, column = Locator(root).position(entry.file, entry.path)
    held = describe(entry, graph)
    held["place"] = f"{entry.file}:{line}:{column}"
    if style == "json":
        say_json(held)
    else:
        say(as_text(held))
    return 0


def describe(entry: Entry, graph: KnowledgeGraph) -> dict[str, Any]:
    """Id, kind, title, fields, parents and links both ways."""
    return {
        "id": entry.id,
        "kind": entry.family,
        "title": entry.label,
        "above": [{"id": e.id, "title": e.label} for e in graph.ancestors(entry.id)],
        "fields": entry.value.model_dump(
            mode="json", exclude_none=True, exclude_defaults=True, exclude={"clauses"}
        ),
        "below": [{"id": e.id, "title": e.label} for e in graph.children(entry.id)],
        "cites": [_end(link, link.target, graph) for link in graph.outgoing(entry.id)],
        "cited_by": [_end(link, link.source, graph) for link in graph.incoming(entry.id)],
    }


def _end(link: Link, other: str, graph: KnowledgeGraph) -> dict[str, str]:
    return {"role": link.role, "id": other, "title": graph[other].label}


def as_text(held: dict[str, Any]) -> str:
    """The description for people."""
    kind = FAMILY_WORDS.get(held["kind"], held["kind"])
    lines = [f"{held['id']}  {held['title']}（{kind}）", f"  写在 {held['place']}"]
    if held["above"]:
        lines.append("  上级：" + " › ".join(e["title"] for e in held["above"]))
    for key, value in held["fields"].items():
        if key != "id":
            lines.append(f"  {key}: {_flat(value)}")
    for word, key in (("下级", "below"), ("它引用", "cites"), ("引用它", "cited_by")):
        if held[key]:
            lines.append(f"  {word}：")
            lines.extend(f"    {_row(item)}" for item in held[key])
    return "\n".join(lines)


def _row(item: dict[str, str]) -> str:
    role = f"（{item['role']}）" if "role" in item else ""
    return f"{item['id']}  {item['title']}{role}"


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(_flat(item) for item in value)
    if isinstance(value, dict):
        return "，".join(f"{k} {_flat(v)}" for k, v in value.items())
    return str(value)
