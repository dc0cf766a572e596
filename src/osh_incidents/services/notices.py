"""Notices to the bodies that must be told: what was tried, by whom, and whether they know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deliveries import (
    ALLOWED,
    NEEDS,
    OPEN,
    Acknowledge,
    Channel,
    Delivery,
    NoticeAction,
    NoticeMove,
    RecordDelivery,
    RecordFailure,
    Retry,
    kind_of,
    may_take,
    next_attempt,
)
from osh_incidents.domain.errors import ActionNotAllowed, NotPermitted
from osh_incidents.domain.labels import Text
from osh_incidents.domain.tracks import Track
from osh_incidents.persistence.repositories.notices import Notice
from osh_incidents.persistence.tables.clocks import RecipientRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import log, moves
from osh_incidents.services.moves import By

_SUBJECT = Text("thông báo", "the notice")


@dataclass(frozen=True, slots=True)
class NoticeAddress:
    """Which notice of which case."""

    case_id: UUID
    recipient_id: UUID


def available(row: RecipientRow, actor: Actor) -> list[NoticeAction]:
    """Return what *actor* may do now with the notice of *row*."""
    return [action for action in ALLOWED[row.delivery] if may_take(action, row.body, actor)]


def act(
    uow: UnitOfWork, actor: Actor, at: NoticeAddress, move: NoticeMove, *, now: datetime
) -> Notice:
    """Take *move* on the notice to one body; those to the others are not touched.

    Raises:
        NotFound: there is no such case that *actor* may see, or it has no such notice.
        ActionNotAllowed: the notice is not in a state for this.
        NotPermitted: the role does not hold the permission, or the body is not the actor's.
    """
    case = moves.fetch(uow, actor, at.case_id)
    row = uow.notices.claim(at.case_id, at.recipient_id)
    if move.action not in ALLOWED[row.delivery]:
        raise ActionNotAllowed.told(_SUBJECT, row.delivery, move.action, available(row, actor))
    if not may_take(move.action, row.body, actor):
        raise NotPermitted(members={"needs": NEEDS[move.action].value})
    if isinstance(move, (RecordDelivery, RecordFailure)):
        begin_attempt(row, now)
    notice = Notice(case, row)
    take(uow, By(actor, now), notice, move)
    return notice


def begin_attempt(row: RecipientRow, now: datetime) -> None:
    """Count an attempt that begins *now*, and put the next one off as if this were to fail."""
    row.attempts += 1
    row.last_attempt_at = now
    row.next_attempt_at = next_attempt(row.attempts, now)


def take(
    uow: UnitOfWork, by: By, notice: Notice, move: NoticeMove, *, automatic: bool = False
) -> None:
    """Apply *move* and log it on the case; *automatic* for what the service did by itself."""
    row, before = notice.row, notice.row.delivery
    match move:
        case RecordDelivery():
            _know(row, Delivery.DELIVERED, move.channel, by.now)
            row.reference = move.reference
        case RecordFailure():
            row.delivery, row.last_error = Delivery.FAILED, move.error
            row.next_attempt_at = next_attempt(row.attempts, by.now)
        case Retry():
            row.next_attempt_at = by.now
        case Acknowledge():
            if before in OPEN:
                _know(row, Delivery.DELIVERED, Channel.SERVICE, by.now)
            row.delivery, row.acknowledged_at = Delivery.ACKNOWLEDGED, by.now
    told: dict[str, str | int | bool | None] = {
        "recipient": str(row.id),
        "body": kind_of(row.body),
        "delivery": row.delivery.value,
    }
    if isinstance(move, RecordDelivery):
        told["channel"] = move.channel.value
    if automatic:
        told["automatic"] = True
    # Whoever works on the case must not be held up by a notice that goes out meanwhile.
    entry = log.Entry(Track.REGISTRATION, move.action.value, data=told, moves_on=False)
    moves.done(uow, by.actor, notice.case, entry, by.now)


def _know(row: RecipientRow, delivery: Delivery, channel: Channel, now: datetime) -> None:
    row.delivery, row.delivered_at, row.channel = delivery, now, channel
    row.next_attempt_at = row.last_error = None
