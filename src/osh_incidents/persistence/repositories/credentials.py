"""Secrets, keys and outside identities of accounts, in the common schema."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from osh_incidents.domain.errors import NotFound
from osh_incidents.persistence.tables.identity import (
    AccountIdentityRow,
    AccountKeyRow,
    AccountSecretRow,
)

R = TypeVar("R", AccountSecretRow, AccountKeyRow, AccountIdentityRow)


class Credentials:
    """By what accounts are known."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def secret(self, account_id: UUID, hint: str, now: datetime) -> AccountSecretRow | None:
        """Return the secret with *hint* that opens the account *now*.

        One made before secrets had hints is returned for a hint that nothing else has.
        """
        found = self._session.scalars(
            select(AccountSecretRow)
            .where(
                AccountSecretRow.account_id == account_id,
                AccountSecretRow.hint.in_([hint, ""]),
                AccountSecretRow.revoked_at.is_(None),
                AccountSecretRow.expires_at > now,
            )
            .order_by(AccountSecretRow.hint.desc())
        )
        return found.first()

    def key(self, account_id: UUID, kid: str, now: datetime) -> AccountKeyRow | None:
        """Return the public key *kid* of the account, valid *now*."""
        return self._session.scalars(
            select(AccountKeyRow).where(
                AccountKeyRow.account_id == account_id,
                AccountKeyRow.kid == kid,
                AccountKeyRow.revoked_at.is_(None),
                AccountKeyRow.expires_at > now,
            )
        ).one_or_none()

    def secrets(self, account_id: UUID) -> Sequence[AccountSecretRow]:
        """Return every secret the account ever had, last made first."""
        return self._all(AccountSecretRow, account_id)

    def keys(self, account_id: UUID) -> Sequence[AccountKeyRow]:
        """Return every public key the account ever had, last added first."""
        return self._all(AccountKeyRow, account_id)

    def identities(self, account_id: UUID) -> Sequence[AccountIdentityRow]:
        """Return what outside issuers call the account, last added first."""
        return self._all(AccountIdentityRow, account_id)

    def one(self, kind: type[R], row_id: UUID, account_id: UUID) -> R:
        """Return one secret, key or identity of the account.

        Raises:
            NotFound: the account has none with this id.
        """
        row = self._session.get(kind, row_id)
        if row is None or row.account_id != account_id:
            raise NotFound
        return row

    def _all(self, kind: type[R], account_id: UUID) -> Sequence[R]:
        return self._session.scalars(
            select(kind).where(kind.account_id == account_id).order_by(kind.id.desc())
        ).all()
