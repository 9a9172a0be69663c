"""What is cited should bind; what is not known is counted."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.codes import finding
from labkb.diagnostics import Diagnostic, Place
from labkb.graph import KnowledgeGraph
from labkb.model.document import Document, Status
from labkb.model.reference import Reference

_ENDED = {Status.SUPERSEDED: "被代替", Status.WITHDRAWN: "废止"}
_CITING = {"cites", "clause", "target", "clauses", "basis", "covers"}


def cites_what_binds(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """A citation of a document that is withdrawn or superseded.

    A document that has ended itself may cite its contemporaries.
    """
    successors = {
        link.target: link.source for link in graph.links if link.role == "replaces"
    }
    for link in graph.links:
        if link.role not in _CITING:
            continue
        target = graph[link.target].record
        source = graph[link.source].record
        status = _status(target)
        if status not in _ENDED or _status(source) in _ENDED or source is target:
            continue
        successor = successors.get(target.id)
        remedy = f"改引“{successor}”" if successor else "核对是否有代替它的文件"
        yield finding(
            "KB403",
            f"引用了已{_ENDED[status]}的文件“{target.label}”（{link.target}）",
            Place(link.file, link.path),
            remedy=remedy,
            record=link.source,
        )


def status_is_known(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Documents and references whose status no source states; pages show 待核对."""
    for entry in graph.family("document", "reference"):
        if _status(entry.record) is None:
            yield finding(
                "KB410",
                f"“{entry.label}”的状态没有资料写明",
                entry.place(),
                remedy="查到正式文本后填写 status",
                record=entry.id,
            )


def _status(record: object) -> Status | None:
    return record.status if isinstance(record, Document | Reference) else None
