"""Sending notices to other systems by itself: each on its own, again and again until it arrives."""

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
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
from osh_incidents.domain.errors import DomainError
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.repositories.accounts import actor_of
from osh_incidents.persistence.repositories.notices import Notice
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import notices
from osh_incidents.services.moves import By

_log = logging.getLogger(__name__)

# A system that does not answer takes its five seconds; it must not hold up the others.
_AT_ONCE = 4
_BATCH = 100

Body = Mapping[str, str | None]
Send = Callable[[str, Body, str], str | None]
"""Posts a body to an address under an idempotency key; returns what went wrong, or None."""


@dataclass(frozen=True, slots=True)
class Office:
    """What sending is done with; *address* is the public one of this service."""

    database: Database
    sealer: Sealer
    send: Send
    clock: Callable[[], datetime]
    address: str


def send_due(office: Office, authority: str) -> tuple[int, int]:
    """Send every notice of *authority* that is due and has an address; return sent and failed.

    No transaction is open while another system is called. A notice that was taken and never
    recorded, since this process ended, is sent again under the same key.
    """
    desk = _Desk(office, authority)
    outcomes: list[bool | None] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for batch in desk.batches():
            outcomes += pool.map(desk.send, batch)
    return outcomes.count(True), outcomes.count(False)


class _Desk:
    """One round for one authority, by the addresses known when it began."""

    def __init__(self, office: Office, authority: str) -> None:
        self._office, self._authority = office, authority
        today = local_day(office.clock())
        with self._transaction(readonly=True) as uow:
            accounts = uow.notices.accounts_with_address(authority)
            self._book = AddressBook.of(
                (actor_of(account, today), account.organisation.notice_url)
                for account in accounts
                if account.organisation.notice_url is not None
            )

    def batches(self) -> Iterator[list[UUID]]:
        seen = set[UUID]()
        while True:
            with self._transaction(readonly=True) as uow:
                due = uow.notices.due(self._office.clock(), self._book, _BATCH)
            # One that another sender has in hand is still listed, and is not waited for.
            fresh = [recipient_id for recipient_id in due if recipient_id not in seen]
            if not fresh:
                return
            seen.update(fresh)
            yield fresh

    def send(self, recipient_id: UUID) -> bool | None:
        """Return whether the notice arrived; None if nothing was tried or recorded."""
        try:
            letter = self._take(recipient_id)
            if letter is None:
                return None
            error = self._office.send(letter.url, letter.body, str(recipient_id))
            self._record(recipient_id, error)
        except DomainError as refusal:
            _log.warning("notice %s: %s", recipient_id, refusal.slug)
            return None
        return error is None

    def _take(self, recipient_id: UUID) -> "_Letter | None":
        now = self._office.clock()
        with self._transaction() as uow:
            notice = uow.notices.take(recipient_id, now)
            if notice is None:
                return None
            url = self._book.address(notice.row.body, notice.case.area_code_now)
            if url is None:
                return None
            notices.begin_attempt(notice.row, now)
            uow.flush()
            return _Letter(url, _body(notice, self._office.address))

    def _record(self, recipient_id: UUID, error: str | None) -> None:
        with self._transaction() as uow:
            notice = uow.notices.claim_with_case(recipient_id)
            if notice.row.delivery not in OPEN:
                # Somebody told the body meanwhile: what they recorded stands.
                return
            move = RecordDelivery(Channel.HTTP) if error is None else RecordFailure(error)
            by = By(self._declarant(uow, notice.case), self._office.clock())
            notices.take(uow, by, notice, move, automatic=True)

    def _declarant(self, uow: UnitOfWork, case: CaseRow) -> Actor:
        """Return who declared *case*: what the service does by itself follows from that act."""
        (first,) = uow.log.page(case.id, 0, 1)
        return Actor(first.account_id, first.organisation_id, first.role, self._authority)

    def _transaction(self, *, readonly: bool = False) -> AbstractContextManager[UnitOfWork]:
        office = self._office
        return transaction(office.database, self._authority, office.sealer, readonly=readonly)


@dataclass(frozen=True, slots=True)
class _Letter:
    url: str
    body: Body


def _body(notice: Notice, address: str) -> Body:
    """Return the notice as it is sent: that there is something to read, and nothing personal."""
    case, row = notice.case, notice.row
    return {
        "id": str(row.id),
        "case_id": str(case.id),
        "body": kind_of(row.body),
        "kind": f"{case.kind.value}_declared",
        "severity": case.severity.value if case.severity else None,
        "area_code": case.area_code,
        "occurred_on": case.occurred_on.isoformat(),
        "href": f"{address}/api/v1/cases/{case.id}",
    }
