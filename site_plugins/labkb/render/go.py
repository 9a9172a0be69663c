"""The forwarder: `go.html#<id>` opens any id."""

from __future__ import annotations

from labkb.render.context import Site
from labkb.render.env import fill
from labkb.render.ids_data import FOLDER
from labkb.render.page import Page

PATH = "go.html"


def render_go(site: Site) -> Page:
    """The page; without scripts it says where to look."""
    html = fill("go.html", name=site.settings.name)
    return Page(PATH, "按编号打开", html, scripts=(f"{FOLDER}/ids.js",), section="")
