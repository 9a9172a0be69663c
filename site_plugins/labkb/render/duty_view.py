"""A responsibility as lists and matrices show it."""

from __future__ import annotations

from dataclasses import dataclass

from labkb.ids import anchor
from labkb.model.responsibility import Responsibility, Target
from labkb.render.context import LinkView, Site
from labkb.render.words import RESPONSIBILITY_TYPES

OPEN_ENDED = "持续"


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """When something is due."""

    words: str
    due_on: str
    """Empty where the deadline is no date."""
    part: str
    """The subtask it belongs to; empty for the whole."""
    is_reading: bool


@dataclass(frozen=True, slots=True)
class DutyView:
    """One responsibility."""

    id: str
    anchor: str
    type: str
    number: str
    title: str
    summary: str
    aspect: str
    period: str
    source: LinkView | None
    document: str
    actors: tuple[LinkView, ...]
    partners: tuple[LinkView, ...]
    leaders: tuple[LinkView, ...]
    by: tuple[LinkView, ...]
    suggestion: str
    deadlines: tuple[DeadlineView, ...]
    targets: tuple[str, ...]
    subtasks: tuple[tuple[str, str, tuple[LinkView, ...]], ...]
    remarks: tuple[str, ...]
    to_verify: tuple[str, ...]
    state: str
    value: Responsibility


def duty_views(site: Site) -> list[DutyView]:
    """All responsibilities in reading order."""
    held = (e.value for e in site.graph.family("responsibility"))
    return [_view(site, value) for value in held if isinstance(value, Responsibility)]


def _view(site: Site, held: Responsibility) -> DutyView:
    source = site.graph.get(held.clause) if held.clause else None
    parts = {part.number: part.title for part in held.subtasks}
    suggestion = held.suggestion
    return DutyView(
        held.id,
        anchor(held.id),
        RESPONSIBILITY_TYPES[held.type],
        (held.number or "").rstrip(")）.、"),
        held.title,
        held.summary,
        held.aspect or "",
        held.period or "",
        site.link(held.clause) if source and held.clause else None,
        source.record.id if source else "",
        tuple(site.links(held.actors)),
        tuple(site.links(held.partners)),
        tuple(site.links(held.leaders)),
        tuple(site.links(suggestion.by)) if suggestion else (),
        suggestion.summary if suggestion else "",
        tuple(
            DeadlineView(
                d.words, d.due_on or "", parts.get(d.subtask or "", d.subtask or ""), d.is_reading
            )
            for d in held.deadlines
        ),
        tuple(target_words(target) for target in held.targets),
        tuple((s.number, s.title, tuple(site.links(s.actors))) for s in held.subtasks),
        held.remarks,
        held.to_verify,
        {"open": "进行中", "done": "已完成"}.get(held.state or "", ""),
        held,
    )


def target_words(target: Target) -> str:
    """A target in words: 全年发稿 约40篇, 培训 8至10次，到2024-12."""
    if target.minimum and target.maximum:
        amount = f"{target.minimum}至{target.maximum}"
    elif target.minimum:
        amount = f"不少于{target.minimum}"
    elif target.maximum:
        amount = f"不超过{target.maximum}"
    else:
        amount = target.value or ""
    about = "约" if target.is_approximate else ""
    due = f"，到{target.due_on}" if target.due_on else ""
    return f"{target.name} {about}{amount}{target.unit}{due}"


def month_words(due_on: str) -> str:
    """A partial date as a column head: 2023年12月."""
    parts = due_on.split("-")
    if len(parts) == 1:
        return f"{parts[0]}年"
    day = f"{int(parts[2])}日" if len(parts) == 3 else ""
    return f"{parts[0]}年{int(parts[1])}月{day}"


def last_day(due_on: str) -> str:
    """The last day of a partial date, for comparing: 2023-12 -> 2023-12-31."""
    parts = due_on.split("-")
    if len(parts) == 1:
        return f"{due_on}-12-31"
    # Day 31 compares right for every month; nobody is shown this value.
    return f"{due_on}-31" if len(parts) == 2 else due_on
