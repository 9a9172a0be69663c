"""The parts of a task are numbered, and its deadlines name parts that it has."""

from __future__ import annotations

from collections.abc import Iterator

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import Entry, KnowledgeGraph
from labkb.ids import number_token
from labkb.model.responsibility import Responsibility
from labkb.validate import did_you_mean


def subtasks_are_sound(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Parts with one number or out of order, and deadlines of parts that are not there."""
    for entry in graph.family("responsibility"):
        assert isinstance(entry.value, Responsibility)
        yield from _numbers(entry, entry.value)
        known = [part.number for part in entry.value.subtasks]
        for index, deadline in enumerate(entry.value.deadlines):
            if deadline.subtask is not None and deadline.subtask not in known:
                yield finding(
                    "KB302",
                    f"时限所指的分项“{deadline.subtask}”不存在",
                    entry.place("deadlines", index, "subtask"),
                    remedy=did_you_mean(deadline.subtask, known)
                    or (f"已有的分项：{'、'.join(known)}" if known else "先写 subtasks"),
                    record=entry.id,
                )


def _numbers(entry: Entry, task: Responsibility) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    last: tuple[int, ...] = ()
    before = ""
    for index, part in enumerate(task.subtasks):
        place = entry.place("subtasks", index, "number")
        token = number_token(part.number)
        name = token.token if token else part.number
        if name in seen:
            yield finding(
                "KB401", f"同级分项编号重复：“{part.number}”", place, remedy="核对编号", record=entry.id
            )
        elif token and token.ordinal < last:
            yield finding(
                "KB402",
                f"分项编号“{part.number}”排在“{before}”之后，次序颠倒",
                place,
                remedy="核对编号，或调整分项的先后",
                record=entry.id,
            )
        seen.add(name)
        last, before = (token.ordinal if token else last), part.number
