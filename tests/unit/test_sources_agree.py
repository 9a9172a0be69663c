"""Units, names, offices, deadlines and obligations are those that the sources print."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from labkb.exchange.importing.as_json import file_json
from labkb.exchange.importing.importer import import_file
from labkb.graph import KnowledgeGraph
from labkb.model.document import Document, Obligation
from labkb.model.organization import Organization, Person
from labkb.model.reference import Reference
from labkb.model.responsibility import Responsibility
from labkb.pipeline import load_collection
from tests.conftest import SOURCES
from tests.unit.test_numerals import DOCUMENTS, TEXT_OF, clauses_of, normal, source_text

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the five sources are not at hand")

GUIDE = "calibration-chain-guide-2025"
MINUTES = "executive-committee-5-2-minutes-2023"
OPINION = "samr-metrology-2020-127"
UNIT = re.compile(r"^\s*(\d(?:\.\d+){1,3}|\d(?=\s+[^\d、]))(?:\s+(.*))?$")
RECOMMENDS = re.compile(r"(?<!适)宜(?!的)|建议(?:保存|不少于)")
DEMANDS = re.compile(r"应(?![用急])|不得|需配备|则需要")
# Demands without such a word; each clause has a remark that says so.
UNWORDED = {"6.4.2.5"}


@pytest.fixture(scope="module")
def graph(repository: Path) -> KnowledgeGraph:
    return load_collection(repository).graph


@cache
def guide_units() -> dict[str, tuple[str, str]]:
    """The printed heading and the text of every numbered unit of the guide, in order."""
    lines = (SOURCES / f"{GUIDE}.txt").read_text("utf-8").splitlines()
    first = next(i for i, line in enumerate(lines) if line.strip() == "1 范围")
    last = next(i for i, line in enumerate(lines) if line.startswith("三、主要试验"))
    found: dict[str, list[str]] = {}
    for line in filter(str.strip, lines[first:last]):
        unit = UNIT.match(line)
        if unit:
            found[unit[1]] = [unit[2] or ""]
        else:
            next(reversed(found.values())).append(line)
    return {
        n: ("" if t[0].endswith(tuple("，、。；/")) or len(t[0]) > 15 else t[0], normal(" ".join(t)))
        for n, t in found.items()
    }


@cache
def task_rows() -> tuple[tuple[str, ...], ...]:
    (minutes,) = file_json(import_file(SOURCES / f"{MINUTES}.txt"))
    return tuple(tuple(row) for row in minutes["tables"][0]["rows"])


def text_of(cited: str) -> str:
    document = cited.partition(":")[0]
    return source_text(TEXT_OF.get(document, document))


def is_ours(cited: str) -> bool:
    return cited.partition(":")[0] in {*DOCUMENTS, *TEXT_OF}


def test_the_guide_has_its_printed_units_in_their_order() -> None:
    numbered = [path for path, c in clauses_of(GUIDE).items() if c.number]
    assert numbered == list(guide_units())


def test_a_heading_that_the_guide_prints_is_the_heading_of_its_clause() -> None:
    held = clauses_of(GUIDE)
    printed = {
        number: heading
        for number, (heading, _) in guide_units().items()
        # A numbered paragraph without a heading begins its sentence on the same line.
        if heading and not re.search("机构应|应收集", heading)
    }
    assert len(printed) > 40
    assert {n: normal(held[n].heading or "") for n in printed} == {
        n: normal(h) for n, h in printed.items()
    }


def test_the_guide_recommends_where_it_says_so_and_only_there() -> None:
    held = clauses_of(GUIDE)
    said = {n for n, (_, text) in guide_units().items() if RECOMMENDS.search(text)}
    assert said == {
        path
        for path, clause in held.items()
        if any(r.obligation is Obligation.SHOULD for r in clause.requirements)
    }


def test_the_guide_demands_where_it_says_so_and_only_there() -> None:
    def demanding(path: str) -> bool:
        clause = held[path]
        return any(r.obligation is Obligation.SHALL for r in clause.requirements)

    held = clauses_of(GUIDE)
    chapters = [n for n in guide_units() if n[0] in "456789"]
    said = {n for n in chapters if DEMANDS.search(guide_units()[n][1])}
    assert {n for n in chapters if demanding(n)} == said | UNWORDED
    assert all("没有“应”字" in " ".join(held[n].remarks) for n in UNWORDED)


def test_a_task_has_the_departments_leaders_deadlines_and_suggesters_of_its_row(
    graph: KnowledgeGraph,
) -> None:
    def names(ids: tuple[str, ...]) -> list[set[str]]:
        return [{graph[i].label, *getattr(graph[i].value, "aliases", ())} for i in ids]

    def stand_in(ids: tuple[str, ...], cell: str) -> bool:
        """Whether the cell is these names in this order, offices aside."""
        rest = re.sub(r"\s", "", cell)
        for called in names(ids):
            at = min((rest.find(n) + len(n) for n in called if n in rest), default=-1)
            if at < 0:
                return False
            rest = rest[at:]
        return not rest or rest.startswith("(")

    aspect = ""
    assert len(task_rows()) == 12
    for order, row in enumerate(task_rows(), 1):
        task = graph[f"responsibility/minutes-2023-{order:02}"].value
        assert isinstance(task, Responsibility) and task.suggestion
        aspect = row[1] or aspect
        assert normal(task.aspect or "").replace("，", ",") == normal(aspect), order
        assert task.number == f"{order})"
        assert stand_in(task.actors, row[4]), (order, row[4])
        assert stand_in(task.leaders, row[5]), (order, row[5])
        assert stand_in(task.suggestion.by, row[7]), (order, row[7])
        printed = re.sub(r"\s", "", row[6]).replace(",", "，")
        assert "".join(d.words for d in task.deadlines) == printed, order
        for deadline in task.deadlines:
            assert (deadline.due_on is None) == (not deadline.words[0].isdigit())
            assert deadline.due_on is None or str(deadline.due_on) == deadline.words.replace(".", "-")
        assert all(d.is_reading == (len(task.deadlines) > 1) for d in task.deadlines)


def test_a_person_is_named_with_the_office_in_the_source_and_in_the_clause_cited(
    graph: KnowledgeGraph,
) -> None:
    wrong = []
    for entry in graph.family("person"):
        person = entry.value
        assert isinstance(person, Person)
        for office in person.offices:
            text, title = text_of(office.source.cites), re.escape(normal(office.title))
            # Names may follow an office in a list, and two offices one name.
            if not re.search(rf"{title}[^。；]{{0,24}}?{person.name}|{person.name}{title}", text):
                wrong.append(f"{person.name}：{office.title}")
            clause = clauses_of(office.source.cites.partition(":")[0])[
                office.source.cites.partition(":")[2]
            ]
            if person.name not in clause.model_dump_json(exclude={"clauses"}):
                wrong.append(f"{person.name} 不在 {office.source.cites} 里")
    assert not wrong


def test_an_organization_is_named_in_every_source_that_it_cites(graph: KnowledgeGraph) -> None:
    wrong = []
    for entry in graph.family("organization"):
        body = entry.value
        assert isinstance(body, Organization) and body.sources
        # “认可政策、认可技术、国际跟踪三个工作组” shares its last word.
        called = [normal(n).removesuffix("工作组") for n in (body.name, *body.aliases)]
        wrong += [
            f"{body.name}: {source.cites}"
            for source in body.sources
            if is_ours(source.cites) and not any(n in text_of(source.cites) for n in called)
        ]
    assert not wrong


def test_the_opinion_is_addressed_to_whom_it_names_in_that_order(graph: KnowledgeGraph) -> None:
    opinion = graph[OPINION].value
    assert isinstance(opinion, Document)
    rest = re.search(r"指导意见(.*?)：", source_text(OPINION))
    assert rest
    line, at = rest[1], 0
    for addressee in opinion.addressees:
        body = graph[addressee].value
        assert isinstance(body, Organization)
        places = [line.find(normal(n), at) for n in (body.name, *body.aliases)]
        assert any(p >= 0 for p in places), body.name
        at = min(p for p in places if p >= 0) + 1
    # 各省、自治区、直辖市及……市场监管局 is one addressee with two commas in it.
    assert len(opinion.addressees) == len(re.findall(r"[^、，]+", re.sub("（.*?）", "", line))) - 2


def test_every_title_that_a_source_quotes_is_a_reference(graph: KnowledgeGraph) -> None:
    held = [e.value for e in graph.family("reference", "document")]
    known = {
        normal(name)
        for record in held
        if isinstance(record, Reference | Document)
        for name in (record.title, *record.aliases)
    }
    quoted = set(chain.from_iterable(re.findall("《([^》]+)》", source_text(d)) for d in DOCUMENTS))
    assert len(quoted) > 25
    assert [t for t in sorted(quoted) if not any(t in name for name in known)] == []


def test_a_reference_is_cited_by_the_clauses_that_it_says(graph: KnowledgeGraph) -> None:
    cited = {
        (target.partition(":")[0], f"{document}:{path}")
        for document in (*DOCUMENTS, *TEXT_OF)
        for path, clause in clauses_of(document).items()
        for target in clause.cites
    }
    for entry in graph.family("reference"):
        reference = entry.value
        assert isinstance(reference, Reference)
        said = {s.cites for s in reference.sources}
        assert said == {place for name, place in cited if name == reference.id}, reference.id
