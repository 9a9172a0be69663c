"""The words of `kb/vocabulary/`: reading them, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place, Severity
from labkb.index.text import normalise
from labkb.load.files import parse_value, read_source
from labkb.model.base import Model
from labkb.model.vocabulary import SearchCase, SynonymGroup, Vocabulary, VocabularyFile

FOLDER = "kb/vocabulary"


def read_vocabulary(root: Path) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary of a project and what is wrong with its files; empty where there is none."""
    synonyms: list[SynonymGroup] = []
    cases: list[SearchCase] = []
    places: dict[str, list[tuple[str, int]]] = {"synonyms": [], "cases": []}
    findings: list[Diagnostic] = []
    for path in _files(root / FOLDER):
        place = f"{FOLDER}/{path.name}"
        data, troubles = _read(path, place)
        findings += troubles
        held, numbers, wrong = _checked(data if isinstance(data, dict) else {}, place)
        for key, counted in numbers.items():
            places[key] += ((place, number) for number in counted)
        synonyms += held.synonyms
        cases += held.cases
        findings += wrong
    vocabulary = Vocabulary(
        synonyms=tuple(synonyms), cases=tuple(cases),
        synonym_places=tuple(places["synonyms"]), case_places=tuple(places["cases"]),
    )
    return vocabulary, findings


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder; what leads out of `kb/` is refused elsewhere, and not read."""
    inside = folder.parent.resolve()
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.resolve().is_relative_to(inside):
            yield path


def _read(path: Path, place: str) -> tuple[Any, list[Diagnostic]]:
    """The value of a file within the bounds that every file has, and what is wrong with it."""
    text, problem = read_source(path, place)
    if problem:
        return None, [problem]
    if not text.strip():
        return None, [finding("KB104", "文件是空的，已跳过", Place(place), remedy="写入同义词，或删除文件")]
    value, findings = parse_value(place, text)
    return value, [
        replace(found, code="KB901", message=f"词表读不出来：{found.message}")
        if found.code == "KB101"
        else found
        for found in findings
    ]


def _checked(
    data: dict[str, Any], place: str
) -> tuple[VocabularyFile, dict[str, list[int]], list[Diagnostic]]:
    """The sound entries of a file, their numbers in it, and one finding for each of the others."""
    findings: list[Diagnostic] = []
    kept: dict[str, list[Any]] = {"synonyms": [], "cases": []}
    numbers: dict[str, list[int]] = {"synonyms": [], "cases": []}
    models: dict[str, type[Model]] = {"synonyms": SynonymGroup, "cases": SearchCase}
    for key, entries in data.items():
        if key not in models or not isinstance(entries, list):
            remedy = "这里只有 synonyms 和 cases 两个列表。"
            findings.append(Diagnostic("KB902", f"不认识的键“{key}”。", Place(place, (key,)), remedy))
            continue
        for index, entry in enumerate(entries):
            try:
                kept[key].append(models[key].model_validate(entry))
                numbers[key].append(index)
            except ValidationError as error:
                where = ".".join(str(part) for part in error.errors()[0]["loc"])
                what = where or (f"“{entry[:40]}”" if isinstance(entry, str) else "要键值")
                findings.append(
                    Diagnostic(
                        "KB903",
                        f"第{index + 1}项写得不对：{what}。",
                        Place(place, (key, index)),
                        "同义词写 words（两个以上），或写 word 和 also；用例写 query、kind、targets。",
                    )
                )
    held = VocabularyFile(synonyms=tuple(kept["synonyms"]), cases=tuple(kept["cases"]))
    return held, numbers, findings


def contradictions(
    groups: Iterable[SynonymGroup],
    confused: Iterable[tuple[str, str]],
    places: Sequence[tuple[str, int]] = (),
) -> Iterator[Diagnostic]:
    """Words in two groups, and synonyms that a term is said to be confused with.

    `confused` holds pairs of names: a term and a neighbour that must not be taken for it; `places`
    the file of every group and its number in it.
    """
    kept_apart = {frozenset((normalise(a), normalise(b))) for a, b in confused}
    first: dict[str, tuple[str, ...]] = {}
    for group, place in zip_longest(groups, [place_of("synonyms", *one) for one in places]):
        for word in dict.fromkeys(map(normalise, group.words)):
            if word in first:
                yield _finding(
                    f"“{word}”在两组同义词里：“{'、'.join(first[word][:3])}”"
                    f"和“{'、'.join(group.words[:3])}”。",
                    "留在一组，或把两组并成一组。", place,
                )
            first.setdefault(word, group.words)
        words = [*group.words, *((group.word,) if group.word else ())]
        others = [*group.words, *group.also]
        seen: set[frozenset[str]] = set()
        for word in words:
            for other in others:
                pair = frozenset((normalise(word), normalise(other)))
                if len(pair) == 2 and pair in kept_apart and pair not in seen:
                    seen.add(pair)
                    yield _finding(
                        f"“{word}”和“{other}”写成了同义词，术语却说它们容易混淆。",
                        "从同义词里去掉一个，或改术语的 neighbours。", place,
                    )


def place_of(key: str, file: str, number: int) -> Place:
    """The place of an entry of a file."""
    return Place(file, (key, number))


def _finding(message: str, remedy: str, place: Place | None) -> Diagnostic:
    return Diagnostic("KB904", message, place or Place(FOLDER), remedy, severity=Severity.WARNING)
