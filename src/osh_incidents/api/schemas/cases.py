"""A case as it is published: facts, tracks, and everything derived with its rule."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.because import BecauseOut, because
from osh_incidents.api.schemas.clocks import ClockOut, RecipientOut, clock
from osh_incidents.api.schemas.findings import (
    DiseaseOut,
    HandlingOut,
    InvestigationOut,
    disease,
    earlier_decisions,
    earlier_investigations,
    handling,
    investigation,
)
from osh_incidents.api.schemas.types import MomentOut
from osh_incidents.api.schemas.written import Told
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.classification import Classification
from osh_incidents.domain.requests import CaseRequest
from osh_incidents.domain.tracks import Do, State, Track
from osh_incidents.domain.vocabulary import (
    CaseKind,
    Level,
    OwnerType,
    Severity,
    Ship,
    SpecialRegime,
)
from osh_incidents.persistence.repositories.case_lists import ShownCase
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.services.cases import AvailableAction, is_found_undeclared


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
    version: int = Field(description='to be named in `If-Match` by whoever changes it, as `"17"`')
    number: str | None
    kind: CaseKind
    severity: Severity | None
    level: Level | None
    tracks: TracksOut
    declared_at: MomentOut
    registered_at: MomentOut | None
    occurred_on: date
    area_code: str
    area_name: str
    employer_name: str
    tax_code: str
    vsic_code: str
    owner_type: OwnerType
    victims_total: int
    clocks: list[ClockOut]


class RequestOut(Out):
    """What was asked for a case and waits for another person's decision."""

    request: CaseRequest
    requested_by: UUID
    requested_at: MomentOut
    reason: str

    @classmethod
    def of(cls, case: CaseRow) -> "RequestOut | None":
        """Return the request that waits on *case*, if there is one."""
        if case.request is None:
            return None
        return cls.model_validate(
            {
                "request": case.request,
                "requested_by": case.requested_by,
                "requested_at": case.requested_at,
                "reason": case.request_reason,
            }
        )


class CaseOut(CaseSummaryOut):
    """A case with everything that follows from it, and by which rule."""

    occurred_at: MomentOut | None
    area_code_now: str
    place: str | None
    inside_workplace: bool | None
    commuting: bool | None
    special_regime: SpecialRegime | None
    ship: Ship | None
    technical_incident: bool | None
    casualties_unclear: bool | None
    found_undeclared: bool = Field(
        description="nobody who owes the declaration has sent one; the department found the case"
    )
    led_by: UUID | None = Field(description="the case to which this declaration belongs")
    transferred_to: str | None
    anonymised_at: MomentOut | None = Field(description="since when it names nobody any more")
    request: RequestOut | None
    competent_body_vi: str | None
    competent_body_en: str | None
    declaration_form: str | None
    because: dict[str, BecauseOut] = Field(
        description="severity, level, competent_body, declaration_form, investigation_limit"
    )
    recipients: list[RecipientOut]
    investigation: InvestigationOut | None
    earlier_investigations: list[InvestigationOut]
    disease: DiseaseOut | None
    handling: HandlingOut | None
    earlier_decisions: list[HandlingOut]
    available_actions: list[AvailableActionOut]


def in_short(case: CaseRow | ShownCase, victims_total: int) -> Told:
    """Return what a list shows of *case* too, but for its clocks."""
    return {
        "id": case.id,
        "version": case.version,
        "number": case.number,
        "kind": case.kind,
        "severity": case.severity,
        "level": case.level,
        "tracks": {
            "registration": case.registration,
            "investigation": case.investigation,
            "disease": case.disease,
            "handling": case.handling,
        },
        "declared_at": case.declared_at,
        "registered_at": case.registered_at,
        "occurred_on": case.occurred_on,
        "area_code": case.area_code,
        "area_name": case.area_name,
        "employer_name": case.employer_name,
        "tax_code": case.tax_code,
        "vsic_code": case.vsic_code,
        "owner_type": case.owner_type,
        "victims_total": victims_total,
    }


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
            **in_short(case, sum(victim.withdrawn_at is None for victim in case.victims)),
            "clocks": [clock(one, now) for one in case.clocks],
            "occurred_at": case.occurred_at,
            "area_code_now": case.area_code_now,
            "place": case.place,
            "inside_workplace": case.inside_workplace,
            "commuting": case.commuting,
            "special_regime": case.special_regime,
            "ship": case.ship,
            "technical_incident": case.technical_incident,
            "casualties_unclear": case.casualties_unclear,
            "found_undeclared": is_found_undeclared(case),
            "led_by": case.led_by_id,
            "transferred_to": case.transferred_to,
            "anonymised_at": case.anonymised_at,
            "request": RequestOut.of(case),
            "competent_body_vi": found.body.value.name.vi if found and found.body else None,
            "competent_body_en": found.body.value.name.en if found and found.body else None,
            "declaration_form": found.form.value.code if found and found.form else None,
            "because": reasons(found),
            "recipients": [RecipientOut.of(recipient) for recipient in case.recipients],
            "investigation": investigation(case, actor),
            "earlier_investigations": earlier_investigations(case, actor),
            "disease": disease(case, actor),
            "handling": handling(case),
            "earlier_decisions": earlier_decisions(case),
            "available_actions": [AvailableActionOut.of(case, action) for action in available],
        }
    )


def reasons(found: Classification | None) -> dict[str, BecauseOut]:
    """Return the rule behind each derived value."""
    if found is None:
        return {}
    derived = {
        "severity": found.severity,
        "level": found.level,
        "competent_body": found.body,
        "investigation_limit": found.limit,
        "recipients": found.recipients,
        "declaration_form": found.form,
    }
    return {name: because(value.because) for name, value in derived.items() if value is not None}
