"""A crosswalk: the matrix with its holes, then every row with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from labkb.graph import Entry
from labkb.model.crosswalk import Crosswalk, CrosswalkRow
from labkb.render.context import LinkView, Site, base_of, short_name
from labkb.render.env import fill
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page, TocItem
from labkb.render.words import RELATION_MEANINGS, RELATIONS

_ORDER = ("equal", "superset", "subset", "intersects", "none")


class Cell(NamedTuple):
    """Rows that meet in one field of the matrix."""

    amount: int
    css: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A section of our document against the sections of the other."""

    number: str
    title: str
    url: str
    cells: tuple[Cell | None, ...]
    none: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the list."""

    clause: LinkView
    title: str
    relation: str
    word: str
    target: LinkView | None
    target_title: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of one chapter."""

    anchor: str
    title: str
    rows: tuple[RowView, ...]


class Column(NamedTuple):
    """A section of the other document."""

    number: str
    title: str


def render_crosswalk(site: Site, held: Crosswalk, path: str) -> Page:
    """The page of one crosswalk."""
    base = base_of(path)
    columns = _columns(site, held)
    counts = Counter[str](row.relation for row in held.rows)
    groups = _groups(site, held, base)
    html = fill(
        "crosswalk.html",
        base=base,
        crosswalk=held,
        own=site.link(held.document, base),
        other=site.link(held.target_document, base),
        other_short=short_name(site.label_of(held.target_document)),
        counts=[(name, RELATIONS[name], RELATION_MEANINGS[name], counts[name]) for name in _ORDER],
        clauses=len({row.clause.split("/", 1)[0] for row in held.rows}),
        columns=columns,
        matrix=_matrix(site, held, columns, base),
        holes=_holes(site, held, base),
        groups=groups,
    )
    toc = (
        TocItem("矩阵", "matrix"),
        TocItem("对方没有被对到的条", "holes"),
        *(TocItem(group.title, group.anchor) for group in groups),
    )
    return Page(
        path,
        held.title,
        html,
        toc=toc,
        sidebar=look_sidebar(site, path),
        section="look",
        crumbs=crumbs(("对照", ""), (held.title, "")),
        is_wide=True,
    )


def _number(site: Site, entry_id: str) -> str:
    return str(getattr(site.graph[entry_id].value, "number", None) or site.graph[entry_id].local)


def section_of(number: str) -> str:
    """The second level of a dotted number: 7.8.4.3 -> 7.8; 5.1 -> 5.1; 5 -> 5."""
    return ".".join(re.split(r"\.", number)[:2])


def _sort_key(number: str) -> tuple[tuple[int, str], ...]:
    # Annexes (A.1) follow the numbered sections.
    parts = number.split(".")
    return tuple((int(p), "") if p.isdecimal() else (10**6, p) for p in parts)


def _columns(site: Site, held: Crosswalk) -> list[Column]:
    found: dict[str, str] = {}
    stubs = site.graph.descendants(held.target_document, "clause")
    headings = {_number(site, e.id): getattr(e.value, "heading", None) or "" for e in stubs}
    numbers = [_number(site, row.target) for row in held.rows if row.target]
    for number in [*headings, *numbers]:
        section = section_of(number)
        # A chapter alone is a column only where nothing finer is known of it.
        if "." in section or not any(n.startswith(f"{section}.") for n in headings):
            found[section] = headings.get(section, "")
    return [Column(n, found[n]) for n in sorted(found, key=_sort_key)]


def _own_section(site: Site, clause_id: str) -> Entry:
    """The section of our clause that makes a row of the matrix: the second level."""
    entry = site.graph[clause_id.split("/", 1)[0]]
    above = [*site.graph.ancestors(entry.id), entry]
    clauses = [e for e in above if e.family == "clause"]
    return clauses[min(1, len(clauses) - 1)]


def _matrix(site: Site, held: Crosswalk, columns: list[Column], base: str) -> list[MatrixRow]:
    sections: dict[str, list[CrosswalkRow]] = {}
    for row in held.rows:
        sections.setdefault(_own_section(site, row.clause).id, []).append(row)
    found = []
    for section_id, rows in sections.items():
        entry = site.graph[section_id]
        by_column: dict[str, list[CrosswalkRow]] = {}
        for row in rows:
            if row.target:
                by_column.setdefault(section_of(_number(site, row.target)), []).append(row)
        cells = tuple(_cell(site, by_column.get(column.number, []), base) for column in columns)
        none = sum(row.relation == "none" for row in rows)
        found.append(
            MatrixRow(
                _number(site, section_id), entry.label, base + site.urls[section_id], cells, none
            )
        )
    return found


def _cell(site: Site, rows: list[CrosswalkRow], base: str) -> Cell | None:
    if not rows:
        return None
    names = [name for name in _ORDER if any(row.relation == name for row in rows)]
    title = "；".join(
        f"{_number(site, row.clause.split('/', 1)[0])} 对 "
        f"{_number(site, row.target) if row.target else ''}：{RELATIONS[row.relation]}"
        for row in rows
    )
    return Cell(len(rows), names[0], title, f"#x-{_key(rows[0].clause)}")


def _key(clause_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", clause_id.split(":", 1)[-1])


def _groups(site: Site, held: Crosswalk, base: str) -> tuple[RowGroup, ...]:
    chapters: dict[str, list[RowView]] = {}
    for row in held.rows:
        clause = row.clause.split("/", 1)[0]
        above = [e for e in site.graph.ancestors(clause) if e.family == "clause"]
        chapter = above[0] if above else site.graph[clause]
        chapters.setdefault(chapter.id, []).append(_row(site, row, base))
    return tuple(
        RowGroup(
            f"x-chapter-{_key(chapter)}",
            f"{_number(site, chapter)} {site.graph[chapter].label}",
            tuple(rows),
        )
        for chapter, rows in chapters.items()
    )


def _row(site: Site, row: CrosswalkRow, base: str) -> RowView:
    clause = site.graph[row.clause.split("/", 1)[0]]
    target = site.graph[row.target] if row.target else None
    link = LinkView(_number(site, clause.id), base + site.urls[row.clause], f"x-{_key(clause.id)}")
    heading = (getattr(target.value, "heading", None) or "") if target else ""
    return RowView(
        link,
        clause.label,
        row.relation,
        RELATIONS[row.relation],
        LinkView(_number(site, target.id), base + site.urls[target.id]) if target else None,
        heading,
        row.reason,
    )


def _holes(site: Site, held: Crosswalk, base: str) -> list[LinkView]:
    """Clauses of the other document that no row reaches, neither they nor anything below them."""
    reached = {row.target for row in held.rows if row.target}
    numbers = {_number(site, target) for target in reached}

    def is_reached(number: str) -> bool:
        return any(n == number or n.startswith(f"{number}.") for n in numbers)

    stubs: Iterable[Entry] = site.graph.descendants(held.target_document, "clause")
    return [
        LinkView(_number(site, e.id), base + site.urls[e.id], getattr(e.value, "heading", "") or "")
        for e in stubs
        if not is_reached(_number(site, e.id))
        and not any(_number(site, e.id).startswith(f"{n}.") for n in numbers)
    ]
