"""The law as it is known to a transaction, and how administrators amend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from osh_incidents.adapters.law_values import from_json
from osh_incidents.domain.amendments import AmendmentState
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import ActionNotAllowed, FieldFault, InvalidFields, NotFound
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.law.registry import PROVISIONS
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.law import AmendmentRow
from osh_incidents.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version of a provision as an administrator proposes it; *value* is JSON."""

    since: date
    value: Any
    source: Citation
    verified_on: date
    reason: str


def law_of(uow: UnitOfWork) -> Law:
    """Return the law with every approved amendment, read once in a transaction."""
    if uow.amendments.law is None:
        uow.amendments.law = law_with(uow.amendments.approved())
    return uow.amendments.law


def law_with(rows: Sequence[AmendmentRow]) -> Law:
    """Return the law with the amendments of *rows*, in the order of approval."""
    return Law(_by_rule(rows)) if rows else SHIPPED


def provision(key: str) -> Provision[object]:
    """Return the shipped provision of *key*.

    Raises:
        NotFound: there is none.
    """
    if key not in PROVISIONS:
        raise NotFound
    return PROVISIONS[key]


def propose(
    uow: UnitOfWork, actor: Actor, key: str, new: NewVersion, now: datetime
) -> AmendmentRow:
    """Keep *new* until a second administrator decides on it.

    Raises:
        NotFound: there is no such provision; only its values can be amended at run time.
        InvalidFields: the value is not of the provision's type.
    """
    try:
        from_json(provision(key), new.value)
    except ValueError as error:
        raise InvalidFields(errors=[FieldFault("/value", "not_of_this_rule", _SHAPE)]) from error
    row = AmendmentRow(
        id=new_id(),
        rule=key,
        since=new.since,
        value=new.value,
        instrument=new.source.instrument,
        article=new.source.article,
        mark=new.source.mark,
        verified_on=new.verified_on,
        reason=new.reason,
        state=AmendmentState.PROPOSED,
        proposed_by=actor.account_id,
        proposed_at=now,
    )
    uow.add(row)
    uow.flush()
    return row


@dataclass(frozen=True, slots=True)
class Decision:
    """What the second administrator decides, and why."""

    approve: bool
    reason: str


def decide(
    uow: UnitOfWork, actor: Actor, at: tuple[str, UUID], decision: Decision, now: datetime
) -> AmendmentRow:
    """Put a proposed version in force, or refuse it; it stays on record either way.

    Raises:
        NotFound: there is none.
        ActionNotAllowed: it is decided already, or *actor* proposed it.
    """
    key, amendment_id = at
    row = uow.amendments.claim(amendment_id)
    if row.rule != key:
        raise NotFound
    uow.change(row)
    if row.state is not AmendmentState.PROPOSED:
        raise ActionNotAllowed(_DECIDED, members={"state": row.state.value})
    if row.proposed_by == actor.account_id:
        raise ActionNotAllowed(_OWN, members={"state": row.state.value})
    row.state = AmendmentState.APPROVED if decision.approve else AmendmentState.REFUSED
    row.decided_by, row.decided_at = actor.account_id, now
    row.decision_reason = decision.reason
    uow.amendments.law = None
    uow.flush()
    return row


def version_of(row: AmendmentRow) -> Version[object]:
    """Return the version that *row* writes down."""
    source = Citation(row.instrument, row.article, Mark(row.mark))
    value = from_json(PROVISIONS[row.rule], row.value)
    return Version(row.since, value, source, row.verified_on)


def _by_rule(rows: Sequence[AmendmentRow]) -> Mapping[str, list[Version[object]]]:
    found: dict[str, list[Version[object]]] = {}
    for row in rows:
        # A provision may have left the code; what was said of it then concerns nobody now.
        if row.rule in PROVISIONS:
            found.setdefault(row.rule, []).append(version_of(row))
    return found


_SHAPE = Text(
    "Giá trị không đúng kiểu của quy định này.", "The value is not of the type of this rule."
)
_DECIDED = Text("Đề xuất đã được quyết định.", "The proposal is decided already.")
_OWN = Text(
    "Người đề xuất không được tự duyệt.", "Who proposed it cannot decide on it: ask another."
)
