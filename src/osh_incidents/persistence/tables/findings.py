"""What investigation, medical assessment and handling of a case found and decided."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

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
from osh_incidents.domain.workflow.investigation import INVESTIGATIONS
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id
from osh_incidents.persistence.sealed import Sealed

INVESTIGATION_STATES = tuple(
    dict.fromkeys(state for workflow in INVESTIGATIONS.values() for state in workflow.states)
)
"""Every state of the tables of all levels."""


class TeamMemberRow(AuthorityBase):
    """A member of an investigation team."""

    __tablename__ = "team_member"
    __table_args__ = (closed("seat", *TeamSeat),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"), index=True)
    investigation_id: Mapped[UUID] = mapped_column(
        ForeignKey("authority.investigation.id"), index=True
    )
    seat: Mapped[TeamSeat] = mapped_column(Code(TeamSeat))
    full_name: Mapped[str] = mapped_column(String(200))
    position: Mapped[str | None] = mapped_column(String(200))
    organisation_id: Mapped[UUID | None] = mapped_column(index=True)
    is_head: Mapped[bool]


class InvestigationRow(AuthorityBase):
    """One round of an investigation: team, minutes, conclusion; a later one supersedes it."""

    __tablename__ = "investigation"
    __table_args__ = (
        closed("conclusion", *Conclusion),
        closed("fault", *Fault),
        closed("extension", *ExtensionState),
        closed("assessment", *ExpertAssessment),
        closed("level", *Level),
        closed("state", *INVESTIGATION_STATES),
        closed("opened_by", *Opening),
        closed("criminal_outcome", *CriminalOutcome),
        closed("commuting_evidence", *CommutingEvidence),
        closed("petition", *Petition),
        closed("petitioner", *Petitioner),
        UniqueConstraint("case_id", "ordinal"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"))
    ordinal: Mapped[int]
    level: Mapped[Level] = mapped_column(Code(Level))
    state: Mapped[State] = mapped_column(Code(State))
    opened_by: Mapped[Opening] = mapped_column(Code(Opening))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    superseded_at: Mapped[datetime | None] = mapped_column(Moment)
    decision_no: Mapped[str | None] = mapped_column(String(60))
    decided_on: Mapped[date | None]
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    extension: Mapped[ExtensionState | None] = mapped_column(Code(ExtensionState))
    extension_days: Mapped[int | None]
    extension_reason: Mapped[str | None] = mapped_column(String(2000))
    extension_requested_by: Mapped[UUID | None]
    assessment: Mapped[ExpertAssessment | None] = mapped_column(Code(ExpertAssessment))
    assessment_agency: Mapped[str | None] = mapped_column(String(300))
    assessment_requested_at: Mapped[datetime | None] = mapped_column(Moment)
    assessment_received_at: Mapped[datetime | None] = mapped_column(Moment)
    police_agency: Mapped[str | None] = mapped_column(String(300))
    referred_at: Mapped[datetime | None] = mapped_column(Moment)
    returned_at: Mapped[datetime | None] = mapped_column(Moment)
    criminal_case_no: Mapped[str | None] = mapped_column(String(60))
    criminal_case_opened_at: Mapped[datetime | None] = mapped_column(Moment)
    criminal_outcome: Mapped[CriminalOutcome | None] = mapped_column(Code(CriminalOutcome))
    criminal_case_closed_at: Mapped[datetime | None] = mapped_column(Moment)
    conclusion: Mapped[Conclusion | None] = mapped_column(Code(Conclusion))
    fault: Mapped[Fault | None] = mapped_column(Code(Fault))
    main_cause: Mapped[str | None] = mapped_column(String(3))
    findings_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    findings = Sealed[str | None]()
    commuting_evidence: Mapped[CommutingEvidence | None] = mapped_column(Code(CommutingEvidence))
    concluded_at: Mapped[datetime | None] = mapped_column(Moment)
    minutes_no: Mapped[str | None] = mapped_column(String(60))
    due_at: Mapped[datetime | None] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_to: Mapped[list[str] | None] = mapped_column(JSON)
    petition: Mapped[Petition | None] = mapped_column(Code(Petition))
    petitioner: Mapped[Petitioner | None] = mapped_column(Code(Petitioner))
    petitioned_on: Mapped[date | None]
    petition_answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    petition_answer = Sealed[str | None]()

    team: Mapped[list[TeamMemberRow]] = relationship(order_by=TeamMemberRow.id)


class AssessmentRow(AuthorityBase):
    """One conclusion of a medical council; a later one does not overwrite it."""

    __tablename__ = "assessment"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"), index=True)
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("authority.claim.id"))
    loss_percent_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    loss_percent = Sealed[int]()
    assessed_on: Mapped[date]
    council: Mapped[str] = mapped_column(String(300))
    recorded_at: Mapped[datetime] = mapped_column(Moment)


class DiseaseRow(AuthorityBase):
    """The disease of a case: diagnosis, and the council's assessment."""

    __tablename__ = "disease"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"), primary_key=True)
    list_no_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    list_no = Sealed[int]()
    icd10_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    icd10 = Sealed[str | None]()
    diagnosed_on: Mapped[date]
    facility_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    facility = Sealed[str | None]()
    loss_percent_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    loss_percent = Sealed[int | None]()
    assessed_on: Mapped[date | None]
    council: Mapped[str | None] = mapped_column(String(300))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)


class HandlingRow(AuthorityBase):
    """What the authority decided on a case, once for each result; money in whole đồng."""

    __tablename__ = "handling"
    __table_args__ = (closed("kind", *HandlingKind), UniqueConstraint("case_id", "ordinal"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"))
    ordinal: Mapped[int]
    kind: Mapped[HandlingKind] = mapped_column(Code(HandlingKind))
    decision_no: Mapped[str | None] = mapped_column(String(60))
    decided_on: Mapped[date | None]
    fine_vnd: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None] = mapped_column(String(2000))
    remedies: Mapped[str | None] = mapped_column(String(4000))
    remedies_due_on: Mapped[date | None]
    decided_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
