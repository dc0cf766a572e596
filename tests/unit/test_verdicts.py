from decimal import Decimal
from fractions import Fraction

import pytest

from osh_incidents.domain.indicators.verdict import (
    Verdict,
    at_least,
    decimal_of,
    fall_met,
    mean_yearly_fall,
    more_than,
)

FOUR_PERCENT = Fraction(4, 100)
EIGHTY_PERCENT = Fraction(80, 100)
PATH = [
    (1, Fraction(96, 100)),
    (2, Fraction(9216, 10_000)),
    (3, Fraction(884_736, 1_000_000)),
]
HAIR = Fraction(1, 10**15)
BASE = Fraction(9, 700_000)


@pytest.mark.parametrize(("years", "share"), PATH)
def test_the_target_path_is_met_on_it_and_missed_a_hair_above(years: int, share: Fraction) -> None:
    assert fall_met(BASE, BASE * share, years, FOUR_PERCENT) is Verdict.MET
    assert fall_met(BASE, BASE * share - HAIR, years, FOUR_PERCENT) is Verdict.MET
    assert fall_met(BASE, BASE * share + HAIR, years, FOUR_PERCENT) is Verdict.NOT_MET


def test_a_fall_to_nothing_is_met_and_no_fall_is_not() -> None:
    assert fall_met(BASE, Fraction(0), 3, FOUR_PERCENT) is Verdict.MET
    assert fall_met(BASE, BASE, 3, FOUR_PERCENT) is Verdict.NOT_MET


@pytest.mark.parametrize(("base", "years"), [(Fraction(0), 3), (BASE, 0), (BASE, -1)])
def test_without_a_base_or_a_year_in_between_nothing_can_be_judged(
    base: Fraction, years: int
) -> None:
    assert fall_met(base, BASE, years, FOUR_PERCENT) is Verdict.NOT_COMPUTABLE
    assert mean_yearly_fall(base, BASE, years) is None


@pytest.mark.parametrize(
    ("share", "years", "fall"),
    [
        (Fraction(96, 100), 1, "0.040000"),
        (Fraction(9216, 10_000), 2, "0.040000"),
        (Fraction(884_736, 1_000_000), 3, "0.040000"),
        (Fraction(1), 3, "0.000000"),
        (Fraction(0), 3, "1"),
        (Fraction(1, 2), 1, "0.500000"),
        (Fraction(1, 4), 2, "0.500000"),
        (Fraction(4), 2, "-1.000000"),
        (Fraction(1, 2), 2, "0.292893"),
    ],
)
def test_the_mean_yearly_fall_is_geometric(share: Fraction, years: int, fall: str) -> None:
    assert mean_yearly_fall(BASE, BASE * share, years) == Decimal(fall)


@pytest.mark.parametrize(
    ("numerator", "denominator", "verdict"),
    [
        (80, 100, Verdict.NOT_MET),
        (81, 100, Verdict.MET),
        (4, 5, Verdict.NOT_MET),
        (8_000_001, 10_000_000, Verdict.MET),
        (0, 1, Verdict.NOT_MET),
        (1, 1, Verdict.MET),
        (0, 0, Verdict.NOT_COMPUTABLE),
    ],
)
def test_more_than_eighty_percent_is_strictly_above_it(
    numerator: int, denominator: int, verdict: Verdict
) -> None:
    assert more_than(numerator, denominator, EIGHTY_PERCENT) is verdict


@pytest.mark.parametrize(
    ("numerator", "denominator", "verdict"),
    [
        (10, 10, Verdict.MET),
        (9, 10, Verdict.NOT_MET),
        (9_999_999, 10_000_000, Verdict.NOT_MET),
        (0, 0, Verdict.NOT_COMPUTABLE),
    ],
)
def test_a_hundred_percent_leaves_no_case_out(
    numerator: int, denominator: int, verdict: Verdict
) -> None:
    assert at_least(numerator, denominator, Fraction(1)) is verdict


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(1, 2_000_000), "0.000000"),
        (Fraction(3, 2_000_000), "0.000002"),
        (Fraction(5, 2_000_000), "0.000002"),
        (Fraction(-3, 2_000_000), "-0.000002"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(1000 * 662, 51_300_000), "0.012904"),
        (Fraction(12), "12.000000"),
    ],
)
def test_a_published_number_has_six_places_half_to_even(value: Fraction, shown: str) -> None:
    assert str(decimal_of(value)) == shown
