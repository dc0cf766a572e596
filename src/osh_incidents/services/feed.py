"""The feed of changes: announced by the writers, put in order, read by other systems."""

from contextlib import suppress
from datetime import datetime

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import FieldFault, InvalidFields, Unavailable
from osh_incidents.domain.feed import Subject, type_of
from osh_incidents.domain.labels import Text
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.repositories.feed import BATCH, FeedPage, FeedQuery
from osh_incidents.persistence.tables.feed import OutboxRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.tables.releases import ReleaseEventRow
from osh_incidents.persistence.tables.signals import SignalRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction


def of_action(row: ActionRow) -> OutboxRow:
    """Return what is announced of a log entry that has its id."""
    return OutboxRow(
        id=row.id,
        at=row.at,
        subject=Subject.CASE,
        subject_id=row.case_id,
        number=row.seq,
        type=type_of(Subject.CASE, row.track, row.action),
        state=row.target,
    )


def of_release(event: ReleaseEventRow) -> OutboxRow:
    """Return what is announced of an event that has its id."""
    return OutboxRow(
        id=event.id,
        at=event.at,
        subject=Subject.RELEASE,
        subject_id=event.release_id,
        number=event.seq,
        type=type_of(Subject.RELEASE, event.state.value),
        state=event.state.value,
    )


def of_signal(row: SignalRow, now: datetime) -> OutboxRow:
    """Return what is announced of a signal that was flushed with its new state."""
    return OutboxRow(
        id=new_id(),
        at=now,
        subject=Subject.SIGNAL,
        subject_id=row.id,
        number=row.version,
        type=type_of(Subject.SIGNAL, row.state.value),
        state=row.state.value,
    )


def sequence(database: Database, sealer: Sealer, authority: str) -> int:
    """Give positions to everything that was committed before; return to how many changes."""
    done = 0
    with transaction(database, authority, sealer, readonly=True) as uow:
        batches = -(-uow.feed.waiting() // BATCH)
    for _ in range(batches):
        with transaction(database, authority, sealer) as uow:
            done += uow.feed.sequence()
    return done


def is_news(database: Database, sealer: Sealer, authority: str, after: int) -> bool:
    """Whether anything was committed since the place *after*, or no place is as far as that."""
    with transaction(database, authority, sealer, readonly=True) as uow:
        return uow.feed.head() != after or uow.feed.is_waiting()


def catch_up(database: Database, sealer: Sealer, authority: str) -> None:
    """Put what is committed into the feed before it is read, if the database takes it now."""
    with suppress(Unavailable):
        sequence(database, sealer, authority)


def page(uow: UnitOfWork, actor: Actor, asked: FeedQuery, size: int) -> FeedPage:
    """Return the changes after a place in the feed that *actor* may see.

    Raises:
        InvalidFields: the feed has no such place.
    """
    if asked.after > uow.feed.head():
        raise InvalidFields(errors=[NO_SUCH_PLACE])
    return uow.feed.page(asked, actor, size)


NO_SUCH_PLACE = FieldFault(
    "/after",
    "bad_cursor",
    Text("Con trỏ không thuộc dòng thay đổi này.", "Not a cursor of this feed."),
)
