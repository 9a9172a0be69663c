"""Synonyms that contradict each other, and judged queries that have fallen out of place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from labkb.index.cases import run
from labkb.index.vocabulary import contradictions, read_vocabulary
from labkb.model.vocabulary import CASE_KIND_WORDS, SearchCase, SynonymGroup


def test_a_word_in_two_groups_is_a_contradiction() -> None:
    groups = [SynonymGroup(words=("内审", "内部审核")), SynonymGroup(words=("内审", "内审员"))]
    assert ["内审" in finding.message for finding in contradictions(groups, [])] == [True]


def test_a_synonym_that_a_term_is_confused_with_is_a_contradiction() -> None:
    groups = [SynonymGroup(words=("校准", "检定"))]
    found = list(contradictions(groups, [("检定", "校准")]))
    assert len(found) == 1
    assert "容易混淆" in found[0].message


def test_groups_that_agree_are_no_finding() -> None:
    groups = [SynonymGroup(words=("内审", "内部审核")), SynonymGroup(word="写错", also=("修改",))]
    assert list(contradictions(groups, [("校准", "检定")])) == []


def test_wrong_entries_are_reported_and_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "kb/vocabulary"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(
        "synonyms:\n- words: [甲方, 客户]\n- words: [一个]\nwords: []\n", "utf-8"
    )
    (folder / "b.yaml").write_text("synonyms: [", "utf-8")
    vocabulary, findings = read_vocabulary(tmp_path)
    assert [group.words for group in vocabulary.synonyms] == [("甲方", "客户")]
    assert sorted(finding.code for finding in findings) == ["KB901", "KB902", "KB903"]


def test_the_vocabulary_of_this_repository_is_sound(repository: Path) -> None:
    vocabulary, findings = read_vocabulary(repository)
    assert findings == []
    assert [finding.message for finding in contradictions(vocabulary.synonyms, [])] == []


def test_this_repository_has_cases_of_every_kind(repository: Path) -> None:
    cases = read_vocabulary(repository)[0].cases
    kinds = Counter(case.kind for case in cases)
    assert len(cases) >= 150
    assert set(kinds) == set(CASE_KIND_WORDS)


class _Answers:
    def __init__(self, hits: list[str]) -> None:
        self.hits = hits

    def search(self, text: str, *, limit: int) -> dict[str, Any]:
        return {"hits": [{"id": hit} for hit in self.hits[:limit]]}


def _case(**values: Any) -> SearchCase:
    return SearchCase(query="甲", kind="keyword", targets=("a", "b"), **values)


def test_a_case_passes_when_any_target_is_near_the_top() -> None:
    assert run([_case()], _Answers(["x", "b"]), known=["a", "b"]) == []


def test_a_target_that_fell_out_of_place_is_an_error() -> None:
    findings = run([_case(within=1)], _Answers(["x", "b"]), known=["a", "b"])
    assert [finding.code for finding in findings] == ["KB906"]
    assert "排在第2" in findings[0].message


def test_a_target_that_does_not_exist_is_reported() -> None:
    findings = run([_case()], _Answers(["a"]), known=["a"])
    assert [finding.code for finding in findings] == ["KB905"]


def test_cases_that_need_the_original_wait_for_an_overlay() -> None:
    case = _case(needs_original=True)
    assert run([case], _Answers([]), known=["a", "b"]) == []
    assert len(run([case], _Answers([]), known=["a", "b"], overlay=True)) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("synonyms:\n  - words: 校准\n".encode(), "KB903"),
        ("synonyms:\n  - words: [校准, 标定]\n".encode("gb18030"), "KB102"),
        (b"synonyms: [\n", "KB901"),
        (b"", "KB104"),
    ],
)
def test_a_vocabulary_that_cannot_be_read_is_a_finding(
    tmp_path: Path, content: bytes, code: str
) -> None:
    folder = tmp_path / "kb/vocabulary"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_bytes(content)
    vocabulary, findings = read_vocabulary(tmp_path)
    assert not vocabulary.synonyms
    assert [found.code for found in findings][:1] == [code]
    assert all(found.remedy for found in findings)


def test_a_vocabulary_outside_the_knowledge_base_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "kb/vocabulary"
    folder.mkdir(parents=True)
    (tmp_path / "outside.yaml").write_text("synonyms:\n  - words: [校准, 标定]\n", "utf-8")
    (folder / "linked.yaml").symlink_to(tmp_path / "outside.yaml")
    assert read_vocabulary(tmp_path)[0].synonyms == ()


def test_findings_stand_at_the_entry_they_are_about(tmp_path: Path) -> None:
    folder = tmp_path / "kb/vocabulary"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(
        "synonyms:\n- words: [一个]\n- words: [内审, 内部审核]\n- words: [内审, 内审员]\n"
        "cases:\n- {query: 甲, kind: 不对, targets: [a]}\n- {query: 甲, kind: keyword, targets: [a]}\n"
        "- {query: 甲, kind: keyword, targets: [z]}\n",
        "utf-8",
    )
    held, _ = read_vocabulary(tmp_path)
    about = list(contradictions(held.synonyms, [], held.synonym_places))
    about += run(held.cases, _Answers(["x"]), known=["a"], places=held.case_places)
    assert sorted((found.code, found.place.file, found.place.path) for found in about) == [
        ("KB904", "kb/vocabulary/a.yaml", ("synonyms", 2)),
        ("KB905", "kb/vocabulary/a.yaml", ("cases", 2)),
        ("KB906", "kb/vocabulary/a.yaml", ("cases", 1)),
    ]
