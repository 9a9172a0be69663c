"""The terms, by first letter of the pinyin."""

from __future__ import annotations

from labkb.model.term import Term
from labkb.render.context import Site
from labkb.render.entries import (
    Choice,
    EntryRow,
    EntryView,
    anchor_of,
    entries_html,
    group_by,
    rows_of,
    source_row,
    users_of,
)
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page

PATH = "terms.html"


def pinyin_key(text: str) -> str:
    """The text as it is read, for sorting."""
    # Its dictionaries take fifty megabytes: collections without terms do without them.
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.TONE3)).lower()


def first_letter(text: str) -> str:
    """A to Z; # for anything else."""
    letter = pinyin_key(text)[:1].upper()
    return letter if "A" <= letter <= "Z" else "#"


def render_terms(site: Site) -> Page:
    """The page."""
    terms = [e.value for e in site.graph.family("term") if isinstance(e.value, Term)]
    terms.sort(key=lambda t: (first_letter(t.name) == "#", pinyin_key(t.name), t.id))
    groups = group_by((first_letter(t.name), _entry(site, t)) for t in terms)
    topics = sorted({topic for t in terms for topic in t.topics}, key=pinyin_key)
    html = entries_html(
        "术语",
        f"{len(terms)}个。定义是自写的简短说明，正式定义以出处为准；“易混”写的是它和邻近的词差在哪里。",
        groups,
        unit="个",
        search_label="中文、英文、缩写",
        search_hint="例如 不确定度、calibration",
        choices=[Choice("topic", "主题", topics)],
        index=True,
    )
    return Page(
        PATH,
        "术语",
        html,
        sidebar=look_sidebar(site, PATH),
        section="look",
        crumbs=crumbs(("术语", "")),
        description="中文术语、英文、简短定义、出处和易混的词。",
        is_wide=True,
    )


def _entry(site: Site, term: Term) -> EntryView:
    neighbours = [
        (site.link(n.term), n.difference) for n in term.neighbours if n.term in site.graph
    ]
    printed = [(site.link(p.cites), p.label) for p in term.printed if p.cites in site.graph]
    rows = rows_of(
        EntryRow("也作", "、".join((*term.variants, *term.abbreviations))),
        EntryRow("资料印作", lines=printed),
        EntryRow("易混", lines=neighbours),
        source_row(site, term.sources),
        EntryRow("见于", links=users_of(site, term.id, "defines", "terms", "actors", most=8)),
    )
    return EntryView(
        anchor_of(term.id),
        term.name,
        note=term.english or "",
        note_lang="en",
        text=term.definition,
        rows=rows,
        remarks=term.remarks,
        to_verify=term.to_verify,
        words=" ".join((*term.keywords, *term.topics, pinyin_key(term.name).replace(" ", ""))),
        data=(("topic", "、".join(term.topics)),),
    )
