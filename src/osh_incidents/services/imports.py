"""Files sent to be taken in: received part by part, looked at, cancelled, and forgotten in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import (
    ActionNotAllowed,
    InsufficientScope,
    NotFound,
    NotPermitted,
)
from osh_incidents.domain.imports import (
    NEEDS,
    UNDER_WAY,
    Atomicity,
    FileFormat,
    ImportAction,
    ImportKind,
    ImportMode,
    ImportState,
)
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.imports import ImportChunkRow, ImportRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

CHUNK = 1_048_576
KEPT = timedelta(days=30)
UNFINISHED = timedelta(days=1)
_SUBJECT = Text("việc nạp tệp", "the import")
_ENDED = (ImportState.DONE, ImportState.FAILED, ImportState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Announced:
    """What the file that follows is said to be, and what is to be done with it."""

    kind: ImportKind
    mode: ImportMode
    atomic: Atomicity
    format: FileFormat
    charset: str | None = None


def begin(uow: UnitOfWork, actor: Actor, announced: Announced, now: datetime) -> ImportRow:
    """Make ready for the parts of a file.

    Raises:
        NotPermitted, InsufficientScope: a single post of this kind is not allowed either.
    """
    _refuse_other_kinds(actor, NEEDS[announced.kind])
    row = ImportRow(
        id=new_id(),
        kind=announced.kind,
        mode=announced.mode,
        atomic=announced.atomic,
        format=announced.format,
        charset=announced.charset,
        state=ImportState.RECEIVING,
        account_id=actor.account_id,
        organisation_id=actor.organisation_id,
        received_at=now,
        size=0,
        bytes_read=0,
        rows_read=0,
        **dict.fromkeys(
            ("accepted", "updated", "unchanged", "duplicate", "skipped", "rejected"), 0
        ),
    )
    uow.add(row)
    uow.flush()
    return row


def keep(uow: UnitOfWork, import_id: UUID, ordinal: int, part: bytes) -> None:
    """Keep one part of a file, sealed.

    Raises:
        NotFound: the upload was cancelled meanwhile.
    """
    row = uow.imports.claim(import_id)
    if row is None or row.state is not ImportState.RECEIVING:
        raise NotFound
    chunk = ImportChunkRow(id=new_id(), import_id=import_id, ordinal=ordinal)
    chunk.content_sealed = uow.sealer.seal(part, f"import_chunk.content:{chunk.id}")
    row.size += len(part)
    uow.add(chunk)
    uow.flush()


def finish(uow: UnitOfWork, import_id: UUID, sha256: str) -> ImportRow:
    """Queue a file that is whole.

    Raises:
        NotFound: the upload was cancelled meanwhile.
    """
    row = uow.imports.claim(import_id)
    if row is None or row.state is not ImportState.RECEIVING:
        raise NotFound
    row.state, row.sha256 = ImportState.QUEUED, sha256
    uow.flush()
    return row


def abandon(uow: UnitOfWork, import_id: UUID, now: datetime) -> None:
    """Forget a file that did not come whole."""
    row = uow.imports.claim(import_id)
    if row is not None and row.state is ImportState.RECEIVING:
        row.state, row.finished_at = ImportState.CANCELLED, now
        uow.imports.purge(row, now)
        uow.flush()


def act(
    uow: UnitOfWork, actor: Actor, import_id: UUID, action: ImportAction, now: datetime
) -> ImportRow:
    """Cancel an import: rows that are in stay, the others are not read any more.

    Raises:
        NotFound: there is none of this organisation.
        ActionNotAllowed: it has come to its end.
    """
    uow.imports.get(import_id, actor)
    row = uow.imports.claim(import_id)
    assert row is not None, "imports are never deleted"
    if row.state not in UNDER_WAY:
        raise ActionNotAllowed.told(_SUBJECT, row.state, action, ())
    row.state, row.finished_at = ImportState.CANCELLED, now
    row.lease = row.leased_until = None
    uow.flush()
    return row


def has_old(uow: UnitOfWork, now: datetime) -> bool:
    """Whether `purge` has anything to forget."""
    return any(_old(uow, now))


def purge(uow: UnitOfWork, now: datetime) -> int:
    """Forget what was sent long ago, and what never came whole; return how many files."""
    left, ended = _old(uow, now)
    for row in left:
        row.state, row.finished_at = ImportState.CANCELLED, now
    old = [*left, *ended]
    for row in old:
        uow.imports.purge(row, now)
    uow.flush()
    return len(old)


def _old(uow: UnitOfWork, now: datetime) -> tuple[Sequence[ImportRow], Sequence[ImportRow]]:
    """Return some uploads that never came whole, and some files that were done with long ago."""
    left = uow.imports.old((ImportState.RECEIVING,), now - UNFINISHED)
    return left, uow.imports.old(_ENDED, now - KEPT)


def _refuse_other_kinds(actor: Actor, needed: Permission) -> None:
    if needed not in actor.grant.permissions:
        raise NotPermitted(members={"needs": [needed.value]})
    if not actor.may(needed):
        raise InsufficientScope(members={"scope": needed.value})
