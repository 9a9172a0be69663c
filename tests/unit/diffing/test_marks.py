"""Changes are marked by words, and the marks hold both texts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from labkb.diffing.marks import Span, marks

TEXT = st.lists(st.text(alphabet="机构应当保存记录年三六，。 ab1", max_size=30), max_size=3)


def squeezed(spans: tuple[Span, ...], without: str) -> str:
    return "".join("".join(s.text.split()) for s in spans if s.op != without)


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT)
def test_marks_hold_both_texts_whole(old: list[str], new: list[str]) -> None:
    found = marks(old, new)
    assert squeezed(found, "added") == "".join("".join(old).split())
    assert squeezed(found, "removed") == "".join("".join(new).split())


def test_a_word_is_marked_as_a_whole_and_what_went_comes_first() -> None:
    found = marks(["机构应当保存会计帐簿。"], ["机构应当保存会计账簿。"])
    assert [(s.op, s.text) for s in found if s.op != "same"] == [("removed", "帐簿"), ("added", "账簿")]


def test_white_space_alone_makes_no_marks() -> None:
    assert {s.op for s in marks(["机构 应当", "备案。"], ["机构应当备案。"])} == {"same"}


def test_paragraphs_of_the_new_text_stay_apart() -> None:
    text = "".join(s.text for s in marks(["一。", "二。"], ["一。", "三。"]) if s.op != "removed")
    assert text == "一。\n三。"


def test_one_character_between_longer_changes_does_not_break_them() -> None:
    found = marks(["甲乙丙丁的戊己庚辛"], ["子丑寅卯的辰巳午未"])
    assert [s.op for s in found] == ["removed", "added"]


def test_texts_too_long_for_words_are_compared_by_sentences() -> None:
    old = "".join(f"第{n}项应当保存记录。" for n in range(900))
    found = marks([old], [old.replace("第5项", "第五项")])
    changed = [s.text for s in found if s.op != "same"]
    assert changed == ["第5项应当保存记录。", "第五项应当保存记录。"]
