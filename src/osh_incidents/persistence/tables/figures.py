"""What the figures are computed from: facts of victims through time, and workforce numbers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.standing import Entitlement, Standing
from osh_incidents.domain.vocabulary import (
    CaseKind,
    NotEntitled,
    OwnerType,
    Relation,
    Severity,
    Sex,
)
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class FactRow(AuthorityBase):
    """What was known of one victim from *known_from* until before *known_until*."""

    __tablename__ = "fact"
    __table_args__ = (
        closed("kind", *CaseKind),
        closed("standing", *Standing),
        closed("case_severity", *Severity),
        closed("severity", *Severity),
        closed("relation", *Relation),
        closed("sex", *Sex),
        closed("owner_type", *OwnerType),
        closed("entitlement", *Entitlement),
        closed("not_entitled_reason", *NotEntitled),
        CheckConstraint("known_until IS NULL OR known_until >= known_from", name="known"),
        Index(None, "case_id", "known_until"),
        Index(None, "occurred_on", "known_until"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID]
    victim_id: Mapped[UUID]
    known_from: Mapped[datetime] = mapped_column(Moment)
    known_until: Mapped[datetime | None] = mapped_column(Moment)

    kind: Mapped[CaseKind] = mapped_column(Code(CaseKind))
    standing: Mapped[Standing] = mapped_column(Code(Standing))
    case_severity: Mapped[Severity | None] = mapped_column(Code(Severity))
    severity: Mapped[Severity | None] = mapped_column(Code(Severity))
    occurred_on: Mapped[date]
    declared_on: Mapped[date]
    registered_on: Mapped[date | None]

    area_code: Mapped[str] = mapped_column(String(10))
    sector: Mapped[str] = mapped_column(String(1))
    owner_type: Mapped[OwnerType] = mapped_column(Code(OwnerType))
    zone_code: Mapped[str | None] = mapped_column(String(20))
    relation: Mapped[Relation] = mapped_column(Code(Relation))
    sex: Mapped[Sex] = mapped_column(Code(Sex))

    declared_by_duty: Mapped[bool]
    declared_in_time: Mapped[bool]
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    investigation_due_at: Mapped[datetime | None] = mapped_column(Moment)
    handled_at: Mapped[datetime | None] = mapped_column(Moment)
    handling_due_at: Mapped[datetime | None] = mapped_column(Moment)

    entitlement: Mapped[Entitlement | None] = mapped_column(Code(Entitlement))
    not_entitled_reason: Mapped[NotEntitled | None] = mapped_column(Code(NotEntitled))
    payment_due_at: Mapped[datetime | None] = mapped_column(Moment)
    paid_in_full_at: Mapped[datetime | None] = mapped_column(Moment)
    underpaid: Mapped[bool]


class WorkforceRow(AuthorityBase):
    """Workers of one period, area, line of business and relation; an empty one means all of it."""

    __tablename__ = "workforce"
    __table_args__ = (
        closed("relation", *Relation),
        CheckConstraint("workers >= 0", name="workers"),
        Index(None, "period", "known_until"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    period: Mapped[str] = mapped_column(String(7))
    area_code: Mapped[str | None] = mapped_column(String(10))
    sector: Mapped[str | None] = mapped_column(String(1))
    relation: Mapped[Relation | None] = mapped_column(Code(Relation))
    workers: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(300))
    known_from: Mapped[datetime] = mapped_column(Moment)
    known_until: Mapped[datetime | None] = mapped_column(Moment)
