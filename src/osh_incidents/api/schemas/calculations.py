"""Calculations of benefits as they are asked for and published."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import Request
from pydantic import Field

from osh_incidents.api import problems
from osh_incidents.api.schemas.base import Out, Salvaged
from osh_incidents.api.schemas.types import Day, Dong, Flag, Percent
from osh_incidents.domain.compensation.asking import Asked, Benefit
from osh_incidents.domain.compensation.trace import ROUNDING, Calculation, Step
from osh_incidents.domain.investigation_vocabulary import Fault
from osh_incidents.domain.law.fund import AttendanceCondition
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.vocabulary import NotEntitled

Exclusion = Literal[NotEntitled.PERSONAL_CONFLICT, NotEntitled.SELF_HARM, NotEntitled.DRUGS]
Years = Annotated[int, Field(strict=True, ge=0, le=60)]

_EXAMPLE = {
    "scheme": "employer_compensation",
    "on": "2026-03-01",
    "loss_percent": 15,
    "death": False,
    "fault": "not_worker_wholly",
    "monthly_wage_vnd": 9_500_000,
    "insured_wage_vnd": 8_000_000,
    "insured_years": 10,
}


class CalculationIn(Salvaged, json_schema_extra={"examples": [_EXAMPLE]}):
    """What is known of a victim; each scheme needs its own part of it, and ignores the rest."""

    scheme: Benefit
    on: Day = Field(
        description="employer: day of the accident or diagnosis; fund: a day of the month in "
        "which the benefit begins; death: day of death"
    )
    loss_percent: Percent | None = None
    already_loss_percent: Percent | None = Field(
        None,
        description="percent of the previous assessment: the employer and the one-off allowance "
        "of the fund add only the difference; a monthly allowance is set anew",
    )
    death: Flag = False
    fault: Fault | None = None
    commuting: Flag = Field(
        default=False, description="an accident on the way to or from work, art. 39(2)"
    )
    exclusion: Exclusion | None = Field(None, description="a cause for which nothing is owed")
    condition: AttendanceCondition | None = Field(
        None, description="what entitles to the attendance allowance, art. 52"
    )
    monthly_wage_vnd: Dong | None = None
    insured_wage_vnd: Dong | None = None
    insured_years: Years | None = None


class StepOut(Out):
    """One value on the way to the amount; rule, since, source and mark where it has a rule."""

    text: str = Field(description="in the reader's language")
    value: Decimal
    rule: str | None
    since: date | None
    source: str | None
    mark: Mark | None


class BenefitOut(Out):
    """What is owed, in whole đồng, with every step; the last step is the amount."""

    scheme: Benefit
    on: date
    amount_vnd: int
    steps: list[StepOut]
    rounding: str


def asked(body: CalculationIn) -> Asked | None:
    """Return what could be read of *body*; None if not even what is asked for, or of what day."""
    known = dict(body)
    if "scheme" not in known or "on" not in known:
        return None
    names = [field.name for field in fields(Asked)]
    return Asked(**{name: known[name] for name in names if name in known})


def benefit(what: Asked, found: Calculation, request: Request) -> BenefitOut:
    """Return *found* in the language of the reader."""
    return BenefitOut(
        scheme=what.scheme,
        on=what.on,
        amount_vnd=found.amount_vnd,
        steps=steps(found.steps, request),
        rounding=problems.say(ROUNDING, request),
    )


def steps(found: tuple[Step, ...], request: Request) -> list[StepOut]:
    """Return the steps in the language of the reader."""
    return [_step(one, request) for one in found]


def _step(found: Step, request: Request) -> StepOut:
    rule = found.because
    return StepOut(
        text=problems.say(found.text, request),
        value=found.value,
        rule=rule.rule if rule else None,
        since=rule.since if rule else None,
        source=str(rule.source) if rule else None,
        mark=rule.source.mark if rule else None,
    )
