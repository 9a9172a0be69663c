"""One form of characters, numbers and codes."""

from __future__ import annotations

import pytest

from labkb.index.numbers import chinese_number, code_keys, number_key
from labkb.index.text import normalise
from labkb.jsruntime import JsRuntime


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("JJF 1059.1", "jjf10591"),
        ("ＣＮＡＳ－ＣＬ０１", "cnascl01"),
        ("计量，溯源。", "计量溯源"),
        ("25℃±1%", "25°c±1"),
        ("第５条　（一）", "第5条一"),
    ],
)
def test_page_and_index_see_the_same_characters(text: str, plain: str) -> None:
    assert normalise(text) == plain
    assert JsRuntime(groups=("search",)).call("labkb.core.search.text.normalise", text) == plain


def test_traditional_characters_are_indexed_as_simplified_ones() -> None:
    assert normalise("計量溯源性") == "计量溯源性"


def test_characters_that_are_simplified_as_well_stay() -> None:
    assert normalise("著作") == "著作"


@pytest.mark.parametrize(
    ("numeral", "value"), [("二十三", 23), ("十", 10), ("一百零五", 105), ("二〇二三", 2023), ("７", 7)]
)
def test_chinese_numerals_have_values(numeral: str, value: int) -> None:
    assert chinese_number(numeral.replace("７", "7")) == value


@pytest.mark.parametrize(
    ("printed", "key"),
    [("第二十三条", "23"), ("（八）", "8"), ("1)", "1"), ("6.3.6", "6.3.6"), ("第三章", "ch3"), ("范围", "")],
)
def test_printed_numbers_have_keys(printed: str, key: str) -> None:
    assert number_key(printed) == key


def test_a_code_is_found_whole_without_year_and_by_its_tail() -> None:
    keys = code_keys(["CNAS-CL01-G003:2021"])
    assert {"cnascl01g0032021", "cnascl01g003", "cl01g003", "g003"} <= keys


def test_a_notice_is_found_by_its_number() -> None:
    assert {"127号", "127号文"} <= code_keys(["国市监计量〔2020〕127号"])
