"""The law as it is published: each provision with its versions, sources and marks."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from osh_incidents.adapters.law_values import to_json
from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.texts import TextOut, text
from osh_incidents.api.schemas.types import Day, Line, Moment, Reason
from osh_incidents.domain.amendments import AmendmentState
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.model import Mark, Provision, Version


class SourceOut(Out):
    """Where a rule stands, and how certain we are of it."""

    instrument: str
    article: str
    mark: Mark
    mark_label: TextOut


class RuleVersionOut(Out):
    """What a rule says from *since* until the next version begins."""

    since: date
    until: date | None = Field(description="the day before the next version; null for the last")
    value: Any
    source: SourceOut
    verified_on: date
    origin: Literal["shipped", "amended"]


class RuleOut(Out):
    """One rule of law through time."""

    key: str
    title: TextOut
    versions: list[RuleVersionOut]


class RulesOut(Out):
    """Every rule that this service applies."""

    items: list[RuleOut]


class SourceIn(In):
    """Where the version stands."""

    instrument: Line
    article: Line
    mark: Mark


class AmendmentIn(In):
    """A version to be put in force once a second administrator approves it."""

    since: Day
    value: Any = Field(description="of the same shape as the other versions of this rule")
    source: SourceIn
    verified_on: Day
    reason: Reason


class AmendmentDecisionIn(In):
    """The decision of the second administrator."""

    action: Literal["approve", "refuse"]
    reason: Reason


class AmendmentOut(Out):
    """A proposed version, and what became of it."""

    id: UUID
    rule: str
    since: date
    value: Any
    instrument: str
    article: str
    mark: Mark
    verified_on: date
    reason: str
    state: AmendmentState
    proposed_by: UUID
    proposed_at: Moment
    decided_by: UUID | None
    decided_at: Moment | None
    decision_reason: str | None


class AmendmentsOut(Out):
    """Everything that was ever proposed for a rule, oldest first."""

    items: list[AmendmentOut]


On = Annotated[Day | None, Field(description="only the version in force on that day")]


def rule(shipped: Provision[object], law: Law, on: date | None = None) -> RuleOut:
    """Return the rule as *law* knows it; with *on* only the version of that day.

    Raises:
        NoRuleInForce: *on* is before the first version.
    """
    known = law.provision(shipped)
    versions = known.versions if on is None else (known.on(on),)
    return RuleOut(
        key=known.key,
        title=text(known.title),
        versions=[_version(shipped, known, version) for version in versions],
    )


def _version(
    shipped: Provision[object], known: Provision[object], version: Version[object]
) -> RuleVersionOut:
    later = [other.since for other in known.versions if other.since > version.since]
    mark = version.source.mark
    return RuleVersionOut(
        since=version.since,
        until=date.fromordinal(min(later).toordinal() - 1) if later else None,
        value=to_json(known, version.value),
        source=SourceOut(
            instrument=version.source.instrument,
            article=version.source.article,
            mark=mark,
            mark_label=text(mark.label),
        ),
        verified_on=version.verified_on,
        origin="shipped" if version in SHIPPED.provision(shipped).versions else "amended",
    )
