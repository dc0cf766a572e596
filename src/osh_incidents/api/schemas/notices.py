"""Notices to the bodies that must be told, and what is done with them."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.clocks import RecipientOut
from osh_incidents.api.schemas.moves import MoveIn
from osh_incidents.api.schemas.types import Line, Moment, Short
from osh_incidents.domain import deliveries
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deliveries import Channel, NoticeAction
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Severity
from osh_incidents.persistence.repositories.notices import Notice
from osh_incidents.services.notices import available


class RecordDeliveryIn(MoveIn[deliveries.RecordDelivery]):
    """The body was told."""

    action: Literal["record_delivery"]
    channel: Literal["phone", "email", "fax", "in_person"]
    reference: Short | None = Field(default=None, description="number of the letter or the like")

    def move(self) -> deliveries.RecordDelivery:
        """Return the move with its channel."""
        return deliveries.RecordDelivery(Channel(self.channel), self.reference)


class RecordFailureIn(MoveIn[deliveries.RecordFailure]):
    """The body could not be told; it will be tried again."""

    makes = deliveries.RecordFailure
    action: Literal["record_failure"]
    error: Line = Field(description="what went wrong, without personal data")


class RetryIn(MoveIn[deliveries.Retry]):
    """Try again at once."""

    makes = deliveries.Retry
    action: Literal["retry"]


class AcknowledgeIn(MoveIn[deliveries.Acknowledge]):
    """The body itself says that it knows."""

    makes = deliveries.Acknowledge
    action: Literal["acknowledge"]


NoticeActionIn = Annotated[
    RecordDeliveryIn | RecordFailureIn | RetryIn | AcknowledgeIn, Field(discriminator="action")
]


class NoticeOut(RecipientOut):
    """The notice to one body, and of which case it tells."""

    case_id: UUID
    case_number: str | None
    case_kind: CaseKind
    severity: Severity | None
    registration: State
    occurred_on: date
    area_code: str
    declared_at: Moment
    available_actions: list[NoticeAction]


class NoticePageOut(Out):
    """A page of notices, the oldest first; `next` is the address of the next one."""

    items: list[NoticeOut]
    next: str | None


def notice(found: Notice, actor: Actor) -> NoticeOut:
    """Return *found* with what *actor* may do."""
    case = found.case
    return NoticeOut(
        **dict(RecipientOut.of(found.row)),
        case_id=case.id,
        case_number=case.number,
        case_kind=case.kind,
        severity=case.severity,
        registration=case.registration,
        occurred_on=case.occurred_on,
        area_code=case.area_code,
        declared_at=case.declared_at,
        available_actions=available(found.row, actor),
    )
