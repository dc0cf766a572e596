"""Claims of victims and what was paid on them; money in whole đồng."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import NotEntitled, Scheme
from osh_incidents.domain.workflow.compensation import COMPENSATION
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id
from osh_incidents.persistence.sealed import Sealed


class PaymentRow(AuthorityBase):
    """One payment on a claim, never changed."""

    __tablename__ = "payment"
    __table_args__ = (CheckConstraint("amount_vnd > 0", name="amount_vnd"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("authority.claim.id"), index=True)
    amount_vnd: Mapped[int] = mapped_column(BigInteger)
    paid_on: Mapped[date]
    reference: Mapped[str | None] = mapped_column(String(100))
    recorded_at: Mapped[datetime] = mapped_column(Moment)


class ClaimRow(AuthorityBase):
    """What one victim is owed under one scheme."""

    __tablename__ = "claim"
    __table_args__ = (
        closed("scheme", *Scheme),
        closed("state", *COMPENSATION.states),
        closed("not_entitled_reason", *NotEntitled),
        UniqueConstraint("victim_id", "scheme"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"), index=True)
    victim_id: Mapped[UUID] = mapped_column(ForeignKey("authority.victim.id"))
    version: Mapped[int] = mapped_column()
    scheme: Mapped[Scheme] = mapped_column(Code(Scheme))
    state: Mapped[State] = mapped_column(Code(State))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    monthly_wage_vnd: Mapped[int | None] = mapped_column(BigInteger)
    loss_percent_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    loss_percent = Sealed[int | None]()
    assessed_on: Mapped[date | None]
    council: Mapped[str | None] = mapped_column(String(300))
    entitled_on: Mapped[date | None]
    not_entitled_reason: Mapped[NotEntitled | None] = mapped_column(Code(NotEntitled))
    decided_vnd: Mapped[int | None] = mapped_column(BigInteger)
    decision_no: Mapped[str | None] = mapped_column(String(60))
    decided_on: Mapped[date | None]
    paid_vnd: Mapped[int] = mapped_column(BigInteger, default=0)
    disputed_at: Mapped[datetime | None] = mapped_column(Moment)
    dispute_reason: Mapped[str | None] = mapped_column(String(2000))
    paid_in_full_at: Mapped[datetime | None] = mapped_column(Moment)
    underpaid: Mapped[bool] = mapped_column(default=False)

    payments: Mapped[list[PaymentRow]] = relationship(order_by=PaymentRow.id)

    __mapper_args__ = {"version_id_col": version}
