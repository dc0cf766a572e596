"""Secrets, public keys and outside identities of accounts."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from osh_incidents.adapters.jws import PublicKey
from osh_incidents.adapters.secrets import hashed, hint_of, new_secret
from osh_incidents.domain.account_acts import AccountAct
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.tables.identity import (
    AccountIdentityRow,
    AccountKeyRow,
    AccountSecretRow,
)
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.account_log import By, record

SECRET_LIFETIME = timedelta(days=365)
LONGEST_LIFETIME = timedelta(days=730)
RSA_BITS = 3_072
_LONGEST_KID = 100
_TOO_LONG = Text("Thời hạn phải trong vòng hai năm tới.", "It must end within the next two years.")
_NO_KEY = Text(
    "Cần khóa công khai ES256 (P-256) hoặc RS256 (từ 3072 bit) dạng JWK.",
    "A public key as JWK is needed: ES256 (P-256) or RS256 (3072 bits or more).",
)
_KNOWN = Text("Đã có khóa này.", "The account has this key already.")
_TAKEN = Text("Danh tính này đã thuộc một tài khoản.", "An account has this identity already.")


def add_secret(
    uow: UnitOfWork, account: AccountRow, expires_at: datetime, by: By
) -> tuple[AccountSecretRow, str]:
    """Add a secret beside those that are valid, and return it; it cannot be read again.

    Raises:
        InvalidFields: it would be valid for more than two years, or not at all.
    """
    _check_end(expires_at, by.now)
    secret = new_secret()
    row = AccountSecretRow(
        id=new_id(),
        account_id=account.id,
        hint=hint_of(secret),
        secret_hash=hashed(secret),
        created_at=by.now,
        expires_at=expires_at,
    )
    uow.add(row)
    uow.flush()
    uow.holds_secret = True
    told = {"hint": row.hint, "expires_at": expires_at.isoformat()}
    record(uow, by, AccountAct.SECRET_ADDED, account, **told)
    return row, secret


def revoke_secret(uow: UnitOfWork, account: AccountRow, secret_id: UUID, by: By) -> None:
    """Let a secret open nothing any more.

    Raises:
        NotFound: the account has no such secret.
    """
    row = uow.credentials.one(AccountSecretRow, secret_id, account.id)
    if row.revoked_at is None:
        row.revoked_at = by.now
        record(uow, by, AccountAct.SECRET_REVOKED, account, hint=row.hint)


def rotate_secret(uow: UnitOfWork, account: AccountRow, overlap: timedelta, by: By) -> str:
    """Return a new secret, and let the older ones end after *overlap*."""
    for row in uow.credentials.secrets(account.id):
        if row.revoked_at is None:
            row.expires_at = min(row.expires_at, by.now + overlap)
    return add_secret(uow, account, by.now + SECRET_LIFETIME, by)[1]


def add_key(
    uow: UnitOfWork, account: AccountRow, jwk: Mapping[str, Any], expires_at: datetime, by: By
) -> AccountKeyRow:
    """Add a public key with which the account may sign who it is.

    Raises:
        InvalidFields: it is no public key of an accepted kind, it is known, or its end is.
    """
    _check_end(expires_at, by.now)
    try:
        key = PublicKey.of(jwk, rsa_bits=RSA_BITS)
    except Exception as error:
        # Whatever a malformed key breaks is a fault of the body, never one of ours.
        raise InvalidFields(errors=[FieldFault("/jwk", "not_a_key", _NO_KEY)]) from error
    if not key.kid.isprintable() or not 0 < len(key.kid) <= _LONGEST_KID:
        raise InvalidFields(errors=[FieldFault("/jwk/kid", "characters", _NO_KEY)])
    if any(row.kid == key.kid for row in uow.credentials.keys(account.id)):
        raise InvalidFields(errors=[FieldFault("/jwk", "known", _KNOWN)])
    row = AccountKeyRow(
        id=new_id(),
        account_id=account.id,
        kid=key.kid,
        jwk={**key.members, "kid": key.kid, "alg": key.algorithm},
        created_at=by.now,
        expires_at=expires_at,
    )
    uow.add(row)
    uow.flush()
    told = {"kid": key.kid, "expires_at": expires_at.isoformat()}
    record(uow, by, AccountAct.KEY_ADDED, account, **told)
    return row


def revoke_key(uow: UnitOfWork, account: AccountRow, key_id: UUID, by: By) -> None:
    """Let signatures by a public key say nothing any more.

    Raises:
        NotFound: the account has no such key.
    """
    row = uow.credentials.one(AccountKeyRow, key_id, account.id)
    if row.revoked_at is None:
        row.revoked_at = by.now
        record(uow, by, AccountAct.KEY_REVOKED, account, kid=row.kid)


def add_identity(
    uow: UnitOfWork, account: AccountRow, issuer: str, subject: str, by: By
) -> AccountIdentityRow:
    """Let who *issuer* calls *subject* act as the account.

    Raises:
        InvalidFields: some account is called so already.
    """
    if uow.accounts.by_identity(issuer, subject) is not None:
        raise InvalidFields(errors=[FieldFault("/subject", "taken", _TAKEN)])
    row = AccountIdentityRow(
        id=new_id(), account_id=account.id, issuer=issuer, subject=subject, created_at=by.now
    )
    uow.add(row)
    uow.flush()
    record(uow, by, AccountAct.IDENTITY_ADDED, account, issuer=issuer, subject=subject)
    return row


def remove_identity(uow: UnitOfWork, account: AccountRow, identity_id: UUID, by: By) -> None:
    """Let an outside identity act as the account no more.

    Raises:
        NotFound: the account has no such identity.
    """
    row = uow.credentials.one(AccountIdentityRow, identity_id, account.id)
    record(
        uow,
        by,
        AccountAct.IDENTITY_REMOVED,
        account,
        issuer=row.issuer,
        subject=row.subject,
    )
    uow.session.delete(row)
    uow.flush()


def _check_end(expires_at: datetime, now: datetime) -> None:
    if not now < expires_at <= now + LONGEST_LIFETIME:
        raise InvalidFields(errors=[FieldFault("/expires_at", "out_of_range", _TOO_LONG)])
