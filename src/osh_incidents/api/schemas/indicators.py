"""Figures as they are published: exact numerators and denominators, and what they mean."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.because import BecauseOut, because
from osh_incidents.api.schemas.readings import (
    GapOut,
    LimitsOut,
    ReadingsOut,
    gap,
    limits,
    readings,
)
from osh_incidents.api.schemas.texts import TextOut, text
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.indicators.model import Basis, Count, Dimension, Indicator
from osh_incidents.domain.indicators.readings import Evidence
from osh_incidents.domain.indicators.verdict import Verdict, decimal_of
from osh_incidents.domain.observation import ObsStatus
from osh_incidents.domain.vocabulary import CaseKind, Severity
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.services.indicators import Cell, Figure, Missing, RatioValue
from osh_incidents.services.readings import ratio_limits
from osh_incidents.services.targets import Judgement


class RatioOut(Out):
    """A ratio with its exact parts; `value` is numerator times per by denominator."""

    name: str
    label: TextOut
    numerator: int | None
    denominator: int | None
    per: int
    value: Decimal | None
    limits: LimitsOut | None = Field(
        description="exact: Poisson for a rate of accidents, binomial for a share; none for rates "
        "of people, who are not hurt independently in one accident"
    )
    status: str = Field(description="computed, not_computable, or suppressed")
    suppressed: bool = Field(default=False, description="a part is too small to be told")


class MissingOut(Out):
    """A workforce number without which the rate cannot be computed."""

    period: str
    area: str | None
    sector: str | None
    relation: str | None


class CellOut(Out):
    """The figure of one period and one value of each dimension asked for."""

    period: str
    area: str | None
    sector: str | None
    relation: str | None
    sex: str | None = None
    severity: str | None = None
    owner_type: str | None = None
    zone: str | None = None
    headline: RatioOut
    ratios: list[RatioOut]
    counts: dict[Count, int | None]
    suppressed: bool = Field(default=False, description="a number is too small to be told")
    obs_status: ObsStatus | None = None
    missing: list[MissingOut]
    cases: str = Field(description="where the cases behind the numerator are listed")


class TargetOut(Out):
    """The target and whether it is met on its letter; never more than the counts can bear."""

    rule: BecauseOut
    share: Decimal
    verdict: Verdict | None
    suppressed: bool = Field(default=False, description="it would tell a number too small")
    base_year: int | None
    base_value: Decimal | None
    mean_yearly_fall: Decimal | None = Field(description="geometric mean, as a share")
    judged_year: int | None = Field(description="the last ended year, compared with the base")
    evidence: Evidence | None = Field(
        description="established if the whole interval lies on one side of the target"
    )
    meaning: TextOut | None = Field(description="what verdict and evidence are worth together")
    gap: GapOut | None = Field(description="why there is no verdict")
    missing: list[MissingOut]
    readings: ReadingsOut | None


class IndicatorOut(Out):
    """What an indicator counts."""

    name: str
    version: str
    title: TextOut
    definition: TextOut
    unit: TextOut
    counts: dict[Count, TextOut]


class IndicatorsOut(Out):
    """Every indicator that is published."""

    items: list[IndicatorOut]


class FigureOut(IndicatorOut):
    """An indicator computed."""

    basis: Basis
    boundary: str
    as_known_at: Moment
    by: list[Dimension]
    target: TargetOut
    total: CellOut
    cells: list[CellOut]


class CountedCaseOut(Out):
    """A case behind a number, and what it adds to it."""

    id: UUID
    number: str | None
    kind: CaseKind
    severity: Severity | None
    occurred_on: date
    area_code: str
    sector: str
    employer_name: str
    adds: int
    href: str


class CountedCasesOut(Out):
    """A page of the cases behind a number; over all pages `adds` sums up to the number."""

    indicator: str
    count: Count
    items: list[CountedCaseOut]
    next: str | None


def described(indicator: Indicator) -> dict[str, object]:
    """Return what *indicator* counts."""
    return {
        "name": indicator.name,
        "version": indicator.version,
        "title": text(indicator.title),
        "definition": text(indicator.definition),
        "unit": text(indicator.unit),
        "counts": {count: text(count.label) for count in indicator.counts},
    }


def ratio(found: RatioValue) -> RatioOut:
    """Return *found* with its value rounded for reading; the parts stay exact."""
    return RatioOut(
        name=found.ratio.name,
        label=text(found.ratio.text),
        numerator=found.numerator,
        denominator=found.denominator,
        per=found.ratio.per,
        value=None if found.value is None else decimal_of(found.value),
        limits=limits(ratio_limits(found)),
        status="not_computable" if found.value is None else "computed",
    )


def cell(found: Cell, cases: str, status: ObsStatus) -> CellOut:
    """Return *found*, which has *status*; *cases* is where its cases are listed."""
    return CellOut(
        period=found.period,
        area=found.key.get(Dimension.AREA),
        sector=found.key.get(Dimension.SECTOR),
        relation=found.key.get(Dimension.RELATION),
        sex=found.key.get(Dimension.SEX),
        severity=found.key.get(Dimension.SEVERITY),
        owner_type=found.key.get(Dimension.OWNER_TYPE),
        zone=found.key.get(Dimension.ZONE),
        headline=ratio(found.headline),
        ratios=[ratio(other) for other in found.ratios[1:]],
        counts=dict(found.counts),
        obs_status=status,
        missing=[_missing(one) for one in found.missing],
        cases=cases,
    )


def _missing(found: Missing) -> MissingOut:
    return MissingOut(
        period=found.period,
        area=found.cell.get(Dimension.AREA),
        sector=found.cell.get(Dimension.SECTOR),
        relation=found.cell.get(Dimension.RELATION),
    )


def target(found: Judgement) -> TargetOut:
    """Return *found* as it is published."""
    base = found.base_value
    return TargetOut(
        rule=because(found.because),
        share=decimal_of(found.share),
        verdict=found.verdict,
        base_year=found.base_year,
        base_value=None if base is None else decimal_of(base),
        mean_yearly_fall=found.mean_yearly_fall,
        judged_year=found.judged_year,
        evidence=found.evidence,
        meaning=text(found.meaning),
        gap=gap(found.gap),
        missing=[_missing(one) for one in found.missing],
        readings=readings(found),
    )


def figure(found: Figure, judged: Judgement, total: CellOut, cells: list[CellOut]) -> FigureOut:
    """Return *found* with its verdict."""
    return FigureOut.model_validate(
        {
            **described(found.indicator),
            "basis": found.question.basis,
            "boundary": "current",
            "as_known_at": found.question.moment,
            "by": list(found.question.by),
            "target": target(judged),
            "total": total,
            "cells": cells,
        }
    )


def counted(case: CaseRow, adds: int) -> CountedCaseOut:
    """Return *case* as one of those behind a number."""
    return CountedCaseOut(
        id=case.id,
        number=case.number,
        kind=case.kind,
        severity=case.severity,
        occurred_on=case.occurred_on,
        area_code=case.area_code_now,
        sector=case.sector,
        employer_name=case.employer_name,
        adds=adds,
        href=f"/api/v1/cases/{case.id}",
    )
