"""What of an author's HTML reaches a page: text, tables, pictures and links; nothing that runs."""

from __future__ import annotations

import re

import nh3

_TAGS = {
    "a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins",
    "kbd", "label", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section",
    "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var", "wbr",
}
_GONE = {"script", "style", "template", "noscript", "title", "textarea"}
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "role"},
    "a": {"href", "rel", "target"},
    "img": {"src", "alt", "width", "height", "loading"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "col": {"span"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "details": {"open"},
    "time": {"datetime"},
    "input": {"type", "name", "checked", "disabled"},
    "label": {"for"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
_ALIGNMENT = re.compile(r"text-align: ?(left|right|center);?")
_RELATIVE = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:)(?!//)(?!\\)")


def clean_html(html: str) -> str:
    """HTML from Markdown without scripts, event attributes, frames, styles and script addresses.

    Pictures must lie in the folder of the site: a page asks for nothing outside.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"aria-"},
        url_schemes={"http", "https", "mailto", "tel"},
        attribute_filter=_keep,
        link_rel=None,
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return value if _ALIGNMENT.fullmatch(value.strip()) else None
    if tag == "img" and name == "src":
        return value if _RELATIVE.match("".join(value.split())) else None
    if tag == "input" and name == "type":
        return value if value in ("radio", "checkbox") else "checkbox"
    return value
