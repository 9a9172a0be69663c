"""Where everything comes from, and what may be done with it."""

from __future__ import annotations

from labkb.model.document import Document
from labkb.render.addresses import document_page
from labkb.render.context import Site
from labkb.render.env import fill
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page
from labkb.render.words import LICENCES

PATH = "about.html"


def render_about(site: Site) -> Page:
    """The page."""
    html = fill(
        "about.html",
        name=site.settings.name,
        edition=site.settings.edition,
        as_of=site.settings.as_of,
        documents=[_source(document) for document in site.documents[:60]],
        rest=max(0, len(site.documents) - 60),
    )
    return Page(
        PATH,
        "出处与许可",
        html,
        sidebar=look_sidebar(site, PATH),
        section="about",
        crumbs=crumbs(("出处与许可", "")),
        is_wide=True,
    )


def _source(document: Document) -> tuple[str, str, str, str]:
    place = " · ".join(filter(None, (document.source.file, document.source.place)))
    return document_page(document), document.title, place, LICENCES[document.source.licence.value]
