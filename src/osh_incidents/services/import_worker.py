"""One worker on one file, batch by batch: if it dies, nothing is lost and nothing doubled."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import ChangedMeanwhile, FieldFault, Unavailable
from osh_incidents.domain.imports import (
    MOST_ROWS_AT_ONCE,
    NEEDS,
    SKIPPED,
    Atomicity,
    FileRefused,
    ImportMode,
    ImportState,
    Item,
    RowOutcome,
    Verdict,
    rejected,
)
from osh_incidents.domain.labels import Text
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.imports import ImportRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import import_taking
from osh_incidents.services.import_batches import batches
from osh_incidents.services.import_contents import Taking
from osh_incidents.services.import_reading import Readers, opened
from osh_incidents.services.import_reporting import reported

_log = logging.getLogger(__name__)

BATCH = 500
_LEASE = timedelta(minutes=5)
_TRIES = 3

_TOO_MANY = Text(
    "Quá {most} dòng để cùng nhận hoặc cùng không: hãy dùng atomic=row.",
    "More than {most} rows to stand or fall together: use atomic=row.",
).within(most=MOST_ROWS_AT_ONCE)
_NOBODY = Text(
    "Tài khoản đã gửi tệp không còn quyền này.",
    "The account that sent it may not do this any more.",
)
_OUR_FAULT = Text(
    "Lỗi của hệ thống: hãy báo người vận hành.", "A fault of ours: tell the operator."
)
_OURS = Text(
    "Lỗi của hệ thống ở dòng này: hãy báo người vận hành.",
    "A fault of ours on this row: tell the operator.",
)


@dataclass(frozen=True, slots=True)
class Office:
    """What taking in is done with; *patience* is for how many seconds one round goes on."""

    database: Database
    sealer: Sealer
    readers: Readers
    clock: Callable[[], datetime]
    batch: int = BATCH
    patience: float = 15


class _Lost(Exception):
    """The import was cancelled, or another worker has it."""


class Worker:
    """One worker on one import, for as long as it holds the lease."""

    def __init__(self, office: Office, authority: str, import_id: UUID) -> None:
        """Work on the import of *import_id*, of which nothing is taken yet."""
        self._office, self._authority = office, authority
        self.import_id, self._lease = import_id, new_id()
        self._bytes = 0

    def run(self, until: float) -> bool:
        """Go on where the last stored batch ended; return whether the end was reached."""
        try:
            row, actor = self._begin()
            read = opened(row, self._parts(), self._office.readers)
            self._note(read.headings)
            if row.atomic is Atomicity.ALL:
                done = self._all(row, actor, read.items)
            else:
                done = self._rows(row, actor, read.items, until)
            self._leave(done=done)
        except _Lost:
            return False
        except FileRefused as refused:
            self._refuse(refused)
            return True
        except (ChangedMeanwhile, Unavailable):
            raise
        except Exception:  # noqa: BLE001
            # One file that breaks us must not hold up all after it for ever.
            _log.exception("import %s", self.import_id)
            self._refuse(FileRefused("internal", _OUR_FAULT))
            return True
        return done

    def _rows(self, row: ImportRow, actor: Actor, items: Iterator[Item], until: float) -> bool:
        for batch in batches(items, self._office.batch):
            self._batch(row, actor, batch)
            if time.monotonic() >= until:
                return next(items, None) is None
        return True

    def _all(self, row: ImportRow, actor: Actor, items: Iterator[Item]) -> bool:
        """Store every row or none of them, in one transaction that also tells of each."""
        found = list[Item]()
        count = 0
        for item in items:
            found.append(item)
            count += len(item.rows)
            if count > MOST_ROWS_AT_ONCE:
                raise FileRefused("too_many_rows", _TOO_MANY)
        dry = self._taking(row, actor, dry=True)
        with self._opened(readonly=True) as uow:
            told = [*import_taking.take_apart(uow, dry, row.kind, found)]
        with self._opened() as uow:
            if any(one.outcome is RowOutcome.REJECTED for one in told):
                told = [one if one.outcome is RowOutcome.REJECTED else SKIPPED for one in told]
            elif row.mode is ImportMode.COMMIT:
                told = import_taking.take(uow, replace(dry, dry=False), row.kind, found)
            self._store(uow, found, told)
        return True

    def _batch(self, row: ImportRow, actor: Actor, items: Sequence[Item]) -> None:
        taking = self._taking(row, actor, dry=row.mode is ImportMode.VALIDATE)
        try:
            with self._opened() as uow:
                told = import_taking.take(uow, taking, row.kind, items)
                self._store(uow, items, told)
        except (Unavailable, _Lost):
            raise
        except Exception:  # noqa: BLE001 - each row is tried again, and told of, below
            _log.info("import %s: a batch is done row by row", row.id)
        else:
            return
        for item in items:
            self._one(row, taking, item)

    def _one(self, row: ImportRow, taking: Taking, item: Item) -> None:
        verdict = SKIPPED
        for _ in range(_TRIES):
            try:
                with self._opened() as uow:
                    verdict = import_taking.take_one(uow, taking, row.kind, item)
                    if verdict.outcome is not RowOutcome.REJECTED:
                        self._store(uow, [item], [verdict])
                        return
                    uow.session.rollback()
                break
            except (Unavailable, _Lost):
                raise
            except ChangedMeanwhile as changed:
                verdict = rejected(FieldFault("", changed.slug, changed.detail))
            except Exception:  # noqa: BLE001
                # Nor may one row.
                _log.exception("import %s, row %s", row.id, item.number)
                verdict = rejected(FieldFault("", "internal", _OURS))
                break
        with self._opened() as uow:
            self._store(uow, [item], [verdict])

    def _taking(self, row: ImportRow, actor: Actor, *, dry: bool) -> Taking:
        return Taking(actor, row.id, self._office.clock(), dry)

    def _begin(self) -> tuple[ImportRow, Actor]:
        now = self._office.clock()
        with self._opened() as uow:
            row = uow.imports.claim(self.import_id)
            if row is None or row.state not in (ImportState.QUEUED, ImportState.RUNNING):
                raise _Lost
            if row.leased_until is not None and row.leased_until >= now:
                raise _Lost
            row.lease, row.leased_until = self._lease, now + _LEASE
            row.state, row.started_at = ImportState.RUNNING, row.started_at or now
            actor = uow.accounts.actor(row.account_id, local_day(now))
        if actor is None or not actor.may(NEEDS[row.kind]):
            raise FileRefused("not_permitted", _NOBODY)
        return row, actor

    def _held(self, uow: UnitOfWork) -> ImportRow:
        row = uow.imports.claim(self.import_id)
        if row is None or row.state is not ImportState.RUNNING or row.lease != self._lease:
            raise _Lost
        row.leased_until = self._office.clock() + _LEASE
        return row

    def _store(self, uow: UnitOfWork, items: Sequence[Item], told: Sequence[Verdict]) -> None:
        row = self._held(uow)
        uow.insert(
            [
                reported(uow, row, item, raw, verdict)
                for item, verdict in zip(items, told, strict=True)
                for raw in item.rows
            ]
        )
        for item, verdict in zip(items, told, strict=True):
            name = verdict.outcome.value
            setattr(row, name, getattr(row, name) + len(item.rows))
            row.rows_read += len(item.rows)
        row.bytes_read = max(row.bytes_read, self._bytes)
        uow.flush()

    def _note(self, headings: list[str] | None) -> None:
        with self._opened() as uow:
            self._held(uow).headings = headings

    def _leave(self, *, done: bool) -> None:
        with self._opened() as uow:
            row = self._held(uow)
            row.lease = row.leased_until = None
            if done:
                row.state, row.finished_at = ImportState.DONE, self._office.clock()
                row.bytes_read = row.size

    def _refuse(self, refused: FileRefused) -> None:
        with self._opened() as uow:
            row = self._held(uow)
            row.state, row.finished_at = ImportState.FAILED, self._office.clock()
            row.lease = row.leased_until = None
            row.fault = {
                "code": refused.code,
                "vi": refused.detail.vi,
                "en": refused.detail.en,
                "row": refused.row,
            }

    def _parts(self) -> Iterator[bytes]:
        ordinal = 0
        while True:
            with self._opened(readonly=True) as uow:
                chunk = uow.imports.chunk(self.import_id, ordinal)
                if chunk is None:
                    return
                place = f"import_chunk.content:{chunk.id}"
                part = self._office.sealer.unseal(chunk.content_sealed, place)
            yield part
            self._bytes += len(part)
            ordinal += 1

    def _opened(self, *, readonly: bool = False) -> AbstractContextManager[UnitOfWork]:
        office = self._office
        return transaction(office.database, self._authority, office.sealer, readonly=readonly)
