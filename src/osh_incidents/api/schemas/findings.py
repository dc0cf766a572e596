"""What was found and decided on a case, masked by what the caller may see."""

from datetime import date
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.investigation_vocabulary import (
    CommutingEvidence,
    Conclusion,
    CriminalOutcome,
    ExpertAssessment,
    ExtensionState,
    Fault,
    Opening,
    Petition,
    Petitioner,
    TeamSeat,
)
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import HandlingKind, Level
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.findings import InvestigationRow


class TeamMemberOut(Out):
    """A member of an investigation team."""

    seat: TeamSeat
    full_name: str | None
    position: str | None
    organisation_id: UUID | None
    is_head: bool


class InvestigationOut(Out):
    """One round of an investigation; the findings for those who may see personal data."""

    round: int = Field(validation_alias="ordinal")
    level: Level
    state: State
    opened_by: Opening
    opened_at: Moment
    superseded_at: Moment | None
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
    criminal_case_no: str | None
    criminal_case_opened_at: Moment | None
    criminal_outcome: CriminalOutcome | None
    criminal_case_closed_at: Moment | None
    conclusion: Conclusion | None
    fault: Fault | None
    main_cause: str | None
    findings: str | None
    commuting_evidence: CommutingEvidence | None
    concluded_at: Moment | None
    minutes_no: str | None
    published_at: Moment | None
    sent_at: Moment | None
    sent_to: list[str] | None
    petition: Petition | None
    petitioner: Petitioner | None
    petitioned_on: date | None
    petition_answer: str | None


class DiseaseOut(Out):
    """The disease of a case; for those who may see health data."""

    list_no: int | None
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
    return None if case.inquiry is None else _round(case.inquiry, actor)


def earlier_investigations(case: CaseRow, actor: Actor) -> list[InvestigationOut]:
    """Return the rounds before the one at work, as *actor* may see them."""
    return [_round(inquiry, actor) for inquiry in case.rounds[:-1]]


def _round(inquiry: InvestigationRow, actor: Actor) -> InvestigationOut:
    found = InvestigationOut.model_validate(inquiry)
    if FieldClass.PERSONAL in actor.grant.sees:
        return found
    return found.model_copy(update={"findings": None, "petition_answer": None})


def disease(case: CaseRow, actor: Actor) -> DiseaseOut | None:
    """Return the disease of *case* if *actor* may see health data."""
    if case.finding is None or FieldClass.HEALTH not in actor.grant.sees:
        return None
    return DiseaseOut.model_validate(case.finding)


def handling(case: CaseRow) -> HandlingOut | None:
    """Return what was decided on *case*."""
    return None if case.outcome is None else HandlingOut.model_validate(case.outcome)


def earlier_decisions(case: CaseRow) -> list[HandlingOut]:
    """Return the decisions that a later result superseded."""
    return [HandlingOut.model_validate(decision) for decision in case.decisions[:-1]]
