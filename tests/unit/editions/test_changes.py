"""What changed since the edition that a saved state was made with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from labkb.jsruntime import JsRuntime
from labkb.pipeline import load_collection
from labkb.render.context import Site
from labkb.render.editions_data import changes_script
from labkb.settings import Settings
from tests.conftest import ProjectMaker


@pytest.fixture(scope="module")
def runtime() -> JsRuntime:
    return JsRuntime(groups=("base",))


def change(title: str, on: str, edition: str = "") -> dict[str, str]:
    return {"title": title, "type": "revised", "on": on, "edition": edition, "url": "changes.html"}


HISTORY = [
    change("丁", "2026-11-21", "2026.11"), change("丙", "2026-08"), change("乙", "2026-05-02", "2026.05"),
    change("甲", "2026-01-10", "2026.01"),
]


@pytest.mark.parametrize(
    ("edition", "is_known", "titles"),
    [
        ("2026.01", True, ["丁", "丙", "乙"]),
        ("2026.05", True, ["丁", "丙"]),
        ("2026.11", True, []),
        ("2026.07", True, ["丁", "丙"]),
        ("2026-08-15", True, ["丁"]),
        ("第三版", False, []),
    ],
)
def test_changes_since_an_edition_follow_its_changes_or_its_name(
    edition: str, is_known: bool, titles: list[str], runtime: JsRuntime
) -> None:
    found: Any = runtime.call("labkb.core.editions.since", {"changes": HISTORY}, edition)
    assert found["isKnown"] is is_known
    assert [c["title"] for c in found["changes"]] == titles


def test_two_editions_of_one_day_are_told_apart_by_their_order(runtime: JsRuntime) -> None:
    held = [change("乙", "2026-05-02", "b"), change("甲", "2026-05-02", "a")]
    found: Any = runtime.call("labkb.core.editions.since", {"changes": held}, "a")
    assert [c["title"] for c in found["changes"]] == ["乙"]


def test_the_oldest_of_several_saved_editions_counts(runtime: JsRuntime) -> None:
    args = ({"changes": HISTORY}, ["2026.05", "2026.01"])
    assert runtime.call("labkb.core.editions.oldest", *args) == "2026.01"


def test_the_data_script_holds_the_history_the_newest_first(make_project: ProjectMaker) -> None:
    text = """\
- {id: change/a, title: "甲</script>", type: added, changed_on: "2026-01", edition: "1"}
- {id: change/b, title: 乙, type: revised, changed_on: "2026-05"}
"""
    root = make_project({"kb/changes/a.yaml": text})
    site = Site.of(load_collection(root), Settings(root=root, edition="2"))
    (path, content), = changes_script(site)
    assert path == "assets/labkb/changes.js"
    assert b"</script>" not in content
    data = json.loads(content.decode().removeprefix('labkb.provide("changes",1,').rstrip(");\n"))
    assert [(c["title"], c["edition"]) for c in data["changes"]] == [("乙", ""), ("甲</script>", "1")]
