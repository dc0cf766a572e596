"""Wrong secrets and used assertions, remembered for every process, in the common schema."""

import hashlib
from datetime import datetime

from sqlalchemy import case, delete
from sqlalchemy.orm import Session

from osh_incidents.domain.attempts import FORGOTTEN_AFTER, Failures
from osh_incidents.persistence.repositories.upserts import insert_into
from osh_incidents.persistence.tables.identity import FailedAttemptRow, UsedAssertionRow


class Attempts:
    """What was tried at the token endpoint."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def failures(self, kind: str, name: str, now: datetime) -> Failures:
        """Return the failures of the address or account *name* as they count *now*."""
        row = self._session.get(FailedAttemptRow, _digest(kind, name))
        return Failures(row.failures if row else 0, row.last_at if row else None, now)

    def fail(self, kind: str, name: str, now: datetime) -> None:
        """Count one more failure of *name*, and forget what is long past."""
        new = insert_into(self._session, FailedAttemptRow).values(
            digest=_digest(kind, name), failures=1, last_at=now
        )
        lately = FailedAttemptRow.last_at > now - FORGOTTEN_AFTER
        counted = new.on_conflict_do_update(
            index_elements=["digest"],
            set_={
                "failures": case((lately, FailedAttemptRow.failures + 1), else_=1),
                "last_at": now,
            },
        )
        self._session.execute(counted)
        old = FailedAttemptRow.last_at <= now - FORGOTTEN_AFTER
        self._session.execute(delete(FailedAttemptRow).where(old))

    def use(self, client_id: str, jti: str, expires_at: datetime, now: datetime) -> bool:
        """Whether the assertion *jti* of *client_id* is used for the first time; it is now."""
        gone = UsedAssertionRow.expires_at < now
        self._session.execute(delete(UsedAssertionRow).where(gone))
        new = insert_into(self._session, UsedAssertionRow).values(
            digest=_digest(client_id, jti), expires_at=expires_at
        )
        kept = new.on_conflict_do_nothing().returning(UsedAssertionRow.digest)
        return self._session.scalar(kept) is not None


def _digest(kind: str, name: str) -> str:
    """Return a name of fixed length; names from outside can be long, or somebody's address."""
    return hashlib.sha256(f"{len(kind)}:{kind}{name}".encode()).hexdigest()
