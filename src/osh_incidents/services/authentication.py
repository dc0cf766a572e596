"""Who a caller of the token endpoint is, by secret or signed assertion, and for what it asks.

Hashes and signatures are computed between two transactions: meanwhile nobody waits for a lock.
"""

import math
from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from osh_incidents.adapters import assertions
from osh_incidents.adapters.jws import PublicKey
from osh_incidents.adapters.secrets import hint_of, is_secret
from osh_incidents.domain.attempts import waits_until
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import InvalidClient, InvalidScope, TooManyAttempts
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.repositories.accounts import actor_of
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.tables.identity import AccountKeyRow, AccountSecretRow
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services.credentials import RSA_BITS

_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a caller asks to be let in: at what time, from which *address*."""

    database: Database
    sealer: Sealer
    address: str
    now: datetime


def by_secret(gate: Gate, client_id: str, secret: str) -> Actor:
    """Return who *client_id* is; an unknown one takes as long to refuse as a wrong secret.

    Raises:
        InvalidClient: unknown, disabled, or no secret that is valid now; the answer is the same.
        TooManyAttempts: this address guessed wrong too often.
    """
    with _reading(gate) as uow:
        _check_attempts(uow, gate, client_id)
        account = uow.accounts.by_client_id(client_id)
        account_id = account.id if account else _NOBODY
        row = uow.credentials.secret(account_id, hint_of(secret), gate.now)
    known = is_secret(secret, row.secret_hash if row else None)
    if account is None or row is None or not known or account.disabled_at is not None:
        raise _failed(gate, client_id)
    today = local_day(gate.now)
    if row.last_used_on != today:
        with _writing(gate) as uow:
            uow.session.get_one(AccountSecretRow, row.id).last_used_on = today
    return actor_of(account, today)


def by_assertion(gate: Gate, assertion: str, audiences: Collection[str]) -> tuple[Actor, str]:
    """Return who signed *assertion*, and its client id; it can be used once.

    Raises:
        InvalidClient: whatever is wrong with it; the answer is the same.
        TooManyAttempts: this address tried wrong ones too often.
    """
    try:
        named = assertions.named(assertion)
    except Exception as error:
        # Whatever a forged assertion breaks is a refusal, never a fault of ours.
        raise InvalidClient from error
    with _reading(gate) as uow:
        _check_attempts(uow, gate, named.client_id)
        account = uow.accounts.by_client_id(named.client_id)
        row = uow.credentials.key(account.id if account else _NOBODY, named.kid, gate.now)
    try:
        key = PublicKey.of(row.jwk, rsa_bits=RSA_BITS) if row else None
        found = assertions.verified(assertion, key, audiences, gate.now)
    except Exception as error:
        raise _failed(gate, named.client_id) from error
    if account is None or row is None or account.disabled_at is not None:
        raise _failed(gate, named.client_id)
    return _used_once(gate, account, row, found), named.client_id


def scope_of(actor: Actor, asked: str | None) -> frozenset[str]:
    """Return the scope of a token: what was *asked* for, or else all that the role holds.

    Raises:
        InvalidScope: more was asked for than there is, or than the role holds.
    """
    held = frozenset(permission.value for permission in actor.grant.permissions)
    if asked is None:
        return held
    named = frozenset(asked.split(" "))
    if not named <= held:
        raise InvalidScope
    return named


def _used_once(
    gate: Gate, account: AccountRow, row: AccountKeyRow, found: assertions.Assertion
) -> Actor:
    today = local_day(gate.now)
    with _writing(gate) as uow:
        first = uow.attempts.use(found.client_id, found.jti, found.accepted_until, gate.now)
        if first and row.last_used_on != today:
            uow.session.get_one(AccountKeyRow, row.id).last_used_on = today
    if not first:
        raise _failed(gate, found.client_id)
    return actor_of(account, today)


def _check_attempts(uow: UnitOfWork, gate: Gate, client_id: str) -> None:
    ends = waits_until(
        uow.attempts.failures("address", gate.address, gate.now),
        uow.attempts.failures("account", client_id, gate.now),
    )
    if ends is not None and gate.now < ends:
        seconds = math.ceil((ends - gate.now).total_seconds())
        raise TooManyAttempts(members={"retry_after": seconds})


def _failed(gate: Gate, client_id: str) -> InvalidClient:
    with _writing(gate) as uow:
        uow.attempts.fail("address", gate.address, gate.now)
        uow.attempts.fail("account", client_id, gate.now)
    return InvalidClient()


def _reading(gate: Gate) -> AbstractContextManager[UnitOfWork]:
    return transaction(gate.database, None, gate.sealer, readonly=True)


def _writing(gate: Gate) -> AbstractContextManager[UnitOfWork]:
    return transaction(gate.database, None, gate.sealer)
