"""What was found and decided on a case, masked by what the caller may see."""

from datetime import date
from uuid import UUID

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.vocabulary import (
    Conclusion,
    ExpertAssessment,
    ExtensionState,
    Fault,
    HandlingKind,
    TeamSeat,
)
from osh_incidents.persistence.tables.cases import CaseRow


class TeamMemberOut(Out):
    """A member of an investigation team."""

    seat: TeamSeat
    full_name: str
    position: str | None
    organisation_id: UUID | None
    is_head: bool


class InvestigationOut(Out):
    """The investigation of an accident; the findings for those who may see personal data."""

    decision_no: str | None
    decided_on: date | None
    team: list[TeamMemberOut]
    started_at: Moment | None
    extension: ExtensionState | None
    extension_days: int | None
    assessment: ExpertAssessment | None
    assessment_requested_at: Moment | None
    assessment_received_at: Moment | None
    referred_at: Moment | None
    returned_at: Moment | None
    conclusion: Conclusion | None
    fault: Fault | None
    main_cause: str | None
    findings: str | None
    concluded_at: Moment | None
    minutes_no: str | None
    published_at: Moment | None
    sent_at: Moment | None
    sent_to: list[str] | None


class DiseaseOut(Out):
    """The disease of a case; for those who may see health data."""

    list_no: int
    icd10: str | None
    diagnosed_on: date
    facility: str | None
    loss_percent: int | None
    assessed_on: date | None
    council: str | None
    confirmed_at: Moment | None


class HandlingOut(Out):
    """What the authority decided; money in whole đồng."""

    kind: HandlingKind
    decision_no: str | None
    decided_on: date | None
    fine_vnd: int | None
    reason: str | None
    remedies: str | None
    remedies_due_on: date | None
    decided_at: Moment
    done_at: Moment | None


def investigation(case: CaseRow, actor: Actor) -> InvestigationOut | None:
    """Return the investigation of *case* as *actor* may see it."""
    if case.inquiry is None:
        return None
    found = InvestigationOut.model_validate(case.inquiry)
    if FieldClass.PERSONAL in actor.grant.sees:
        return found
    return found.model_copy(update={"findings": None})


def disease(case: CaseRow, actor: Actor) -> DiseaseOut | None:
    """Return the disease of *case* if *actor* may see health data."""
    if case.finding is None or FieldClass.HEALTH not in actor.grant.sees:
        return None
    return DiseaseOut.model_validate(case.finding)


def handling(case: CaseRow) -> HandlingOut | None:
    """Return what was decided on *case*."""
    return None if case.outcome is None else HandlingOut.model_validate(case.outcome)
