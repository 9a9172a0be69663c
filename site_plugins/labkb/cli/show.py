"""`labkb show`: one record and its links both ways."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from labkb.cli.console import say, say_json
from labkb.diagnostics import CannotGoOn
from labkb.graph import Entry, KnowledgeGraph, Link
from labkb.load.locator import Locator
from labkb.model.kinds import FAMILY_WORDS
from labkb.pipeline import load_collection
from labkb.project import find_root
from labkb.settings import read_settings
from labkb.validate import did_you_mean, inner_model, model_at


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
        say(as_text(held, entry, graph))
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


def as_text(held: dict[str, Any], entry: Entry, graph: KnowledgeGraph) -> str:
    """The description for people."""
    kind = FAMILY_WORDS.get(held["kind"], held["kind"])
    lines = [f"{held['id']}  {held['title']}（{kind}）", f"  写在 {held['place']}"]
    if held["above"]:
        lines.append("  上级：" + " > ".join(e["title"] for e in held["above"]))
    for key, value in held["fields"].items():
        if key != "id":
            model = type(entry.value)
            lines.append(f"  {_key_word(model, key)}：{_flat(value, model, key)}")
    if held["below"]:
        lines.append("  下级：")
        lines.extend(f"    {below['id']}  {below['title']}" for below in held["below"])
    for word, links, key in (
        ("它引用", graph.outgoing(entry.id), "cites"),
        ("引用它", graph.incoming(entry.id), "cited_by"),
    ):
        if links:
            lines.append(f"  {word}：")
            rows = zip(links, held[key], strict=True)
            lines.extend(f"    {r['id']}  {r['title']}（{_role(k, graph)}）" for k, r in rows)
    return "\n".join(lines)


def _role(link: Link, graph: KnowledgeGraph) -> str:
    """The Chinese name of the field that makes a link."""
    record = graph[link.source].record
    # A file may hold a list of records: the number of the record is no field.
    steps = [step for step in link.path if isinstance(step, str)][:-1]
    model = model_at(type(record), tuple(steps))
    return _key_word(model, link.role) if model else link.role


def _key_word(model: type[BaseModel], key: str) -> str:
    """The Chinese name of a field: how its description begins."""
    field = model.model_fields.get(key)
    said = field.description if field and field.description else key
    return re.split("[：，；（。]", said)[0]


def _flat(value: Any, model: type[BaseModel], key: str) -> str:
    field = model.model_fields.get(key)
    if isinstance(value, list):
        return "；".join(_flat(item, model, key) for item in value)
    if isinstance(value, dict):
        inner = (inner_model(field.annotation) if field else None) or model
        return "，".join(f"{_key_word(inner, k)} {_flat(v, inner, k)}" for k, v in value.items())
    if isinstance(value, bool):
        return "是" if value else "否"
    # Descriptions explain fixed values: “shall 应、should 宜或建议”.
    said = (field.description if field else "") or ""
    word = re.search(rf"(?:^|[：、，；]){re.escape(str(value))} ([^、，；（]+)", said)
    return word[1] if word else str(value)
