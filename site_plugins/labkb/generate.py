"""Fills in what records leave to the program: the chapters of checklists made from requirements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from labkb.ids import file_name
from labkb.model.base import Part
from labkb.model.checklist import CheckChapter, CheckItem, Checklist, Phrasing
from labkb.model.document import Clause, ClauseForm, Document, Obligation, Requirement
from labkb.model.organization import Organization, Person
from labkb.model.responsibility import Responsibility
from labkb.validate import Located


def generate(records: Sequence[Located]) -> list[Located]:
    """The records, checklists complete; unknown ids are left for linking to report."""
    if not any(isinstance(r.record, Checklist) and r.record.generate for r in records):
        return list(records)
    source = _Source(records)
    return [
        replace(located, record=_complete(located.record, source))
        if isinstance(located.record, Checklist) and located.record.generate
        else located
        for located in records
    ]


class _Source:
    """What items are made from, found once."""

    def __init__(self, records: Iterable[Located]) -> None:
        self.clauses: dict[str, tuple[Document, list[Part]]] = {}
        self.tasks: dict[str, Responsibility] = {}
        self.names: dict[str, str] = {}
        for located in records:
            record = located.record
            if isinstance(record, Document):
                self._document(record)
            elif isinstance(record, Responsibility):
                self.tasks[record.id] = record
            elif isinstance(record, Organization | Person):
                self.names[record.id] = record.label

    def _document(self, document: Document) -> None:
        parts = list(document.parts())
        above: dict[str, list[list[Part]]] = {document.id: []}
        for part in parts:
            lists = above.get(part.parent, [])
            for held in lists:
                held.append(part)
            if part.family == "clause":
                own: list[Part] = [part]
                self.clauses[part.id] = (document, own)
                above[part.id] = [*lists, own]


def _complete(checklist: Checklist, source: _Source) -> Checklist:
    rule = checklist.generate
    assert rule is not None
    words = {phrasing.checks: phrasing for phrasing in checklist.phrasing}
    chapters: list[CheckChapter] = []
    for clause_id in rule.clauses:
        if clause_id in source.clauses:
            chapters.append(_chapter(checklist, *source.clauses[clause_id], words))
    chapters.extend(_task_chapters(checklist, source, words))
    # Chapters written by hand come first, so that their places in the file stay true.
    return checklist.model_copy(update={"chapters": (*checklist.chapters, *chapters)})


def item_key(checklist: Checklist, target: str) -> str:
    """The key of a generated item: 6.3.6-r1 for `guide:6.3.6/r1`, minutes-2023-01 for a task.

    Clauses of a second document carry its name, as documents count their clauses alike.
    """
    if ":" not in target:
        return file_name(target.split("/", 1)[-1]).lower()
    document, local = target.split(":", 1)
    rule = checklist.generate
    first = rule.clauses[0].split(":")[0] if rule and rule.clauses else document
    name = local if document == first else f"{document}-{local}"
    return file_name(name.replace("/", "-")).lower()


def _chapter(
    checklist: Checklist, document: Document, parts: list[Part], words: Mapping[str, Phrasing]
) -> CheckChapter:
    head = parts[0].value
    assert isinstance(head, Clause)
    clauses = {p.id: p.value for p in parts if isinstance(p.value, Clause)}
    items = []
    for part in parts:
        if not isinstance(part.value, Requirement):
            continue
        requirement, said = part.value, words.get(part.id)
        weight = getattr(checklist.scoring.weights, requirement.obligation.value)
        look_at = said.look_at if said and said.look_at else requirement.evidence
        items.append(
            CheckItem(
                key=item_key(checklist, part.id),
                checks=(part.id,),
                question=said.question if said and said.question else requirement.statement,
                look_at=(*look_at, *_listed(clauses.get(part.parent), part.id)),
                weight=weight if said is None or said.weight is None else said.weight,
                critical=bool(said and said.critical),
                condition=requirement.conditions,
                note=(said.note if said else None) or _permission(requirement),
            )
        )
    return CheckChapter(
        key=item_key(checklist, parts[0].id),
        number=head.number,
        title=head.heading or document.label,
        about=head.summary,
        items=tuple(items),
    )


def _permission(requirement: Requirement) -> str | None:
    """What to know of an item that checks no duty."""
    if requirement.obligation is Obligation.MAY:
        return "允许做，不是必须做；没有做的答“不适用”。"
    return None


def _listed(clause: object, requirement_id: str) -> tuple[str, ...]:
    """The things a clause lists below its first requirement, as one more thing to look at."""
    if not isinstance(clause, Clause) or not requirement_id.endswith("/r1"):
        return ()
    names = [
        child.heading
        for child in clause.clauses
        if child.form is not ClauseForm.CLAUSE and child.heading and not child.requirements
    ]
    return (f"逐项看：{'、'.join(names)}",) if names else ()


def _task_chapters(
    checklist: Checklist, source: _Source, words: Mapping[str, Phrasing]
) -> list[CheckChapter]:
    grouped: dict[str, list[CheckItem]] = {}
    for task_id in checklist.generate.tasks if checklist.generate else ():
        task = source.tasks.get(task_id)
        if task is None:
            continue
        said = words.get(task_id)
        parts = tuple(f"（{s.number}）{s.title}" for s in task.subtasks)
        targets = tuple(f"目标：{_target(t)}" for t in task.targets)
        owners = "、".join(source.names.get(i, i) for i in task.actors)
        leaders = "、".join(source.names.get(i, i) for i in task.leaders)
        grouped.setdefault(task.aspect or "任务", []).append(
            CheckItem(
                key=item_key(checklist, task_id),
                checks=(task_id,),
                question=said.question if said and said.question else task.label,
                look_at=said.look_at if said and said.look_at else (*parts, *targets),
                weight=1 if said is None or said.weight is None else said.weight,
                owner=(f"{owners}（分管：{leaders}）" if leaders else owners) or None,
                due="；".join(d.words for d in task.deadlines) or None,
                note=said.note if said and said.note else task.summary,
            )
        )
    return [
        CheckChapter(key=f"t{n}", number=str(n), title=aspect, items=tuple(items))
        for n, (aspect, items) in enumerate(grouped.items(), 1)
    ]


def _target(target: object) -> str:
    name, unit = getattr(target, "name", ""), getattr(target, "unit", "")
    low, high = getattr(target, "minimum", None), getattr(target, "maximum", None)
    value = getattr(target, "value", None) or "至".join(v for v in (low, high) if v)
    about = "约" if getattr(target, "is_approximate", False) else ""
    return f"{name}{about}{value}{unit}"
