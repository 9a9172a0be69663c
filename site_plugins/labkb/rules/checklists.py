"""Checklists check all they promise, and their arithmetic makes sense."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from labkb.codes import finding
from labkb.diagnostics import Diagnostic
from labkb.graph import Entry, KnowledgeGraph
from labkb.model.checklist import Checklist
from labkb.validate import did_you_mean


def _checklists(graph: KnowledgeGraph) -> Iterator[tuple[Entry, Checklist]]:
    for entry in graph.family("checklist"):
        assert isinstance(entry.value, Checklist)
        yield entry, entry.value


def requirements_are_checked(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Requirements below the clauses that a checklist promises to cover, without an item."""
    for entry, checklist in _checklists(graph):
        checked = {target for item in checklist.items() for target in item.checks}
        for index, clause_id in enumerate(checklist.covers):
            if clause_id not in graph:
                continue
            # A promised requirement stands for itself.
            promised = [graph[clause_id], *graph.descendants(clause_id)]
            for part in promised:
                if part.family == "requirement" and not {part.id, part.parent} & checked:
                    yield finding(
                        "KB701",
                        f"“{clause_id}”里的要求“{part.id}”没有核查项（{part.label}）",
                        entry.place("covers", index),
                        remedy="补一项，checks 写这个编号；或把这条从 covers 里去掉",
                        record=entry.id,
                    )


def items_are_sound(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Keys used twice, and items that do not say what to look at."""
    for entry, checklist in _checklists(graph):
        seen: set[str] = set()
        for at, chapter in enumerate(checklist.chapters):
            for index, item in enumerate(chapter.items):
                place = entry.place("chapters", at, "items", index)
                if item.key in seen:
                    yield finding(
                        "KB702",
                        f"核查项编号“{item.key}”在这张表里用了两次",
                        place,
                        remedy="给后一项换一个 key",
                        record=entry.id,
                    )
                seen.add(item.key)
                if not item.look_at:
                    yield finding(
                        "KB703",
                        f"核查项“{item.key}”没有写看什么证据",
                        place,
                        remedy="补 look_at；由要求生成的，给要求补 evidence",
                        record=entry.id,
                    )


def phrasing_is_used(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Phrasings of things that the checklist does not generate."""
    for entry, checklist in _checklists(graph):
        made = [target for item in checklist.items() for target in item.checks]
        for index, phrasing in enumerate(checklist.phrasing):
            if phrasing.checks in graph and phrasing.checks not in made:
                yield finding(
                    "KB704",
                    f"“{phrasing.checks}”不在这张表生成的项里",
                    entry.place("phrasing", index, "checks"),
                    remedy=did_you_mean(phrasing.checks, made) or "改正编号，或删去这一条",
                    record=entry.id,
                )


def scoring_is_sound(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Credits, thresholds and vetoes that contradict each other."""
    for entry, checklist in _checklists(graph):
        for said in _scoring_trouble(checklist):
            yield finding(
                "KB705",
                said,
                entry.place("scoring"),
                remedy="改正 scoring",
                record=entry.id,
            )


def _scoring_trouble(checklist: Checklist) -> Iterator[str]:
    rule = checklist.scoring
    credits = [Decimal(rule.nonconforming), Decimal(rule.partial), Decimal(rule.conforming)]
    if credits != sorted(credits) or credits[0] == credits[2]:
        yield (
            f"得分应当是不符合 ≤ 部分符合 ≤ 符合，这里是{rule.nonconforming}、"
            f"{rule.partial}、{rule.conforming}"
        )
    limits = [Decimal(t.at_least) for t in rule.thresholds]
    if limits and (limits != sorted(set(limits), reverse=True) or limits[-1] != 0):
        shown = "、".join(t.at_least for t in rule.thresholds)
        yield f"结论的分数线应当从高到低、最后一档是0，这里是{shown}"
    if rule.critical_words is None and any(item.critical for item in checklist.items()):
        yield "有一票否决（critical）的项，却没有写 critical_words"


def roles_are_known(graph: KnowledgeGraph) -> Iterator[Diagnostic]:
    """Roles of items that the checklist does not list."""
    for entry, checklist in _checklists(graph):
        known = [role.key for role in checklist.roles]
        for at, chapter in enumerate(checklist.chapters):
            for index, item in enumerate(chapter.items):
                for role in item.roles:
                    if role not in known:
                        yield finding(
                            "KB706",
                            f"岗位“{role}”没有在 roles 里写明",
                            entry.place("chapters", at, "items", index, "roles"),
                            remedy=did_you_mean(role, known) or "先在 roles 里写明",
                            record=entry.id,
                        )
