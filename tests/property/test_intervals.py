from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from osh_incidents.adapters.intervals import (
    count_limits,
    rate_limits,
    rate_ratio_limits,
    share_limits,
)
from osh_incidents.domain.indicators.readings import (
    Evidence,
    Limits,
    arithmetic_mean_fall,
    evidence,
    log_linear_fall,
)
from osh_incidents.domain.indicators.verdict import Verdict, fall_met, mean_yearly_fall, more_than

LEAST_COVERED = 0.95 - 1e-9
FOUR = Fraction(4, 100)
EIGHTY = Fraction(80, 100)
counts = st.integers(0, 2_000_000)
few = st.integers(0, 300)
workers = st.integers(1, 10**8)
confidences = st.fractions(Fraction(1, 2), Fraction(999, 1_000), max_denominator=1_000)
whole = st.integers(1, 2_000_000)
rates = st.fractions(min_value=Fraction(1, 10**6), max_value=1_000, max_denominator=10**8)


def upper(limits: Limits) -> Decimal:
    assert limits.upper is not None
    return limits.upper


@given(counts, confidences)
def test_a_count_lies_between_its_limits(count: int, confidence: Fraction) -> None:
    limits = count_limits(count, confidence)
    assert limits.lower <= count < upper(limits)
    assert (limits.lower == 0) is (count == 0)


@given(counts)
def test_limits_rise_with_the_count(count: int) -> None:
    fewer, more = count_limits(count), count_limits(count + 1)
    assert fewer.lower < more.lower
    assert upper(fewer) < upper(more)


@given(counts, st.fractions(Fraction(1, 2), Fraction(95, 100), max_denominator=100))
def test_more_confidence_takes_a_wider_interval(count: int, confidence: Fraction) -> None:
    narrow, wide = count_limits(count, confidence), count_limits(count, Fraction(99, 100))
    assert wide.lower <= narrow.lower
    assert upper(narrow) < upper(wide)


@given(counts, workers, st.sampled_from([1, 1_000, 100_000]))
def test_the_limits_of_a_rate_are_those_of_its_count_divided(
    count: int, among: int, per: int
) -> None:
    limits, of_count = rate_limits(count, among, per), count_limits(count)
    assert limits is not None
    for found, exact in ((limits.lower, of_count.lower), (upper(limits), upper(of_count))):
        assert (
            abs(Fraction(found) * among - Fraction(exact) * per) <= Fraction(exact) * per / 10**11
        )


@given(whole, st.data())
def test_a_share_lies_between_its_limits(among: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, among))
    limits = share_limits(part, among)
    assert limits is not None
    assert 0 <= limits.lower <= Fraction(part, among) <= upper(limits) <= 1
    assert (limits.lower == 0) is (part == 0)
    if part == among:
        assert limits.upper == 1


@given(whole, st.data())
def test_the_limits_of_the_rest_are_those_of_the_part_mirrored(
    among: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, among))
    limits, rest = share_limits(part, among), share_limits(among - part, among)
    assert limits is not None
    assert rest is not None
    assert abs(limits.lower + upper(rest) - 1) < Decimal("1e-9")


@given(few, workers, few, workers)
def test_a_ratio_of_rates_lies_between_its_limits_and_turns_over_with_them(
    last: int, among: int, base: int, of: int
) -> None:
    assume(last and base)
    limits = rate_ratio_limits((last, among), (base, of))
    turned = rate_ratio_limits((base, of), (last, among))
    assert limits is not None
    assert turned is not None
    assert limits.lower < Fraction(last * of, among * base) < upper(limits)
    assert abs(limits.lower * upper(turned) - 1) < Decimal("1e-9")


@given(st.floats(0.01, 60))
def test_the_limits_of_a_count_cover_every_mean_as_often_as_they_say(mean: float) -> None:
    seen = range(200)
    covered = [one for one in seen if count_limits(one).lower <= mean <= upper(count_limits(one))]
    assert sum(stats.poisson.pmf(covered, mean)) >= LEAST_COVERED


@given(st.integers(1, 60), st.floats(0.001, 0.999))
def test_the_limits_of_a_share_cover_every_chance_as_often_as_they_say(
    among: int, chance: float
) -> None:
    found = [(part, share_limits(part, among)) for part in range(among + 1)]
    covered = [part for part, one in found if one and one.lower <= chance <= upper(one)]
    assert sum(stats.binom.pmf(covered, among, chance)) >= LEAST_COVERED


@given(few, workers, few, workers, st.integers(1, 8))
def test_what_is_established_agrees_with_the_letter(
    last: int, among: int, base: int, of: int, years: int
) -> None:
    assume(base)
    limits = rate_ratio_limits((last, among), (base, of))
    mark = (1 - FOUR) ** years
    assert limits is not None
    if evidence(limits, mark) is Evidence.ESTABLISHED:
        letter = fall_met(Fraction(base, of), Fraction(last, among), years, FOUR)
        assert (letter is Verdict.MET) is (upper(limits) <= mark)


@given(st.integers(1, 3_000), st.data())
def test_an_established_share_agrees_with_the_letter(among: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, among))
    limits = share_limits(part, among)
    assert limits is not None
    if evidence(limits, EIGHTY) is Evidence.ESTABLISHED:
        assert (more_than(part, among, EIGHTY) is Verdict.MET) is (limits.lower > EIGHTY)


@given(rates, rates)
def test_over_two_years_all_three_trends_are_the_same(first: Fraction, second: Fraction) -> None:
    found = {2022: first, 2023: second}
    geometric = mean_yearly_fall(first, second, 1)
    assert geometric is not None
    assert arithmetic_mean_fall(found).value == geometric
    assert log_linear_fall(found).value == geometric


@given(rates, st.integers(2, 12))
def test_on_the_path_of_the_target_all_three_trends_are_the_targets_share(
    base: Fraction, years: int
) -> None:
    found = {2022 + after: base * (1 - FOUR) ** after for after in range(years + 1)}
    assert arithmetic_mean_fall(found).value == Decimal("0.04")
    assert log_linear_fall(found).value == Decimal("0.04")
    assert mean_yearly_fall(base, found[2022 + years], years) == Decimal("0.04")
