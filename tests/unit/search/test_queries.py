"""What a query finds first, in every shape that readers type."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from labkb.index.search import Searcher

Found = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("5.1.2", "guide-2025:5.1.2"),
        ("第5.1.2条", "guide-2025:5.1.2"),
        ("５．１．２", "guide-2025:5.1.2"),
        ("指南 5.3", "guide-2025:5.3"),
        ("全链条指南5.3.4", "guide-2025:5.3.4"),
        ("G003 5.3", "cnas-g003:5.3"),
        ("CNAS-CL01-G003 第5.3条", "cnas-g003:5.3"),
        ("127号文第八条", "notice-2020-127:3.8"),
        ("127号文（八）", "notice-2020-127:3.8"),
        ("三（八） 127号文", "notice-2020-127:3.8"),
        ("指导意见 第三条", "notice-2020-127:2.3"),
        ("校服指南第5.3条", "guide-2025:5.3"),
        ("准服务指南 5.3", "guide-2025:5.3"),
        ("计量比对指导意见 3", "notice-2020-127:2.3"),
        ("二（三） 127号文", "notice-2020-127:2.3"),
    ],
)
def test_a_clause_is_found_by_its_number_in_every_form(
    found: Found, query: str, first: str
) -> None:
    assert found(query)[0] == first


@pytest.mark.parametrize(
    "query", ["JJF1059.1", "jjf 1059.1", "JJF 1059.1-2012", "ＪＪＦ１０５９．１", "jjf1059-1"]
)
def test_a_code_finds_its_document_however_it_is_spaced(found: Found, query: str) -> None:
    assert found(query)[0] == "jjf-1059-1"


@pytest.mark.parametrize(
    "query", ["国市监计量〔2020〕127号", "国市监计量[2020]127号", "国市监计量（2020）127号", "127号文"]
)
def test_a_notice_is_found_by_its_number_with_any_brackets(found: Found, query: str) -> None:
    assert found(query)[0].startswith("notice-2020-127:")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("JJF1059.1 修约", "guide-2025:6.3.5"),
        ("127号文 主导实验室", "notice-2020-127:2.3"),
        ("技术部 培训", "organization/technical"),
        ("原始记录要保存几年", "guide-2025:6.3.6"),
        ("谁能当授权签字人", "guide-2025:5.1.3"),
        ("检定人员的年龄最多多少岁", "guide-2025:5.1.2"),
        ("证书改错了怎么办", "guide-2025:6.4.4"),
        ("肖建华", "person/xiao"),
        ("校准和测量能力", "cnas-g003:5.3"),
        ("measurement uncertainty", "term/measurement-uncertainty"),
        ("不确订度", "term/measurement-uncertainty"),
        ("buquedingdu", "term/measurement-uncertainty"),
        ("clbqdd", "term/measurement-uncertainty"),
        ("bu que ding du", "term/measurement-uncertainty"),
        ("cl不确定度", "term/measurement-uncertainty"),
        ("xjh", "person/xiao"),
        ("計量溯源性", "term/metrological-traceability"),
        ("投訴時限", "guide-2025:8.3.2"),
    ],
)
def test_words_sounds_and_slips_lead_to_the_record(found: Found, query: str, first: str) -> None:
    assert found(query)[0] == first


def test_records_with_all_words_come_before_those_with_some(found: Found) -> None:
    assert found("校准 期间核查")[0] == "guide-2025:5.5.3"


def test_a_replaced_edition_comes_after_the_current_one(found: Found) -> None:
    hits = found("5.3")
    assert hits.index("guide-2025:5.3") < hits.index("cnas-g003:5.3")


def test_a_name_beats_records_that_merely_use_it(found: Found) -> None:
    assert found("测量不确定度")[0] == "term/measurement-uncertainty"


def test_a_right_word_is_not_corrected_into_another(searcher: Searcher) -> None:
    understood = searcher.search("抄写原始记录")["understood"]
    assert [note["instead"] for note in understood if note["instead"]] == []


def test_offset_reaches_every_hit_without_repeating_one(searcher: Searcher) -> None:
    total = searcher.search("校准", limit=0)["total"]
    pages = [searcher.search("校准", limit=2, offset=at)["hits"] for at in range(0, total, 2)]
    ids = [hit["id"] for page in pages for hit in page]
    assert len(ids) == len(set(ids)) == total > 4


def test_kinds_filter_hits_and_total(searcher: Searcher) -> None:
    result = searcher.search("不确定度", kinds=["term"])
    assert result["total"] == len(result["hits"]) == 1
    assert result["hits"][0]["kind"] == "term"


def test_the_answer_says_how_the_query_was_understood(searcher: Searcher) -> None:
    understood = searcher.search("不确订度")["understood"]
    assert understood[0]["text"] == "不确定度"
    assert understood[0]["instead"] == "不确订度"


def test_quotes_ask_for_the_sentence_as_it_stands(searcher: Searcher) -> None:
    assert searcher.search("“两次校准之间”")["literal"] is True
    assert searcher.search("“两次校准之间”")["total"] == 1


def test_nothing_found_names_the_nearest_words(searcher: Searcher) -> None:
    result = searcher.search("“授权签名”")
    assert result["total"] == 0
    assert any(word.startswith("授权签字人") for word in result["nearest"])


def test_the_excerpt_shows_and_marks_the_words(searcher: Searcher) -> None:
    hit = searcher.search("状态标识 有效期")["hits"][0]
    marked = {hit["excerpt"][start:end] for start, end in hit["marks"]}
    assert {"状态标识", "有效期"} <= marked


@pytest.mark.parametrize(
    "query",
    ["", " ", "(", "）", "(((", "[a-z]*\\d+", "<script>alert(1)</script>", "\x00\x01\x1f", "😀😀",
     "x" * 10_000, "的" * 10_000, '"', "“", "%", "!", "第", "第条", "&", "* # @ -", "\\", "a" * 37],
)  # fmt: skip
def test_any_input_gets_an_answer(searcher: Searcher, query: str) -> None:
    result = searcher.search(query)
    assert result["total"] >= len(result["hits"]) >= 0
