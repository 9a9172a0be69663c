"""A saved audit as exports need it; read, scored and listed by the page's own code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from labkb.checklist_view import ChecklistView, checklist_view
from labkb.diagnostics import CannotGoOn
from labkb.graph import KnowledgeGraph
from labkb.jsruntime import JsRuntime
from labkb.settings import Settings

State = Mapping[str, Any]
ABOUT = {
    "person": "姓名",
    "role": "岗位",
    "unit": "单位、部门",
    "auditor": "填表人",
    "date": "日期",
}


def audit_of(graph: KnowledgeGraph, settings: Settings, text: str) -> tuple[ChecklistView, State]:
    """The checklist that a saved file is about, and its envelope.

    Raises:
        CannotGoOn: where the file cannot be used, or its checklist is not held.
    """
    envelope = _read(text, {"kb": settings.kb, "kind": "audit"})
    subject = str(envelope["subject"])
    entry = graph.get(subject)
    if entry is None or entry.family != "checklist":
        raise CannotGoOn(f"文件是核查表“{subject}”的，库里没有这张表。")
    return checklist_view(graph, settings, subject), envelope


def read_audit(view: ChecklistView, text: str) -> State:
    """The envelope in the text of a saved file.

    Raises:
        CannotGoOn: where the file is damaged, foreign or newer; the sentence says which.
    """
    return _read(text, {"kb": view.kb, "kind": "audit", "subject": view.checklist.id})


def _read(text: str, wanted: dict[str, str]) -> State:
    read = _runtime().call("labkb.core.state.read", text, wanted)
    if read["envelope"] is None:
        raise CannotGoOn(str(read["message"]).replace("页面上的内容没有改动，文件也没有改动。", ""))
    envelope: State = read["envelope"]
    return envelope


def _runtime() -> JsRuntime:
    return JsRuntime(groups=("state", "checklist"))


@dataclass(frozen=True)
class AuditView:
    """A checklist with the answers of an audit, or without any."""

    view: ChecklistView
    state: State | None = None

    @property
    def items(self) -> dict[str, Any]:
        """Id -> item of the envelope."""
        return dict(self.state["items"]) if self.state else {}

    def value(self, item_id: str) -> dict[str, str]:
        """The answer to an item: its members as texts."""
        held = self.items.get(item_id) or {}
        value = held.get("value") if isinstance(held, dict) else None
        if not isinstance(value, dict):
            return {}
        return {name: text for name, text in value.items() if isinstance(text, str)}

    def about(self) -> list[tuple[str, str]]:
        """What the audit is about: label and text, empty where it is not filled in."""
        roles = {role.key: role.name for role in self.view.checklist.roles}
        found = []
        for name, label in ABOUT.items():
            if name in ("person", "role") and not roles:
                continue
            held = (self.items.get(f"@{name}") or {}).get("value")
            text = held if isinstance(held, str) else ""
            found.append((label, roles.get(text, "全部岗位") if name == "role" else text))
        return found

    @cached_property
    def form(self) -> dict[str, Any]:
        """The page's data, with the items that are asked."""
        data = self.view.as_data()
        role = (self.items.get("@role") or {}).get("value")
        if isinstance(role, str) and role:
            data["items"] = [i for i in data["items"] if not i["roles"] or role in i["roles"]]
        return data

    @cached_property
    def asked(self) -> frozenset[str]:
        """Ids of the items that are asked."""
        return frozenset(item["id"] for item in self.form["items"])

    @cached_property
    def score(self) -> dict[str, Any]:
        """Total, chapters, verdict."""
        form = self.form
        found: dict[str, Any] = _runtime().call(
            "labkb.core.checklist.score", form, form["items"], self.items, form["rule"]
        )
        return found

    @cached_property
    def lists(self) -> dict[str, list[dict[str, Any]]]:
        """问题清单, 责任清单, 任务清单."""
        found: dict[str, list[dict[str, Any]]] = _runtime().call(
            "labkb.core.checklist.lists", self.form["items"], self.items
        )
        return found

    @cached_property
    def again(self) -> dict[str, str]:
        """Id -> why an answer has to be confirmed anew."""
        if not self.state:
            return {}
        edition = {"from": self.state.get("edition", ""), "to": self.view.edition}
        found: dict[str, Any] = _runtime().call(
            "labkb.core.checklist.review", self.form["items"], self.items, edition
        )
        return dict(found["again"])
