"""What rendering hands to the engine: pages with their keys, and assets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TocItem:
    """An entry of the table of contents beside a page."""

    title: str
    anchor: str
    number: str = ""
    children: tuple[TocItem, ...] = ()


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link of the sidebar; an item without url is the heading of those that follow."""

    title: str
    url: str = ""
    """Relative to the site's root."""
    number: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, ready for the frame around it."""

    path: str
    """File of the site, forward slashes, ASCII: d/samr-metrology-2020-127/index.html."""
    title: str
    html: str
    toc: tuple[TocItem, ...] = ()
    sidebar: tuple[NavItem, ...] = ()
    section: str = ""
    """The door it belongs to: home, look, learn, teach, manage, calc."""
    scripts: tuple[str, ...] = ()
    """Script groups and data scripts that the page needs besides `base`."""
    styles: tuple[str, ...] = ()
    """Feature style sheets (web/css/<name>.css) that the page needs besides the common one."""
    crumbs: tuple[NavItem, ...] = ()
    description: str = ""
    is_wide: bool = False
    """No table of contents beside it."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that is rendered when its turn comes, or taken from the cache by its key."""

    path: str
    title: str
    key: str
    """Hash of everything that shapes the page's own HTML."""
    render: Callable[[], Page] = field(compare=False)


@dataclass(frozen=True, slots=True)
class SitePlan:
    """All that a build writes, streamed."""

    pages: Callable[[], Iterator[PlannedPage]] = field(compare=False)
    assets: Callable[[], Iterator[tuple[str, bytes]]] = field(compare=False)
    """Files besides pages: path relative to the site, content."""
    addresses: Mapping[str, str] = field(compare=False)
    """Id of anything -> url relative to the site's root, with anchor."""
    record_digest: Callable[[str], str] = field(compare=False)
    """Hash of a record's values, by its id."""
