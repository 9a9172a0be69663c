"""The seven checklists of this repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.graph import KnowledgeGraph
from labkb.model.checklist import Checklist
from labkb.pipeline import Collection, load_collection

GUIDE = "calibration-chain-guide-2025"
NAMES = [
    "calibration-chain-self-audit",
    "accreditation-application-self-audit",
    "comparison-pilot-laboratory",
    "new-document-transition",
    "outreach-training",
    "personnel-qualification",
    "minutes-2023-tasks",
]


@pytest.fixture(scope="module")
def collection(repository: Path) -> Collection:
    return load_collection(repository)


@pytest.fixture(scope="module")
def graph(collection: Collection) -> KnowledgeGraph:
    return collection.graph


def checklist(graph: KnowledgeGraph, name: str) -> Checklist:
    value = graph[f"checklist/{name}"].value
    assert isinstance(value, Checklist)
    return value


def test_the_seven_checklists_are_there_in_this_order(graph: KnowledgeGraph) -> None:
    found = [e.value for e in graph.family("checklist") if isinstance(e.value, Checklist)]
    assert [c.id.split("/")[1] for c in sorted(found, key=lambda c: c.order)] == NAMES


def test_no_finding_about_checklists(collection: Collection) -> None:
    found = [d for d in collection.diagnostics if d.place.file.startswith("kb/checklists/")]
    assert [(d.code, d.message) for d in found] == []


def test_every_requirement_of_chapters_4_to_9_of_the_guide_is_checked(graph: KnowledgeGraph) -> None:
    checked = {t for i in checklist(graph, NAMES[0]).items() for t in i.checks}
    wanted = {
        e.id
        for chapter in "456789"
        for e in graph.descendants(f"{GUIDE}:{chapter}", "requirement")
    }
    assert len(wanted) > 100
    assert wanted - checked == set()


def test_every_generated_question_is_worded_by_hand(graph: KnowledgeGraph) -> None:
    for name in (NAMES[0], NAMES[2], NAMES[6]):
        held = checklist(graph, name)
        worded = {p.checks for p in held.phrasing if p.question}
        assert {t for i in held.items() for t in i.checks} == worded


def test_reasons_for_refusal_and_for_sanctions_are_kept_apart(graph: KnowledgeGraph) -> None:
    chapters = {c.key: c for c in checklist(graph, NAMES[1]).chapters}
    refusal, sanction = "calibration-department-2021:work-2021.1.3-1", "annual-report-2021:1.4-p2-2"
    for key in ("system", "honesty"):
        assert all(i.checks[0] == refusal and sanction not in i.checks for i in chapters[key].items)
    assert all(i.checks[0] == sanction for i in chapters["sanctions"].items)
    assert len(chapters["sanctions"].items) == 10


def test_roles_are_asked_for_what_the_guide_asks_of_them(graph: KnowledgeGraph) -> None:
    held = checklist(graph, "personnel-qualification")
    for_role = {
        role.key: {t.rsplit(":")[1] for i in held.items() if not i.roles or role.key in i.roles
                   for t in i.checks}
        for role in held.roles
    }  # fmt: skip
    assert {"5.1.2/r3", "5.1.2/r4", "5.1.4/r2", "5.1.5/r1"} <= for_role["calibration"]
    assert "5.1.1/r3" in for_role["custodian"] and "5.1.3/r1" in for_role["signatory"]
    assert "5.1.3/r1" not in for_role["calibration"]
    assert "5.1.2/r4" not in for_role["signatory"]
    assert held.headcount is not None and held.headcount.persons == 2


def test_the_twelve_suggestions_have_owner_and_deadline(graph: KnowledgeGraph) -> None:
    items = list(checklist(graph, "minutes-2023-tasks").items())
    assert len(items) == 12
    assert all(item.owner and item.due and item.look_at for item in items)


def test_comparison_rests_on_the_three_articles(graph: KnowledgeGraph) -> None:
    held = checklist(graph, "comparison-pilot-laboratory")
    assert [c.number for c in held.chapters] == ["（三）", "（七）", "（八）"]


def test_every_item_says_what_to_look_at(graph: KnowledgeGraph) -> None:
    for name in NAMES:
        assert all(item.look_at for item in checklist(graph, name).items()), name
