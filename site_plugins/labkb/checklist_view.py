"""A checklist as pages and exports show it: items with numbers, targets and fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labkb.fingerprints import fingerprints
from labkb.generate import item_key
from labkb.graph import Entry, KnowledgeGraph
from labkb.model.checklist import ANSWERS, CheckChapter, CheckItem, Checklist
from labkb.model.document import Clause, Requirement
from labkb.settings import Settings


@dataclass(frozen=True, slots=True)
class TargetView:
    """What an item checks."""

    id: str
    label: str
    """As a citation prints it: 全链条质量管控指南 6.3.6."""
    says: str
    """The requirement, or the heading."""
    obligation: str
    """shall, should, may, can; empty where the thing is no requirement."""
    is_requirement: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item."""

    id: str
    key: str
    order: int
    """1, 2, 3 … through the whole checklist."""
    number: str
    """The number that hangs beside it: of the clause, or of the item within its chapter."""
    part: str
    """2/3 where one clause has several items."""
    question: str
    look_at: tuple[str, ...]
    weight: int
    critical: bool
    condition: str
    note: str
    roles: tuple[str, ...]
    owner: str
    due: str
    targets: tuple[TargetView, ...]
    fingerprint: str
    own_weight: bool
    """Whether the weight is not the one that the obligation gives."""
    group: str
    """Heading of the section that it belongs to; empty where the chapter has none."""

    @property
    def short(self) -> str:
        """The number with the part: 6.3.3（2）."""
        return f"{self.number}（{self.part.split('/')[0]}）" if self.part else self.number

    @property
    def demands(self) -> tuple[str, ...]:
        """The requirements that it checks, as the collection states them."""
        said = (t.says for t in self.targets if t.is_requirement)
        return tuple(text for text in dict.fromkeys(said) if text != self.question)

    @property
    def obligations(self) -> tuple[str, ...]:
        """The obligations of what it checks, each once."""
        return tuple(dict.fromkeys(t.obligation for t in self.targets if t.obligation))


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter with its items."""

    key: str
    number: str
    title: str
    about: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A whole checklist."""

    checklist: Checklist
    kb: str
    kb_name: str
    edition: str
    as_of: str
    basis: tuple[tuple[str, str], ...]
    """Id and label of each document that it rests on."""
    chapters: tuple[ChapterView, ...]

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items in order."""
        return tuple(item for chapter in self.chapters for item in chapter.items)

    @property
    def answer_words(self) -> dict[str, str]:
        """The four answers, in order, in the words of this checklist."""
        return {name: getattr(self.checklist.answers, name) for name in ANSWERS}

    def rule_in_words(self) -> tuple[str, ...]:
        """The rule of the total as sentences."""
        rule, words = self.checklist.scoring, self.checklist.answers
        unanswered = "不计入" if rule.unanswered == "excluded" else "按0分计"
        said = [
            f"{words.conforming}得{rule.conforming}分，{words.partial}得{rule.partial}分，"
            f"{words.nonconforming}得{rule.nonconforming}分，乘权重后折成百分。",
            f"{words.not_applicable}的不计入，但要写理由；没写理由的算未答。未答的{unanswered}。",
        ]
        limits = [f"一票否决：{rule.critical_words}"] if rule.critical_words else []
        above = ""
        for limit in rule.thresholds:
            is_last = limit.at_least == "0" and above
            span = f"{above}分以下" if is_last else f"{limit.at_least}分起"
            limits.append(f"{span}：{limit.words}")
            above = limit.at_least
        if self.checklist.generate and self.checklist.generate.clauses:
            w = rule.weights
            said.append(
                f"权重按约束程度取：应{w.shall}，宜{w.should}，可{w.may}，能{w.can}；"
                "写着“权重”的项另定。权重0的只记录，不计分。"
            )
        return (*said, *limits)

    def as_data(self) -> dict[str, Any]:
        """What scripts need: the form of core/checklist."""
        rule = self.checklist.scoring.model_dump(mode="json", exclude={"weights"})
        headcount = self.checklist.headcount
        return {
            "id": self.checklist.id,
            "title": self.checklist.title,
            "kb": self.kb,
            "edition": self.edition,
            "answers": self.answer_words,
            "rule": rule,
            "roles": [{"key": r.key, "name": r.name} for r in self.checklist.roles],
            "headcount": headcount.model_dump(mode="json") if headcount else None,
            "chapters": [
                {"key": c.key, "number": c.number, "title": c.title} for c in self.chapters
            ],
            "items": [_item_data(c.key, item) for c in self.chapters for item in c.items],
        }


def _item_data(chapter: str, item: ItemView) -> dict[str, Any]:
    return {
        "id": item.id,
        "key": item.key,
        "chapter": chapter,
        "number": item.short,
        "question": item.question,
        "weight": item.weight,
        "critical": item.critical,
        "condition": item.condition,
        "roles": list(item.roles),
        "owner": item.owner,
        "due": item.due,
        "fingerprint": item.fingerprint,
        "targets": [{"label": t.label} for t in item.targets],
    }


def checklist_view(graph: KnowledgeGraph, settings: Settings, checklist_id: str) -> ChecklistView:
    """The view of one checklist.

    Raises:
        KeyError: where there is no such checklist.
    """
    checklist = graph[checklist_id].value
    if not isinstance(checklist, Checklist):
        raise KeyError(checklist_id)
    numbers = _Numbers(graph, checklist)
    chapters: list[ChapterView] = []
    order = 0
    for chapter in checklist.chapters:
        items = []
        for index, item in enumerate(chapter.items, 1):
            order += 1
            items.append(_item(graph, checklist, chapter, item, index, order, numbers))
        chapters.append(
            ChapterView(
                chapter.key, chapter.number or "", chapter.title, chapter.about or "", tuple(items)
            )
        )
    basis = tuple((i, graph.citation(i)) for i in checklist.basis if i in graph)
    return ChecklistView(
        checklist, settings.kb, settings.name, settings.edition, settings.as_of, basis,
        tuple(chapters),
    )


class _Numbers:
    """The numbers that hang beside items, and 2/3 where several items share one."""

    def __init__(self, graph: KnowledgeGraph, checklist: Checklist) -> None:
        self.graph, self._checklist = graph, checklist
        self._counts: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        for item in checklist.items():
            number = self.of_clause(item)
            self._counts[number] = self._counts.get(number, 0) + 1

    def key(self, target: str) -> str:
        """The key that a generated item about something has."""
        return item_key(self._checklist, target)

    def own_clause(self, item: CheckItem) -> str:
        """The clause or task that a generated item is about; empty for one written by hand."""
        first = self.graph.get(item.checks[0])
        if len(item.checks) != 1 or first is None or self.key(first.id) != item.key:
            return ""
        return first.parent if first.family == "requirement" else first.id

    def of_clause(self, item: CheckItem) -> str:
        """The printed number of the clause, or of the one above it."""
        clause = self.own_clause(item)
        if not clause:
            return ""
        for entry in (self.graph[clause], *reversed(self.graph.ancestors(clause))):
            number = getattr(entry.value, "number", None)
            if number:
                return str(number).removesuffix(")")
        return ""

    def next(self, item: CheckItem, chapter: CheckChapter, index: int) -> tuple[str, str]:
        """Number and part of the next item."""
        number = self.of_clause(item)
        if not number:
            return f"{chapter.number or chapter.key}.{index}", ""
        self._seen[number] = self._seen.get(number, 0) + 1
        count = self._counts[number]
        return number, f"{self._seen[number]}/{count}" if count > 1 else ""


def _item(
    graph: KnowledgeGraph,
    checklist: Checklist,
    chapter: CheckChapter,
    item: CheckItem,
    index: int,
    order: int,
    numbers: _Numbers,
) -> ItemView:
    clause = numbers.own_clause(item)
    number, part = numbers.next(item, chapter, index)
    targets = tuple(_target(graph, graph[i]) for i in item.checks if i in graph)
    return ItemView(
        id=checklist.item_id(item.key),
        key=item.key,
        order=order,
        number=number,
        part=part,
        question=item.question,
        look_at=item.look_at,
        weight=item.weight,
        critical=item.critical,
        condition=item.condition or "",
        note=item.note or "",
        roles=item.roles,
        owner=item.owner or "",
        due=item.due or "",
        targets=targets,
        fingerprint=fingerprints(graph, item.checks),
        own_weight=_own_weight(checklist, item, targets),
        group=_group(graph, numbers, clause, chapter) if clause else "",
    )


def _own_weight(
    checklist: Checklist, item: CheckItem, targets: tuple[TargetView, ...]
) -> bool:
    obligation = targets[0].obligation if targets else ""
    if not (checklist.generate and checklist.generate.clauses and obligation):
        return item.weight != 1
    return bool(item.weight != getattr(checklist.scoring.weights, obligation))


def _group(
    graph: KnowledgeGraph, numbers: _Numbers, clause: str, chapter: CheckChapter
) -> str:
    """Number and heading of the section of the chapter in which the clause stands."""
    if graph[clause].family != "clause":
        return ""
    chain = [*(e for e in graph.ancestors(clause) if e.family == "clause"), graph[clause]]
    keys = [numbers.key(e.id) for e in chain]
    if chapter.key not in keys or chapter.key == keys[-1]:
        return ""
    head = chain[keys.index(chapter.key) + 1].value
    assert isinstance(head, Clause)
    return f"{head.number or ''} {head.heading or ''}".strip()


def _target(graph: KnowledgeGraph, entry: Entry) -> TargetView:
    value = entry.value
    obligation = value.obligation.value if isinstance(value, Requirement) else ""
    says = value.statement if isinstance(value, Requirement) else entry.label
    if isinstance(value, Clause):
        obligation = next((r.obligation.value for r in value.requirements), "")
    is_requirement = isinstance(value, Requirement)
    return TargetView(entry.id, graph.citation(entry.id), says, obligation, is_requirement)
