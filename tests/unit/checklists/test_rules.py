"""What `labkb check` says about checklists, code by code."""

from __future__ import annotations

import pytest

from labkb.codes import CODES
from labkb.pipeline import load_collection
from tests.conftest import ProjectMaker
from tests.unit.checklists.samples import CHECKLIST, FILES, PERSON, with_checklist

CASES = {
    "KB701": CHECKLIST.replace('generate: {clauses: ["std-a:4"]}', 'generate: {clauses: ["std-a:4.1"]}'),
    "KB702": CHECKLIST.replace(
        "      - {key: two,", '      - {key: two, checks: ["std-a:5"], question: 问, look_at: [看]}\n      - {key: two,'
    ),
    "KB703": CHECKLIST.replace("look_at: [名单], ", ""),
    "KB704": CHECKLIST.replace('{checks: "std-a:4.1/r1"', '{checks: "std-a:5/r2"').replace("5/r2", "4.1/r2").replace(
        'generate: {clauses: ["std-a:4"]}', 'generate: {clauses: ["std-a:4.2"]}'
    ),
    "KB705": CHECKLIST.replace("scoring:\n", 'scoring:\n  partial: "1"\n  conforming: "0.5"\n'),
    "KB706": PERSON.replace("roles: [signer]", "roles: [signre]").replace("/person", "/demo"),
}
PROOF = {
    "KB701": ("std-a:4.2/r1", "checks"),
    "KB702": ("two", "key"),
    "KB703": ("two", "look_at"),
    "KB704": ("std-a:4.1/r2", ""),
    "KB705": ("0、1、0.5", "scoring"),
    "KB706": ("signre", "signer"),
}


@pytest.mark.parametrize("code", CASES)
def test_each_code_names_place_value_and_remedy(code: str, make_project: ProjectMaker) -> None:
    diagnostics = load_collection(make_project(with_checklist(CASES[code]))).diagnostics
    hits = [d for d in diagnostics if d.code == code]
    assert hits, [(d.code, d.message) for d in diagnostics]
    wrong, remedy = PROOF[code]
    assert any(wrong in hit.message and remedy in hit.remedy for hit in hits)
    assert all(hit.place.line and hit.place.file == "kb/checklists/demo.yaml" for hit in hits)
    assert all(hit.severity is CODES[code].severity for hit in hits)


def test_every_code_of_checklists_has_a_case() -> None:
    assert {c for c in CODES if c.startswith("KB7")} == set(CASES)


def test_a_sound_checklist_has_no_findings(make_project: ProjectMaker) -> None:
    found = load_collection(make_project(FILES)).diagnostics
    assert [d.message for d in found if d.code.startswith("KB7")] == []


def test_an_item_bound_to_nothing_is_refused(make_project: ProjectMaker) -> None:
    text = CHECKLIST.replace('checks: ["std-a:5/r1"]', "checks: []")
    found = load_collection(make_project(with_checklist(text))).diagnostics
    assert any(d.code == "KB206" and "至少要1项" in d.message for d in found)


@pytest.mark.parametrize(
    ("scoring", "says"),
    [
        ('{thresholds: [{at_least: "50", words: 行}, {at_least: "80", words: 好}]}', "从高到低"),
        ('{thresholds: [{at_least: "50", words: 行}]}', "最后一档是0"),
        ("{}", "critical_words"),
    ],
)
def test_a_rule_of_the_total_that_cannot_work_is_explained(
    scoring: str, says: str, make_project: ProjectMaker
) -> None:
    text = CHECKLIST.split("scoring:")[0] + f"scoring: {scoring}\n"
    found = load_collection(make_project(with_checklist(text))).diagnostics
    assert any(d.code == "KB705" and says in d.message for d in found)


def test_a_mistake_in_a_chapter_by_hand_is_found_on_its_line(make_project: ProjectMaker) -> None:
    text = CHECKLIST.replace('["std-a:5/r1"]', '["std-a:5/r9"]')
    found = load_collection(make_project(with_checklist(text))).diagnostics
    hit = next(d for d in found if d.code == "KB302")
    assert hit.place.line == text.splitlines().index(
        next(line for line in text.splitlines() if "key: two" in line)
    ) + 1
