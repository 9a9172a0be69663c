"""Clauses, questions, charts and term lists inside Markdown pages."""

from __future__ import annotations

from collections.abc import Mapping

from labkb.learning.items import BLANK
from labkb.model.document import Clause, Requirement
from labkb.model.question import Question
from labkb.model.term import Term
from labkb.pipeline import Collection
from labkb.render.charts import charts_of
from labkb.render.clause_view import ClausePage
from labkb.render.context import Site
from labkb.render.embeds import RENDERERS, ROOT
from labkb.render.env import fill
from labkb.render.fact_view import fact_views
from labkb.render.words import QUESTION_KINDS
from labkb.settings import Settings

_BASE = f"{ROOT}/"


def _clause(
    argument: str, collection: Collection, settings: Settings, addresses: Mapping[str, str]
) -> str:
    site = Site.of(collection, settings)
    entry = collection.graph[argument]
    statement = ""
    if isinstance(entry.value, Requirement):
        statement = entry.value.statement
        entry = collection.graph[entry.parent]
    if not isinstance(entry.value, Clause):
        note = getattr(entry.value, "note", None) or ""
        link = site.link(argument, _BASE)
        return fill("embed_clause.html", view=None, link=link, statement=note, document="")
    view = ClausePage(site, _BASE).views([entry])[0]
    return fill(
        "embed_clause.html",
        view=view,
        link=site.link(argument, _BASE),
        statement=statement,
        document=site.graph[entry.record.id].label,
    )


def _chart(
    argument: str, collection: Collection, settings: Settings, addresses: Mapping[str, str]
) -> str:
    site = Site.of(collection, settings)
    charts = charts_of(argument, [f for f in fact_views(site) if f.series == argument])
    return fill("embed_chart.html", charts=charts, name=argument, base=_BASE)


def _question(
    argument: str, collection: Collection, settings: Settings, addresses: Mapping[str, str]
) -> str:
    """What is asked, never what is right."""
    site = Site.of(collection, settings)
    question = collection.graph[argument].value
    assert isinstance(question, Question)
    return fill(
        "embed_question.html",
        kind=QUESTION_KINDS[question.kind],
        stem=question.stem.replace(BLANK, "＿＿＿"),
        options=[option.text for option in question.options],
        link=site.link(argument, _BASE),
    )


def _terms(
    argument: str, collection: Collection, settings: Settings, addresses: Mapping[str, str]
) -> str:
    """A list of terms: ids separated by commas, or a topic."""
    names = [name.strip() for name in argument.replace("，", ",").split(",") if name.strip()]
    held = [e.value for e in collection.graph.family("term") if isinstance(e.value, Term)]
    chosen = [t for t in held if t.id in names or any(name in t.topics for name in names)]
    terms = [(t.name, t.english or "", t.definition, _BASE + addresses[t.id]) for t in chosen]
    return fill("embed_terms.html", terms=terms, name=argument)


BLOCKS = {
    "kb-clause": _clause, "kb-question": _question, "kb-chart": _chart, "kb-terms": _terms,
}
RENDERERS.update(BLOCKS)
