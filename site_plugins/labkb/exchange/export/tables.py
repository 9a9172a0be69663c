"""What the collection knows, as plain tables: the content of workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from labkb.facts import NotComputable, value_of
from labkb.graph import Entry, KnowledgeGraph
from labkb.model.crosswalk import Crosswalk
from labkb.model.document import Clause, Document, Requirement
from labkb.model.fact import Fact
from labkb.model.reference import Reference
from labkb.model.responsibility import Responsibility, Target
from labkb.model.term import Term
from labkb.render.words import (
    BOUNDS,
    DOCUMENT_KINDS,
    OPERATIONS,
    RELATIONS,
    RESPONSIBILITY_TYPES,
    SEALS,
    STATUSES,
)

Cell = str | Decimal | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title and its width in characters."""

    title: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; the first row of the sheet holds the titles."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frozen: int = 0
    """How many columns stay in sight when the rest is scrolled."""


Builder = Callable[[KnowledgeGraph, frozenset[str]], Table]


def collection_tables(graph: KnowledgeGraph, only: Iterable[str] = ()) -> tuple[Table, ...]:
    """The tables of the collection, or of the records named."""
    wanted = frozenset(only)
    return tuple(build(graph, wanted) for build in BUILDERS)


def _records(graph: KnowledgeGraph, wanted: frozenset[str], *families: str) -> Iterator[Entry]:
    """Entries of the families that are wanted: themselves, or by the record that holds them."""
    for entry in graph.family(*families):
        if not wanted or entry.record.id in wanted or entry.id in wanted:
            yield entry


def names(graph: KnowledgeGraph, ids: Sequence[str], separator: str = "、") -> str:
    """Labels of things, as running text names them."""
    return separator.join(
        graph.citation(i) if graph[i].family in {"clause", "requirement"} else graph[i].label
        for i in ids
        if i in graph
    )


def documents(graph: KnowledgeGraph, wanted: frozenset[str]) -> Table:
    """One row per document that is held."""
    rows = []
    for entry in _records(graph, wanted, "document"):
        document = entry.value
        assert isinstance(document, Document)
        rows.append((
            document.title, document.number, DOCUMENT_KINDS[document.kind],
            names(graph, document.issuers) or document.issuer_name, document.edition,
            document.issued_on, document.effective_on,
            STATUSES[document.status.value] if document.status else "待核对",
            names(graph, document.replaces), document.summary, document.id,
        ))
    return Table("文件", (
        Column("名称", 36), Column("文号", 24), Column("种类", 10), Column("发布机构", 24),
        Column("版次", 8), Column("发布日期", 12), Column("实施日期", 12), Column("状态", 9),
        Column("代替", 24), Column("说明", 60), Column("编号", 34),
    ), tuple(rows), frozen=1)


def clauses(graph: KnowledgeGraph, wanted: frozenset[str]) -> Table:
    """One row per clause of the documents that are held."""
    rows = []
    for entry in _records(graph, wanted, "clause"):
        clause = entry.value
        if not isinstance(clause, Clause):
            continue
        seals = dict.fromkeys(SEALS[r.obligation.value].char for r in clause.requirements)
        rows.append((
            entry.record.label, full_number(graph, entry), clause.heading, clause.summary,
            "、".join(seals) or "述", len(clause.requirements), names(graph, clause.defines),
            names(graph, clause.cites), "、".join(clause.topics), "\n".join(clause.remarks),
            "\n".join(clause.to_verify), entry.id,
        ))
    return Table("条款", (
        Column("文件", 26), Column("条款号", 12), Column("标题", 24), Column("要点", 60),
        Column("程度", 8), Column("要求数", 8), Column("定义的术语", 20), Column("引用", 30),
        Column("主题词", 20), Column("编者说明", 30), Column("待核对", 24), Column("编号", 36),
    ), tuple(rows), frozen=3)


def full_number(graph: KnowledgeGraph, entry: Entry) -> str:
    """The whole number of a clause as a citation prints it: 二（一）3., 6.3.6."""
    number = getattr(entry.value, "number", None) or ""
    if not number or "." in number.rstrip(".") or number.startswith("第"):
        return number
    above = [getattr(e.value, "number", None) or "" for e in graph.ancestors(entry.id)
             if e.family == "clause"]
    return "".join([*above, number])


def requirements(graph: KnowledgeGraph, wanted: frozenset[str]) -> Table:
    """One row per requirement: who must do what, and how that is shown."""
    rows = []
    for entry in _records(graph, wanted, "requirement"):
        requirement, clause = entry.value, graph[entry.parent]
        assert isinstance(requirement, Requirement)
        rows.append((
            entry.record.label, full_number(graph, clause), clause.label,
            SEALS[requirement.obligation.value].char, requirement.statement,
            names(graph, requirement.actors), "\n".join(requirement.evidence),
            requirement.conditions, entry.id,
        ))
    return Table("要求", (
        Column("文件", 26), Column("条款号", 12), Column("标题", 24), Column("程度", 6),
        Column("要求", 60), Column("由谁做", 20), Column("证据", 40), Column("适用条件", 24),
        Column("编号", 38),
    ), tuple(rows), frozen=3)


def crosswalks(graph: KnowledgeGraph, wanted: frozenset[str]) -> Table:
    """One row per pair of clauses that are compared."""
    rows: list[tuple[Cell, ...]] = []
    for entry in _records(graph, wanted, "crosswalk"):
        crosswalk = entry.value
        assert isinstance(crosswalk, Crosswalk)
        rows.extend(
            (
                crosswalk.title, names(graph, [row.clause]), graph[row.clause].label,
                RELATIONS[row.relation], names(graph, [row.target]) if row.target else None,
                graph[row.target].label if row.target else None, row.reason, row.clause, row.target,
            )
            for row in crosswalk.rows
        )
    return Table("对照表", (
        Column("对照表", 30), Column("本方条款", 22), Column("本方内容", 36), Column("关系", 8),
        Column("对方条款", 26), Column("对方内容", 24), Column("理由", 48), Column("本方编号", 36),
        Column("对方编号", 28),
    ), tuple(rows))


def terms(graph: KnowledgeGraph, wanted: frozenset[str]) -> Table:
    """One row per term."""
    rows = []
    for entry in _records(graph, wanted, "term"):
        term = entry.value
        assert isinstance(term, Term)
        sources = (names(graph, [s.cites]) + (f" {s.at}" if s.at else "") for s in term.sources)
        neighbours = (f"{names(graph, [n.term])}：{n.difference}" for n in term.neighbours)
        rows.append((
            term.name, term.english, "、".join(term.abbreviations), "、".join(term.variants),
            term.definition, "\n".join(neighbours), "\n".join(sources), term.id,
        ))
    return Table("术语", (
        Column("术语", 20), Column("英文", 30), Column("缩写", 10), Column("别的写法", 20),
        Column("定义（自写）", 60), Column("易混的术语", 50), Column("出处", 36), Column("编号", 32),
    ), tuple(rows), frozen=1)


def facts(graph: KnowledgeGraph, wanted: frozenset[str]) -> Table:
    """One row per number, the derived ones computed."""
    rows = []
    for entry in _records(graph, wanted, "fact"):
        fact = entry.value
        assert isinstance(fact, Fact)
        before, after = BOUNDS[fact.bound]
        how = (
            f"{OPERATIONS[fact.derived.operation]}：{names(graph, fact.derived.of)}"
            if fact.derived else None
        )
        rows.append((
            fact.name, before or after or None, _value(fact, graph), fact.unit, fact.scope,
            fact.population, fact.period, fact.as_of,
            names(graph, [fact.source.cites]) if fact.source else how,
            fact.source.printed if fact.source else None, fact.id,
        ))
    return Table("数字", (
        Column("名称", 36), Column("约数", 8), Column("数值", 14), Column("单位", 8),
        Column("口径", 30), Column("总体", 24), Column("时段", 10), Column("截至", 12),
        Column("出处或算法", 36), Column("印刷的写法", 18), Column("编号", 40),
    ), tuple(rows), frozen=1)


def _value(fact: Fact, graph: KnowledgeGraph) -> Decimal | None:
    try:
        return value_of(fact, graph.facts)
    except (NotComputable, KeyError):
        return None


def references(graph: KnowledgeGraph, wanted: frozenset[str]) -> Table:
    """One row per document that is cited but not held."""
    rows = []
    for entry in _records(graph, wanted, "reference"):
        reference = entry.value
        assert isinstance(reference, Reference)
        cited = "、".join(stub.number for stub in reference.clauses)
        rows.append((
            reference.number, reference.title, reference.edition,
            names(graph, reference.issuers), reference.issued_on,
            STATUSES[reference.status.value] if reference.status else "待核对", cited,
            names(graph, [s.cites for s in reference.sources]), reference.id,
        ))
    return Table("引用文件", (
        Column("文号", 26), Column("名称", 44), Column("版次", 8), Column("发布机构", 24),
        Column("发布日期", 12), Column("状态", 9), Column("被引的条", 20), Column("谁引用", 40),
        Column("编号", 34),
    ), tuple(rows), frozen=1)


def responsibilities(graph: KnowledgeGraph, wanted: frozenset[str]) -> Table:
    """One row per duty or task."""
    rows = []
    for entry in _records(graph, wanted, "responsibility"):
        duty = entry.value
        assert isinstance(duty, Responsibility)
        parts = (f"（{s.number}）{s.title}" for s in duty.subtasks)
        rows.append((
            RESPONSIBILITY_TYPES[duty.type], duty.number, duty.aspect, duty.title, duty.summary,
            "\n".join(parts), names(graph, duty.actors), names(graph, duty.partners),
            names(graph, duty.leaders), "；".join(d.words for d in duty.deadlines),
            "；".join(target_words(t) for t in duty.targets),
            {"open": "未完成", "done": "已完成", None: "资料未写"}[duty.state],
            names(graph, [duty.clause]) if duty.clause else None, duty.id,
        ))
    return Table("职责与任务", (
        Column("种类", 10), Column("序号", 8), Column("方面", 18), Column("标题", 30),
        Column("内容", 50), Column("分项", 40), Column("责任方", 24), Column("配合", 20),
        Column("分管领导", 12), Column("时限", 16), Column("目标", 24), Column("状态", 9),
        Column("出处", 24), Column("编号", 34),
    ), tuple(rows), frozen=4)


def target_words(target: Target) -> str:
    """A target in words: 评审人日约3000人日."""
    value = target.value or "至".join(v for v in (target.minimum, target.maximum) if v)
    return f"{target.name}{'约' if target.is_approximate else ''}{value}{target.unit}"


BUILDERS: tuple[Builder, ...] = (
    documents, clauses, requirements, crosswalks, terms, facts, references, responsibilities,
)
