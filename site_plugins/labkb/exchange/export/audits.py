"""Finds the checklist that a saved audit belongs to."""

from __future__ import annotations

import json
from pathlib import Path

from labkb.checklist_view import ChecklistView, checklist_view
from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.checklist_audit import State, read_audit
from labkb.graph import KnowledgeGraph
from labkb.settings import Settings

_NO_AUDIT = "“{}”不是自查记录，或已损坏。要用页面上点“保存”得到的 .json 文件。"
MAX_BYTES = 50 * 1024 * 1024


def open_audit(
    graph: KnowledgeGraph, settings: Settings, checklist_id: str, audit: Path | None
) -> tuple[ChecklistView, State | None]:
    """The checklist, and the answers where a file of them is given.

    Raises:
        CannotGoOn: where the file is damaged, or belongs to another checklist or collection.
    """
    text = _read(audit) if audit else ""
    wanted = checklist_id or _subject(text, audit.name if audit else "")
    entry = graph.get(wanted)
    if entry is None or entry.family != "checklist":
        name = audit.name if audit else wanted
        raise CannotGoOn(f"“{name}”说的核查表“{wanted or '（没有写）'}”不在这个库里。")
    view = checklist_view(graph, settings, wanted)
    return view, read_audit(view, text) if audit else None


def _read(audit: Path) -> str:
    if audit.stat().st_size > MAX_BYTES:
        raise CannotGoOn(f"“{audit.name}”过大，不像自查记录。")
    try:
        return audit.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotGoOn(_NO_AUDIT.format(audit.name)) from None


def _subject(text: str, name: str) -> str:
    try:
        held = json.loads(text)
    except json.JSONDecodeError:
        raise CannotGoOn(_NO_AUDIT.format(name)) from None
    subject = held.get("subject") if isinstance(held, dict) else None
    if not isinstance(subject, str):
        raise CannotGoOn(_NO_AUDIT.format(name))
    return subject
