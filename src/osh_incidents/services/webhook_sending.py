"""Sending to webhooks: changes and notices, each receiver by itself, until it takes them.

No transaction is open while another system is called. What was taken and never recorded, since
its worker ended, is sent again under the same id.
"""

import json
import logging
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from osh_incidents.adapters.outbound_sender import Message, Outcome
from osh_incidents.adapters.webhook_signing import headers_of
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import DomainError
from osh_incidents.domain.sealing import Sealer
from osh_incidents.domain.webhooks import LEASE, OPEN, Sending, WebhookKind, wait_after
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.webhooks import WebhookDeliveryRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import events, notice_sending, webhooks

_log = logging.getLogger(__name__)

_AT_ONCE = 8
_MOST_OF_ONE = 200
"""Deliveries to one receiver in a round: whoever has many must not hold up the round."""

_FAILURES_OF_ONE = 3
_CONTENT = {"Content-Type": "application/cloudevents+json; charset=utf-8"}

Send = Callable[[str, Message], Outcome]


@dataclass(frozen=True, slots=True)
class Office:
    """What sending is done with; *address* is the public one of this service."""

    database: Database
    sealer: Sealer
    send: Send
    clock: Callable[[], datetime]
    address: str
    chance: Callable[[], float] = random.random


@dataclass(frozen=True, slots=True)
class _Letter:
    """What is to be sent; without a message it may not be any more."""

    delivery_id: UUID
    url: str
    message: Message | None


def send_due(office: Office, authority: str) -> tuple[int, int]:
    """Hand out what is in the feed and the notices that are owed, send what is due.

    Returns:
        How many were sent, and how many attempts failed.
    """
    desk = _Desk(office, authority)
    desk.hand_out()
    with desk.transaction(readonly=True) as uow:
        lanes = uow.webhooks.lanes(office.clock())
    sent = failed = 0
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        served = [(lane, pool.submit(desk.serve, lane)) for lane in lanes]
        for lane, future in served:
            if (error := future.exception()) is not None:
                # One whose secret does not open, say, is no reason to leave the others out.
                _log.error("webhook %s", lane, exc_info=error)
                continue
            outcomes = future.result()
            sent, failed = sent + outcomes.count(True), failed + outcomes.count(False)
    return sent, failed


class _Desk:
    """One round for one authority."""

    def __init__(self, office: Office, authority: str) -> None:
        self._office, self._authority = office, authority

    def transaction(self, *, readonly: bool = False) -> AbstractContextManager[UnitOfWork]:
        office = self._office
        return transaction(office.database, self._authority, office.sealer, readonly=readonly)

    def hand_out(self) -> None:
        """Make the deliveries of what came since, for each webhook from its own place on."""
        with self.transaction(readonly=True) as uow:
            head = uow.feed.head()
            behind = (row for row in uow.webhooks.live(WebhookKind.CHANGES) if row.position < head)
            known = [row.id for row in behind]
            is_told = bool(uow.webhooks.live(WebhookKind.NOTICE))
        for webhook_id in known:
            more = True
            while more:
                with self.transaction() as uow:
                    more = self._hand_to(uow, webhook_id)
        if is_told:
            with self.transaction() as uow:
                notice_sending.hand_out(uow, self._authority, self._office.clock())

    def _hand_to(self, uow: UnitOfWork, webhook_id: UUID) -> bool:
        now, row = self._office.clock(), uow.webhooks.claim(webhook_id)
        actor = None if row is None else self._actor(uow, row.account_id, now)
        if row is None or actor is None:
            return False
        page = uow.feed.since(row.position, tuple(row.types), actor)
        for change in page.rows:
            delivery = WebhookDeliveryRow(
                webhook_id=row.id,
                event_id=change.id,
                subject_id=change.subject_id,
                position=change.position,
                type=change.type,
                state=Sending.PENDING,
                attempts=0,
                created_at=now,
                next_attempt_at=now,
            )
            uow.add(delivery)
        row.position = page.position
        return page.more

    def serve(self, webhook_id: UUID) -> list[bool]:
        """Send what is due to one receiver; one that does not answer is left for this round."""
        outcomes: list[bool] = []
        try:
            for _ in range(_MOST_OF_ONE):
                letter = self._take(webhook_id)
                if letter is None:
                    break
                if letter.message is None:
                    continue
                outcome = self._office.send(letter.url, letter.message)
                self._record(webhook_id, letter.delivery_id, outcome)
                outcomes.append(outcome.error is None)
                if outcome.status is None or outcomes.count(False) >= _FAILURES_OF_ONE:
                    break
        except DomainError as refusal:
            _log.warning("webhook %s: %s", webhook_id, refusal.slug)
        return outcomes

    def _take(self, webhook_id: UUID) -> _Letter | None:
        now = self._office.clock()
        with self.transaction() as uow:
            row = uow.webhooks.take(webhook_id, now)
            if row is None:
                return None
            webhook = uow.webhooks.row(webhook_id)
            actor = self._actor(uow, webhook.account_id, now)
            if actor is None or webhook.ended_at is not None:
                return None
            told = self._told(uow, row, actor, now)
            if told is None:
                row.state, row.next_attempt_at = Sending.WITHHELD, None
                return _Letter(row.id, webhook.url, None)
            row.attempts += 1
            row.last_attempt_at, row.next_attempt_at = now, now + LEASE
            body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            secrets = webhooks.secrets_of(webhook, now)
            headers = _CONTENT | dict(headers_of(str(row.event_id), now, body, secrets))
            return _Letter(row.id, webhook.url, Message(body.encode(), headers))

    def _told(
        self, uow: UnitOfWork, row: WebhookDeliveryRow, actor: Actor, now: datetime
    ) -> dict[str, Any] | None:
        """Return the event of *row*, if *actor* may see it now."""
        sender = events.Sender(self._authority, self._office.address)
        if row.position is None:
            return notice_sending.begin(uow, row, sender, now)
        change = uow.feed.change(row.position, actor)
        return None if change is None else events.event(change, sender)

    def _record(self, webhook_id: UUID, delivery_id: UUID, outcome: Outcome) -> None:
        now = self._office.clock()
        with self.transaction() as uow:
            row = uow.webhooks.claim_delivery(webhook_id, delivery_id)
            if row.state not in OPEN:
                return
            row.last_status, row.last_error = outcome.status, outcome.error
            if row.position is None:
                notice_sending.record(uow, row, self._authority, now)
                return
            wait = wait_after(row.attempts, self._office.chance())
            row.next_attempt_at = None if outcome.error is None or wait is None else now + wait
            if outcome.error is None:
                row.state, row.delivered_at = Sending.DELIVERED, now
            else:
                row.state = Sending.DEAD if wait is None else Sending.FAILED

    def _actor(self, uow: UnitOfWork, account_id: UUID, now: datetime) -> Actor | None:
        actor = uow.accounts.actor(account_id, local_day(now))
        return actor if actor is not None and actor.authority == self._authority else None
