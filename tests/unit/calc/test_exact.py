"""Exact numbers against decimal and fractions."""

from __future__ import annotations

import random
from decimal import Decimal, localcontext
from fractions import Fraction

from labkb.jsruntime import JsRuntime
from tests.unit.calc.conftest import Ask


def oracle(x: str, interval: str) -> str:
    """GB/T 8170 by fractions: half to even on the count of intervals."""
    value, step = Fraction(x), Fraction(interval)
    count = round(abs(value) / step)  # Python rounds fractions half to even
    result = count * step * (-1 if value < 0 else 1)
    normalised = Decimal(interval).normalize().as_tuple().exponent
    assert isinstance(normalised, int)
    places = max(0, -normalised)
    with localcontext(prec=400):
        whole = Decimal(result.numerator) / Decimal(result.denominator)
    return f"{whole:.{places}f}" if result else f"{0:.{places}f}"


def random_decimal(rng: random.Random) -> str:
    digits = rng.randint(1, 22)
    body = str(rng.randrange(10**digits))
    point = rng.randint(0, len(body) - 1)
    text = body if point == 0 else f"{body[:-point] or '0'}.{body[-point:]}"
    return rng.choice(["", "-"]) + text + rng.choice(["", "", f"e{rng.randint(-8, 8)}"])


def test_rounding_agrees_with_fractions_on_random_values(ask: Ask) -> None:
    rng = random.Random(8170)
    for _ in range(400):
        x = random_decimal(rng)
        interval = f"{rng.choice('125')}e{rng.randint(-6, 4)}"
        assert ask("round8170", x=x, interval=interval)["rounded"] == oracle(x, interval), (
            x,
            interval,
        )


def test_rounding_keeps_its_properties(ask: Ask) -> None:
    rng = random.Random(1)

    def rounded(x: str, d: str) -> str:
        return str(ask("round8170", x=x, interval=d)["rounded"])

    for _ in range(120):
        x = f"{rng.randrange(10**8)}.{rng.randrange(10**6):06d}"
        d = rng.choice(["0.1", "0.5", "0.2", "1", "20", "500"])
        once = rounded(x, d)
        assert rounded(once, d) == once
        assert rounded("-" + x, d) == ("-" + once if Fraction(once) else once)
        assert abs(Fraction(once) - Fraction(x)) <= Fraction(d) / 2
        assert (Fraction(once) / Fraction(d)).denominator == 1
        assert rounded(x + "000", d) == once


def test_rounding_twice_is_not_rounding_once(ask: Ask) -> None:
    first = ask("round8170", x="15.4546", interval="0.1")["rounded"]
    assert ask("round8170", x=first, interval="1")["rounded"] == "16"
    assert ask("round8170", x="15.4546", interval="1")["rounded"] == "15"


def test_a_flagged_report_always_leads_to_the_result_of_rounding_once(ask: Ask) -> None:
    rng = random.Random(33)
    for _ in range(200):
        near_half = rng.choice(["4", "5", "45", "49", "54"])
        x = f"{rng.choice(['', '-'])}{rng.randrange(100)}.{near_half}{rng.randrange(10**4):04d}"
        flagged = ask("round8170_flagged", x=x, reported_interval="0.1", final_interval="1")
        assert flagged["final"] == ask("round8170", x=x, interval="1")["rounded"], x


def test_binary_values_are_the_nearest_to_the_exact_ones(javascript: JsRuntime) -> None:
    rng = random.Random(754)
    for _ in range(300):
        text = random_decimal(rng)
        assert float(javascript.call("labkb.test.number", text)) == float(text), text
        a, b = rng.randrange(1, 10**25), rng.randrange(1, 10**25)
        assert float(javascript.call("labkb.test.ratio", str(a), str(b))) == a / b


def test_sums_keep_the_decimals_they_were_written_with(javascript: JsRuntime) -> None:
    assert javascript.call("labkb.test.text", "a + b", {"a": "28.0", "b": "14.0"}) == "42.0"
    assert javascript.call("labkb.test.text", "a - b", {"a": "0.3", "b": "0.1"}) == "0.2"
    assert javascript.call("labkb.test.text", "3 * a", {"a": "0.1"}) == "0.3"


def test_comparisons_of_decimals_are_exact(javascript: JsRuntime) -> None:
    assert javascript.call("labkb.test.evaluate", "3 * a <= b", {"a": "0.1", "b": "0.3"}) is True
    assert javascript.call("labkb.test.evaluate", "a / 3 * 3 = a", {"a": "0.1"}) is True


def test_numbers_for_the_eye_have_a_true_minus_and_no_negative_zero(javascript: JsRuntime) -> None:
    assert javascript.call("labkb.test.show", -0.0, 4) == "0"
    assert javascript.call("labkb.test.show", -1234.5678, 4) == "−1235"
    assert javascript.call("labkb.test.show", 2.5e-9, 4) == "2.500×10^−9"
