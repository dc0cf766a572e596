from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from osh_incidents.domain.indicators.model import spans
from osh_incidents.domain.indicators.verdict import (
    Verdict,
    at_least,
    decimal_of,
    fall_met,
    mean_yearly_fall,
    more_than,
)

FOUR = Fraction(4, 100)
counts = st.integers(0, 10**9)
rates = st.fractions(min_value=0, max_value=1_000, max_denominator=10**8)
years = st.integers(1, 10)
periods = st.builds("{}{}".format, st.integers(2001, 2099), st.sampled_from(["", "-H1", "-H2"]))


@given(rates)
def test_a_published_number_is_the_nearest_of_six_places(rate: Fraction) -> None:
    # Python rounds a fraction half to even by whole numbers alone.
    assert decimal_of(rate) == Decimal(round(rate * 10**6)) / 10**6
    assert decimal_of(rate).as_tuple().exponent == -6


@given(rates, rates, years)
def test_the_target_is_met_exactly_when_the_mean_fall_is_four_percent(
    base: Fraction, last: Fraction, after: int
) -> None:
    assume(base > 0)
    fall = mean_yearly_fall(base, last, after)
    assert fall is not None
    assume(abs(fall - Decimal("0.04")) > Decimal("0.000001"))
    verdict = fall_met(base, last, after, FOUR)
    assert (verdict is Verdict.MET) is (fall > Decimal("0.04"))


@given(rates, years)
def test_a_rate_on_the_target_path_meets_it_exactly(base: Fraction, after: int) -> None:
    assume(base > 0)
    on_path = base * Fraction(96**after, 100**after)
    assert fall_met(base, on_path, after, FOUR) is Verdict.MET
    assert fall_met(base, on_path + Fraction(1, 10**30), after, FOUR) is Verdict.NOT_MET
    assert mean_yearly_fall(base, on_path, after) == Decimal("0.04")


@given(counts, counts)
def test_more_than_and_at_least_differ_on_the_mark_alone(part: int, whole: int) -> None:
    share = Fraction(80, 100)
    strict, loose = more_than(part, whole, share), at_least(part, whole, share)
    assert (strict is loose) is (whole == 0 or part * 100 != whole * 80)
    assert (strict is Verdict.NOT_COMPUTABLE) is (whole == 0)
    assert (strict is Verdict.MET) is (part * 5 > whole * 4 and whole > 0)


@given(periods, periods)
def test_periods_follow_each_other_without_gap_or_overlap(first: str, last: str) -> None:
    try:
        found = spans(first, last)
    except ValueError:
        return
    assert found[0].label[:4] == first[:4]
    assert found[-1].label[:4] == last[:4]
    for earlier, later in pairwise(found):
        assert (later.first - earlier.last).days == 1
