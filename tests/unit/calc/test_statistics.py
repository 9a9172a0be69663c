"""Statistics against scipy and mpmath."""

from __future__ import annotations

import random

import mpmath
import numpy as np
import pytest
from scipy import optimize, stats

from tests.unit.calc.conftest import Ask

rng = random.Random(20261120)


@pytest.mark.parametrize("nu", [1, 1.5, 2, 4.4157, 9, 16.75, 40, 121, 1e5])
@pytest.mark.parametrize("p", [0.5, 0.6827, 0.9, 0.95, 0.9545, 0.99, 0.9973])
def test_t_values_agree_with_scipy(nu: float, p: float, ask: Ask) -> None:
    expected = stats.t.ppf((1 + p) / 2, nu)
    assert ask("t_quantile", p_two_sided=p, nu=nu)["t"] == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("nu", [1, 2, 5, 14, 100])
@pytest.mark.parametrize("tail", [0.001, 0.01, 0.05, 0.5, 0.975])
def test_chi_square_values_agree_with_scipy(nu: int, tail: float, ask: Ask) -> None:
    answer = ask("chi2_quantile", upper_tail=tail, nu=nu)
    assert answer["chi2"] == pytest.approx(stats.chi2.isf(tail, nu), rel=1e-10)


def readings(count: int) -> list[str]:
    return [f"{10 + rng.gauss(0, 0.001):.6f}" for _ in range(count)]


def test_the_standard_deviation_is_exact_for_readings_with_a_large_common_part(ask: Ask) -> None:
    for count in (2, 5, 30):
        x = [f"1000000000{r[1:]}" for r in readings(count)]
        with mpmath.workdps(50):
            values = [mpmath.mpf(v) for v in x]
            mean = mpmath.fsum(values) / count
            s = mpmath.sqrt(mpmath.fsum((v - mean) ** 2 for v in values) / (count - 1))
        assert ask("type_a_bessel", x=x)["s"] == pytest.approx(float(s), rel=1e-14)


def test_pooled_deviation_agrees_with_numpy(ask: Ask) -> None:
    groups = [readings(n) for n in (2, 5, 9)]
    arrays = [np.array(g, dtype=float) for g in groups]
    squares = sum(((a - a.mean()) ** 2).sum() for a in arrays)
    answer = ask("type_a_pooled", groups=groups)
    assert answer["s_p"] == pytest.approx(np.sqrt(squares / 13), rel=1e-6)
    assert answer["nu"] == 13


def test_pooled_deviation_from_deviations_equals_that_from_readings(ask: Ask) -> None:
    groups = [readings(4), readings(4)]
    whole = ask("type_a_pooled", groups=groups)
    s = [str(ask("type_a_bessel", x=g)["s"]) for g in groups]
    assert ask("type_a_pooled", s=s, n=["4", "4"])["s_p"] == pytest.approx(whole["s_p"], rel=1e-12)


def test_quantile_of_a_normal_distribution_for_type_b(ask: Ask) -> None:
    for p in (0.68, 0.95, 0.99, 0.999):
        answer = ask("type_b", distribution="normal", half_width="3", p=p)
        assert answer["u"] == pytest.approx(3 / stats.norm.ppf((1 + p) / 2), rel=1e-12)


@pytest.mark.parametrize("beta", ["0", "0.2", "0.5", "0.9", "1"])
@pytest.mark.parametrize("p", ["0.3", "0.9", "0.95", "0.99"])
def test_coverage_factor_of_a_trapezoid_encloses_the_probability(
    beta: str, p: str, ask: Ask
) -> None:
    k = ask("expand_nonnormal", shape="trapezoidal", u_c="1", p=p, beta=beta)["k"]
    b = float(beta)
    shape = stats.trapezoid((1 - b) / 2, (1 + b) / 2, loc=-1, scale=2)
    half = k * shape.std()
    assert shape.cdf(half) - shape.cdf(-half) == pytest.approx(float(p), abs=1e-9)


def test_weighted_mean_and_its_tail_probability_agree_with_scipy(ask: Ask) -> None:
    x = np.array([10.1, 10.4, 9.9, 10.2])
    u = np.array([0.1, 0.05, 0.2, 0.07])
    answer = ask("weighted_mean", x=[str(v) for v in x], u=[str(v) for v in u])
    mean = np.average(x, weights=1 / u**2)
    chi2 = (((x - mean) / u) ** 2).sum()
    assert answer["x_ref"] == pytest.approx(mean, rel=1e-13)
    assert answer["p_value"] == pytest.approx(stats.chi2.sf(chi2, 3), rel=1e-10)


def test_a_tiny_tail_probability_is_not_lost(ask: Ask) -> None:
    answer = ask("weighted_mean", x=["0", "20"], u=["1", "1"])
    assert answer["p_value"] == pytest.approx(stats.chi2.sf(200, 1), rel=1e-9)


def test_the_line_agrees_with_least_squares(ask: Ask) -> None:
    t = [20 + i + rng.random() for i in range(9)]
    b = [0.1 + 0.02 * v + rng.gauss(0, 0.01) for v in t]
    answer = ask("linear_calibration", t=t, b=b, t0="20", predict_at="35")
    design = np.column_stack([np.ones(9), np.array(t) - 20])
    (y1, y2), rss, _, _ = np.linalg.lstsq(design, np.array(b), rcond=None)
    covariance = np.linalg.inv(design.T @ design) * rss[0] / 7
    at = np.array([1, 15.0])
    assert answer["y1"] == pytest.approx(y1, rel=1e-9)
    assert answer["y2"] == pytest.approx(y2, rel=1e-9)
    assert answer["u_y1"] == pytest.approx(np.sqrt(covariance[0, 0]), rel=1e-8)
    assert answer["u_b_pred"] == pytest.approx(np.sqrt(at @ covariance @ at), rel=1e-8)


def test_analysis_of_variance_agrees_with_scipy(ask: Ask) -> None:
    groups = [[10 + rng.gauss(0, 1) for _ in range(6)] for _ in range(4)]
    answer = ask("anova_oneway_means", groups=groups)
    expected = stats.f_oneway(*groups)
    assert answer["F"] == pytest.approx(expected.statistic, rel=1e-9)
    assert answer["p_value"] == pytest.approx(expected.pvalue, rel=1e-9)


def test_the_grubbs_value_makes_the_error_probability_alpha(ask: Ask) -> None:
    for n, alpha in ((4, 0.05), (10, 0.01), (30, 0.05)):
        t = stats.t.isf(alpha / n, n - 2)
        expected = (n - 1) / np.sqrt(n) * np.sqrt(t**2 / (n - 2 + t**2))
        answer = ask("grubbs_crit", n=n, alpha=alpha)
        assert answer["G_crit"] == pytest.approx(expected, rel=1e-10)


def test_algorithm_a_stands_still_where_it_stops(ask: Ask) -> None:
    x = np.array([24.1, 20.2, 19.5, 20.3, 20.7, 17.6, 20.1, 20.9, 21.2, 20.0, 20.4, 20.6])
    answer = ask("robust", x=[str(v) for v in x])
    mean, s = answer["algA_mean"], answer["algA_s"]
    clipped = np.clip(x, mean - 1.5 * s, mean + 1.5 * s)
    assert clipped.mean() == pytest.approx(mean, rel=1e-10)
    assert 1.134 * clipped.std(ddof=1) == pytest.approx(s, rel=1e-9)


def test_interval_limits_agree_with_the_binomial_distribution(ask: Ask) -> None:
    answer = ask("interval_a3", in_tol=16, n=20, I0_days=365, target="0.95", conf="0.5")
    low = optimize.brentq(lambda p: stats.binom.sf(15, 20, p) - 0.25, 1e-6, 1 - 1e-6)
    high = optimize.brentq(lambda p: stats.binom.cdf(16, 20, p) - 0.25, 1e-6, 1 - 1e-6)
    assert answer["R_low"] == pytest.approx(low, rel=1e-7)
    assert answer["R_high"] == pytest.approx(high, rel=1e-7)


def test_an_interval_that_passes_its_test_is_kept(ask: Ask) -> None:
    answer = ask("interval_a3", in_tol=19, n=20, I0_days=365, target="0.95", conf="0.5")
    assert answer["interval_reported"] == "365"


def test_risks_add_up(ask: Ask) -> None:
    answer = ask("global_risk", itp="0.85", sigma_ratio="3", limits=["-1", "1"])
    good_and_accepted = answer["accepted_percent"] - answer["pfa_percent"]
    assert good_and_accepted + answer["pfr_percent"] == pytest.approx(85, rel=1e-9)
