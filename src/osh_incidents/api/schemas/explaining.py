"""Definitions of indicators, why something is not counted, and what is missing."""

from datetime import date
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.indicators import CountedCaseOut, counted
from osh_incidents.api.schemas.texts import TextOut, text
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.indicators.model import Companion, Count, Indicator
from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.law.model import Mark
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.services.indicators import Question
from osh_incidents.services.why import Answer, Explained, Missing, Step


class DefinitionSourceOut(Out):
    """Where a definition comes from, and how certain that is."""

    instrument: str
    article: str
    mark: Mark


class DefinedRatioOut(Out):
    """A ratio of the definition; a companion follows another body's definition."""

    name: str
    label: TextOut
    numerator: Count
    denominator: Count | None = Field(description="null: workers of the same period and cell")
    per: int
    companion: Companion | None
    companion_label: TextOut | None


class ReasonOut(Out):
    """A reason for which something is left out."""

    code: WhyNot
    label: TextOut


class CountRuleOut(Out):
    """What a count counts: everything to which no reason applies."""

    count: Count
    label: TextOut
    unless: list[ReasonOut]


class DefinitionOut(Out):
    """One version of the definition of an indicator."""

    name: str
    version: str
    valid_from: date
    valid_until: date | None
    versions: list[str]
    title: TextOut
    definition: TextOut
    numerator: TextOut
    denominator: TextOut
    unit: TextOut
    date_basis: TextOut
    source: DefinitionSourceOut
    target: str
    headline: DefinedRatioOut
    ratios: list[DefinedRatioOut]
    rules: list[CountRuleOut]


class MissingStepOut(Out):
    """A step that is missing, who owes it, by when, and since when it is late."""

    step: Step
    label: TextOut
    owed_by: TextOut | None
    due_at: Moment | None
    overdue: bool
    since: Moment | None


class AnswerOut(Out):
    """Whether a count counts a victim, or the case for this victim; else the first reason."""

    count: Count
    label: TextOut
    counted: bool
    reason: ReasonOut | None


class ExplainedOut(Out):
    """A victim in the period of the day that places it there."""

    victim_id: UUID
    day: date | None
    period: str | None
    answers: list[AnswerOut]
    missing: list[MissingStepOut]


class WhyNotOut(Out):
    """Why a case is counted or not."""

    indicator: str
    version: str
    case_id: UUID
    as_known_at: Moment
    counted_in: UUID | None = Field(description="the case to which this declaration belongs")
    victims: list[ExplainedOut]


class FailingCaseOut(CountedCaseOut):
    """A fatal case past its time, with what is missing."""

    missing: list[MissingStepOut]


class FailingCasesOut(Out):
    """A page of the fatal cases past their time."""

    indicator: str
    as_known_at: Moment
    items: list[FailingCaseOut]
    next: str | None


def definition(found: Indicator, versions: list[str]) -> DefinitionOut:
    """Return *found* as it is published."""
    return DefinitionOut(
        name=found.name,
        version=found.version,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        versions=versions,
        title=text(found.title),
        definition=text(found.definition),
        numerator=text(found.numerator),
        denominator=text(found.denominator),
        unit=text(found.unit),
        date_basis=text(found.date_basis),
        source=DefinitionSourceOut(
            instrument=found.source.instrument, article=found.source.article, mark=found.source.mark
        ),
        target=found.target,
        headline=_ratios(found)[0],
        ratios=_ratios(found)[1:],
        rules=[
            CountRuleOut(
                count=rule.count,
                label=text(rule.count.label),
                unless=[_reason(reason) for reason in rule.unless],
            )
            for rule in found.rules
        ],
    )


def _ratios(found: Indicator) -> list[DefinedRatioOut]:
    return [
        DefinedRatioOut(
            name=ratio.name,
            label=text(ratio.text),
            numerator=ratio.numerator,
            denominator=ratio.denominator,
            per=ratio.per,
            companion=ratio.companion,
            companion_label=text(ratio.companion.label) if ratio.companion else None,
        )
        for ratio in found.ratios
    ]


def _reason(reason: WhyNot) -> ReasonOut:
    return ReasonOut(code=reason, label=text(reason.label))


def missing(found: Missing) -> MissingStepOut:
    """Return *found* as it is published."""
    return MissingStepOut(
        step=found.step,
        label=text(found.step.label),
        owed_by=text(found.owed_by) if found.owed_by else None,
        due_at=found.due_at,
        overdue=found.overdue,
        since=found.since,
    )


def _answer(found: Answer) -> AnswerOut:
    return AnswerOut(
        count=found.count,
        label=text(found.count.label),
        counted=found.reason is None,
        reason=_reason(found.reason) if found.reason else None,
    )


def why_not(
    indicator: Indicator, case: CaseRow, asked: Question, found: list[Explained]
) -> WhyNotOut:
    """Return why *case* is counted or not."""
    return WhyNotOut(
        indicator=indicator.name,
        version=indicator.version,
        case_id=case.id,
        as_known_at=asked.moment,
        counted_in=case.led_by_id,
        victims=[
            ExplainedOut(
                victim_id=one.victim_id,
                day=one.day,
                period=str(one.day.year) if one.day else None,
                answers=[_answer(answer) for answer in one.answers],
                missing=[missing(step) for step in one.missing],
            )
            for one in found
        ],
    )


def failing(case: CaseRow, adds: int, steps: tuple[Missing, ...]) -> FailingCaseOut:
    """Return *case* with the steps that are missing in it."""
    return FailingCaseOut.model_validate(
        {**counted(case, adds).model_dump(), "missing": [missing(step) for step in steps]}
    )
