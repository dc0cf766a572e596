"""What the counts behind a target can bear: limits, trends, evidence, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from itertools import pairwise

from osh_incidents.domain.indicators.verdict import decimal_of
from osh_incidents.domain.labels import Labelled

CONFIDENCE = Fraction(95, 100)
"""The confidence of every interval: service parameter, no rule of law sets it."""

_EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)
_PLACES = Decimal("0.000001")
_FEWEST_FOR_A_TREND = 2


@dataclass(frozen=True, slots=True)
class Limits:
    """Lower and upper confidence limit; no upper one if nothing bounds the value from above."""

    lower: Decimal
    upper: Decimal | None


class Evidence(Labelled):
    """Whether the counts can bear the verdict."""

    ESTABLISHED = "established", "đủ căn cứ thống kê", "established"
    INCONCLUSIVE = "inconclusive", "chưa đủ căn cứ thống kê", "inconclusive"


class Gap(Labelled):
    """Why a number is not there."""

    WORKFORCE_MISSING = (
        "workforce_missing",
        "chưa có số lao động của năm cần thiết",
        "the workforce of a year that is needed is not known",
    )
    WORKFORCE_ZERO = (
        "workforce_zero",
        "số lao động của năm cần thiết bằng 0",
        "the workforce of a year that is needed is zero",
    )
    BASE_RATE_ZERO = (
        "base_rate_zero",
        "tần suất năm gốc bằng 0 nên không có mức giảm so với năm gốc",
        "the rate of the base year is zero, and nothing falls from zero",
    )
    RATE_ZERO = (
        "rate_zero",
        "một năm có tần suất bằng 0 nên không tính được",
        "the rate of a year is zero: from it there is no change, and it has no logarithm",
    )
    NO_YEAR_AFTER_BASE = (
        "no_year_after_base",
        "kỳ hỏi không có năm nào sau năm gốc đã kết thúc",
        "the period asked has no ended year after the base year",
    )
    YEAR_NOT_ENDED = (
        "year_not_ended",
        "năm chưa kết thúc: đã có đủ số lao động nhưng chưa đủ số vụ",
        "the year has not ended: it has all of its workers and only some of its accidents",
    )
    YEAR_NOT_BEGUN = "year_not_begun", "năm chưa bắt đầu", "the year has not begun"
    NOTHING_DUE = (
        "nothing_due",
        "mẫu số bằng 0: chưa có trường hợp nào đến hạn",
        "the denominator is zero: nothing is due yet",
    )


class Trend(Labelled):
    """A way to read a yearly change from yearly rates; each is a fall as a share of the rate."""

    GEOMETRIC = (
        "geometric_mean",
        "mức giảm bình quân nhân từ năm gốc (dùng để đánh giá)",
        "geometric mean fall a year from the base year, by which the target is judged",
    )
    ARITHMETIC = (
        "arithmetic_mean",
        "bình quân cộng các mức giảm từng năm",
        "arithmetic mean of the falls from each year to the next",
    )
    LOG_LINEAR = (
        "log_linear",
        "1 trừ e mũ độ dốc đường bình phương nhỏ nhất, không trọng số, của lôgarit tần suất năm",
        "1 minus e to the slope of the unweighted least-squares line of log yearly rates",
    )


@dataclass(frozen=True, slots=True)
class TrendReading:
    """A mean yearly fall as a share, with six decimals; a rise is negative."""

    trend: Trend
    value: Decimal | None
    gap: Gap | None


Rates = Mapping[int, Fraction]
"""The rate of every year from the base year to the last, without a gap."""


def arithmetic_mean_fall(rates: Rates) -> TrendReading:
    """Return the mean of the falls from each year to the next, each as a share of the earlier."""
    kept = [rates[year] for year in sorted(rates)]
    if len(kept) < _FEWEST_FOR_A_TREND:
        return TrendReading(Trend.ARITHMETIC, None, Gap.NO_YEAR_AFTER_BASE)
    if not all(kept[:-1]):
        gap = Gap.RATE_ZERO if kept[0] else Gap.BASE_RATE_ZERO
        return TrendReading(Trend.ARITHMETIC, None, gap)
    falls = [1 - later / earlier for earlier, later in pairwise(kept)]
    mean = sum(falls, Fraction(0)) / len(falls)
    return TrendReading(Trend.ARITHMETIC, decimal_of(mean), None)


def log_linear_fall(rates: Rates) -> TrendReading:
    """Return 1 - e^b where b is the slope of ordinary least squares of ln(rate) on the year.

    Undefined as soon as one rate is zero: no number is put in its place. A year of few accidents
    weighs as much as one of many.
    """
    if len(rates) < _FEWEST_FOR_A_TREND:
        return TrendReading(Trend.LOG_LINEAR, None, Gap.NO_YEAR_AFTER_BASE)
    if not all(rates.values()):
        gap = Gap.RATE_ZERO if rates[min(rates)] else Gap.BASE_RATE_ZERO
        return TrendReading(Trend.LOG_LINEAR, None, gap)
    middle = Fraction(sum(rates), len(rates))
    weights = {year: year - middle for year in rates}
    spread = sum(weight * weight for weight in weights.values())
    slope = sum(
        (
            _decimal(weights[year] / spread) * _EXACT.ln(_decimal(rate))
            for year, rate in rates.items()
        ),
        Decimal(0),
    )
    fall = 1 - _EXACT.exp(slope)
    return TrendReading(Trend.LOG_LINEAR, rounded(fall), None)


def rounded(value: Decimal) -> Decimal:
    """Return *value* with six decimal places, half to even, as every value is published."""
    return value.quantize(_PLACES, context=_EXACT)


def evidence(limits: Limits, mark: Fraction) -> Evidence:
    """Return whether all that *limits* enclose lies on one side of *mark*.

    The mark itself counts to what lies below, as it does for a rate that has to fall to it and for
    a share that has to exceed it.
    """
    below = limits.upper is not None and limits.upper <= mark
    one_sided = below or limits.lower > mark
    return Evidence.ESTABLISHED if one_sided else Evidence.INCONCLUSIVE


def _decimal(value: Fraction) -> Decimal:
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
