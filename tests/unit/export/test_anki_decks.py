"""Memory cards, read back by Anki's own importer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.anki_deck import anki_deck
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.teaching import Item, TermCard
from tests.unit.export.samples import ITEMS, MATCH, SINGLE

TERMS = (
    TermCard(
        "term/record", "原始记录", "original record", "当时写下的<第一手>数据。",
        ("不同于抄件：抄件不是第一手的。",),
    ),
)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection of Anki."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def taken(
    collection: Collection, folder: Path, items: Sequence[Item], origin: Origin
) -> tuple[int, int, int]:
    """How many notes are new, updated, and the same after importing."""
    path = folder / "deck.apkg"
    path.write_bytes(anki_deck("原始记录", "course/records", items, TERMS, origin))
    options = ImportAnkiPackageOptions()
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    log = collection.import_anki_package(request).log
    return len(log.new), len(log.updated), len(log.duplicate)


def test_a_second_import_adds_nothing(
    collection: Collection, tmp_path: Path, origin: Origin
) -> None:
    # Seven plain questions, a case of two parts, a term.
    assert taken(collection, tmp_path, ITEMS, origin) == (10, 0, 0)
    assert taken(collection, tmp_path, ITEMS, origin) == (0, 0, 10)


def test_a_later_edition_updates_the_cards_that_are_there(
    collection: Collection, tmp_path: Path, origin: Origin
) -> None:
    taken(collection, tmp_path, [SINGLE], origin)
    ask = replace(SINGLE.asks[0], stem="改过的题干")
    later = replace(origin, edition="2", as_of="2026-03-01")
    assert taken(collection, tmp_path, [replace(SINGLE, asks=(ask,))], later) == (0, 2, 0)
    [note] = collection.find_notes("改过的题干")
    assert collection.get_note(note)["编号"] == "question/correct"


def test_questions_and_terms_stand_in_decks_below_the_title(
    collection: Collection, tmp_path: Path, origin: Origin
) -> None:
    taken(collection, tmp_path, ITEMS, origin)
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert {"原始记录::题目", "原始记录::术语"} <= names


def test_a_card_shows_options_first_and_answer_source_and_origin_behind(
    collection: Collection, tmp_path: Path, origin: Origin
) -> None:
    taken(collection, tmp_path, [SINGLE], origin)
    [card] = collection.find_cards("修正液")
    front, back = collection.get_card(card).question(), collection.get_card(card).answer()
    assert "<li>划一道线，写上正确的数并签名</li>" in front
    assert "规程甲 4.1" not in front
    for words in ("B　划一道线", "原来的数看不见了", "规程甲 4.1", "《测试库》1版"):
        assert words in back


def test_text_is_text_and_never_html(
    collection: Collection, tmp_path: Path, origin: Origin
) -> None:
    taken(collection, tmp_path, [SINGLE], origin)
    [card] = collection.find_cards("tag:术语")
    back = collection.get_card(card).answer()
    assert "&lt;第一手&gt;" in back
    assert "<li>不同于抄件：抄件不是第一手的。</li>" in back


def test_each_pair_of_a_match_stands_on_a_line_of_its_own(
    collection: Collection, tmp_path: Path, origin: Origin
) -> None:
    taken(collection, tmp_path, [MATCH], origin)
    [card] = collection.find_cards("tag:题目")
    back = collection.get_card(card).answer()
    assert "修约 — GB/T 8170<br>不确定度 — JJF 1059.1" in back


def test_the_same_deck_twice_is_the_same_bytes(origin: Origin) -> None:
    decks = [anki_deck("甲", "all", ITEMS, TERMS, origin) for _ in range(2)]
    assert decks[0] == decks[1]


def test_a_deck_without_a_card_is_refused(origin: Origin) -> None:
    with pytest.raises(CannotGoOn, match="做不成"):
        anki_deck("空", "all", (), (), origin)
