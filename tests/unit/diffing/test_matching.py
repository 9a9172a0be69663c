"""Clauses are found again by what they say, and what happened to each is named."""

from __future__ import annotations

import random
import time

import pytest

from labkb.diffing.compare import compare
from labkb.model.document import Clause, ClauseForm, Obligation, Requirement, Table
from tests.unit.diffing.samples import article, law, row_of, sentence

CHANCE = random.Random(7)
TEXTS = [sentence(CHANCE) for _ in range(30)]


def test_equal_editions_have_no_changes() -> None:
    clauses = [article(n, TEXTS[n]) for n in range(1, 6)]
    found = compare(law("a", clauses), law("b", clauses))
    assert [row.tags for row in found.rows] == [()] * 5


@pytest.mark.parametrize(
    ("old", "new", "is_changed"),
    [
        ("机构应当保存记录。", "机构应当 保存\n记录。", False),
        ("机构应当保存记录。", "机构应当保存记录\u200b。", False),
        ("机构应当保存记录：", "机构应当保存记录:", True),
        ("机构应当保存记录。", "机构应当保存记录", True),
        ("保存三年。", "保存六年。", True),
    ],
)
def test_only_white_space_counts_for_nothing(old: str, new: str, is_changed: bool) -> None:
    found = compare(law("a", [article(1, old)]), law("b", [article(1, new)]))
    assert ("changed" in found.rows[0].tags) is is_changed


def test_a_change_of_punctuation_alone_is_marked_as_such() -> None:
    found = compare(
        law("a", [article(1, "保存记录：三年"), article(2, "保存三年")]),
        law("b", [article(1, "保存记录:三年"), article(2, "保存六年")]),
    )
    assert [row.has_only_new_punctuation for row in found.rows] == [True, False]


def test_articles_after_an_inserted_one_are_renumbered_not_changed() -> None:
    old = law("a", [article(n, TEXTS[n]) for n in range(1, 6)])
    new = law(
        "b",
        [article(1, TEXTS[1]), article(2, TEXTS[20])]
        + [article(n + 1, TEXTS[n]) for n in range(2, 6)],
    )
    found = compare(old, new)
    assert found.counts() == {"added": 1, "removed": 0, "changed": 0, "moved": 0, "renumbered": 4}
    assert row_of(found, new="2").tags == ("added",)
    assert found.successor("a:2") == "b:3"


def test_a_renumbered_article_is_found_although_its_words_changed() -> None:
    old = law("a", [article(1, TEXTS[1]), article(2, TEXTS[2])])
    new = law(
        "b", [article(1, TEXTS[1]), article(2, TEXTS[9]), article(3, TEXTS[2] + "期限为三十日。")]
    )
    row = row_of(compare(old, new), old="2")
    assert row.new is not None and row.new.path == "3"
    assert row.tags == ("changed", "renumbered")


def test_an_article_that_went_elsewhere_is_moved_and_the_others_are_not() -> None:
    order = [1, 2, 3, 4, 5, 6]
    old = law("a", [article(n, TEXTS[n]) for n in order])
    new = law("b", [article(n, TEXTS[m]) for n, m in enumerate([1, 3, 4, 5, 6, 2], 1)])
    found = compare(old, new)
    assert [row.old.path for row in found.rows if row.old and "moved" in row.tags] == ["2"]


def test_an_article_that_changes_its_chapter_is_moved_with_both_chapters_named() -> None:
    def book(name: str, *chapters: list[int]) -> object:
        heads = [
            Clause(
                number=f"第{'一二三'[i]}章", heading=f"篇{i}",
                clauses=tuple(article(n, TEXTS[n]) for n in held),
            )
            for i, held in enumerate(chapters)
        ]
        return law(name, heads)

    found = compare(book("a", [1, 2, 3], [4, 5, 6]), book("b", [1, 2], [3, 4, 5, 6]))  # type: ignore[arg-type]
    row = row_of(found, old="3")
    assert row.tags == ("moved",)
    assert (row.from_section, row.to_section) == ("第一章 篇0", "第二章 篇1")


def test_a_heading_set_above_old_articles_moves_none_of_them() -> None:
    flat = law("a", [article(n, TEXTS[n]) for n in (1, 2, 3)])
    headed = law(
        "b",
        [article(1, TEXTS[1]),
         Clause(number="第一章", heading="新章",
                clauses=(article(2, TEXTS[2]), article(3, TEXTS[3])))],
    )
    assert compare(flat, headed).counts()["moved"] == 0


def test_a_chapter_follows_its_articles_to_another_number() -> None:
    def chapter(number: str, heading: str, *articles: Clause) -> Clause:
        return Clause(number=number, heading=heading, clauses=articles)

    old = law("a", [chapter("第一章", "罚则", article(1, TEXTS[1]), article(2, TEXTS[2]))])
    new = law(
        "b",
        [chapter("第一章", "总则", article(1, TEXTS[8])),
         chapter("第二章", "法律责任", article(2, TEXTS[1]), article(3, TEXTS[2]))],
    )
    row = row_of(compare(old, new), old="ch1")
    assert row.new is not None and row.new.path == "ch2"
    assert row.tags == ("changed", "renumbered")


def test_items_belong_to_their_article() -> None:
    def with_items(name: str, last: str) -> object:
        items = (Clause(number="（一）", text="款项的收付；"), Clause(number="（二）", text=last))
        return law(name, [article(10, "下列事项应当记录：", clauses=items)])

    found = compare(with_items("a", "财物的增减。"), with_items("b", "资产的增减。"))  # type: ignore[arg-type]
    assert [row.id for row in found.rows] == ["b:10"]
    assert found.rows[0].tags == ("changed",)
    assert found.successor("a:10.2") == "b:10"


def test_a_rewritten_article_between_articles_that_stayed_keeps_its_number() -> None:
    old = law("a", [article(1, TEXTS[1]), article(2, TEXTS[2]), article(3, TEXTS[3])])
    new = law("b", [article(1, TEXTS[1]), article(2, TEXTS[12]), article(3, TEXTS[3])])
    assert row_of(compare(old, new), old="2").tags == ("changed",)


def test_a_law_written_anew_is_not_matched_by_numbers() -> None:
    old = law("a", [article(n, TEXTS[n]) for n in range(1, 11)])
    new = law("b", [article(n, TEXTS[n + 12]) for n in range(1, 11)])
    counts = compare(old, new).counts()
    assert (counts["added"], counts["removed"], counts["changed"]) == (10, 10, 0)


def test_words_under_each_number_are_compared_apart_from_where_clauses_went() -> None:
    old = law("a", [article(1, TEXTS[1]), article(2, TEXTS[2])])
    new = law("b", [article(1, TEXTS[1]), article(2, TEXTS[9]), article(3, TEXTS[2])])
    found = compare(old, new)
    assert (found.same_number, found.different_number) == (("1",), ("2",))


def test_a_removed_article_names_the_one_that_took_its_words() -> None:
    old = law("a", [article(1, TEXTS[1]), article(2, TEXTS[2]), article(3, TEXTS[3])])
    new = law("b", [article(1, TEXTS[1] + TEXTS[2]), article(2, TEXTS[3])])
    row = row_of(compare(old, new), old="2")
    assert (row.tags, row.related) == (("removed",), "b:1")


def test_a_change_from_should_to_shall_is_seen_where_only_summaries_are_held() -> None:
    def standard(name: str, obligation: Obligation) -> object:
        requirement = Requirement(obligation=obligation, statement="保存原始记录")
        return law(name, [Clause(number="5.1", heading="记录", requirements=(requirement,))])

    found = compare(
        standard("a", Obligation.SHOULD), standard("b", Obligation.SHALL)  # type: ignore[arg-type]
    )
    assert found.layer == "summary"
    assert found.rows[0].tags == ("changed",)
    assert found.rows[0].has_new_obligation


def test_unnumbered_paragraphs_fold_into_their_clause() -> None:
    paragraph = Clause(form=ClauseForm.PARAGRAPH, text="另有规定的除外。")
    found = compare(
        law("a", [article("5.1", "机构应当备案。", clauses=(paragraph,))]),
        law("b", [article("5.1", "机构应当备案。")]),
    )
    assert len(found.rows) == 1
    assert found.rows[0].tags == ("changed",)


def test_a_changed_cell_of_a_table_is_a_change() -> None:
    def with_table(name: str, cell: str) -> object:
        table = Table(caption="任务表", columns=("任务", "部门"), rows=(("培训", cell), ("宣传", "秘书处")))
        return law(name, [article(1, TEXTS[1])], tables=(table,))

    found = compare(with_table("a", "评审一部"), with_table("b", "评审二部"))  # type: ignore[arg-type]
    assert [(row.id, row.tags) for row in found.rows] == [("b:1", ()), ("b:table-1", ("changed",))]


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_edited_cut_and_grown_laws_are_matched_as_they_were_made(seed: int) -> None:
    chance = random.Random(seed)
    texts = {n: sentence(chance, 20) for n in range(1, 81)}
    old = law("a", [article(n, text) for n, text in texts.items()])
    kept = [n for n in texts if chance.random() > 0.1]
    for _ in range(4):
        kept.insert(chance.randrange(len(kept)), kept.pop(chance.randrange(len(kept))))
    edited = {n for n in kept if chance.random() < 0.3}
    body: list[tuple[int | None, str]] = []
    for n in kept:
        words = texts[n]
        body.append((n, words.replace("应当对", "可以就", 1) + "具体办法另定。" if n in edited else words))
        if chance.random() < 0.1:
            body.append((None, sentence(chance, 20)))
    new = law("b", [article(i, text) for i, (_, text) in enumerate(body, 1)])
    truth = {f"a:{n}": f"b:{i}" for i, (n, _) in enumerate(body, 1) if n is not None}
    found = compare(old, new)
    pairs = {r.old.id: r.new.id for r in found.rows if r.old and r.new}
    assert {old: pairs[old] for old in truth} == truth
    # One that went where another came, under the same number between the same neighbours, reads
    # as rewritten.
    assert all(new == old.replace("a:", "b:") for old, new in pairs.items() if old not in truth)
    changed = {int(r.old.path) for r in found.rows if r.old and r.new and "changed" in r.tags}
    assert changed & set(kept) == edited


def test_the_longest_law_takes_seconds() -> None:
    chance = random.Random(3)
    texts = [sentence(chance, 40) for _ in range(1260)]
    old = law("a", [article(n, text) for n, text in enumerate(texts, 1)])
    new = law(
        "b",
        [article(n, text[:-12] + "由主管部门规定。") for n, text in enumerate(texts[600:] + texts[:600], 1)],
    )
    begin = time.perf_counter()
    found = compare(old, new)
    assert time.perf_counter() - begin < 10
    assert found.counts()["removed"] == 0
