"""The page of what waits for another look, because its clause changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from labkb.diffing.marks import Span, marks
from labkb.render.context import LinkView, Site
from labkb.render.editions import marked_paragraphs
from labkb.render.env import digest, fill
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page, PlannedPage
from labkb.reviewing.state import Suspect

PATH = "review.html"


@dataclass(frozen=True, slots=True)
class SuspectView:
    """A thing that waits, with its clause then and now."""

    word: str
    link: LinkView
    id: str
    clause: LinkView
    body: Markup
    has_old: bool


def plan_review(site: Site) -> Iterator[PlannedPage]:
    """The page; nothing where nothing waits."""
    if not site.suspects:
        return
    known = (f"{s.binding}{s.old}" for s in site.reviews.suspects)
    key = digest(site.collection_key, PATH, *known)
    yield PlannedPage(PATH, "待复核", key, partial(_page, site))


def _page(site: Site) -> Page:
    views = [_view(site, suspect) for suspect in site.reviews.suspects]
    words = list(dict.fromkeys(view.word for view in views))
    html = fill(
        "review.html",
        views=views,
        filter_label="内容、条款",
        filter_hint="例如 保存期限",
        filter_choices=[("kind", "种类", words)],
    )
    return Page(
        PATH, "待复核", html, sidebar=look_sidebar(site, PATH), section="look", styles=("diff",),
        crumbs=crumbs(("待复核", "")), is_wide=True,
        description="条款改过之后，还没有人再看过的题目、核查项、课和对照行。",
    )


def _view(site: Site, suspect: Suspect) -> SuspectView:
    binding = suspect.binding
    spans = marks(suspect.old, suspect.new) if suspect.old else _plain(suspect.new)
    return SuspectView(
        binding.word,
        LinkView(binding.label, site.urls.get(binding.record, "index.html")),
        binding.dependent,
        site.link(binding.target),
        marked_paragraphs(spans),
        bool(suspect.old),
    )


def _plain(lines: tuple[str, ...]) -> tuple[Span, ...]:
    return (Span("same", "\n".join(lines)),)
