"""Values of facts, the derived ones computed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal, DivisionByZero, InvalidOperation, localcontext

from labkb.model.fact import Derivation, Fact


class NotComputable(Exception):
    """The derivation has no value; the text says why, in Chinese."""


def value_of(fact: Fact, facts: Mapping[str, Fact], *, depth: int = 0) -> Decimal:
    """The value of a fact, exact as printed or derived and rounded by GB/T 8170.

    Raises:
        NotComputable: where an operand has no value, a divisor is zero, or derivations circle.
    """
    if depth > 20:
        raise NotComputable("导出数字互相引用，绕成了圈")
    if fact.derived is None:
        if fact.value is None:
            raise NotComputable(f"“{fact.id}”没有数值")
        return Decimal(fact.value)
    operands = [value_of(facts[name], facts, depth=depth + 1) for name in fact.derived.of]
    return _compute(fact.derived, operands)


def _compute(derived: Derivation, operands: list[Decimal]) -> Decimal:
    first, second, *_ = operands
    with localcontext() as context:
        context.prec = 40
        try:
            match derived.operation:
                case "sum":
                    raw = sum(operands, Decimal(0))
                case "difference":
                    raw = first - second
                case "ratio":
                    raw = first / second
                case "share":
                    raw = first / second * 100
                case "growth":
                    raw = (first / second - 1) * 100
                case "implied_base":
                    raw = first / (1 + second / 100)
        except (DivisionByZero, InvalidOperation):
            raise NotComputable("除数是零") from None
        # Ties to even is the rule of GB/T 8170 3.2 for the last place kept.
        return raw.quantize(Decimal(1).scaleb(-derived.decimals), rounding=ROUND_HALF_EVEN)
