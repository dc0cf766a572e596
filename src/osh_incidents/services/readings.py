"""What the counts behind a figure can bear: limits, yearly rates, trends, and the year so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from osh_incidents.adapters import intervals
from osh_incidents.domain.days import local_day
from osh_incidents.domain.indicators.model import Count, Span, spans
from osh_incidents.domain.indicators.readings import (
    Gap,
    Limits,
    Trend,
    TrendReading,
    arithmetic_mean_fall,
    log_linear_fall,
)
from osh_incidents.domain.indicators.verdict import mean_yearly_fall
from osh_incidents.domain.law.programme import YearlyFall
from osh_incidents.persistence.counts import CASES
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.indicators import (
    Cell,
    Figure,
    Missing,
    RatioValue,
    compute,
    counted,
    slice_of,
)

_LAST_DAY_OF_FEBRUARY = 28


@dataclass(frozen=True, slots=True)
class YearReading:
    """One year of a frequency: its rate with limits, and the rate that the target asks for.

    *count* is None for a year that has not begun; a year that has not ended has a count so far and
    no rate. *target* is None before the base year, and if the base year has no rate.
    """

    year: int
    count: int | None
    workers: int | None
    rate: Fraction | None
    limits: Limits | None
    target: Fraction | None
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class RateRatio:
    """The rate of the judged year divided by that of the base year *years* before it.

    *target* is the largest ratio that meets the target.
    """

    years: int
    value: Fraction
    limits: Limits
    target: Fraction


@dataclass(frozen=True, slots=True)
class CountToDate:
    """Accidents from *first* through *last*, both inclusive, with the limits of their mean."""

    year: int
    first: date
    last: date
    count: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class YearToDate:
    """The running year so far, and the same days of the base year and of the year before."""

    through: date
    running: CountToDate
    earlier: tuple[CountToDate, ...]


@dataclass(frozen=True, slots=True)
class Frequency:
    """The years of a frequency from its base year on, each computed once."""

    years: Mapping[int, YearReading]
    base: YearReading
    judged_year: int | None
    missing: tuple[Missing, ...]

    @property
    def judged(self) -> YearReading | None:
        """Return the last ended year asked for, None if there is none after the base year."""
        return None if self.judged_year is None else self.years[self.judged_year]

    @property
    def compared(self) -> tuple[YearReading, ...]:
        """Return the years from the base year through the judged one."""
        last = self.base.year if self.judged_year is None else self.judged_year
        return tuple(self.years[year] for year in range(self.base.year, last + 1))


def ratio_limits(found: RatioValue) -> Limits | None:
    """Return the exact limits of a ratio: of a share binomial, of a rate of accidents Poisson.

    None for rates of people: those who die in one accident do not die independently. None too
    where the ratio itself is not computable.
    """
    ratio = found.ratio
    if ratio.denominator is not None:
        return intervals.share_limits(found.numerator, found.denominator or 0)
    if ratio.numerator not in CASES:
        return None
    return intervals.rate_limits(found.numerator, found.denominator, ratio.per)


def frequency(uow: UnitOfWork, figure: Figure, target: YearlyFall) -> Frequency:
    """Read the years asked for and all from the base year through the last ended one of them."""
    today = local_day(figure.question.moment)
    asked = _years(figure.question.spans)
    last = min(max(asked), today.year - 1)
    compared = range(target.base_year, max(last, target.base_year) + 1)
    known = _known(uow, figure, [year for year in {*asked, *compared} if year <= today.year])
    base = _year(target.base_year, known.get(target.base_year), today)
    years = {
        year: _on_path(_year(year, known.get(year), today), base, target)
        for year in sorted({*asked, *compared})
    }
    missing = [one for year in compared if year in known for one in known[year].missing]
    judged = last if last > target.base_year else None
    return Frequency(years, years[target.base_year], judged, tuple(missing))


def compare(found: Frequency, target: YearlyFall) -> RateRatio | Gap:
    """Return the judged year divided by the base year, or why it cannot be."""
    base, last = found.base, found.judged
    if last is None:
        return Gap.NO_YEAR_AFTER_BASE
    for year in (base, last):
        if year.gap is not None:
            return year.gap
    limits = intervals.rate_ratio_limits(
        (last.count or 0, last.workers), (base.count or 0, base.workers)
    )
    if not base.rate or last.rate is None or limits is None:
        # Both years have a rate, or they had a gap; what is left is a base of zero.
        return Gap.BASE_RATE_ZERO
    years = last.year - base.year
    return RateRatio(years, last.rate / base.rate, limits, (1 - target.share) ** years)


def trends(found: Frequency, compared: RateRatio | Gap) -> tuple[TrendReading, ...]:
    """Return the three readings of the yearly change, the one that is judged by first."""
    if isinstance(compared, Gap):
        return tuple(TrendReading(trend, None, compared) for trend in Trend)
    fall = mean_yearly_fall(Fraction(1), compared.value, compared.years)
    geometric = TrendReading(Trend.GEOMETRIC, fall, None)
    rates = {one.year: one.rate for one in found.compared if one.rate is not None}
    gap = next((one.gap for one in found.compared if one.rate is None), None)
    if gap is not None:
        return (
            geometric,
            TrendReading(Trend.ARITHMETIC, None, gap),
            TrendReading(Trend.LOG_LINEAR, None, gap),
        )
    return geometric, arithmetic_mean_fall(rates), log_linear_fall(rates)


def year_to_date(uow: UnitOfWork, figure: Figure, base_year: int) -> YearToDate | None:
    """Compare the running year, if it was asked for, with the same days of earlier years.

    Accidents are compared and no rates: workers are known by year or half-year, not up to a day.
    All counts are as known at the moment asked, so that late declarations may still raise the
    running year more than those before it.
    """
    today = local_day(figure.question.moment)
    if today.year not in _years(figure.question.spans):
        return None
    earlier = sorted(year for year in {base_year, today.year - 1} if year < today.year)
    return YearToDate(
        today,
        _to_date(uow, figure, today.year, today),
        tuple(_to_date(uow, figure, year, today) for year in earlier),
    )


def _years(asked: Iterable[Span]) -> set[int]:
    return {span.first.year for span in asked}


def _known(uow: UnitOfWork, figure: Figure, years: Iterable[int]) -> dict[int, Cell]:
    """Return the whole of each year, of the same area, sector and relation as *figure*."""
    wanted = sorted(years)
    if not wanted:
        return {}
    asked = figure.question
    within = tuple(spans(str(year), str(year))[0] for year in wanted)
    question = replace(asked, spans=within, by=())
    cells = compute(uow, figure.indicator, question).cells
    return {int(cell.period): cell for cell in cells}


def _year(year: int, cell: Cell | None, today: date) -> YearReading:
    """Return the year without its target; a rate and its limits only once it has ended."""
    if cell is None:
        return YearReading(year, None, None, None, None, None, Gap.YEAR_NOT_BEGUN)
    headline = cell.headline
    rate, limits, gap = headline.value, ratio_limits(headline), None
    if year == today.year:
        rate, limits, gap = None, None, Gap.YEAR_NOT_ENDED
    elif rate is None:
        gap = Gap.WORKFORCE_MISSING if cell.missing else Gap.WORKFORCE_ZERO
    return YearReading(year, headline.numerator, headline.denominator, rate, limits, None, gap)


def _on_path(found: YearReading, base: YearReading, target: YearlyFall) -> YearReading:
    after = found.year - base.year
    if after < 0 or not base.rate:
        return found
    asked = base.rate * (1 - target.share) ** after
    return replace(found, target=asked)


def _to_date(uow: UnitOfWork, figure: Figure, year: int, today: date) -> CountToDate:
    """Count through the day and month of *today*; the 28th where there is no 29 February."""
    first, last = date(year, 1, 1), _same_day(year, today)
    question = figure.question
    within = slice_of(question, [Span(str(year), first, last)], {})
    found = counted(uow, [Count.FATAL_ACCIDENTS], within, ())
    count = found[()][Count.FATAL_ACCIDENTS]
    return CountToDate(year, first, last, count, intervals.count_limits(count))


def _same_day(year: int, today: date) -> date:
    try:
        return today.replace(year=year)
    except ValueError:
        return date(year, today.month, _LAST_DAY_OF_FEBRUARY)
