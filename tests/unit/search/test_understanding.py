"""What a query says before the index is asked."""

from __future__ import annotations

from typing import Any

import pytest

from labkb.index.numbers import number_key
from labkb.jsruntime import JsRuntime

JS = JsRuntime(groups=("search",))


def parse(query: str) -> dict[str, Any]:
    result: dict[str, Any] = JS.call("labkb.core.search.parse", query, False)
    return result


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("第二十三条", ["23"]),
        ("23条", ["23"]),
        ("第一百零五条", ["105"]),
        ("第二十三条之一", ["23-1"]),
        ("第5.3.4条", ["5.3.4"]),
        ("6.3.6", ["6.3.6"]),
        ("第三章", ["ch3"]),
        ("附录A", ["annexa"]),
        ("附件2", ["annex2"]),
        ("（八）", ["8"]),
        ("三（八）", ["8"]),
        ("第二十三条第二款", ["23.2"]),
        ("三条件", []),
        ("2021年", []),
    ],
)
def test_numbers_are_read_in_every_form(query: str, keys: list[str]) -> None:
    assert [number["key"] for number in parse(query)["numbers"]] == keys


@pytest.mark.parametrize(
    "printed", ["第二十三条", "（八）", "5.3.4", "第三章", "附录A", "附件2", "12", "二", "第一百零五条"]
)
def test_page_and_index_give_a_printed_number_the_same_key(printed: str) -> None:
    from_query = [number["key"] for number in parse(printed)["numbers"]]
    assert not from_query or from_query == [number_key(printed)]


def test_asking_words_are_taken_out_and_remembered() -> None:
    parsed = parse("原始记录要保存几年")
    assert [run["run"] for run in parsed["runs"]] == ["原始记录要保存"]
    assert parsed["hints"] == ["年"]


def test_words_of_letters_and_digits_are_tried_as_codes_alone_and_joined() -> None:
    codes = [key for code in parse("JJF 1059.1-2012 修约")["codes"] for key in code["keys"]]
    assert {"jjf105912012", "jjf10591"} <= set(codes)


def test_a_query_of_asking_words_alone_is_kept() -> None:
    assert [run["run"] for run in parse("怎么办")["runs"]] == ["怎么办"]


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        (["年满", "18", "周岁"], {"18周岁": ["十八周岁"]}),
        (["三", "十", "日"], {"三十日": ["30日"]}),
        (["2", "个月"], {"2个月": ["二个月", "两个月"]}),
        (["105", "元"], {"105元": ["一百零五元"]}),
        (["2020", "年"], {"2020年": ["二〇二〇年"]}),
        (["第", "3", "方"], {}),
    ],
)
def test_quantities_are_looked_for_in_digits_and_in_characters(
    words: list[str], forms: dict[str, list[str]]
) -> None:
    cut = [{"text": word, "known": len(word) > 1, "others": []} for word in words]
    found = JS.call("labkb.core.search.withQuantities", cut)
    assert {word["text"]: word["others"] for word in found if word["others"]} == forms


def test_english_questions_ask_for_what_they_name() -> None:
    assert parse("definition of calibration")["defines"]
    assert not parse("calibration certificate")["defines"]


_HEARD = """
globalThis.heard = (typed) => {
  const search = labkb.core.search;
  const letters = new search.Letters({ sounds: "xin信;xi息;hua化;jian建;she设", shapes: "" });
  const entry = (rest) => ({ rest: rest, count: 5, named: false, others: [] });
  const held = { "-xxh": [entry("信息化")], "-js": [entry("建设"), entry("技术")] };
  const index = { entries: (key) => held[key] || [], count: (pair) => (pair === "化建" ? 3 : 0) };
  const steps = search.byInitials(Array.from(typed), letters, index);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
};
"""


def test_initials_may_be_of_two_words_that_stand_side_by_side() -> None:
    JS._context.eval(_HEARD)
    assert JS.call("heard", "xxhjs") == ["信息化建设"]
    assert JS.call("heard", "xxhqq") == []
