"""Every numeral of the source documents is a fact or is excluded with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from labkb.facts import value_of
from labkb.ids import Unit, derive_paths, parse_numeral
from labkb.model.document import Clause, Document
from labkb.model.fact import Fact, NumeralExclusions

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
# The guide is printed inside its note: one text, two documents.
TEXT_OF = {"calibration-chain-guide-2025-note": "calibration-chain-guide-2025"}
DOCUMENTS = (
    "annual-report-2021",
    "calibration-chain-guide-2025",
    "calibration-department-2021",
    "executive-committee-5-2-minutes-2023",
    "samr-metrology-2020-127",
)

FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
HAN = "零〇一二两三四五六七八九十百千万亿"
# 42.8万, 1万2千, 三分之一, 21.5%; 百分点 is a unit, its 百 no numeral.
TOKEN = re.compile(
    r"\d+(?:\.\d+)*(?:[十百千万亿]+(?:\d+(?:\.\d+)*)?)*%?"
    rf"|[{HAN}]+分之[{HAN}]+"
    rf"|(?:(?!百分[点比率])[{HAN}])+"
)
BOUND_WORDS = {
    "more": ("多", "余"),
    "nearly": ("近",),
    "about": ("左右", "约"),
    "at_least": ("以上", "不应少于", "不少于"),
    "at_most": ("以内", "不应超过", "不超过"),
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of a text and where it stands."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def normal(text: str) -> str:
    """Text with its hard-wrapped lines joined; a space stays only between two Latin words."""
    text = re.sub(r"\s+", " ", text.translate(FULL_WIDTH)).strip()
    return re.sub(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])", "", text)


def numerals(text: str) -> list[Numeral]:
    """The numerals of a normal text in order."""
    return [Numeral(m.start(), m[0]) for m in TOKEN.finditer(text)]


def amount(text: str) -> Decimal | None:
    """The number that a numeral states; a fraction counts in per cent."""
    if "分之" in text:
        below, above = (parse_numeral(part) for part in text.split("分之"))
        return Decimal(100) * above / below if below and above is not None else None
    digits = text.removesuffix("%")
    if re.fullmatch(r"\d+(\.\d+)?", digits):
        return Decimal(digits)
    if re.match(r"\d", digits):
        units = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
        parts = re.findall(r"(\d+(?:\.\d+)?)([十百千万亿]?)", digits)
        return sum((Decimal(n) * units.get(u, 1) for n, u in parts), Decimal(0))
    value = parse_numeral(text)
    return None if value is None else Decimal(value)


def states(numeral: str, value: str) -> bool:
    """Whether a numeral states a value, which may be rounded where the numeral is a fraction."""
    found = amount(numeral)
    if found is None:
        return False
    wanted = Decimal(value)
    return found == wanted or ("分之" in numeral and found.quantize(wanted) == wanted)


@cache
def fact_files() -> tuple[dict[str, Any], ...]:
    records: list[dict[str, Any]] = []
    for path in sorted((ROOT / "kb" / "facts").glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text("utf-8"))
        records += loaded if isinstance(loaded, list) else [loaded]
    return tuple(records)


@cache
def facts() -> tuple[Fact, ...]:
    return tuple(Fact.model_validate(r) for r in fact_files() if r.get("kind", "fact") == "fact")


@cache
def exclusions() -> dict[str, NumeralExclusions]:
    records = (r for r in fact_files() if r.get("kind") == "exclusions")
    return {found.document: found for found in map(NumeralExclusions.model_validate, records)}


def text_name(document: str) -> str:
    return TEXT_OF.get(document, document)


def printed_facts(document: str) -> list[Fact]:
    """The facts that a source text prints, in the order of the files."""
    return [
        f for f in facts() if f.source and text_name(f.source.cites.partition(":")[0]) == document
    ]


def source_text(document: str) -> str:
    if not SOURCES.is_dir():
        pytest.skip(f"没有来源文件夹 {SOURCES.name}，不能逐字核对 {document}")
    return normal((SOURCES / f"{document}.txt").read_text("utf-8"))


def places(fact: Fact, text: str, found: list[Numeral]) -> list[Numeral]:
    """The numerals of a text at which a fact is printed."""
    assert fact.source and fact.value
    printed = normal(fact.source.printed)
    return [
        n
        for n in found
        if any(
            states(inner.text, fact.value)
            and inner.text == n.text
            and text.startswith(printed, n.start - inner.start)
            for inner in numerals(printed)
            if n.start >= inner.start
        )
    ]


def excluded(numeral: str, context: str, text: str, found: list[Numeral]) -> Iterator[Numeral]:
    """The numerals of a text that an exclusion with this context takes out."""
    context = normal(context)
    inner = [n for n in numerals(context) if n.text == numeral]
    for n in found:
        if n.text == numeral and any(
            n.start >= i.start and text.startswith(context, n.start - i.start) for i in inner
        ):
            yield n


def around(n: Numeral, text: str) -> str:
    return f"{text[max(0, n.start - 10) : n.start]}【{n.text}】{text[n.end : n.end + 10]}"


def misses(document: str, text: str) -> list[str]:
    """A line for each numeral of a text that is neither a fact nor excluded."""
    found = numerals(text)
    taken = {p.start for fact in printed_facts(document) for p in places(fact, text, found)}
    for name, record in exclusions().items():
        if text_name(name) == document:
            for item in record.items:
                taken |= {n.start for n in excluded(item.numeral, item.context, text, found)}
    missed = [n for n in found if n.start not in taken]
    return [f"{document}: …{around(n, text)}…" for n in missed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共认可了 8 万多家实验室、1 万 2 千多家检验机构", ["8万", "1万2千"]),
        ("累计观看1.1万人次，时长\n42.8万分钟", ["1.1万", "42.8万"]),
        ("覆盖了全球 104\n\n个经济体", ["104"]),
        ("三分之一以上，上升了４个百分点", ["三分之一", "4"]),
        ("同比增加\n21.5%。，扩项任务685家", ["21.5%", "685"]),
        ("第三十一次，十四五", ["三十一", "十四五"]),
        ("2024. 12 2026. 12", ["2024.12", "2026.12"]),
    ],
)
def test_numerals_are_found_across_spaces_lines_and_scripts(text: str, expected: list[str]) -> None:
    assert [n.text for n in numerals(normal(text))] == expected


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("3100", "3100"),
        ("42.8万", "428000"),
        ("140万", "1400000"),
        ("1万2千", "12000"),
        ("两", "2"),
        ("三十一", "31"),
        ("13.8%", "13.8"),
        ("三分之一", "33.3"),
    ],
)
def test_a_numeral_states_its_number(numeral: str, value: str) -> None:
    assert states(numeral, value)
    assert not states(numeral, str(Decimal(value) + 1))


@pytest.mark.parametrize("fact", [f for f in facts() if f.derived is None], ids=lambda f: f.id)
def test_value_bound_and_unit_of_a_fact_agree_with_what_is_printed(fact: Fact) -> None:
    assert fact.source, "没有出处"
    assert fact.value, "没有数值"
    assert fact.unit, "没有单位"
    printed = normal(fact.source.printed)
    assert any(states(n.text, fact.value) for n in numerals(printed)), (fact.value, printed)
    assert fact.unit in printed or "分之" in printed, (fact.unit, printed)
    words = [w for bound in BOUND_WORDS.values() for w in bound if w in printed]
    assert all(w in BOUND_WORDS.get(fact.bound, ()) for w in words), (fact.bound, printed)
    assert words or fact.bound == "exact", (fact.bound, printed)


def test_derived_figures_are_computed_and_never_typed() -> None:
    derived = [f for f in facts() if f.derived]
    assert derived
    by_id = {f.id: f for f in facts()}
    values = {f.id: value_of(f, by_id) for f in facts()}
    assert all(f.value is None and f.source is None and f.unit for f in derived)
    sum_of_parts = values["fact/derived-new-applications"]
    assert sum_of_parts == values["fact/calibration-department-2021-new-applications"] == 1149


def test_refusal_rates_of_different_populations_stay_apart() -> None:
    rates = [f for f in facts() if "term/non-acceptance" in f.about]
    assert sorted(f.value or "" for f in rates) == ["13", "13.8", "25"]
    assert len({f.population for f in rates}) == 3


def test_every_document_has_its_exclusions() -> None:
    assert set(exclusions()) == {*DOCUMENTS, *TEXT_OF}


@pytest.mark.parametrize("document", [*DOCUMENTS, *TEXT_OF])
def test_exclusions_name_a_numeral_in_its_context_once(document: str) -> None:
    items = exclusions()[document].items
    for item in items:
        assert len(item.context) <= 12, item
        assert item.numeral in [n.text for n in numerals(normal(item.context))], item
        assert item.reason != "other" or item.note, item
    keys = [(item.numeral, normal(item.context)) for item in items]
    assert len(keys) == len(set(keys)), "同一条写了两次"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_numeral_of_a_source_is_a_fact_or_excluded(document: str) -> None:
    text = source_text(document)
    assert len(numerals(text)) > 30
    missed = misses(document, text)
    assert not missed, "\n".join(["既不是数字事实，也没有列入不计入的数字：", *missed])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_facts_stand_in_their_source_once_and_exclusions_at_least_once(document: str) -> None:
    text = source_text(document)
    found = numerals(text)
    wrong = [
        f"{f.id}: {f.source.printed!r} 在原文里有 {len(places(f, text, found))} 处"
        for f in printed_facts(document)
        if f.source and len(places(f, text, found)) != 1
    ]
    wrong += [
        f"{record.id}: {item.numeral}（{item.context}）不在原文里"
        for name, record in exclusions().items()
        if text_name(name) == document
        for item in record.items
        if not list(excluded(item.numeral, item.context, text, found))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_numeral_is_both_a_fact_and_excluded(document: str) -> None:
    text = source_text(document)
    found = numerals(text)
    as_facts = {p.start: f.id for f in printed_facts(document) for p in places(f, text, found)}
    both = [
        f"{as_facts[n.start]}: {item.context}"
        for name, record in exclusions().items()
        if text_name(name) == document
        for item in record.items
        for n in excluded(item.numeral, item.context, text, found)
        if n.start in as_facts
    ]
    assert not both, "\n".join(both)


def units(clauses: tuple[Clause, ...]) -> tuple[Unit, ...]:
    return tuple(Unit(c.number, c.form.value, c.id, units(c.clauses)) for c in clauses)


def flat(clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    for clause in clauses:
        yield clause
        yield from flat(clause.clauses)


@cache
def clauses_of(document: str) -> dict[str, Clause]:
    """The clauses of a document by path, in document order."""
    folders = (ROOT / "kb" / name for name in ("policies", "standards", "reports", "minutes"))
    record = next(f / f"{document}.yaml" for f in folders if (f / f"{document}.yaml").is_file())
    model = Document.model_validate(yaml.safe_load(record.read_text("utf-8")))
    return dict(zip(derive_paths(units(model.clauses)), flat(model.clauses), strict=True))


@pytest.mark.parametrize("fact", [f for f in facts() if f.source], ids=lambda f: f.id)
def test_the_clause_that_a_fact_cites_states_its_number(fact: Fact) -> None:
    assert fact.source
    assert fact.value
    document, _, path = fact.source.cites.partition(":")
    said = normal(clauses_of(document)[path].model_dump_json(exclude={"clauses", "number", "id"}))
    assert any(states(n.text, fact.value) for n in numerals(said)), (fact.value, said)


@pytest.mark.parametrize("document", [*DOCUMENTS, *TEXT_OF])
def test_facts_cite_the_clauses_in_the_order_of_the_text(document: str) -> None:
    text = source_text(text_name(document))
    found = numerals(text)
    order = {path: at for at, path in enumerate(clauses_of(document))}
    cited = sorted(
        (places(f, text, found)[0].start, order[f.source.cites.partition(":")[2]], f.id)
        for f in printed_facts(text_name(document))
        if f.source and f.source.cites.partition(":")[0] == document
    )
    late = [b[2] for a, b in pairwise(cited) if b[1] < a[1]]
    assert not late, late
