"""An index that is kept gives, after any change, byte for byte what a whole build gives."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from pathlib import Path

import pytest

from labkb.index.kept_texts import Damaged, KeptTexts, keep_texts
from labkb.index.lexicon import lexicon
from labkb.index.lexicon_patch import patched_lexicon
from labkb.index.records import SearchRecord
from labkb.index.shards import build_shards
from labkb.index.store import update
from tests.unit.search.collection import VOCABULARY, records

_SYLLABLES = ("校", "准", "检", "定", "较", "简", "订", "不", "确", "度", "是", "市", "时", "事", "适", "式")


def changed(document: str, body: str) -> list[SearchRecord]:
    return [
        dataclasses.replace(r, body=body.format(r.body)) if r.document == document else r
        for r in records()
    ]


@pytest.mark.parametrize("body", ["{0}新添的量子句子。", "全都换过。", "{0}", "Ω measured {0}"])
def test_an_update_gives_what_a_whole_build_gives(tmp_path: Path, body: str) -> None:
    update(tmp_path, records(), VOCABULARY, kb="t")
    after = changed("guide-2025", body)
    held = update(tmp_path, after, VOCABULARY, kb="t")
    assert dict(held) == dict(build_shards(after, VOCABULARY, kb="t"))


def test_updates_follow_each_other_and_lead_back(tmp_path: Path) -> None:
    first = dict(update(tmp_path, records(), VOCABULARY))
    for body in ("{0}一。", "另外的话", "{0}{0}", "{0}"):
        last = dict(update(tmp_path, changed("guide-2025", body), VOCABULARY))
    assert last == first


def test_the_folder_does_not_grow_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labkb.index.mending._GROWTH", 2)
    sizes = set()
    for number in range(9):
        update(tmp_path, changed("guide-2025", "{0}" + f"第{number}次改。"), VOCABULARY)
        sizes.add((tmp_path / "units").stat().st_size)
    assert max(sizes) < 3 * min(sizes)


def test_an_update_without_changes_writes_nothing(tmp_path: Path) -> None:
    update(tmp_path, records(), VOCABULARY)
    assert update(tmp_path, records(), VOCABULARY).written == 0


def test_a_new_document_rebuilds_the_index(tmp_path: Path) -> None:
    update(tmp_path, records()[:-1], VOCABULARY)
    held = update(tmp_path, records(), VOCABULARY)
    assert dict(held) == dict(build_shards(records(), VOCABULARY))


@pytest.mark.parametrize("name", ["state.json", "units", "texts", "files/directory.js"])
def test_what_is_damaged_in_the_folder_is_made_anew(tmp_path: Path, name: str) -> None:
    update(tmp_path, records(), VOCABULARY)
    (tmp_path / name).write_bytes(b"x" * (tmp_path / name).stat().st_size)
    after = changed("guide-2025", "{0}新添的量子句子。")
    assert dict(update(tmp_path, after, VOCABULARY)) == dict(build_shards(after, VOCABULARY))


def _some_words(rng: random.Random) -> Counter[str]:
    """Words that share many sounds, so that entries are full and words sink out of them."""
    return Counter(
        "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(rng.randint(100, 900))
    )


def test_a_patched_lexicon_is_the_one_made_anew() -> None:
    rng = random.Random(5)
    also = {"校准": ["检定"], "时事": ["是"]}
    names = ["校准", "不确定度"]
    patched = 0
    for _ in range(60):
        before = _some_words(rng)
        after = before + Counter(rng.sample(sorted(before), 3)) + Counter(["时式事", "度度"])
        after -= Counter({word: before[word] for word in rng.sample(sorted(before), 3)})
        touched = {word for word in before | after if before[word] != after[word]}
        made = patched_lexicon(lexicon(before, names, also), before, after, touched, names, also)
        patched += made is not None
        assert made in (None, lexicon(after, names, also))
    assert 0 < patched < 60  # both ways were taken


def test_kept_texts_are_exchanged_and_their_file_does_not_grow_without_end(tmp_path: Path) -> None:
    path = tmp_path / "texts"
    held = KeptTexts(path, keep_texts(path, {"甲": (3, ["一"]), "乙": (4, ["二", "三"])}))
    sizes = set()
    for number in range(20):
        held.exchange({"甲": (3, [f"{number:02}"]), "丙": (0, [])})
        sizes.add(path.stat().st_size)
    assert (held.text("甲"), held.text("乙"), held.text("丙")) == (["19"], ["二", "三"], [])
    assert held.sizes() == {"甲": (3, 1), "乙": (4, 2)}
    assert max(sizes) < 300


def test_a_damaged_text_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "texts"
    held = KeptTexts(path, keep_texts(path, {"甲": (3, ["一"])}))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Damaged):
        held.text("甲")
