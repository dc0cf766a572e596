"""Trends and evidence against examples worked by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from osh_incidents.domain.indicators import meaning
from osh_incidents.domain.indicators.readings import (
    Evidence,
    Gap,
    Limits,
    Trend,
    TrendReading,
    arithmetic_mean_fall,
    evidence,
    log_linear_fall,
    rounded,
)
from osh_incidents.domain.indicators.verdict import Verdict, decimal_of, mean_yearly_fall

FOUR_YEARS_ON = Fraction(96, 100) ** 4
EIGHTY_PERCENT = Fraction(80, 100)


def rates(*values: Fraction | int, since: int = 2022) -> dict[int, Fraction]:
    """The *values* are of one year after the other."""
    return {since + after: Fraction(value) for after, value in enumerate(values)}


def limits(lower: str, upper: str | None) -> Limits:
    return Limits(Decimal(lower), None if upper is None else Decimal(upper))


def test_the_arithmetic_mean_is_of_the_falls_from_year_to_year() -> None:
    # 10 to 8 falls by 1/5, 8 to 10 rises by 1/4, 10 to 9 falls by 1/10.
    by_hand = (Fraction(1, 5) - Fraction(1, 4) + Fraction(1, 10)) / 3
    assert by_hand == Fraction(1, 60)

    assert arithmetic_mean_fall(rates(10, 8, 10, 9)).value == Decimal("0.016667")


def test_the_log_linear_fall_is_that_of_the_line_through_the_logarithms() -> None:
    # Over three years the slope is half of the difference between the ends: b = ln(1/4)/2.
    assert log_linear_fall(rates(4, 3, 1)).value == Decimal("0.500000")
    # Over four years b = (3·ln(d/a) + ln(c/b))/10; of 1, 2^5, 1, 1 it is -ln(2)/2, and 1 - 2^-0.5.
    assert log_linear_fall(rates(1, 32, 1, 1)).value == Decimal("0.292893")


def test_the_three_readings_differ_and_only_the_geometric_looks_at_the_ends_alone() -> None:
    found = rates(4, 1, 2, 1)

    assert mean_yearly_fall(found[2022], found[2025], 3) == Decimal("0.370039")
    # Falls of 3/4, -1 and 1/2 are 1/12 on average.
    assert arithmetic_mean_fall(found).value == Decimal("0.083333")
    # b = (3·ln(1/4) + ln(2))/10 = -ln(2)/2.
    assert log_linear_fall(found).value == Decimal("0.292893")


def test_a_rise_is_a_negative_fall() -> None:
    assert arithmetic_mean_fall(rates(1, 2)).value == Decimal(-1)
    assert log_linear_fall(rates(1, 2)).value == Decimal(-1)


def test_a_fall_to_nothing_in_the_last_year_has_an_arithmetic_mean_and_no_logarithm() -> None:
    found = rates(2, 1, 0)

    # Half, then all of it.
    assert arithmetic_mean_fall(found).value == Decimal("0.75")
    assert log_linear_fall(found) == TrendReading(Trend.LOG_LINEAR, None, Gap.RATE_ZERO)


@pytest.mark.parametrize(
    ("values", "gap"),
    [
        ((2, 0, 1), Gap.RATE_ZERO),
        ((0, 1, 1), Gap.BASE_RATE_ZERO),
        ((0, 0), Gap.BASE_RATE_ZERO),
        ((3,), Gap.NO_YEAR_AFTER_BASE),
    ],
)
def test_an_undefined_trend_is_no_number_and_says_why(values: tuple[int, ...], gap: Gap) -> None:
    assert arithmetic_mean_fall(rates(*values)) == TrendReading(Trend.ARITHMETIC, None, gap)
    assert log_linear_fall(rates(*values)) == TrendReading(Trend.LOG_LINEAR, None, gap)


@pytest.mark.parametrize(
    ("lower", "upper", "found"),
    [
        ("0.2", "0.84", Evidence.ESTABLISHED),
        ("0.2", "0.84934656", Evidence.ESTABLISHED),
        ("0.2", "0.84934657", Evidence.INCONCLUSIVE),
        ("0.84934656", "0.9", Evidence.INCONCLUSIVE),
        ("0.84934657", "0.9", Evidence.ESTABLISHED),
        ("0.7", None, Evidence.INCONCLUSIVE),
        ("0.9", None, Evidence.ESTABLISHED),
    ],
)
def test_a_fall_is_established_if_the_whole_interval_lies_on_one_side(
    lower: str, upper: str | None, found: Evidence
) -> None:
    assert Fraction("0.84934656") == FOUR_YEARS_ON
    assert evidence(limits(lower, upper), FOUR_YEARS_ON) is found


@pytest.mark.parametrize(
    ("lower", "upper", "found"),
    [
        ("0.8", "0.95", Evidence.INCONCLUSIVE),
        ("0.80000001", "0.95", Evidence.ESTABLISHED),
        ("0.5", "0.8", Evidence.ESTABLISHED),
        ("0.5", "0.80000001", Evidence.INCONCLUSIVE),
    ],
)
def test_a_share_on_the_mark_does_not_exceed_it(lower: str, upper: str, found: Evidence) -> None:
    assert evidence(limits(lower, upper), EIGHTY_PERCENT) is found


def test_a_limit_is_published_like_every_value() -> None:
    for half in (Fraction(1, 2_000_000), Fraction(3, 2_000_000), Fraction(-3, 2_000_000)):
        exact = Decimal(half.numerator) / Decimal(half.denominator)
        assert str(rounded(exact)) == str(decimal_of(half))


def test_every_verdict_with_its_evidence_has_a_sentence_of_its_own_in_both_languages() -> None:
    judged = (Verdict.MET, Verdict.NOT_MET)
    falls = [meaning.of_a_fall(one, two, 2022, 2026) for one in judged for two in Evidence]
    shares = [meaning.of_a_share(one, two) for one in judged for two in Evidence]
    texts = [*falls, *shares, *map(meaning.of_all, judged), *map(meaning.not_computable, Gap)]

    assert len({text.vi for text in texts}) == len({text.en for text in texts}) == len(texts)
    for text in texts:
        assert text.vi.strip().endswith(".")
        assert text.en.strip().endswith(".")
        assert "{" not in text.vi + text.en
    for text in falls:
        assert "2022" in text.vi
        assert "2026" in text.vi
        assert "95 %" in text.vi


def test_a_sentence_on_weak_evidence_says_that_the_result_may_be_chance() -> None:
    weak = meaning.of_a_fall(Verdict.MET, Evidence.INCONCLUSIVE, 2022, 2026)

    assert "có thể do ngẫu nhiên" in weak.vi
    assert "may be chance" in weak.en
