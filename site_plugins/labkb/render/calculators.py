"""The pages of calculators: formulas, inputs, sources and examples as a document; forms by script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup

from labkb import __version__
from labkb.calc.definitions import CalculatorSet, arrange
from labkb.calc.formula import FormulaError, formula_mathml
from labkb.calc.page_data import definitions_script
from labkb.model.calculator import Calculator, CalculatorInput, CalculatorPage, Example
from labkb.pipeline import Collection
from labkb.render.context import LinkView, Site, base_of
from labkb.render.embeds import RENDERERS, ROOT
from labkb.render.env import digest, fill
from labkb.render.nav import crumbs
from labkb.render.page import NavItem, Page, PlannedPage
from labkb.settings import Settings

INDEX = "calc/index.html"
DATA = "assets/labkb/calculators.js"
SCRIPTS = ("state", "calc", DATA)
STYLES = ("calc",)
EMBED_SCRIPTS = (DATA, "assets/labkb/state.js", "assets/labkb/calc.js")


class StepView(NamedTuple):
    """A step: what it is, its formula."""

    name: str
    title: str
    formula: Markup
    unit: str


class InputView(NamedTuple):
    """An input as a row of the table that pages show without scripts."""

    name: str
    title: str
    symbol: Markup
    unit: str
    says: str


class ExampleView(NamedTuple):
    """A worked example in words."""

    title: str
    source: str
    inputs: tuple[tuple[str, str], ...]
    expected: tuple[tuple[str, str], ...]


class CalculatorView(NamedTuple):
    """A calculator as the template shows it."""

    calculator: Calculator
    anchor: str
    inputs: tuple[InputView, ...]
    steps: tuple[StepView, ...]
    examples: tuple[ExampleView, ...]
    serves: tuple[LinkView, ...]
    sources: tuple[tuple[Any, LinkView | None], ...]


def calculator_set(site: Site) -> CalculatorSet:
    """The calculators of a site, arranged by page."""
    found = [entry.value for entry in site.graph.family("calculator", "calculator_page")]
    return arrange(v for v in found if isinstance(v, (Calculator, CalculatorPage)))


def anchor_of(calculator: Calculator) -> str:
    """The anchor of a calculator on its page."""
    return calculator.id.rpartition("/")[2]


def calculator_pages(site: Site) -> Iterator[PlannedPage]:
    """The list of calculators, then a page for each group; nothing where there are none."""
    held = calculator_set(site)
    if not held.pages or not held.calculators:
        return
    names = "".join(f"{p.id}{p.title}" for p in held.pages)
    key = digest(site.shell_key, INDEX, names, *(c.title + c.purpose for c in held.calculators))
    yield PlannedPage(INDEX, "计算器", key, partial(_index, site, held))
    for page in held.pages:
        members = tuple(c for c in held.calculators if c.page == page.id)
        path = site.urls[page.id]
        linked = [
            f"{i}{site.graph[i].label}{site.urls.get(i)}"
            for c in members
            for i in (*c.serves, *(s.cites for s in c.sources if s.cites))
            if i in site.graph
        ]
        parts = [site.record_digest(c.id) for c in members]
        key = digest(site.shell_key, path, names, site.record_digest(page.id), *parts, *linked)
        yield PlannedPage(path, page.title, key, partial(_page, site, held, page, members))


def calculator_assets(site: Site) -> Iterator[tuple[str, bytes]]:
    """The data script that defines the calculators."""
    held = calculator_set(site)
    if held.calculators:
        yield DATA, definitions_script(held.calculators).encode()


def _page(
    site: Site, held: CalculatorSet, page: CalculatorPage, members: tuple[Calculator, ...]
) -> Page:
    path = site.urls[page.id]
    base = base_of(path)
    return Page(
        path,
        page.title,
        fill(
            "calculator.html",
            page=page,
            views=[view_of(c, site, base) for c in members],
            about=_about(site.settings),
        ),
        sidebar=_sidebar(site, held, path),
        section="calc",
        scripts=SCRIPTS,
        styles=STYLES,
        crumbs=crumbs(("计算器", INDEX), (page.title, "")),
        description=page.lede,
        is_wide=True,
    )


def _about(settings: Settings) -> dict[str, str]:
    return {
        "kb": settings.kb,
        "name": settings.name,
        "edition": settings.edition,
        "version": __version__,
    }


def view_of(calculator: Calculator, site: Site, base: str) -> CalculatorView:
    """A calculator with its formulas set and its links resolved."""
    sources = tuple(
        (source, site.link(source.cites, base) if source.cites in site.graph else None)
        if source.cites
        else (source, None)
        for source in calculator.sources
    )
    return CalculatorView(
        calculator,
        anchor_of(calculator),
        tuple(_input_view(one) for one in calculator.inputs),
        tuple(
            StepView(s.name, s.title or s.name, _math(s.formula, block=True), _unit(s.unit))
            for s in calculator.steps
            if not s.hidden
        ),
        tuple(_example_view(one, calculator) for one in calculator.examples),
        tuple(site.links(calculator.serves, base)),
        sources,
    )


def _math(latex: str | None, *, block: bool = False) -> Markup:
    if not latex:
        return Markup()
    try:
        return Markup(formula_mathml(latex, block=block))
    except FormulaError:
        # The rule KB606 names the place; here the formula shows as written.
        return Markup.escape(latex)


def _unit(unit: str | None) -> str:
    return "" if unit in (None, "unit") else str(unit)


def _input_view(one: CalculatorInput) -> InputView:
    limits = [
        word.format(value)
        for word, value in (
            ("不小于{}", one.minimum),
            ("不大于{}", one.maximum),
            ("大于{}", one.above),
            ("小于{}", one.below),
            ("至少{}个", one.min_items),
            ("不填为{}", one.default if one.type != "choice" else None),
        )
        if value is not None
    ]
    choices = "；".join(option.label for option in one.options)
    columns = "各栏：" + "、".join(c.title for c in one.columns) if one.columns else ""
    optional = "可不填" if one.optional else ""
    says = "。".join(t for t in (one.help, choices, columns, "，".join(limits), optional) if t)
    return InputView(one.name, one.title, _math(one.symbol), _unit(one.unit), says)


def _example_view(example: Example, calculator: Calculator) -> ExampleView:
    titles = {one.name: one.title for one in calculator.inputs}
    results = {one.name: one.title or one.name for one in calculator.outputs}
    return ExampleView(
        example.title,
        example.source or "",
        tuple((titles.get(k, k), _words(v)) for k, v in example.inputs.items()),
        tuple((results.get(k, k), _words(v)) for k, v in example.expected.items()),
    )


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "，".join(f"{k}={_words(v)}" for k, v in value.items())
    if isinstance(value, (list, tuple)):
        mark = "；" if any(isinstance(v, (Mapping, list, tuple)) for v in value) else "，"
        return mark.join(_words(v) for v in value)
    return str(value)


def _sidebar(site: Site, held: CalculatorSet, current: str) -> tuple[NavItem, ...]:
    items = [NavItem("全部计算器", INDEX, is_current=current == INDEX)]
    group = ""
    for page in held.pages:
        if page.group != group:
            group = page.group
            items.append(NavItem(group))
        url = site.urls[page.id]
        items.append(NavItem(page.title, url, is_current=url == current))
    return tuple(items)


def _index(site: Site, held: CalculatorSet) -> Page:
    groups: dict[str, list[tuple[CalculatorPage, str, list[tuple[str, str]]]]] = {}
    for page in held.pages:
        url = site.urls[page.id].removeprefix("calc/")
        members = [
            (c.title, f"{url}#{anchor_of(c)}") for c in held.calculators if c.page == page.id
        ]
        groups.setdefault(page.group, []).append((page, url, members))
    return Page(
        INDEX,
        "计算器",
        fill("calculators.html", groups=groups),
        sidebar=_sidebar(site, held, INDEX),
        section="calc",
        styles=STYLES,
        crumbs=crumbs(("计算器", "")),
        description="修约、不确定度、比对、符合性判定：每一步都看得见，算例可核对。",
        is_wide=True,
    )


def embed_html(calculator_id: str, site: Site, base: str, *, brings_scripts: bool = True) -> str:
    """One calculator, or all of a page of calculators, to stand inside another page.

    It brings its style sheet along, and its scripts unless the page names them (`SCRIPTS`); `base`
    is the way to the site's root, `../`.
    """
    held = calculator_set(site)
    wanted = [c for c in held.calculators if calculator_id in (c.id, c.page)]
    return fill(
        "_calculator_embed.html",
        views=[view_of(c, site, base) for c in wanted],
        about=_about(site.settings),
        urls={c.id: base + site.urls.get(c.id, INDEX) for c in wanted},
        base=base,
        scripts=EMBED_SCRIPTS if brings_scripts else (),
    )


def _embed_block(
    argument: str, collection: Collection, settings: Settings, addresses: Mapping[str, str]
) -> str:
    return embed_html(argument, Site.of(collection, settings), f"{ROOT}/")


RENDERERS["kb-calculator"] = _embed_block
