"""jieba with the collection's own words, and Whoosh over it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from labkb.index.names import names_in, single_words
from labkb.index.whoosh_index import WordTokenizer, refresh
from labkb.index.words import Reference, Segmenter
from tests.unit.search.collection import VOCABULARY, records

DOMAIN = ("测量不确定度", "计量溯源性", "期间核查", "授权签字人", "能力验证", "校准和测量能力", "最大允许误差")


@pytest.mark.parametrize("word", DOMAIN)
def test_words_of_the_field_stay_whole(word: str) -> None:
    assert word in Segmenter(DOMAIN).cut(f"关于{word}的报告")


def test_cuts_are_those_of_jieba_itself() -> None:
    fast, reference = Segmenter(DOMAIN), Segmenter(DOMAIN, new=Reference)
    texts = [text for record in records() for text in (record.title, record.body) if text]
    assert len(texts) > 20
    for text in texts:
        assert fast.cut(text) == reference.cut(text)


def test_parts_of_an_own_word_are_counted_too() -> None:
    counts = Segmenter(DOMAIN).with_parts({"能力验证": 2})
    assert counts["能力"] == counts["验证"] == counts["能力验证"] == 2


def test_names_aliases_and_headings_are_own_words() -> None:
    words = single_words(names_in(records()))
    assert {"测量不确定度", "肖建华", "授权签字人的资格"} <= set(words)


def test_positions_of_tokens_are_ordinal() -> None:
    tokens = [(t.text, t.pos, t.startchar) for t in WordTokenizer(DOMAIN)("参加能力验证，并记录")]
    assert [pos for _, pos, _ in tokens] == list(range(len(tokens)))
    assert ("能力验证", 1, 2) in tokens


def test_a_phrase_is_found_by_its_words_in_a_row(tmp_path: Path) -> None:
    held = refresh(tmp_path / "index", records(), VOCABULARY)
    assert len(held.phrase("追加文件")) == 1
    assert held.phrase("文件追加") == set()


def test_only_changed_units_are_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    refresh(folder, records(), VOCABULARY).close()
    same = refresh(folder, records(), VOCABULARY)
    assert same.line("期间") != ""
    same.close()
    changed = [
        dataclasses.replace(r, body="改成完全不同的话") if r.id == "guide-2025:5.5.3" else r
        for r in records()
    ]
    held = refresh(folder, changed, VOCABULARY)
    assert held.phrase("完全不同") != set()
    assert held.phrase("核查标准") == set()
