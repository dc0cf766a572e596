"""Exact limits against tables, other programs, and the distributions themselves."""

from decimal import Decimal
from fractions import Fraction

import pytest
from scipy import stats  # type: ignore[import-untyped]
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]
from statsmodels.stats.rates import (  # type: ignore[import-untyped]
    confint_poisson,
)
from statsmodels.stats.rates import (
    test_poisson_2indep as poisson_2indep,
)

from osh_incidents.adapters.intervals import (
    count_limits,
    rate_limits,
    rate_ratio_limits,
    share_limits,
)
from osh_incidents.domain.indicators.readings import Limits

NEAR = 1e-9
TAIL = 0.025
COUNTS = [0, 1, 2, 3, 5, 10, 20, 99, 662, 10_000, 1_000_000]
CONFIDENCES = [Fraction(90, 100), Fraction(95, 100), Fraction(99, 100)]
SHARES = [
    (part, whole)
    for whole in (1, 2, 7, 100, 999, 1_000_000)
    for part in sorted({0, 1, whole // 3, whole * 4 // 5, whole - 1, whole})
]
RATES = [
    ((11, 800), (21, 3_011)),
    ((0, 500_000), (9, 480_000)),
    ((1, 10), (1, 1_000_000)),
    ((40, 1_100_000), (62, 1_000_000)),
    ((3_000, 51_300_000), (2_900, 50_100_000)),
]


def both(limits: Limits | None) -> tuple[float, float]:
    assert limits is not None
    assert limits.upper is not None
    return float(limits.lower), float(limits.upper)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [
        (0, "0", "3.688879"),
        (1, "0.025318", "5.571643"),
        (5, "1.623486", "11.668332"),
        (10, "4.795389", "18.390356"),
        (20, "12.216520", "30.888378"),
    ],
)
def test_the_limits_of_a_count_are_those_of_the_tables(count: int, lower: str, upper: str) -> None:
    # Garwood 1936; Ulm, American Journal of Epidemiology 131 (1990) 373.
    limits = count_limits(count)
    assert limits.upper is not None
    assert round(limits.lower, 6) == Decimal(lower)
    assert round(limits.upper, 6) == Decimal(upper)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_the_limits_of_a_count_are_halves_of_quantiles_of_chi_squared(
    count: int, confidence: Fraction
) -> None:
    tail = float(1 - confidence) / 2
    lower = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0
    upper = stats.chi2.isf(tail, 2 * count + 2) / 2

    assert both(count_limits(count, confidence)) == pytest.approx((lower, upper), rel=NEAR)


@pytest.mark.parametrize("count", COUNTS[1:])
def test_the_limits_of_a_rate_are_those_of_another_program(count: int) -> None:
    other = confint_poisson(count, 51_300_000, method="exact-c")

    found = both(rate_limits(count, 51_300_000))
    assert found == pytest.approx(other, rel=NEAR)
    assert both(rate_limits(count, 51_300_000, 1_000)) == pytest.approx(
        [limit * 1_000 for limit in other], rel=NEAR
    )


def test_the_limits_of_a_rate_are_those_of_a_published_example() -> None:
    # The manual of R on poisson.test: 137 deaths for 24.19893 expected.
    assert both(rate_limits(137, 2_419_893, 100_000)) == pytest.approx(
        (4.753125, 6.692709), abs=5e-7
    )


@pytest.mark.parametrize(("part", "whole"), SHARES)
@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_the_limits_of_a_share_are_those_of_another_program(
    part: int, whole: int, confidence: Fraction
) -> None:
    other = proportion_confint(part, whole, alpha=float(1 - confidence), method="beta")

    assert both(share_limits(part, whole, confidence)) == pytest.approx(other, rel=NEAR)


@pytest.mark.parametrize(("part", "whole"), SHARES)
def test_the_limits_of_a_share_are_quantiles_of_beta(part: int, whole: int) -> None:
    lower = stats.beta.ppf(TAIL, part, whole - part + 1) if part else 0
    upper = stats.beta.isf(TAIL, part + 1, whole - part) if part < whole else 1

    assert both(share_limits(part, whole)) == pytest.approx((lower, upper), rel=NEAR)


def test_the_limits_of_a_ratio_of_rates_are_those_of_a_published_example() -> None:
    # The manual of R on poisson.test: malformations 11 of 800 and 21 of 3011.
    assert both(rate_ratio_limits((11, 800), (21, 3_011))) == pytest.approx(
        (0.8584264, 4.2772659), abs=5e-8
    )


@pytest.mark.parametrize(("last", "base"), RATES)
def test_at_a_limit_of_a_ratio_of_rates_the_exact_test_leaves_half_of_the_error(
    last: tuple[int, int], base: tuple[int, int]
) -> None:
    lower, upper = both(rate_ratio_limits(last, base))
    for limit, alternative in ((lower, "larger"), (upper, "smaller")):
        if limit:
            test = poisson_2indep(
                *last, *base, value=limit, method="exact-cond", alternative=alternative
            )
            assert test.pvalue == pytest.approx(TAIL, rel=1e-6)


@pytest.mark.parametrize(("last", "base"), RATES)
def test_the_limits_of_a_ratio_of_rates_follow_from_the_binomial_of_the_later_count(
    last: tuple[int, int], base: tuple[int, int]
) -> None:
    cases, workers = last
    share = proportion_confint(cases, cases + base[0], method="beta")
    other = [chance / (1 - chance) * base[1] / workers for chance in share]

    assert both(rate_ratio_limits(last, base)) == pytest.approx(other, rel=NEAR)


def test_without_a_case_in_the_base_nothing_bounds_the_ratio_from_above() -> None:
    limits = rate_ratio_limits((5, 1_000), (0, 1_000))

    # All five fall into the later year with a chance of p^5 = 0.025.
    chance = 0.025 ** (1 / 5)
    assert limits is not None
    assert limits.upper is None
    assert float(limits.lower) == pytest.approx(chance / (1 - chance), rel=NEAR)


def test_without_a_case_the_lower_limit_is_nought_exactly() -> None:
    found = (count_limits(0), rate_limits(0, 10), share_limits(0, 10), share_limits(0, 10**6))
    ratio = rate_ratio_limits((0, 10), (5, 10))

    assert [limits.lower for limits in (*found, ratio) if limits] == [0] * 5


def test_where_all_are_the_upper_limit_is_one_exactly() -> None:
    limits = share_limits(10, 10)

    assert limits is not None
    assert limits.upper == 1


@pytest.mark.parametrize(
    "limits",
    [
        rate_limits(0, None),
        rate_limits(5, None),
        rate_limits(0, 0),
        rate_limits(5, 0),
        share_limits(0, 0),
        rate_ratio_limits((0, 10), (0, 10)),
        rate_ratio_limits((1, None), (1, 10)),
        rate_ratio_limits((1, 10), (1, 0)),
    ],
)
def test_what_cannot_be_known_has_no_limits(limits: Limits | None) -> None:
    assert limits is None


def test_a_limit_has_twelve_significant_digits() -> None:
    for limits in (count_limits(10**6), rate_limits(7, 51_300_000), share_limits(3, 10**6)):
        assert limits is not None
        assert limits.upper is not None
        assert len(limits.lower.as_tuple().digits) <= 12
        assert len(limits.upper.as_tuple().digits) <= 12


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="impossible"):
        count_limits(-1)
    with pytest.raises(ValueError, match="impossible"):
        rate_limits(1, -1)
    with pytest.raises(ValueError, match="impossible"):
        share_limits(3, 2)
    with pytest.raises(ValueError, match="impossible"):
        rate_ratio_limits((1, 10), (-1, 10))
    with pytest.raises(ValueError, match="impossible"):
        count_limits(1, Fraction(1))
