"""Statutory clocks and the bodies that must be told, as they are published."""

from datetime import datetime
from uuid import UUID

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.because import BecauseOut, because_kept
from osh_incidents.api.schemas.types import MomentOut
from osh_incidents.api.schemas.written import Told
from osh_incidents.domain.deadlines import ClockDuty, ClockReason, ClockStatus, is_overdue, told
from osh_incidents.domain.deliveries import Channel, Delivery
from osh_incidents.persistence.repositories.case_lists import ShownClock
from osh_incidents.persistence.tables.clocks import ClockRow, RecipientRow


class ClockOut(Out):
    """A statutory clock."""

    id: UUID
    duty: ClockDuty
    reason: ClockReason
    status: ClockStatus
    overdue: bool
    started_at: MomentOut
    due_at: MomentOut
    ended_at: MomentOut | None
    because: BecauseOut

    @classmethod
    def of(cls, row: ClockRow | ShownClock, now: datetime) -> "ClockOut":
        """Return the clock of *row* as it stands *now*."""
        return cls.model_validate(clock(row, now))


def clock(row: ClockRow | ShownClock, now: datetime) -> Told:
    """Return what is told of the clock of *row* as it stands *now*."""
    return {
        "id": row.id,
        "duty": row.duty,
        "reason": row.reason,
        "status": told(row.duty, row.status, row.due_at, now),
        "overdue": is_overdue(row.duty, row.status, row.due_at, now),
        "started_at": row.started_at,
        "due_at": row.due_at,
        "ended_at": row.ended_at,
        "because": because_kept(row),
    }


class RecipientOut(Out):
    """A body that must be told, with the state of its own notice."""

    id: UUID
    body: str
    name_vi: str
    name_en: str
    delivery: Delivery
    delivered_at: MomentOut | None
    acknowledged_at: MomentOut | None
    channel: Channel | None
    reference: str | None
    attempts: int
    last_attempt_at: MomentOut | None
    next_attempt_at: MomentOut | None
    last_error: str | None
    because: BecauseOut

    @classmethod
    def of(cls, row: RecipientRow) -> "RecipientOut":
        """Return the recipient of *row*."""
        return cls(
            id=row.id,
            body=row.body,
            name_vi=row.name_vi,
            name_en=row.name_en,
            delivery=row.delivery,
            delivered_at=row.delivered_at,
            acknowledged_at=row.acknowledged_at,
            channel=row.channel,
            reference=row.reference,
            attempts=row.attempts,
            last_attempt_at=row.last_attempt_at,
            next_attempt_at=row.next_attempt_at,
            last_error=row.last_error,
            because=BecauseOut.model_validate(because_kept(row)),
        )
