"""Limits, evidence and trends as they are published: what the counts behind a target can bear."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.texts import TextOut, text
from osh_incidents.domain.indicators import meaning
from osh_incidents.domain.indicators.readings import (
    CONFIDENCE,
    Gap,
    Limits,
    Trend,
    TrendReading,
    rounded,
)
from osh_incidents.domain.indicators.verdict import decimal_of
from osh_incidents.services.readings import CountToDate, RateRatio, YearReading, YearToDate
from osh_incidents.services.targets import Judgement


class LimitsOut(Out):
    """An exact confidence interval; no upper limit where nothing bounds the value from above."""

    lower: Decimal
    upper: Decimal | None
    confidence: Decimal


class GapOut(Out):
    """Why a number is not there."""

    code: Gap
    text: TextOut


class RateRatioOut(Out):
    """The rate of the judged year divided by the base year's."""

    value: Decimal
    limits: LimitsOut = Field(description="exact, of the ratio given the sum of both counts")
    target: Decimal = Field(description="the largest ratio that meets the target")


class TrendOut(Out):
    """One reading of the mean yearly fall, as a share; a rise is negative."""

    name: Trend
    label: TextOut
    value: Decimal | None
    gap: GapOut | None


class YearOut(Out):
    """One year: its rate with exact limits, and the rate that the target asks for."""

    year: int
    accidents: int | None = Field(description="so far, in a year that has not ended")
    workers: int | None
    rate: Decimal | None = Field(description="in the unit of the indicator; ended years alone")
    limits: LimitsOut | None
    target: Decimal | None = Field(description="base rate times (1 - share) for each year since")
    gap: GapOut | None = Field(description="why there is no rate")


class CountToDateOut(Out):
    """Fatal accidents of the first days of a year; `last` is counted too."""

    year: int
    first: date
    last: date
    accidents: int
    limits: LimitsOut = Field(description="exact, of the mean number in so many days")


class YearToDateOut(Out):
    """The running year so far beside the same days of the base year and of the year before.

    Accidents alone: workers are not known up to a day, so there is no rate.
    """

    running: CountToDateOut
    earlier: list[CountToDateOut]
    note: TextOut


class ReadingsOut(Out):
    """What stands behind a verdict; years, trends and ratio belong to a frequency alone."""

    limits: LimitsOut | None = Field(description="exact, of the share that is judged")
    rate_ratio: RateRatioOut | None
    trends: list[TrendOut]
    years: list[YearOut] = Field(description="from the base year to the judged, and all asked")
    year_to_date: YearToDateOut | None = Field(description="if the running year is asked for")


def limits(found: Limits | None) -> LimitsOut | None:
    """Return *found* as it is published."""
    return None if found is None else _limits(found)


def gap(found: Gap | None) -> GapOut | None:
    """Return *found* with its words."""
    return None if found is None else GapOut(code=found, text=text(found.label))


def readings(found: Judgement) -> ReadingsOut:
    """Return what stands behind the verdict of *found*."""
    ratio, running = found.rate_ratio, found.year_to_date
    return ReadingsOut(
        limits=limits(found.limits),
        rate_ratio=None if ratio is None else _rate_ratio(ratio),
        trends=[_trend(one) for one in found.trends],
        years=[_year(one) for one in found.years],
        year_to_date=None if running is None else _year_to_date(running),
    )


def _limits(found: Limits) -> LimitsOut:
    upper = None if found.upper is None else rounded(found.upper)
    return LimitsOut(lower=rounded(found.lower), upper=upper, confidence=_CONFIDENCE)


def _rate_ratio(found: RateRatio) -> RateRatioOut:
    return RateRatioOut(
        value=decimal_of(found.value),
        limits=_limits(found.limits),
        target=decimal_of(found.target),
    )


def _trend(found: TrendReading) -> TrendOut:
    return TrendOut(
        name=found.trend, label=text(found.trend.label), value=found.value, gap=gap(found.gap)
    )


def _year(found: YearReading) -> YearOut:
    return YearOut(
        year=found.year,
        accidents=found.count,
        workers=found.workers,
        rate=None if found.rate is None else decimal_of(found.rate),
        limits=limits(found.limits),
        target=None if found.target is None else decimal_of(found.target),
        gap=gap(found.gap),
    )


def _to_date(found: CountToDate) -> CountToDateOut:
    return CountToDateOut(
        year=found.year,
        first=found.first,
        last=found.last,
        accidents=found.count,
        limits=_limits(found.limits),
    )


def _year_to_date(found: YearToDate) -> YearToDateOut:
    return YearToDateOut(
        running=_to_date(found.running),
        earlier=[_to_date(one) for one in found.earlier],
        note=text(meaning.OF_YEAR_TO_DATE),
    )


_CONFIDENCE = Decimal(CONFIDENCE.numerator) / Decimal(CONFIDENCE.denominator)
