"""The page of results: `search.html?q=…` is a link that can be passed on."""

from __future__ import annotations

from labkb.render.context import Site
from labkb.render.page import Page

PATH, TITLE = "search.html", "查询"

_HTML = """\
<h1>查询</h1>
<div data-kb-search-page>
<p class="kb-lede">查条款号、文件号、术语、人和部门。这一页要用脚本；
脚本关着时请看<a href="documents.html">全部文件</a>。</p>
</div>
"""


def render_search(site: Site) -> Page:
    """The page; the search itself fills it."""
    return Page(PATH, TITLE, _HTML, styles=("search",), is_wide=True)
