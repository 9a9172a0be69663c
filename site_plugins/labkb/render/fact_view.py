"""Facts with their values worked out and their words put together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from labkb.facts import NotComputable, value_of
from labkb.ids import anchor
from labkb.model.fact import Derivation, Fact
from labkb.render.context import LinkView, Site
from labkb.render.words import BOUNDS


@dataclass(frozen=True, slots=True)
class FactView:
    """A number as the page shows it."""

    id: str
    anchor: str
    name: str
    value: Decimal | None
    shown: str
    """With bound and unit: 近1400000张."""
    unit: str
    printed: str
    scope: str
    population: str
    period: str
    source: LinkView | None
    document: str
    derivation: str
    operands: tuple[LinkView, ...]
    series: str
    remarks: tuple[str, ...]
    to_verify: tuple[str, ...]
    words: str

    @property
    def is_derived(self) -> bool:
        """Whether the value was computed, not printed."""
        return bool(self.derivation)


def fact_views(site: Site) -> list[FactView]:
    """All facts in reading order."""
    return [_view(site, fact) for fact in site.facts.values()]


def _view(site: Site, fact: Fact) -> FactView:
    try:
        value: Decimal | None = value_of(fact, site.facts)
    except (NotComputable, KeyError):
        value = None
    source = site.graph.get(fact.source.cites) if fact.source else None
    derived = fact.derived
    return FactView(
        fact.id,
        anchor(fact.id),
        fact.name,
        value,
        amount(value, fact),
        fact.unit or "",
        fact.source.printed if fact.source else "",
        fact.scope or "",
        fact.population or "",
        fact.period or fact.as_of or "",
        site.link(fact.source.cites) if fact.source and source else None,
        source.record.id if source else "",
        formula(derived) if derived else "",
        tuple(site.links(derived.of)) if derived else (),
        fact.series or "",
        fact.remarks,
        fact.to_verify,
        " ".join((*fact.keywords, *fact.topics)),
    )


def amount(value: Decimal | None, fact: Fact) -> str:
    """Value with its bound and unit; U+2212 for minus."""
    if value is None:
        return "—"
    before, after = BOUNDS[fact.bound]
    unit = fact.unit or ""
    gap = "" if unit in ("%", "‰") or not unit.isascii() else " "
    return f"{before}{value:f}".replace("-", "−") + f"{gap}{after}{unit}"


def formula(derived: Derivation) -> str:
    """How the figure follows from its operands, by their letters."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(derived.of)]
    first, second = letters[0], letters[1]
    match derived.operation:
        case "sum":
            text = " + ".join(letters)
        case "difference":
            text = f"{first} − {second}"
        case "ratio":
            text = f"{first} ÷ {second}"
        case "share":
            text = f"{first} ÷ {second} × 100%"
        case "growth":
            text = f"({first} ÷ {second} − 1) × 100%"
        case "implied_base":
            text = f"{first} ÷ (1 + {second})"
    return f"{text}，保留{derived.decimals}位小数" if derived.decimals else f"{text}，取整"
