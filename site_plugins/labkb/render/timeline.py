"""The time line: when documents were issued, what is due when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from labkb.model.document import Document
from labkb.model.organization import Person
from labkb.model.reference import Reference
from labkb.model.responsibility import Responsibility
from labkb.render.context import LinkView, Site
from labkb.render.env import fill
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page, TocItem

PATH = "timeline.html"
_ROW = 13
_MOST_STACKED = 9


class Event(NamedTuple):
    """Something with a date."""

    date: str
    css: str
    """doc, ref or due."""
    link: LinkView
    note: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An event on the axis."""

    x: str
    y: int
    css: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The whole time as a line; x in percent."""

    height: int
    ticks: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]


def events(site: Site) -> list[Event]:
    """All dated things, the oldest first."""
    found: list[Event] = []
    for entry in site.graph.entries.values():
        value = entry.value
        if isinstance(value, Document):
            link = site.link(entry.id)
            for date, note in (
                (value.issued_on, "发布"),
                (value.effective_on, "施行"),
                (value.transition_ends_on, "过渡期截止"),
                (value.withdrawn_on, "废止"),
            ):
                if date:
                    found.append(Event(date, "doc", link, note))
        elif isinstance(value, Reference) and value.issued_on:
            found.append(Event(value.issued_on, "ref", site.link(entry.id), "发布，被引用"))
        elif isinstance(value, Responsibility):
            for deadline in value.deadlines:
                if deadline.due_on:
                    found.append(Event(deadline.due_on, "due", site.link(entry.id), "到期"))
        elif isinstance(value, Person):
            continue
    return sorted(dict.fromkeys(found), key=lambda e: (e.date, e.css, e.link.label))


def render_timeline(site: Site) -> Page:
    """The page."""
    held = events(site)
    years: dict[str, list[Event]] = {}
    for event in held:
        years.setdefault(event.date[:4], []).append(event)
    html = fill(
        "timeline.html",
        total=len(held),
        axis=axis_of(held),
        years=[(year, items[::-1]) for year, items in reversed(years.items())],
        undated=[site.link(d.id) for d in site.documents if not d.issued_on],
    )
    return Page(
        PATH,
        "时间线",
        html,
        toc=tuple(TocItem(year, f"y-{year}") for year in list(years)[::-1]),
        sidebar=look_sidebar(site, PATH),
        section="look",
        crumbs=crumbs(("时间线", "")),
    )


def _position(date: str) -> float:
    parts = [int(p) for p in date.split("-")]
    month = parts[1] - 1 if len(parts) > 1 else 6
    return parts[0] + month / 12 + ((parts[2] - 1) / 366 if len(parts) > 2 else 0)


def axis_of(held: list[Event]) -> Axis | None:
    """The axis, or None where there is too little to draw."""
    if len(held) < 2:
        return None
    first, last = int(held[0].date[:4]), int(held[-1].date[:4]) + 1
    span = max(last - first, 1)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if span / s <= 5)
    stacked: dict[int, int] = {}
    dots = []
    for event in held:
        share = (_position(event.date) - first) / span * 98 + 1
        column = round(share / 2.4)
        row = stacked.get(column, 0)
        stacked[column] = row + 1
        if row >= _MOST_STACKED:
            continue
        dots.append((column * 2.4, row, event))
    height = 30 + _ROW * (min(max(stacked.values()), _MOST_STACKED))
    start = -(-first // step) * step
    ticks = tuple(
        (f"{(year - first) / span * 98 + 1:.2f}", str(year)) for year in range(start, last, step)
    )
    return Axis(
        height,
        ticks,
        tuple(
            Dot(f"{x:.2f}", height - 32 - row * _ROW, e.css, f"{e.date} {e.link.label} {e.note}",
                e.link.url)
            for x, row, e in dots
        ),
    )
