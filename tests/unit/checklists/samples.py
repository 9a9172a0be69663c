"""A small collection with checklists, and ways to look at it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from labkb.checklist_view import ChecklistView, checklist_view
from labkb.graph import KnowledgeGraph
from labkb.pipeline import load_collection
from labkb.settings import Settings

STANDARD = """\
id: std-a
kind: standard
title: 某标准
short_title: 某标准
status: current
clauses:
  - number: "4"
    heading: 基本要求
    summary: 要求。
    clauses:
      - number: "4.1"
        heading: 记录
        summary: 记录要点。
        requirements:
          - {obligation: shall, statement: 当场记录。, evidence: [原始记录]}
          - {obligation: should, statement: 保存6年。, evidence: [档案], conditions: 有档案室时}
      - number: "4.2"
        heading: 证书
        summary: 证书要点。
        requirements:
          - {obligation: shall, statement: 给出不确定度。, evidence: [证书]}
        clauses:
          - {form: item, heading: 甲, summary: 一}
          - {form: item, heading: 乙, summary: 二}
  - number: "5"
    heading: 人员
    summary: 人员要求。
    requirements:
      - {obligation: shall, statement: 至少2人。, evidence: [名单]}
"""
CHECKLIST = """\
id: checklist/demo
title: 演示自查
purpose: 试一试。
basis: [std-a]
generate: {clauses: ["std-a:4"]}
phrasing:
  - {checks: "std-a:4.1/r1", question: 是当场记的吗？, weight: 3, critical: true}
covers: ["std-a:4"]
chapters:
  - key: people
    number: "1"
    title: 人
    items:
      - {key: two, checks: ["std-a:5/r1"], question: 够2人吗？, look_at: [名单], weight: 2}
scoring:
  thresholds:
    - {at_least: "80", tone: ok, words: 可以。}
    - {at_least: "0", tone: bad, words: 要改。}
  critical_words: 先停下来。
"""
PERSON = """\
id: checklist/person
title: 任职核对
purpose: 按人核对。
basis: [std-a]
roles:
  - {key: reader, name: 读数员}
  - {key: signer, name: 签字人}
chapters:
  - key: all
    title: 条件
    items:
      - {key: age, checks: ["std-a:5/r1"], question: 年龄够吗？, look_at: [证件], roles: [reader]}
      - {key: title, checks: ["std-a:5/r1"], question: 职称够吗？, look_at: [证书], roles: [signer]}
      - {key: here, checks: ["std-a:5/r1"], question: 在岗吗？, look_at: [合同]}
headcount:
  per: 项目
  persons: 2
  persons_checks: "std-a:5/r1"
  custodians: 1
  custodians_name: 负责人
  custodians_checks: "std-a:5/r1"
"""
FILES: dict[str, str | bytes] = {
    "kb/standards/a.yaml": STANDARD,
    "kb/checklists/demo.yaml": CHECKLIST,
    "kb/checklists/person.yaml": PERSON,
}


def with_checklist(text: str) -> dict[str, str | bytes]:
    """The files with another checklist in place of the first."""
    return {**FILES, "kb/checklists/demo.yaml": text}


def graph_of(root: Path) -> KnowledgeGraph:
    """The graph of a project."""
    return load_collection(root).graph


def view_of(root: Path, checklist_id: str = "checklist/demo") -> ChecklistView:
    """The view of one of its checklists."""
    settings = Settings(root, kb="test", name="测试库", edition="1", as_of="2026-01-31")
    return checklist_view(graph_of(root), settings, checklist_id)


def audit(items: Mapping[str, object], subject: str = "checklist/demo") -> dict[str, object]:
    """An envelope of {item id: value}."""
    return {
        "format": "labkb-state", "version": 1, "kb": "test", "edition": "1", "writer": "甲",
        "saved_at": "2026-01-31T08:00:00.000Z", "kind": "audit", "subject": subject,
        "items": {
            key: {"value": value, "fingerprint": "", "by": "甲", "at": "2026-01-30T08:00:00.000Z"}
            for key, value in items.items()
        },
    }  # fmt: skip
