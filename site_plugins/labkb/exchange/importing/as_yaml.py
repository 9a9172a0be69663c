"""Imported documents as YAML to edit, in the shape of `labkb.model.document`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from labkb.exchange.importing.model import ImportedDocument, ImportedUnit

_LAW = re.compile(r"(法|条例|实施细则)([（(].{1,12}[）)])?$")
_KINDS = (
    ("note", re.compile(r"编制说明")),
    ("minutes", re.compile(r"纪要")),
    ("report", re.compile(r"报告|总结|汇报|职责")),
    ("criteria", re.compile(r"准则")),
    ("guidance", re.compile(r"认可指南")),
    ("standard", re.compile(r"标准$|规范$|规程$|指南$|通用要求$|GB|JJ[FG]")),
    ("plan", re.compile(r"规划|计划|纲要|要点")),
)
_STATUTE = re.compile(r"(?<!办)法$|法典$|条例$")
_AUTHORITY = re.compile(r"中华人民共和国|国务院|人民代表大会|人民政府|[部委局署]令|总局|最高人民")
_RULE = re.compile(r"国家.{2,14}(?:办公室|总局|局|委员会)|[部委局署室]务会议|[部委局署]令")
"""How the history of a departmental rule (部门规章) names who made it."""
_HUMAN = ("summary", "topics", "keywords", "defines", "terms", "cites", "requirements", "remarks",
          "to_verify")


class TextDumper(yaml.SafeDumper):
    """Block style for texts of several lines, lists of words on one line."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


class Flow(list[str]):
    """A list that is written on one line."""


TextDumper.add_representer(str, _text)
TextDumper.add_representer(
    Flow, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, True)
)


def kind_of(document: ImportedDocument) -> str:
    """The kind of a document, guessed from title and history."""
    title = document.metadata.title or ""
    history = "".join(document.metadata.history)
    if _LAW.search(title) or "国务院" in history or "人民代表大会" in history:
        is_statute = "人民代表大会" in (document.metadata.issuer or "") or title.endswith("法")
        return "law" if is_statute else "regulation"
    if _RULE.search(history):
        return "regulation"
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "policy")


def licence_of(document: ImportedDocument, kind: str) -> str:
    """Laws and regulations are public; of everything else only summaries may be published.

    A laboratory calls its own rules 办法 or 规定, too: those names alone prove nothing.
    """
    title = document.metadata.title or ""
    said = f"{title}{document.metadata.issuer or ''}{''.join(document.metadata.history)}"
    is_public = _AUTHORITY.search(said) or _RULE.search(said) or _STATUTE.search(title)
    return "public-law" if kind in {"law", "regulation"} and is_public else "summary-only"


def is_withheld(document: ImportedDocument) -> bool:
    """Whether the texts stay out unless somebody says that they may be published."""
    return licence_of(document, kind_of(document)) == "summary-only"


def document_record(
    document: ImportedDocument, source_file: str, *, licence: str | None = None
) -> dict[str, Any]:
    """The record of a document; texts only where the licence lets them be published."""
    metadata = document.metadata
    kind = kind_of(document)
    licence = licence or licence_of(document, kind)
    with_text = licence != "summary-only"
    record: dict[str, Any] = {
        "id": document.id,
        "kind": kind,
        "title": metadata.title or "（无标题）",
        "number": metadata.number,
        "issuer_name": metadata.issuer,
        "issued_on": metadata.date,
        "effective_on": metadata.effective,
        "status": None,
        "source": {"file": source_file, "licence": licence},
        "summary": None,
    }
    if document.embedded_in:
        record["source"]["place"] = f"在 {document.embedded_in} 里"
    if metadata.history:
        record["remarks"] = [f"沿革：{line}" for line in metadata.history]
    to_verify = []
    if not metadata.title:
        to_verify.append("文件里没有找到标题。")
    if not metadata.date:
        to_verify.append("文件里没有写发布日期。")
    if to_verify:
        record["to_verify"] = to_verify
    record["clauses"] = [_clause(unit, with_text) for unit in document.units]
    if document.tables and with_text:
        record["tables"] = [
            {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}
            for table in document.tables
        ]
    elif document.tables:
        record["tables"] = [
            {"columns": list(table.columns), "rows": []} for table in document.tables
        ]
    return record


def _clause(unit: ImportedUnit, with_text: bool) -> dict[str, Any]:
    clause: dict[str, Any] = {}
    if unit.explicit:
        clause["id"] = unit.explicit
    if unit.number is not None:
        clause["number"] = unit.number
    if unit.form != "clause":
        clause["form"] = unit.form
    if unit.heading:
        clause["heading"] = unit.heading
    if with_text and unit.paragraphs:
        clause["text"] = unit.text
    elif unit.paragraphs or not unit.units:
        clause["summary"] = None
    if unit.units:
        clause["clauses"] = [_clause(child, with_text) for child in unit.units]
    return clause


def merge(new: dict[str, Any], old: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The new record with what people wrote into the old one, and the paths that are gone.

    Clauses are matched by their paths. A clause that the new text lacks stays, marked, when
    people had written into it.
    """
    merged = dict(new)
    for key, value in old.items():
        if key in {"clauses", "tables", "source"} or value in (None, "", [], {}):
            continue
        merged[key] = value
    source = dict(new.get("source") or {})
    source.update({k: v for k, v in (old.get("source") or {}).items() if k != "file" and v})
    merged["source"] = source
    if source.get("licence") == "summary-only":
        merged["clauses"] = [_without_text(c) for c in new.get("clauses", [])]
    before = dict(_by_path(old.get("clauses") or []))
    seen: set[str] = set()
    merged["clauses"] = _merged(merged["clauses"], before, seen)
    gone = [
        path for path, clause in before.items()
        if path not in seen and any(clause.get(key) for key in _HUMAN)
    ]
    for path in gone:
        clause = {k: v for k, v in before[path].items() if k != "clauses"}
        clause["id"] = path
        notes = [*clause.get("to_verify", ()), "重新导入时，原文里没有找到这一条。"]
        clause["to_verify"] = list(dict.fromkeys(notes))
        merged["clauses"].append(clause)
    return merged, gone


def _without_text(clause: dict[str, Any]) -> dict[str, Any]:
    made = {k: v for k, v in clause.items() if k not in {"text", "clauses"}}
    if "text" in clause:
        made["summary"] = None
    if "clauses" in clause:
        made["clauses"] = [_without_text(child) for child in clause["clauses"]]
    return made


def _by_path(clauses: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    from labkb.ids import Unit, derive_paths

    def unit(clause: dict[str, Any]) -> Unit:
        return Unit(
            clause.get("number"), clause.get("form", "clause"), clause.get("id"),
            tuple(unit(child) for child in clause.get("clauses") or ()),
        )

    flat: list[dict[str, Any]] = []

    def walk(level: list[dict[str, Any]]) -> None:
        for clause in level:
            flat.append(clause)
            walk(clause.get("clauses") or [])

    walk(clauses)
    return list(zip(derive_paths(tuple(unit(c) for c in clauses)), flat, strict=True))


def _merged(
    clauses: list[dict[str, Any]], before: Mapping[str, dict[str, Any]], seen: set[str]
) -> list[dict[str, Any]]:
    paths = {id(clause): path for path, clause in _by_path(clauses)}

    def walk(clause: dict[str, Any]) -> dict[str, Any]:
        path = paths[id(clause)]
        old = before.get(path)
        made = {k: v for k, v in clause.items() if k != "clauses"}
        if old is not None:
            seen.add(path)
            for key in ("id", "heading", *_HUMAN):
                if old.get(key) and (key in _HUMAN or not made.get(key)):
                    made[key] = old[key]
            if made.get("text") and not made.get("summary"):
                made.pop("summary", None)
        if clause.get("clauses"):
            made["clauses"] = [walk(child) for child in clause["clauses"]]
        return made

    return [walk(clause) for clause in clauses]


def to_yaml(record: Mapping[str, Any], schema: str) -> str:
    """The text of the file."""
    body = yaml.dump(
        dict(record), Dumper=TextDumper, allow_unicode=True, sort_keys=False, width=10_000,
        default_flow_style=False,
    )
    return f"# yaml-language-server: $schema={schema}\n{body}"
