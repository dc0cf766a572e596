"""Statutory clocks, and the bodies that must be told of a case."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osh_incidents.domain.deadlines import ClockDuty, ClockReason, ClockStatus
from osh_incidents.domain.deliveries import Channel, Delivery
from osh_incidents.domain.holders import Holder
from osh_incidents.domain.law.model import Mark
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class ClockRow(AuthorityBase):
    """One time limit running on a case or on a claim of it, with the rule it follows from."""

    __tablename__ = "clock"
    __table_args__ = (
        closed("duty", *ClockDuty),
        closed("rule_mark", *Mark),
        closed("status", *ClockStatus),
        closed("reason", *ClockReason),
        closed("holder", *Holder),
        Index(None, "holder", "status", "due_at", "id"),
        Index(None, "status", "due_at", "id"),
        Index(None, "due_at", "id"),
        Index(None, "case_id", "status", "due_at"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"))
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("authority.claim.id"))
    duty: Mapped[ClockDuty] = mapped_column(Code(ClockDuty))
    status: Mapped[ClockStatus] = mapped_column(Code(ClockStatus))
    reason: Mapped[ClockReason] = mapped_column(Code(ClockReason))
    holder: Mapped[Holder] = mapped_column(Code(Holder))
    rule: Mapped[str] = mapped_column(String(60))
    rule_since: Mapped[date]
    rule_source: Mapped[str] = mapped_column(String(700))
    rule_mark: Mapped[Mark] = mapped_column(Code(Mark))
    started_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class RecipientRow(AuthorityBase):
    """A body that must be told of a case, with the state of its own notice."""

    __tablename__ = "recipient"
    __table_args__ = (
        closed("rule_mark", *Mark),
        closed("delivery", *Delivery),
        closed("channel", *Channel),
        Index(None, "delivery", "id"),
        UniqueConstraint("case_id", "body"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("authority.case.id"))
    body: Mapped[str] = mapped_column(String(40))
    name_vi: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    rule: Mapped[str] = mapped_column(String(60))
    rule_since: Mapped[date]
    rule_source: Mapped[str] = mapped_column(String(700))
    rule_mark: Mapped[Mark] = mapped_column(Code(Mark))
    delivery: Mapped[Delivery] = mapped_column(Code(Delivery))
    delivered_at: Mapped[datetime | None] = mapped_column(Moment)
    acknowledged_at: Mapped[datetime | None] = mapped_column(Moment)
    channel: Mapped[Channel | None] = mapped_column(Code(Channel))
    reference: Mapped[str | None] = mapped_column(String(100))
    attempts: Mapped[int] = mapped_column(default=0)
    last_attempt_at: Mapped[datetime | None] = mapped_column(Moment)
    next_attempt_at: Mapped[datetime | None] = mapped_column(Moment)
    last_error: Mapped[str | None] = mapped_column(String(300))
