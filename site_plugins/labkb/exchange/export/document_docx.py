"""A document's clauses with duties and evidence, as a Word document."""

from __future__ import annotations

from labkb.diagnostics import CannotGoOn
from labkb.exchange.export.origin import Origin
from labkb.exchange.export.tables import full_number, names
from labkb.exchange.export.word import Paper
from labkb.graph import Entry, KnowledgeGraph
from labkb.model.document import Clause, ClauseForm, Document, Requirement
from labkb.render.words import DOCUMENT_KINDS, SEALS, STATUSES

_MEANINGS = {"shall": "必须做到", "should": "建议", "may": "允许", "can": "做得到、有可能"}


def document_docx(graph: KnowledgeGraph, document_id: str, origin: Origin) -> bytes:
    """The bytes of the Word document.

    Raises:
        CannotGoOn: where the id names no document that is held.
    """
    entry = graph.get(document_id)
    if entry is None or not isinstance(entry.value, Document):
        raise CannotGoOn(f"“{document_id}”不是库里的文件，导不出条款。")
    document = entry.value
    paper = Paper(origin, document.label, subject=document.id)
    paper.title(document.title)
    paper.text(origin.sentence(), small=True)
    _facts(paper, graph, document)
    if document.clauses:
        paper.signs([(SEALS[name].char, words) for name, words in _MEANINGS.items()])
        paper.contents()
    else:
        paper.text("这份文件还没有录入条款。")
    for part in graph.descendants(document.id, "clause"):
        _clause(paper, graph, part)
    _tables(paper, document)
    paper.provenance([document.id])
    return paper.finish()


def _facts(paper: Paper, graph: KnowledgeGraph, document: Document) -> None:
    rows = [
        ("种类", DOCUMENT_KINDS[document.kind]),
        ("文号", document.number),
        ("发布机构", names(graph, document.issuers) or document.issuer_name),
        ("版次", document.edition),
        ("发布日期", document.issued_on),
        ("实施日期", document.effective_on),
        ("状态", STATUSES[document.status.value] if document.status else "待核对"),
        ("代替", names(graph, document.replaces)),
        ("说明", document.summary),
    ]
    paper.table((), [(label, value) for label, value in rows if value], (1, 5))


def _clause(paper: Paper, graph: KnowledgeGraph, entry: Entry) -> None:
    clause = entry.value
    assert isinstance(clause, Clause)
    number = full_number(graph, entry)
    head = "　".join(part for part in (number, clause.heading) if part)
    title = clause.heading or number
    said = (clause.text or "") if not clause.summary else clause.summary
    if head and clause.form is ClauseForm.CLAUSE:
        depth = sum(e.family == "clause" for e in graph.ancestors(entry.id))
        paper.heading(title, depth + 1, number=number if clause.heading else "")
        if said:
            paper.text(said, keep=bool(clause.requirements))
    elif head or said:
        paper.text(said, label=head, keep=bool(clause.requirements))
    rows = [_requirement(graph, child) for child in graph.children(entry.id, "requirement")]
    if rows:
        paper.table(("程度", "要求", "由谁做", "证据"), rows, (0.8, 4, 1.6, 3), signs=0)
    for label, words in (
        ("定义", names(graph, clause.defines)),
        ("引用", names(graph, clause.cites)),
        ("编者说明", "；".join(clause.remarks)),
        ("待核对", "；".join(clause.to_verify)),
    ):
        if words:
            paper.text(words, label=label, small=True)


def _requirement(graph: KnowledgeGraph, entry: Entry) -> tuple[str, str, str, str]:
    requirement = entry.value
    assert isinstance(requirement, Requirement)
    said = requirement.statement
    if requirement.conditions:
        said += f"\n适用：{requirement.conditions}"
    return (
        SEALS[requirement.obligation.value].char, said, names(graph, requirement.actors),
        "\n".join(requirement.evidence),
    )


def _tables(paper: Paper, document: Document) -> None:
    for number, table in enumerate(document.tables, 1):
        paper.heading(table.caption or f"表{number}", 2)
        paper.table(table.columns, table.rows, [1] * len(table.columns))
