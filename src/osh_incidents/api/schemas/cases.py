"""A case as it is published: facts, tracks, and everything derived with its rule."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.findings import (
    DiseaseOut,
    HandlingOut,
    InvestigationOut,
    disease,
    handling,
    investigation,
)
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.classification import Classification
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus, is_overdue, told
from osh_incidents.domain.law.model import Because, Mark
from osh_incidents.domain.tracks import Do, State, Track
from osh_incidents.domain.vocabulary import CaseKind, Delivery, Level, OwnerType, Severity
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import ClockRow, RecipientRow
from osh_incidents.services.cases import AvailableAction


class BecauseOut(Out):
    """The rule from which a value follows: key, first day of its version, source, certainty."""

    rule: str
    since: date
    source: str
    mark: Mark


def because(found: Because) -> BecauseOut:
    """Return *found* as it is published."""
    return BecauseOut(
        rule=found.rule, since=found.since, source=str(found.source), mark=found.source.mark
    )


def because_kept(row: ClockRow | RecipientRow) -> BecauseOut:
    """Return the rule as it was kept beside a value, whatever became of it since."""
    return BecauseOut(
        rule=row.rule, since=row.rule_since, source=row.rule_source, mark=row.rule_mark
    )


class ClockOut(Out):
    """A statutory clock."""

    id: UUID
    duty: ClockDuty
    status: ClockStatus
    overdue: bool
    started_at: Moment
    due_at: Moment
    ended_at: Moment | None
    because: BecauseOut

    @classmethod
    def of(cls, row: ClockRow, now: datetime) -> "ClockOut":
        """Return the clock of *row* as it stands *now*."""
        return cls(
            id=row.id,
            duty=row.duty,
            status=told(row.duty, row.status, row.due_at, now),
            overdue=is_overdue(row.duty, row.status, row.due_at, now),
            started_at=row.started_at,
            due_at=row.due_at,
            ended_at=row.ended_at,
            because=because_kept(row),
        )


class RecipientOut(Out):
    """A body that must be told, with the state of its own notice."""

    body: str
    name_vi: str
    name_en: str
    delivery: Delivery
    delivered_at: Moment | None
    because: BecauseOut

    @classmethod
    def of(cls, row: RecipientRow) -> "RecipientOut":
        """Return the recipient of *row*."""
        return cls(
            body=row.body,
            name_vi=row.name_vi,
            name_en=row.name_en,
            delivery=row.delivery,
            delivered_at=row.delivered_at,
            because=because_kept(row),
        )


class TracksOut(Out):
    """How far each track has come; null for a track that this case does not have."""

    registration: State
    investigation: State | None
    disease: State | None
    handling: State


class AvailableActionOut(Out):
    """An action that the caller may take now."""

    track: Track
    action: Do
    label_vi: str
    label_en: str
    href: str

    @classmethod
    def of(cls, case: CaseRow, found: AvailableAction) -> "AvailableActionOut":
        """Return *found* with where to post it."""
        base = f"/api/v1/cases/{case.id}"
        href = f"{base}/{found.track.value}/actions"
        if found.claim_id is not None:
            claim = next(claim for claim in case.claims if claim.id == found.claim_id)
            href = f"{base}/victims/{claim.victim_id}/claims/{claim.id}/actions"
        return cls(
            track=found.track,
            action=found.action,
            label_vi=found.action.label.vi,
            label_en=found.action.label.en,
            href=href,
        )


class AvailableActionsOut(Out):
    """Everything the caller may do with a case now."""

    items: list[AvailableActionOut]


class CaseSummaryOut(Out):
    """A case as it stands in a list."""

    id: UUID
    number: str | None
    kind: CaseKind
    severity: Severity | None
    level: Level | None
    tracks: TracksOut
    declared_at: Moment
    registered_at: Moment | None
    occurred_on: date
    area_code: str
    area_name: str
    employer_name: str
    tax_code: str
    vsic_code: str
    owner_type: OwnerType
    victims_total: int
    clocks: list[ClockOut]


class CaseOut(CaseSummaryOut):
    """A case with everything that follows from it, and by which rule."""

    occurred_at: Moment | None
    area_code_now: str
    place: str | None
    inside_workplace: bool | None
    commuting: bool | None
    competent_body_vi: str | None
    competent_body_en: str | None
    declaration_form: str | None
    because: dict[str, BecauseOut] = Field(
        description="severity, level, competent_body, declaration_form, investigation_limit"
    )
    recipients: list[RecipientOut]
    investigation: InvestigationOut | None
    disease: DiseaseOut | None
    handling: HandlingOut | None
    available_actions: list[AvailableActionOut]


class CasePageOut(Out):
    """A page of cases; `next` is the address of the next one."""

    items: list[CaseSummaryOut]
    next: str | None


def _summary(case: CaseRow, now: datetime) -> dict[str, object]:
    return {
        "id": case.id,
        "number": case.number,
        "kind": case.kind,
        "severity": case.severity,
        "level": case.level,
        "tracks": TracksOut.model_validate(case),
        "declared_at": case.declared_at,
        "registered_at": case.registered_at,
        "occurred_on": case.occurred_on,
        "area_code": case.area_code,
        "area_name": case.area_name,
        "employer_name": case.employer_name,
        "tax_code": case.tax_code,
        "vsic_code": case.vsic_code,
        "owner_type": case.owner_type,
        "victims_total": sum(victim.withdrawn_at is None for victim in case.victims),
        "clocks": [ClockOut.of(clock, now) for clock in case.clocks],
    }


def summary(case: CaseRow, now: datetime) -> CaseSummaryOut:
    """Return *case* as it stands in a list."""
    return CaseSummaryOut.model_validate(_summary(case, now))


def whole(
    case: CaseRow,
    actor: Actor,
    found: Classification | None,
    available: list[AvailableAction],
    now: datetime,
) -> CaseOut:
    """Return *case* with everything that follows from it."""
    return CaseOut.model_validate(
        {
            **_summary(case, now),
            "occurred_at": case.occurred_at,
            "area_code_now": case.area_code_now,
            "place": case.place,
            "inside_workplace": case.inside_workplace,
            "commuting": case.commuting,
            "competent_body_vi": found.body.value.name.vi if found else None,
            "competent_body_en": found.body.value.name.en if found else None,
            "declaration_form": found.form.value.code if found and found.form else None,
            "because": reasons(found),
            "recipients": [RecipientOut.of(recipient) for recipient in case.recipients],
            "investigation": investigation(case, actor),
            "disease": disease(case, actor),
            "handling": handling(case),
            "available_actions": [AvailableActionOut.of(case, action) for action in available],
        }
    )


def reasons(found: Classification | None) -> dict[str, BecauseOut]:
    """Return the rule behind each derived value."""
    if found is None:
        return {}
    rules = {
        "severity": found.severity.because,
        "level": found.level.because,
        "competent_body": found.body.because,
        "investigation_limit": found.limit.because,
        "recipients": found.recipients.because,
    }
    if found.form is not None:
        rules["declaration_form"] = found.form.because
    return {name: because(rule) for name, rule in rules.items()}
