"""Judging a figure against its target, on the letter of it and by what the counts can bear."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from osh_incidents.domain.days import local_day
from osh_incidents.domain.indicators import meaning
from osh_incidents.domain.indicators.compensation_coverage import COMPENSATION_COVERAGE
from osh_incidents.domain.indicators.fatal_frequency import FATAL_ACCIDENT_FREQUENCY
from osh_incidents.domain.indicators.readings import (
    CONFIDENCE,
    Evidence,
    Gap,
    Limits,
    TrendReading,
    evidence,
)
from osh_incidents.domain.indicators.verdict import Verdict, at_least, fall_met, more_than
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.model import Because, Provision
from osh_incidents.domain.law.programme import TARGET_1, TARGET_7, TARGET_8
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import readings
from osh_incidents.services.indicators import Figure, Missing
from osh_incidents.services.readings import RateRatio, YearReading, YearToDate
from osh_incidents.services.rules import law_of


@dataclass(frozen=True, slots=True)
class Judgement:
    """A target, what was reached, the verdict on its letter, and what the counts can bear.

    *meaning* says for people what verdict and evidence are worth together. *limits* are those of
    a share's headline; years, trends, ratio and the year to date belong to a frequency alone.
    """

    because: Because
    share: Fraction
    verdict: Verdict
    meaning: Text
    evidence: Evidence | None = None
    gap: Gap | None = None
    missing: tuple[Missing, ...] = ()
    confidence: Fraction = CONFIDENCE
    limits: Limits | None = None
    base_year: int | None = None
    base_value: Fraction | None = None
    mean_yearly_fall: Decimal | None = None
    judged_year: int | None = None
    rate_ratio: RateRatio | None = None
    trends: tuple[TrendReading, ...] = ()
    years: tuple[YearReading, ...] = ()
    year_to_date: YearToDate | None = None


def judge(uow: UnitOfWork, figure: Figure) -> Judgement:
    """Judge *figure* by the target in force when it was asked.

    Raises:
        NoRuleInForce: the figure is asked as of a day before the targets were set.
    """
    day = local_day(figure.question.moment)
    if figure.indicator is FATAL_ACCIDENT_FREQUENCY:
        return _frequency(uow, figure, day)
    if figure.indicator is COMPENSATION_COVERAGE:
        return _share(uow, figure, day, TARGET_7, more_than)
    return _share(uow, figure, day, TARGET_8, at_least)


def _share(
    uow: UnitOfWork,
    figure: Figure,
    day: date,
    target: Provision[Fraction],
    letter: Callable[[int, int, Fraction], Verdict],
) -> Judgement:
    """Judge the share of the whole time asked for."""
    law, headline = law_of(uow), figure.total.headline
    share, because = law.on(target, day).value, law.because(target, day)
    verdict = letter(headline.numerator, headline.denominator or 0, share)
    if verdict is Verdict.NOT_COMPUTABLE:
        gap = Gap.NOTHING_DUE
        return Judgement(because, share, verdict, meaning.not_computable(gap), gap=gap)
    limits = readings.ratio_limits(headline)
    # No number of cases could establish a share of all; a single one that fails refutes it.
    found = None if limits is None or share >= 1 else evidence(limits, share)
    words = meaning.of_all(verdict) if found is None else meaning.of_a_share(verdict, found)
    return Judgement(because, share, verdict, words, found, limits=limits)


def _frequency(uow: UnitOfWork, figure: Figure, day: date) -> Judgement:
    """Compare the last ended year asked for with the base year, by the geometric mean.

    A year that has not ended has all of its workers and only some of its accidents: it would
    flatter.
    """
    law = law_of(uow)
    target, because = law.on(TARGET_1, day).value, law.because(TARGET_1, day)
    found = readings.frequency(uow, figure, target)
    compared = readings.compare(found, target)
    trends = readings.trends(found, compared)
    if isinstance(compared, Gap):
        verdict, supported, words = (Verdict.NOT_COMPUTABLE, None, meaning.not_computable(compared))
    else:
        verdict = fall_met(Fraction(1), compared.value, compared.years, target.share)
        supported = evidence(compared.limits, compared.target)
        base_year = target.base_year
        words = meaning.of_a_fall(verdict, supported, base_year, base_year + compared.years)
    return Judgement(
        because,
        target.share,
        verdict,
        words,
        supported,
        compared if isinstance(compared, Gap) else None,
        found.missing,
        base_year=target.base_year,
        base_value=found.base.rate,
        mean_yearly_fall=trends[0].value,
        judged_year=found.judged_year,
        rate_ratio=None if isinstance(compared, Gap) else compared,
        trends=trends,
        years=tuple(found.years.values()),
        year_to_date=readings.year_to_date(uow, figure, target.base_year),
    )
