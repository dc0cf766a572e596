"""The case: where and when it happened, who was hurt, and how far each track has come."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from osh_incidents.domain.requests import CaseRequest
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import (
    CaseKind,
    DeathLink,
    Declarant,
    InjuryFactor,
    Level,
    Origin,
    OwnerType,
    Rejection,
    Relation,
    Severity,
    Sex,
    Ship,
    SpecialRegime,
)
from osh_incidents.domain.workflow.disease import DISEASE
from osh_incidents.domain.workflow.handling import HANDLING
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id, partial
from osh_incidents.persistence.sealed import Sealed
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.clocks import ClockRow, RecipientRow
from osh_incidents.persistence.tables.findings import (
    INVESTIGATION_STATES,
    DiseaseRow,
    HandlingRow,
    InvestigationRow,
)

_TRACKS = ("investigation", "disease")
"""The tracks that not every case has."""


class WorkplaceRow(AuthorityBase):
    """A unit of an employer at one place, by its tax code and area."""

    __tablename__ = "workplace"
    __table_args__ = (UniqueConstraint("tax_code", "area_code"), closed("owner_type", *OwnerType))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tax_code: Mapped[str] = mapped_column(String(14))
    area_code: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(300))
    name_folded: Mapped[str] = mapped_column(String(300), index=True)
    vsic_code: Mapped[str] = mapped_column(String(5))
    owner_type: Mapped[OwnerType] = mapped_column(Code(OwnerType))
    zone_code: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)


class CaseRow(AuthorityBase):
    """One accident (vụ) or one disease; the employer's facts are those of its day."""

    __tablename__ = "case"
    __table_args__ = (
        closed("kind", *CaseKind),
        closed("severity", *Severity),
        closed("level", *Level),
        closed("registration", *REGISTRATION.states),
        closed("investigation", *INVESTIGATION_STATES),
        closed("disease", *DISEASE.states),
        closed("handling", *HANDLING.states),
        closed("owner_type", *OwnerType),
        closed("injury_factor", *InjuryFactor),
        closed("special_regime", *SpecialRegime),
        closed("rejection", *Rejection),
        closed("request", *CaseRequest),
        closed("ship", *Ship),
        Index(None, "declared_at", "id"),
        Index(None, "tax_code", "declared_at", "id"),
        Index(None, "area_code_now", "declared_at", "id"),
        Index(None, "area_code_now", "occurred_on"),
        Index(None, "registration", "declared_at", "id"),
        Index(None, "handling", "declared_at", "id"),
        *(partial(None, f"{track} IS NOT NULL", track, "declared_at", "id") for track in _TRACKS),
        Index(None, "occurred_on"),
        # Of the few alone: whoever asks for all others must not be led astray by it.
        partial("ix_case_led_by_id", "led_by_id IS NOT NULL", "led_by_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[CaseKind] = mapped_column(Code(CaseKind))
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    version: Mapped[int] = mapped_column()
    declared_at: Mapped[datetime] = mapped_column(Moment)
    registered_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)

    registration: Mapped[State] = mapped_column(Code(State))
    investigation: Mapped[State | None] = mapped_column(Code(State))
    disease: Mapped[State | None] = mapped_column(Code(State))
    handling: Mapped[State] = mapped_column(Code(State))
    rejection: Mapped[Rejection | None] = mapped_column(Code(Rejection))
    transferred_to: Mapped[str | None] = mapped_column(String(300))
    voided_at: Mapped[datetime | None] = mapped_column(Moment)
    anonymised_at: Mapped[datetime | None] = mapped_column(Moment)
    led_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("authority.case.id"))
    request: Mapped[CaseRequest | None] = mapped_column(Code(CaseRequest))
    requested_by: Mapped[UUID | None]
    requested_at: Mapped[datetime | None] = mapped_column(Moment)
    request_reason: Mapped[str | None] = mapped_column(String(2000))

    severity: Mapped[Severity | None] = mapped_column(Code(Severity))
    level: Mapped[Level | None] = mapped_column(Code(Level))

    occurred_at: Mapped[datetime | None] = mapped_column(Moment)
    occurred_on: Mapped[date]
    area_code: Mapped[str] = mapped_column(String(10))
    area_name: Mapped[str] = mapped_column(String(100))
    area_code_now: Mapped[str] = mapped_column(String(10))
    place: Mapped[str | None] = mapped_column(String(500))
    inside_workplace: Mapped[bool | None]
    commuting: Mapped[bool | None]
    preliminary_cause: Mapped[str | None] = mapped_column(String(3))
    injury_factor: Mapped[InjuryFactor | None] = mapped_column(Code(InjuryFactor))
    special_regime: Mapped[SpecialRegime | None] = mapped_column(Code(SpecialRegime))
    ship: Mapped[Ship | None] = mapped_column(Code(Ship))
    technical_incident: Mapped[bool | None]
    casualties_unclear: Mapped[bool | None]

    workplace_id: Mapped[UUID] = mapped_column(ForeignKey("authority.workplace.id"))
    tax_code: Mapped[str] = mapped_column(String(14))
    employer_name: Mapped[str] = mapped_column(String(300))
    search_folded: Mapped[str] = mapped_column(String(1000))
    vsic_code: Mapped[str] = mapped_column(String(5))
    sector: Mapped[str] = mapped_column(String(1))
    owner_type: Mapped[OwnerType] = mapped_column(Code(OwnerType))
    zone_code: Mapped[str | None] = mapped_column(String(20))
    workers_total: Mapped[int | None]
    workers_female: Mapped[int | None]

    led: Mapped[list["CaseRow"]] = relationship(order_by=declared_at)
    """Cases that were found to be this one, declared again."""
    victims: Mapped[list["VictimRow"]] = relationship(order_by="VictimRow.ordinal")
    declarations: Mapped[list["DeclarationRow"]] = relationship(
        order_by="DeclarationRow.received_at"
    )
    claims: Mapped[list[ClaimRow]] = relationship(order_by=ClaimRow.id)
    clocks: Mapped[list[ClockRow]] = relationship(order_by=ClockRow.id)
    recipients: Mapped[list[RecipientRow]] = relationship(order_by=RecipientRow.id)
    rounds: Mapped[list[InvestigationRow]] = relationship(order_by=InvestigationRow.ordinal)
    finding: Mapped[DiseaseRow | None] = relationship()
    decisions: Mapped[list[HandlingRow]] = relationship(order_by=HandlingRow.ordinal)

    __mapper_args__ = {"version_id_col": version}

    claimed_version = 0
    """The version in which it was claimed to be changed."""

    @property
    def inquiry(self) -> InvestigationRow | None:
        """Return the round of investigation that is at work, or was the last."""
        return self.rounds[-1] if self.rounds else None

    @property
    def outcome(self) -> HandlingRow | None:
        """Return the decision of the handling that holds."""
        return self.decisions[-1] if self.decisions else None


class VictimRow(AuthorityBase):
    """One person hurt, killed or ill; identity and health are sealed in the column."""

    __tablename__ = "victim"
    __table_args__ = (
        closed("sex", *Sex),
        closed("relation", *Relation),
        closed("declared_condition", *Severity),
        closed("death_link", *DeathLink),
        closed("severity", *Severity),
        UniqueConstraint("case_id", "ordinal"),
        partial(
            "ix_victim_employer_tax_code",
            "employer_tax_code IS NOT NULL",
            "employer_tax_code",
            "case_id",
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"))
    ordinal: Mapped[int]
    full_name: Mapped[str] = mapped_column(String(200))
    name_folded: Mapped[str] = mapped_column(String(200), index=True)
    sex: Mapped[Sex] = mapped_column(Code(Sex))
    birth_date: Mapped[date | None]
    birth_year: Mapped[int | None]
    citizen_id_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    citizen_id_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    occupation_code: Mapped[str | None] = mapped_column(String(10))
    relation: Mapped[Relation] = mapped_column(Code(Relation))
    employer_tax_code: Mapped[str | None] = mapped_column(String(14))
    declared_condition: Mapped[Severity | None] = mapped_column(Code(Severity))
    severity: Mapped[Severity | None] = mapped_column(Code(Severity))
    dead: Mapped[bool]
    died_at: Mapped[datetime | None] = mapped_column(Moment)
    death_link: Mapped[DeathLink | None] = mapped_column(Code(DeathLink))
    forensic_reference_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    forensic_reference = Sealed[str | None]()
    health_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    health = Sealed[Mapping[str, list[str] | str | None] | None]()
    monthly_wage_vnd: Mapped[int | None] = mapped_column(BigInteger)
    insured: Mapped[bool | None]
    insured_since: Mapped[str | None] = mapped_column(String(7))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


class DeclarationRow(AuthorityBase):
    """One declaration as it was sent; what completes a returned one is its next version."""

    __tablename__ = "declaration"
    __table_args__ = (
        closed("kind", *CaseKind),
        closed("declarant_role", *Declarant),
        closed("origin", *Origin),
        UniqueConstraint("tracking_no", "version"),
        Index(None, "case_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"))
    tracking_no: Mapped[str] = mapped_column(String(32))
    version: Mapped[int] = mapped_column()
    origin: Mapped[Origin] = mapped_column(Code(Origin))
    reason: Mapped[str | None] = mapped_column(String(2000))
    kind: Mapped[CaseKind] = mapped_column(Code(CaseKind))
    account_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    declarant_role: Mapped[Declarant] = mapped_column(Code(Declarant))
    received_at: Mapped[datetime] = mapped_column(Moment)
    known_at: Mapped[datetime | None] = mapped_column(Moment)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    warnings: Mapped[list[dict[str, str]]] = mapped_column(JSON)


class CaseCounterRow(AuthorityBase):
    """The last case number given in a year."""

    __tablename__ = "case_counter"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
