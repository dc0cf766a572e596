"""Notices as deliveries to the webhooks of the bodies: the outcome becomes that of the notice."""

from datetime import datetime
from typing import Any
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.deliveries import (
    OPEN,
    AddressBook,
    Channel,
    RecordDelivery,
    RecordFailure,
    kind_of,
)
from osh_incidents.domain.webhooks import Sending, WebhookKind
from osh_incidents.persistence.repositories.notices import Notice
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.webhooks import WebhookDeliveryRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import events, notices
from osh_incidents.services.moves import By

TYPE = "osh.notice"
_BATCH = 100


def hand_out(uow: UnitOfWork, authority: str, now: datetime) -> None:
    """Make the deliveries of the notices that are due, to the webhook of each body that has one."""
    book = _book(uow, authority, now)
    after: UUID | None = None
    while due := uow.notices.due(now, book, _BATCH, after):
        by_webhook: dict[UUID, list[Notice]] = {}
        for notice in due:
            webhook_id = book.address(notice.row.body, notice.case.area_code_now)
            assert webhook_id is not None, "only those with an address are due"
            by_webhook.setdefault(webhook_id, []).append(notice)
        for webhook_id, owed in sorted(by_webhook.items()):
            _hand_to(uow, webhook_id, owed, now)
        after = due[-1].row.id


def _book(uow: UnitOfWork, authority: str, now: datetime) -> AddressBook:
    known = []
    for row in uow.webhooks.live(WebhookKind.NOTICE):
        actor = uow.accounts.actor(row.account_id, local_day(now))
        if actor is not None and actor.authority == authority:
            known.append((actor, row.id))
    return AddressBook.of(known)


def _hand_to(uow: UnitOfWork, webhook_id: UUID, owed: list[Notice], now: datetime) -> None:
    if uow.webhooks.claim(webhook_id) is None:
        return
    known = uow.webhooks.of_events(webhook_id, [notice.row.id for notice in owed])
    for notice in owed:
        row = known.get(notice.row.id)
        if row is None:
            row = WebhookDeliveryRow(
                webhook_id=webhook_id,
                event_id=notice.row.id,
                subject_id=notice.case.id,
                position=None,
                type=TYPE,
                attempts=0,
                state=Sending.PENDING,
                created_at=now,
            )
            uow.add(row)
        elif row.state not in (Sending.PENDING, Sending.FAILED):
            row.state = Sending.PENDING
        row.next_attempt_at = now


def begin(
    uow: UnitOfWork, row: WebhookDeliveryRow, sender: events.Sender, now: datetime
) -> dict[str, Any] | None:
    """Count an attempt at a notice and return its event; None if nobody is owed it any more."""
    notice = uow.notices.claim_with_case(row.event_id)
    if notice.row.delivery not in OPEN or not uow.notices.is_told_of(notice.case):
        return None
    notices.begin_attempt(notice.row, now)
    about = events.About(row.event_id, TYPE, f"cases/{notice.case.id}", row.created_at)
    return events.envelope(sender, about, _data(notice))


def record(uow: UnitOfWork, row: WebhookDeliveryRow, authority: str, now: datetime) -> None:
    """Note on the case what became of an attempt; a notice is never given up."""
    notice, error = uow.notices.claim_with_case(row.event_id), row.last_error
    row.state = Sending.FAILED if error else Sending.DELIVERED
    row.delivered_at = None if error else now
    if notice.row.delivery not in OPEN:
        # Somebody told the body meanwhile: what they recorded stands.
        row.state, row.next_attempt_at = Sending.WITHHELD if error else row.state, None
        return
    move = RecordFailure(error) if error else RecordDelivery(Channel.HTTP)
    by = By(_declarant(uow, notice.case, authority), now)
    notices.take(uow, by, notice, move, automatic=True)
    row.next_attempt_at = notice.row.next_attempt_at


def _declarant(uow: UnitOfWork, case: CaseRow, authority: str) -> Actor:
    """Return who declared *case*: what the service does by itself follows from that act."""
    (first,) = uow.log.page(case.id, 0, 1)
    return Actor(first.account_id, first.organisation_id, first.role, authority)


def _data(notice: Notice) -> dict[str, str | None]:
    """Return what a notice tells: that there is something to read, and nothing personal."""
    case, row = notice.case, notice.row
    return {
        "id": str(row.id),
        "case_id": str(case.id),
        "body": kind_of(row.body),
        "kind": f"{case.kind.value}_declared",
        "severity": case.severity.value if case.severity else None,
        "area_code": case.area_code,
        "occurred_on": case.occurred_on.isoformat(),
    }
