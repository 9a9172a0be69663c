"""The first hits once their text is read, and all the others behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from labkb.index.records import SearchRecord
from labkb.index.search import Searcher
from labkb.index.whoosh_index import refresh
from labkb.model.vocabulary import Vocabulary

LAW, RULES = "law-1", "rules-1"


def clause(
    path: str, body: str, document: str = LAW, title: str = "计量器具法", original: str = ""
) -> SearchRecord:
    number = f"第{path}条"
    return SearchRecord(
        f"{document}:{path}", "clause", number, f"d/{document}.html#c-{path}", number=number,
        document=document, document_title=title, path=path, body=body, original=original,
    )


def searcher_of(folder: Path, *records: SearchRecord) -> Searcher:
    return Searcher(refresh(folder / "index", records, Vocabulary()))


def first(searcher: Searcher, query: str) -> str:
    found: str = searcher.search(query)["hits"][0]["id"]
    return found


def test_a_rule_comes_before_its_penalty(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path,
        clause("40", "违反本法规定，未经考核使用天平的，责令改正，对天平没有考核的处罚款。"),
        clause("9", "使用天平应当经考核合格。"),
    )
    assert first(searcher, "天平 考核") == "law-1:9"
    assert first(searcher, "天平 考核 罚款") == "law-1:40"


def test_a_law_comes_before_the_rules_that_carry_it_out(tmp_path: Path) -> None:
    said = "天平每年送检一次。"
    searcher = searcher_of(
        tmp_path, clause("7", said, RULES, "计量器具法实施细则"), clause("7", said)
    )
    assert first(searcher, "天平 送检") == "law-1:7"


def test_a_definition_comes_first_when_the_meaning_is_asked(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path,
        clause("3", "天平由天平室管理，天平和砝码配套，天平不得外借。"),
        clause("4", "天平移动后应当重新校准天平。"),
        clause("60", "本法所称天平，是指利用力矩平衡称量质量的器具。"),
    )
    assert first(searcher, "什么是天平") == "law-1:60"


def test_the_clause_that_says_the_value_comes_before_one_that_mentions_it(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path,
        clause("8", "许可证有效期满需要延续的，在期满前申请延续许可证。"),
        clause("7", "许可证的有效期为五年。"),
    )
    assert first(searcher, "许可证有效期是几年") == "law-1:7"


def test_a_part_comes_before_the_whole_that_repeats_it(tmp_path: Path) -> None:
    part = "天平室的温度应当记录。"
    searcher = searcher_of(
        tmp_path,
        clause("5", f"{part}湿度应当记录。天平室的温度超限时停用天平。"),
        clause("5-1", part),
    )
    assert first(searcher, "天平室 温度") == "law-1:5-1"


@pytest.mark.parametrize(("original", "expected"), [("", "term/x"), ("期间核查按计划。", "law-1:5")])
def test_the_readers_own_text_comes_before_the_card(
    tmp_path: Path, original: str, expected: str
) -> None:
    searcher = searcher_of(
        tmp_path,
        clause("5", "两次校准之间做期间核查。", original=original),
        SearchRecord("term/x", "term", "期间核查", "terms.html#x", body="两次校准之间的核查。"),
    )
    assert first(searcher, "期间核查") == expected


def test_many_hits_are_in_one_order_whatever_page_is_asked_for(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path, *(clause(str(n), "天平" * (n % 7 + 1) + f"第{n}台砝码") for n in range(1, 121))
    )
    whole = searcher.search("天平", limit=200)["hits"]
    assert len(whole) == len({hit["id"] for hit in whole}) == 120
    pages = [hit for at in range(0, 120, 9) for hit in
             searcher.search("天平", limit=9, offset=at)["hits"]]
    assert [hit["id"] for hit in pages] == [hit["id"] for hit in whole]
    assert sorted(searcher.search("天平", limit=0)["order"]) == list(range(120))


def test_marks_and_excerpts_cut_no_character_in_two(tmp_path: Path) -> None:
    rare = "𠮷"
    searcher = searcher_of(tmp_path, clause("3", f"{rare * 60}校准{rare * 60}"))
    for query in ("校准", rare):
        hit = searcher.search(query)["hits"][0]
        # Places count as JavaScript does: in units of two bytes.
        units = hit["excerpt"].encode("utf-16-le")
        marked = {units[2 * start : 2 * end].decode("utf-16-le") for start, end in hit["marks"]}
        assert marked
        assert all(set(one) <= set(query) for one in marked)
        assert set(hit["excerpt"]) <= {"…", *"校准", rare}
