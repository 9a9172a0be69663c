"""The page of results: `search.html?q=…` is a link that can be passed on."""

from __future__ import annotations

from labkb.render.context import Site
from labkb.render.nav import crumbs
from labkb.render.page import Page

PATH, TITLE = "search.html", "查询"

_HTML = """\
<div class="kb-page-head"><h1>查询</h1><p class="kb-lede kb-js">条款号、文件号、术语、人和部门都能查；\
也可以写问句、拼音或英文。</p></div>
<div data-kb-search-page>
<p class="kb-lede">这一页要用脚本；脚本关着时请看<a href="documents.html">全部文件</a>。</p>
</div>
"""


def render_search(site: Site) -> Page:
    """The page; the search itself fills it."""
    way = crumbs((TITLE, ""))
    return Page(PATH, TITLE, _HTML, styles=("search",), crumbs=way, is_wide=True)
