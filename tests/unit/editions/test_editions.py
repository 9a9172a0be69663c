"""Which edition binds on a day, and what became of the clauses of an older one."""

from __future__ import annotations

import pytest

from labkb.editions import Editions, status_on
from labkb.model.document import Document, Status
from labkb.model.reference import Reference
from labkb.pipeline import load_collection
from labkb.settings import Settings
from tests.conftest import ProjectMaker
from tests.unit.editions.samples import FILES


def document(**values: object) -> Document:
    return Document(**{"id": "a", "kind": "standard", "title": "某标准", **values})


@pytest.mark.parametrize(
    ("values", "day", "expected"),
    [
        ({"status": "current", "issued_on": "2020-01-01"}, "2021-01-01", Status.CURRENT),
        ({"issued_on": "2020-01-01"}, "2021-01-01", None),
        ({"status": "current", "issued_on": "2020-05", "effective_on": "2020-09-01"},
         "2020-08-31", Status.PENDING),
        ({"status": "current", "effective_on": "2020-09-01"}, "2020-09-01", Status.CURRENT),
        ({"status": "draft", "issued_on": "2030"}, "2021-01-01", Status.DRAFT),
        ({"status": "draft"}, "2021-01-01", Status.DRAFT),
        ({"status": "withdrawn", "issued_on": "2000", "withdrawn_on": "2022-07-01"},
         "2022-06-30", Status.CURRENT),
        ({"status": "current", "issued_on": "2000", "withdrawn_on": "2022-07-01"},
         "2022-07-02", Status.WITHDRAWN),
        ({"status": "current", "issued_on": "2000", "withdrawn_on": "2022-07"},
         "2022-07-15", Status.CURRENT),
        ({"status": "current", "issued_on": "2000", "withdrawn_on": "2022-07"},
         "2022-08-01", Status.WITHDRAWN),
        ({"status": "withdrawn"}, "2021-01-01", Status.WITHDRAWN),
    ],
)
def test_the_status_on_a_day_follows_from_the_dates(
    values: dict[str, object], day: str, expected: Status | None
) -> None:
    assert status_on(document(**values), day) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-12-31", Status.CURRENT),
        ("2019-07-01", Status.SUPERSEDED),
    ],
)
def test_an_edition_binds_until_the_next_one_does(day: str, expected: Status) -> None:
    newer = document(id="b", issued_on="2018-12-01", effective_on="2019-07-01")
    for stated in ("current", "superseded"):
        old = document(status=stated, issued_on="2006-01-01")
        assert status_on(old, day, [newer]) is expected


def test_an_old_edition_may_be_used_until_its_transition_ends() -> None:
    newer = document(id="b", effective_on="2019-07-01", transition_ends_on="2020-11-30")
    old = document(status="current", issued_on="2006-01-01")
    assert status_on(old, "2020-11-30", [newer]) is Status.CURRENT
    assert status_on(old, "2020-12-01", [newer]) is Status.SUPERSEDED


def test_a_draft_replaces_nothing() -> None:
    newer = document(id="b", status="draft", issued_on="2019-01-01")
    assert status_on(document(status="current"), "2020-01-01", [newer]) is Status.CURRENT


def test_a_cited_document_keeps_its_stated_status_when_only_issue_dates_are_known() -> None:
    newer = Reference(id="b", title="乙", issued_on="2019")
    assert status_on(Reference(id="a", title="甲", status=Status.CURRENT), "2020-01-01", [newer]) is (
        Status.CURRENT
    )


def test_a_work_holds_its_editions_and_pairs_each_with_the_one_before(
    make_project: ProjectMaker,
) -> None:
    editions = Editions(load_collection(make_project(FILES)).graph)
    assert [[d.id for d in w.editions] for w in editions.works] == [
        ["rule-2005", "rule-2015", "rule-2024"]
    ]
    assert [(a.id, b.id) for a, b in editions.pairs] == [
        ("rule-2005", "rule-2015"), ("rule-2015", "rule-2024")
    ]


def test_a_clause_is_followed_to_the_newest_edition(make_project: ProjectMaker) -> None:
    editions = Editions(load_collection(make_project(FILES)).graph)
    assert editions.successor("rule-2005:2") == "rule-2024:4"
    assert editions.successor("rule-2015:2") == "rule-2024:3"
    assert editions.successor("rule-2005:3") == "rule-2024"
    assert editions.successor("rule-2024:1") is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2004-12-31", ["pending", "pending", "pending"]),
        ("2010-01-01", ["current", "pending", "pending"]),
        ("2015-06-01", ["superseded", "current", "pending"]),
        ("2024-05-31", ["superseded", "current", "pending"]),
        ("2024-06-01", ["superseded", "superseded", "current"]),
    ],
)
def test_the_collection_as_of_a_day_says_which_edition_bound(
    day: str, expected: list[str], make_project: ProjectMaker
) -> None:
    graph = load_collection(make_project(FILES), as_of=day).graph
    assert [str(d.status) for d in graph.documents()] == expected


def test_without_a_day_every_status_is_as_stated(make_project: ProjectMaker) -> None:
    graph = load_collection(make_project(FILES)).graph
    assert [str(d.status) for d in graph.documents()] == ["superseded", "superseded", "current"]


def test_old_clauses_lead_to_the_new_ones_and_a_pair_has_its_page(
    make_project: ProjectMaker,
) -> None:
    from labkb.render.site import plan_site

    root = make_project(FILES)
    settings = Settings(root=root, as_of="2025-01-01")
    plan = plan_site(load_collection(root, as_of=settings.as_of), settings)
    pages = {p.path: p for p in plan.pages()}
    assert {"editions.html", "diff/rule-2015--rule-2024.html"} <= pages.keys()
    old = pages["d/rule-2015/index.html"].render().html
    assert "旧版条款" in old
    assert 'href="../../d/rule-2024/index.html#c-4"' in old
    diff = pages["diff/rule-2015--rule-2024.html"].render().html
    assert "<del>三年</del><ins>六年</ins>" in diff
    assert "被代替" in diff and "现行" in diff


def test_a_newer_edition_that_does_not_bind_yet_strikes_nothing_out(
    make_project: ProjectMaker,
) -> None:
    from labkb.render.site import plan_site

    root = make_project(FILES)
    settings = Settings(root=root, as_of="2024-05-01")
    plan = plan_site(load_collection(root, as_of=settings.as_of), settings)
    old = next(p for p in plan.pages() if p.path == "d/rule-2015/index.html").render().html
    assert "kb-clause--old" not in old
    assert "有新版" in old


def test_a_collection_without_editions_has_no_pages_about_them(make_project: ProjectMaker) -> None:
    from labkb.render.site import plan_site

    root = make_project({"kb/policies/a.yaml": FILES["kb/policies/a.yaml"]})
    paths = [p.path for p in plan_site(load_collection(root), Settings(root=root)).pages()]
    assert not [p for p in paths if p.startswith("diff/") or p == "editions.html"]
