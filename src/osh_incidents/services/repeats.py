"""Requests under an idempotency key: done once, and answered again alike when they are repeated.

The key is taken in the transaction that does the work, so that neither is ever without the other.
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.disclosure import FieldClass, Shown
from osh_incidents.domain.errors import ChangedMeanwhile, KeyReused, ShownOnce
from osh_incidents.persistence.repositories.answers import Kept
from osh_incidents.persistence.sealed import place
from osh_incidents.persistence.tables.answers import AnswerRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

KEPT = timedelta(days=30)
"""How long a repetition is answered: longer than any client should go on trying."""

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was given: its status, the headers that belong to it, and its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Key:
    """The key of a request as it is kept, and the digest of the request."""

    digest: str
    request_digest: str


def key_of(actor: Actor, said: str, request_digest: str) -> Key:
    """Return the key that *actor* *said*, which is another than any other's."""
    digest = hashlib.sha256(f"{actor.account_id}\0{said}".encode()).hexdigest()
    return Key(digest, request_digest)


def recall(uow: UnitOfWork, key: Key, now: datetime) -> Answer | None:
    """Take *key* for its request, or return what was answered to it before.

    Raises:
        KeyReused, ShownOnce, ChangedMeanwhile: as `recalled`.
    """
    return recalled(uow, key, take_all(uow, [key], now))


def take_all(uow: UnitOfWork, keys: Iterable[Key], now: datetime) -> Mapping[str, UUID]:
    """Take *keys*, which are unlike, and return the row of each that nobody took before."""
    wanted = {key.digest: key.request_digest for key in keys}
    return uow.answers.take(wanted, now) if wanted else {}


def recalled(uow: UnitOfWork, key: Key, taken: Mapping[str, UUID]) -> Answer | None:
    """Return what was answered under *key* before; nothing if it is among those *taken* now.

    Raises:
        KeyReused: the key was used for another request.
        ShownOnce: it was done, and its answer held a secret.
        ChangedMeanwhile: the answer was forgotten this very moment.
    """
    uow.answer_id = taken.get(key.digest)
    if uow.answer_id is not None:
        return None
    row = uow.answers.of(key.digest)
    if row is None:
        raise ChangedMeanwhile
    if row.request_digest != key.request_digest:
        raise KeyReused
    return _answer(uow, row)


def keep_all(uow: UnitOfWork, given: Iterable[tuple[UnitOfWork, Answer]]) -> None:
    """Keep answers that were *given* to requests with a key, for the repetitions of them."""
    if kept := [_kept(of, answer) for of, answer in given]:
        uow.answers.fill(kept)


def _kept(uow: UnitOfWork, answer: Answer) -> Kept:
    """Return *answer* as it is kept: without its body if that holds a secret."""
    assert uow.answer_id is not None, "a key was taken"
    body = None
    if not uow.holds_secret:
        body = uow.sealer.seal(zlib.compress(answer.body), _place(uow.answer_id))
    headers, shown = dict(answer.headers), _packed(uow.shown)
    return Kept(uow.answer_id, answer.status, headers, body, shown)


def release(uow: UnitOfWork) -> None:
    """Give the key back: nothing was done under it."""
    if uow.answer_id is not None:
        uow.answers.release(uow.answer_id)
        uow.answer_id = None


def has_old(uow: UnitOfWork, now: datetime) -> bool:
    """Whether `forget_old` has anything to forget."""
    return uow.answers.has_older(now - KEPT)


def forget_old(uow: UnitOfWork, now: datetime) -> int:
    """Forget answers that nobody should ask for any more, and return how many; 0 if none is left.

    It takes some at a time: whoever calls it again until then holds up nobody.
    """
    return uow.answers.forget(now - KEPT, _BATCH)


def _answer(uow: UnitOfWork, row: AnswerRow) -> Answer:
    assert row.status is not None, "a key and its answer are kept together"
    if row.body_sealed is None:
        raise ShownOnce
    uow.shown += _unpacked(row.shown or [])
    body = zlib.decompress(uow.sealer.unseal(row.body_sealed, _place(row.id)))
    return Answer(row.status, row.headers or {}, body)


def _place(row_id: UUID) -> str:
    return place(AnswerRow.__tablename__, "body", row_id)


def _packed(shown: Iterable[Shown]) -> list[list[object]]:
    return [
        [
            str(one.case_id) if one.case_id else None,
            str(one.signal_id) if one.signal_id else None,
            sorted(kind.value for kind in one.classes),
        ]
        for one in shown
    ]


def _unpacked(packed: Iterable[tuple[str | None, str | None, list[str]]]) -> list[Shown]:
    return [
        Shown(
            frozenset(FieldClass(kind) for kind in classes),
            UUID(case_id) if case_id else None,
            UUID(signal_id) if signal_id else None,
        )
        for case_id, signal_id, classes in packed
    ]
