"""Judging a figure against its target, on the letter of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from osh_incidents.domain.days import local_day
from osh_incidents.domain.indicators.compensation_coverage import COMPENSATION_COVERAGE
from osh_incidents.domain.indicators.fatal_frequency import FATAL_ACCIDENT_FREQUENCY
from osh_incidents.domain.indicators.model import spans
from osh_incidents.domain.indicators.verdict import (
    Verdict,
    at_least,
    fall_met,
    mean_yearly_fall,
    more_than,
)
from osh_incidents.domain.law.model import Because
from osh_incidents.domain.law.programme import TARGET_1, TARGET_7, TARGET_8
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.indicators import Figure, Question, compute
from osh_incidents.services.rules import law_of


@dataclass(frozen=True, slots=True)
class Judgement:
    """A target, what was reached, and the verdict; the mean fall for a frequency alone."""

    because: Because
    share: Fraction
    verdict: Verdict
    base_year: int | None = None
    base_value: Fraction | None = None
    mean_yearly_fall: Decimal | None = None
    judged_year: int | None = None


def judge(uow: UnitOfWork, figure: Figure) -> Judgement:
    """Judge *figure* by the target in force when it was asked.

    Raises:
        NoRuleInForce: the figure is asked as of a day before the targets were set.
    """
    day, law = local_day(figure.question.moment), law_of(uow)
    if figure.indicator is FATAL_ACCIDENT_FREQUENCY:
        return _frequency(uow, figure, day)
    headline = figure.total.headline
    if figure.indicator is COMPENSATION_COVERAGE:
        share, because = law.on(TARGET_7, day).value, law.because(TARGET_7, day)
        verdict = more_than(headline.numerator, headline.denominator or 0, share)
    else:
        share, because = law.on(TARGET_8, day).value, law.because(TARGET_8, day)
        verdict = at_least(headline.numerator, headline.denominator or 0, share)
    return Judgement(because, share, verdict)


def _frequency(uow: UnitOfWork, figure: Figure, day: date) -> Judgement:
    """Compare the last ended year asked for with the base year, by the geometric mean.

    A year that has not ended has all of its workers and only some of its accidents: it would
    flatter.
    """
    law = law_of(uow)
    target, because = law.on(TARGET_1, day).value, law.because(TARGET_1, day)
    last_year = min(figure.question.spans[-1].last.year, day.year - 1)
    base = _rate(uow, figure, target.base_year)
    last = _rate(uow, figure, last_year)
    if base is None or last is None:
        return Judgement(
            because, target.share, Verdict.NOT_COMPUTABLE, target.base_year, base_value=base
        )
    years = last_year - target.base_year
    return Judgement(
        because,
        target.share,
        fall_met(base, last, years, target.share),
        target.base_year,
        base,
        mean_yearly_fall(base, last, years),
        last_year,
    )


def _rate(uow: UnitOfWork, figure: Figure, year: int) -> Fraction | None:
    asked = figure.question
    question = Question(spans(str(year), str(year)), asked.moment, (), asked.basis, asked.where)
    return compute(uow, figure.indicator, question).total.headline.value
