"""Writing the append-only log: no action row, no change.

What an action changed of the facts of figures stands in its entry, and the hash covers it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.tracks import State, Track
from osh_incidents.persistence.base import new_id, touch
from osh_incidents.persistence.fact_values import ChangedFacts
from osh_incidents.persistence.tables.audit import ChainHeadRow
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.feed import OutboxRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import feed

GENESIS = "0" * 64
"""What the first action of a case has in place of the hash before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done, and which facts it changed.

    *data* must hold nothing personal, since the log outlives erasure.
    """

    track: Track
    action: str
    source: State | None = None
    target: State | None = None
    reason: str | None = None
    claim_id: UUID | None = None
    data: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    facts: ChangedFacts | None = None
    moves_on: bool = True
    """Whether the case is in another version by it, so that who read it before must read again."""


def write(uow: UnitOfWork, actor: Actor, case: CaseRow, entry: Entry, now: datetime) -> ActionRow:
    """Append *entry* to the log of *case*, chained to the action before it."""
    row = _row(actor, case, entry, now, uow.log.last(case.id))
    uow.add(row, feed.of_action(row))
    if entry.moves_on and case.version == case.claimed_version:
        touch(case)
    uow.flush()
    uow.log.advance(row)
    return row


def begin(
    actor: Actor, case: CaseRow, entry: Entry, now: datetime
) -> tuple[ActionRow, ChainHeadRow, OutboxRow]:
    """Return the first entry in the log of a new *case*, the head of its chain, and its news."""
    row = _row(actor, case, entry, now, None)
    head = ChainHeadRow(case_id=case.id, seq=row.seq, hash=row.hash)
    return row, head, feed.of_action(row)


def _row(
    actor: Actor, case: CaseRow, entry: Entry, now: datetime, last: ActionRow | None
) -> ActionRow:
    row = ActionRow(
        id=new_id(),
        case_id=case.id,
        claim_id=entry.claim_id,
        seq=last.seq + 1 if last else 1,
        at=now,
        account_id=actor.account_id,
        organisation_id=actor.organisation_id,
        role=actor.role,
        track=entry.track.value,
        action=str(entry.action),
        source=entry.source.value if entry.source else None,
        target=entry.target.value if entry.target else None,
        reason=entry.reason,
        data=dict(entry.data),
        facts=None if entry.facts is None else dict(entry.facts),
        previous_hash=last.hash if last else GENESIS,
    )
    row.facts_sha256 = facts_sha256(row)
    row.hash = _hash(row, row.facts_sha256)
    return row


def facts_sha256(row: ActionRow) -> str | None:
    """Return SHA-256 over the facts in *row*, or what it was before they were erased."""
    if row.facts is None:
        return row.facts_sha256
    return hashlib.sha256(_canonical(row.facts)).hexdigest()


def chained(row: ActionRow) -> str:
    """Return SHA-256 over the previous hash and the canonical JSON of everything in *row*.

    Facts are covered by their own hash, so that they can be erased; entries without facts are
    hashed as they were before any had them.
    """
    return _hash(row, facts_sha256(row))


def _hash(row: ActionRow, facts: str | None) -> str:
    told: dict[str, object] = {
        "case": str(row.case_id),
        "claim": str(row.claim_id) if row.claim_id else None,
        "seq": row.seq,
        "at": row.at.astimezone(UTC).isoformat(),
        "account": str(row.account_id),
        "organisation": str(row.organisation_id),
        "role": row.role.value,
        "track": row.track,
        "action": row.action,
        "source": row.source,
        "target": row.target,
        "reason": row.reason,
        "data": row.data,
    }
    if facts is not None:
        told["facts_sha256"] = facts
    return hashlib.sha256(b"\0" + bytes.fromhex(row.previous_hash) + _canonical(told)).hexdigest()


def broken_at(entries: Iterable[ActionRow]) -> int | None:
    """Return the number of the first of a case's *entries* that does not follow, None if all do."""
    before = GENESIS
    for number, row in enumerate(entries, start=1):
        if (row.seq, row.previous_hash, row.hash) != (number, before, chained(row)):
            return number
        before = row.hash
    return None


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
