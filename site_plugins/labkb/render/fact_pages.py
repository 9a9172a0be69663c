"""Facts as charts with the table beside each, and all of them in tables."""

from __future__ import annotations

from typing import NamedTuple

from labkb.ids import anchor
from labkb.model.fact import NumeralExclusions
from labkb.render.charts import Chart, charts_of
from labkb.render.context import Site
from labkb.render.env import fill
from labkb.render.fact_view import FactView, fact_views
from labkb.render.nav import crumbs, manage_sidebar
from labkb.render.page import Page, TocItem
from labkb.render.words import EXCLUSION_REASONS

PATH = "facts.html"


class FactGroup(NamedTuple):
    """The facts of one document."""

    anchor: str
    title: str
    facts: list[FactView]


class ExclusionGroup(NamedTuple):
    """The numerals of one document that are no facts."""

    anchor: str
    title: str
    items: list[tuple[str, str, str]]


def render_facts(site: Site) -> Page:
    """The page."""
    facts = fact_views(site)
    series: dict[str, list[FactView]] = {}
    for fact in facts:
        if fact.series:
            series.setdefault(fact.series, []).append(fact)
    charts: list[Chart] = []
    for name, held in series.items():
        charts.extend(charts_of(name, held))
    groups = _groups(site, facts)
    html = fill(
        "facts.html",
        total=len(facts),
        derived=sum(fact.is_derived for fact in facts),
        charts=charts,
        groups=groups,
        exclusions=_exclusions(site),
        filter_unit="个",
        filter_label="名称、口径、数值",
        filter_hint="例如 不受理、13",
        filter_choices=[("document", "来自", [group.title for group in groups])],
    )
    return Page(
        PATH,
        "数字与图表",
        html,
        toc=(
            TocItem(f"图　{len(charts)}幅", "charts"),
            *(TocItem(f"{g.title}　{len(g.facts)}个", g.anchor) for g in groups),
            TocItem("不计入的数字", "exclusions"),
        ),
        sidebar=manage_sidebar(site, PATH),
        section="manage",
        crumbs=crumbs(("数字与图表", "")),
        description="文件里的每个数字：数值、单位、口径、总体、年度、出处。",
        is_wide=True,
    )


def _groups(site: Site, facts: list[FactView]) -> list[FactGroup]:
    found: dict[str, list[FactView]] = {}
    for fact in facts:
        found.setdefault("" if fact.is_derived else fact.document, []).append(fact)
    return [
        FactGroup(
            f"f-{anchor(document) or 'derived'}",
            site.graph[document].label if document else "导出的数字（算出来的，不是印出来的）",
            held,
        )
        for document, held in sorted(found.items(), key=lambda item: item[0] == "")
    ]


def _exclusions(site: Site) -> list[ExclusionGroup]:
    found = []
    for entry in site.graph.family("exclusions"):
        held = entry.value
        assert isinstance(held, NumeralExclusions)
        items = [
            (i.numeral, EXCLUSION_REASONS[i.reason], i.note or "") for i in held.items
        ]
        found.append(ExclusionGroup(anchor(held.id), site.label_of(held.document), items))
    return found
