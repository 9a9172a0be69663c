"""Answers are nowhere in clear: not in the data, the pages, the search records or the manifest."""

from __future__ import annotations

import json
from typing import Any

import pytest

from labkb.index.from_graph import search_records
from labkb.learning.data import learning_scripts
from labkb.learning.veil import veil
from labkb.manifest import manifest
from labkb.render.context import Site
from labkb.render.learning import learning_pages
from tests.unit.learning.conftest import Core

# Texts of the samples that only an answer brings: explanation, feedback, an accepted wording.
SECRETS = ["隐语甲", "这是补记", "抄件不是原始记录", "6.0", "（签名）", "没有留痕"]


@pytest.mark.parametrize("value", [{"right": [1]}, ["汉字，😀", -1.5, None, True], ""])
def test_the_veil_lifts_to_the_same_value(core: Core, value: object) -> None:
    assert core("unveil", veil(value, "question/x"), "question/x") == value


def test_the_data_script_holds_no_answer_in_clear(sample: Site) -> None:
    text = dict(learning_scripts(sample))["assets/labkb/learn-data.js"].decode("utf-8")
    questions = text.split('"questions":', 1)[1].split('"clauses":{', 1)[0]
    for secret in SECRETS:
        assert secret not in questions


def test_no_page_holds_an_answer(sample: Site) -> None:
    html = "".join(planned.render().html for planned in learning_pages(sample))
    assert "数据什么时候记？" in html
    for secret in SECRETS:
        assert secret not in html


def test_search_knows_only_the_stem(sample: Site) -> None:
    records = [r for r in search_records(sample.graph, sample.urls, {}) if r.kind == "question"]
    assert len(records) == 8
    for record in records:
        assert not any(secret in str(record) for secret in SECRETS)
        assert record.names == ()


def test_the_manifest_does_not_give_the_number_away(sample: Site) -> None:
    text = json.dumps(manifest(sample.graph, sample.settings, sample.urls), ensure_ascii=False)
    assert "6.0" not in text


def test_order_and_match_are_never_shown_in_the_right_order(data: dict[str, Any]) -> None:
    assert data["questions"]["question/six"]["items"] != ["看清原来的", "在旁边写", "签名"]
    assert data["questions"]["question/seven"]["right"] != ["应", "宜"]


def test_the_clause_in_place_comes_with_requirements_and_way(data: dict[str, Any]) -> None:
    clause = data["clauses"]["std-a:4.1"]
    assert clause["summary"] == "数据出来时就记下。"
    assert [r[0] for r in clause["requirements"]] == ["应", "宜"]
    assert clause["path"] == "某标准 › 4 记录"
    assert clause["url"] == "d/std-a/index.html#c-4.1"


def test_the_check_item_of_the_clause_is_one_step_away(data: dict[str, Any]) -> None:
    label, url = data["questions"]["question/one"]["checks"][0]
    assert label == "是当场记的吗？"
    assert url == "check/records.html#c-at-once"


def test_the_same_input_gives_the_same_bytes(sample: Site) -> None:
    assert list(learning_scripts(sample)) == list(learning_scripts(sample))
