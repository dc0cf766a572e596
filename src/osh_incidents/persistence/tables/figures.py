"""What the figures are computed from: facts of victims through time, and workforce numbers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Identity,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
)
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.holders import Holder
from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.standing import Entitlement, Exclusion, Standing
from osh_incidents.domain.territory import Boundary
from osh_incidents.domain.vocabulary import (
    CaseKind,
    Declarant,
    NotEntitled,
    OwnerType,
    Relation,
    Scheme,
    Severity,
    Sex,
)
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id, partial


class FactRow(AuthorityBase):
    """What was known of one victim from *known_from* until before *known_until*.

    *boundary* is the old province of the place as it was on the day of the accident; for a unit of
    today that of the units it came from, and none if they lay in both. *scheme* is that of the
    claim by which the victim stands as *entitlement* says. One victim of each case *leads* it, so
    that cases can be added up.
    """

    __tablename__ = "fact"
    __table_args__ = (
        closed("kind", *CaseKind),
        closed("standing", *Standing),
        closed("exclusion", *Exclusion),
        closed("case_severity", *Severity),
        closed("severity", *Severity),
        closed("relation", *Relation),
        closed("sex", *Sex),
        closed("owner_type", *OwnerType),
        closed("boundary", *Boundary),
        closed("declaration_owed_by", *Declarant),
        closed("investigation_owed_by", *Holder),
        closed("scheme", *Scheme),
        closed("entitlement", *Entitlement),
        closed("not_entitled_reason", *NotEntitled),
        CheckConstraint("known_until IS NULL OR known_until >= known_from", name="known"),
        Index(None, "case_id", "known_until"),
        Index(None, "occurred_on", "known_until"),
        *(
            partial(
                f"ix_fact_{due}", f"known_until IS NULL AND {due} IS NOT NULL", due, "occurred_on"
            )
            for due in ("payment_due_at", "investigation_due_at", "handling_due_at")
        ),
        partial("ix_fact_open", "known_until IS NULL AND standing = 'provisional'", "occurred_on"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID]
    victim_id: Mapped[UUID]
    known_from: Mapped[datetime] = mapped_column(Moment)
    known_until: Mapped[datetime | None] = mapped_column(Moment)

    kind: Mapped[CaseKind] = mapped_column(Code(CaseKind))
    standing: Mapped[Standing] = mapped_column(Code(Standing))
    exclusion: Mapped[Exclusion | None] = mapped_column(Code(Exclusion))
    leads: Mapped[bool]
    case_severity: Mapped[Severity | None] = mapped_column(Code(Severity))
    severity: Mapped[Severity | None] = mapped_column(Code(Severity))
    occurred_on: Mapped[date]
    declared_on: Mapped[date]
    registered_on: Mapped[date | None]
    days_to_death: Mapped[int | None]
    commuting: Mapped[bool]

    area_code: Mapped[str] = mapped_column(String(10))
    boundary: Mapped[Boundary | None] = mapped_column(Code(Boundary))
    sector: Mapped[str] = mapped_column(String(1))
    owner_type: Mapped[OwnerType] = mapped_column(Code(OwnerType))
    zone_code: Mapped[str | None] = mapped_column(String(20))
    relation: Mapped[Relation] = mapped_column(Code(Relation))
    sex: Mapped[Sex] = mapped_column(Code(Sex))

    declared_by_duty: Mapped[bool]
    declared_in_time: Mapped[bool]
    declaration_owed_by: Mapped[Declarant | None] = mapped_column(Code(Declarant))
    declaration_due_at: Mapped[datetime | None] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    investigation_due_at: Mapped[datetime | None] = mapped_column(Moment)
    investigation_owed_by: Mapped[Holder | None] = mapped_column(Code(Holder))
    handled_at: Mapped[datetime | None] = mapped_column(Moment)
    handling_due_at: Mapped[datetime | None] = mapped_column(Moment)

    entitlement: Mapped[Entitlement | None] = mapped_column(Code(Entitlement))
    not_entitled_reason: Mapped[NotEntitled | None] = mapped_column(Code(NotEntitled))
    payment_due_at: Mapped[datetime | None] = mapped_column(Moment)
    paid_in_full_at: Mapped[datetime | None] = mapped_column(Moment)
    paid_late: Mapped[bool]
    underpaid: Mapped[bool]
    scheme: Mapped[Scheme | None] = mapped_column(Code(Scheme))


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


TALLIED = tuple(Count)

TALLY = Table(
    "tally",
    AuthorityBase.metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), Identity(), primary_key=True),
    Column("generation", BigInteger, nullable=False, index=True),
    Column("year", SmallInteger, nullable=False),
    Column("half", SmallInteger, nullable=False),
    Column("area_code", String(10), nullable=False),
    Column("sector", String(1), nullable=False),
    Column("facts", Integer, nullable=False),
    *(Column(count.value, Integer, nullable=False) for count in TALLIED),
    Index(None, "year", "half"),
)
"""What the facts known now add to each count, once every date in them has passed.

Changes are appended as rows of generation 0 that are added up, and merged from time to time into
one row for each half-year, area and line of business: many may write to one cell at once.
"""
