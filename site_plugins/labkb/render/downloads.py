"""The page of files that the trainer chose to publish with the site."""

from __future__ import annotations

from labkb.exchange.export.downloads import Shelf
from labkb.render.context import Site
from labkb.render.env import fill
from labkb.render.nav import crumbs
from labkb.render.page import NavItem, Page

PATH = "downloads.html"
TITLE = "下载"


def render_downloads(site: Site, shelf: Shelf) -> Page:
    """The page."""
    return Page(
        PATH,
        TITLE,
        fill("downloads.html", downloads=shelf.downloads),
        sidebar=(
            NavItem("给讲师"),
            NavItem("讲义与试卷", "teach/index.html"),
            NavItem(TITLE, PATH, is_current=True),
        ),
        section="teach",
        crumbs=crumbs(("讲义与试卷", "teach/index.html"), (TITLE, "")),
        description=f"{site.settings.name}：可以下载的课件、讲义、表格",
    )
