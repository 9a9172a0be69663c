"""The words of `kb/vocabulary/`: reading them, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from labkb.diagnostics import Diagnostic, Place, Severity
from labkb.index.text import normalise
from labkb.model.base import Model
from labkb.model.vocabulary import SearchCase, SynonymGroup, Vocabulary, VocabularyFile

FOLDER = "kb/vocabulary"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_vocabulary(root: Path) -> tuple[Vocabulary, list[Diagnostic]]:
    """The vocabulary of a project and what is wrong with its files; empty where there is none."""
    synonyms: list[SynonymGroup] = []
    cases: list[SearchCase] = []
    findings: list[Diagnostic] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        place = f"{FOLDER}/{path.name}"
        try:
            data = yaml.load(path.read_text("utf-8"), Loader=_LOADER)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            message = f"读不出来：{str(error).splitlines()[0]}"
            findings.append(Diagnostic("KB901", message, Place(place), "改正 YAML 的写法。"))
            continue
        held, wrong = _checked(data if isinstance(data, dict) else {}, place)
        synonyms += held.synonyms
        cases += held.cases
        findings += wrong
    return Vocabulary(synonyms=tuple(synonyms), cases=tuple(cases)), findings


def _checked(data: dict[str, Any], place: str) -> tuple[VocabularyFile, list[Diagnostic]]:
    """The sound entries of a file, and one finding for each of the others."""
    findings: list[Diagnostic] = []
    kept: dict[str, list[Any]] = {"synonyms": [], "cases": []}
    models: dict[str, type[Model]] = {"synonyms": SynonymGroup, "cases": SearchCase}
    for key, entries in data.items():
        if key not in models or not isinstance(entries, list):
            remedy = "这里只有 synonyms 和 cases 两个列表。"
            findings.append(Diagnostic("KB902", f"不认识的键“{key}”。", Place(place, (key,)), remedy))
            continue
        for index, entry in enumerate(entries):
            try:
                kept[key].append(models[key].model_validate(entry))
            except ValidationError as error:
                where = ".".join(str(part) for part in error.errors()[0]["loc"])
                findings.append(
                    Diagnostic(
                        "KB903",
                        f"第{index + 1}项写得不对：{where or entry!r}。",
                        Place(place, (key, index)),
                        "同义词写 words（两个以上），或写 word 和 also；用例写 query、kind、targets。",
                    )
                )
    return VocabularyFile(synonyms=tuple(kept["synonyms"]), cases=tuple(kept["cases"])), findings


def contradictions(
    groups: Iterable[SynonymGroup], confused: Iterable[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """Words in two groups, and synonyms that a term is said to be confused with.

    `confused` holds pairs of names: a term and a neighbour that must not be taken for it.
    """
    kept_apart = {frozenset((normalise(a), normalise(b))) for a, b in confused}
    first: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for word in dict.fromkeys(map(normalise, group.words)):
            if word in first:
                yield _finding(
                    f"“{word}”在两组同义词里：“{'、'.join(first[word][:3])}”"
                    f"和“{'、'.join(group.words[:3])}”。",
                    "留在一组，或把两组并成一组。",
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
                        "从同义词里去掉一个，或改术语的 neighbours。",
                    )


def _finding(message: str, remedy: str) -> Diagnostic:
    return Diagnostic("KB904", message, Place(FOLDER), remedy, severity=Severity.WARNING)
