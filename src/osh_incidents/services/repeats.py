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


def recall(
    uow: UnitOfWork, actor: Actor, key: str, request_digest: str, now: datetime
) -> Answer | None:
    """Take *key* of *actor* for the request, or return what was answered to it before.

    Raises:
        KeyReused: the key was used for another request.
        ShownOnce: it was done, and its answer held a secret.
        ChangedMeanwhile: the answer was forgotten this very moment.
    """
    digest = hashlib.sha256(f"{actor.account_id}\0{key}".encode()).hexdigest()
    uow.answer_id = uow.answers.take(digest, request_digest, now)
    if uow.answer_id is not None:
        return None
    row = uow.answers.of(digest)
    if row is None:
        raise ChangedMeanwhile
    if row.request_digest != request_digest:
        raise KeyReused
    return _answer(uow, row)


def keep(uow: UnitOfWork, answer: Answer) -> None:
    """Keep *answer* for the repetitions of its request, without its body if that holds a secret."""
    assert uow.answer_id is not None, "a key was taken"
    where, body = _place(uow.answer_id), None
    if not uow.holds_secret:
        body = uow.sealer.seal(zlib.compress(answer.body), where)
    uow.answers.fill(
        uow.answer_id,
        status=answer.status,
        headers=dict(answer.headers),
        body_sealed=body,
        shown=_packed(uow.shown),
    )


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
