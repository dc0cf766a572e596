"""Signals from others than the declarants: taken in, and decided."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import ActionNotAllowed, FieldFault, InvalidFields, NotFound
from osh_incidents.domain.labels import Text
from osh_incidents.domain.signals import (
    ALLOWED,
    Confirm,
    Match,
    Refuse,
    Release,
    Signal,
    SignalMove,
    SignalState,
)
from osh_incidents.domain.tracks import State, Track
from osh_incidents.domain.vocabulary import CaseKind, Declarant
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.signals import SignalRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import declarations, feed, log, moves, signal_rules
from osh_incidents.services.moves import By

_SUBJECT = Text("tin báo", "the signal")


def receive(uow: UnitOfWork, actor: Actor, signal: Signal, now: datetime) -> SignalRow:
    """Keep *signal* as it was sent, sealed; *now* is the moment of receipt.

    Raises:
        InvalidFields: with every fault found.
    """
    if found := list(signal_rules.faults(uow, actor, Known.of(asdict(signal)), now)):
        raise InvalidFields(errors=found)
    day = signal.day
    area = uow.areas.on(signal.area_code, day)
    assert area is not None, "checked with the faults"
    row = SignalRow(
        id=new_id(),
        source=signal.source,
        state=SignalState.NEW,
        reference=signal.reference,
        occurred_on=day,
        area_code=area.code,
        area_code_now=uow.areas.today(area),
        account_id=actor.account_id,
        organisation_id=actor.organisation_id,
        received_at=now,
    )
    row.body_sealed = uow.sealer.seal(dumps(signal), f"signal.body:{row.id}")
    uow.add(row)
    uow.flush()
    uow.add(feed.of_signal(row, now))
    return row


def dumps(signal: Signal) -> bytes:
    """Return *signal* as it is kept, before it is sealed."""
    return json.dumps(asdict(signal), default=_json, ensure_ascii=False).encode()


def content(uow: UnitOfWork, row: SignalRow) -> dict[str, Any]:
    """Return the signal of *row* as it was sent."""
    if not row.body_sealed:
        return {}
    opened: dict[str, Any] = json.loads(uow.sealer.unseal(row.body_sealed, f"signal.body:{row.id}"))
    return opened


def act(
    uow: UnitOfWork, actor: Actor, signal_id: UUID, move: SignalMove, *, now: datetime
) -> SignalRow:
    """Take *move* on a signal; of two at once the second finds it decided.

    Raises:
        NotFound: there is none.
        ActionNotAllowed: it is not in a state from which this may be decided.
        InvalidFields: the case cannot be matched, or the declaration has faults.
    """
    row, by = uow.signals.claim(signal_id), By(actor, now)
    uow.change(row)
    if move.action not in ALLOWED[row.state]:
        raise ActionNotAllowed.told(_SUBJECT, row.state, move.action, ALLOWED[row.state])
    match move:
        case Match():
            case = _matchable(uow, actor, move.case_id)
            _note(uow, by, row, case, _Note("matched_signal", move.reason))
            _decide(row, by, SignalState.MATCHED, move.reason)
            row.case_id = case.id
        case Confirm():
            case = _declare(uow, by, move.declaration)
            _note(uow, by, row, case, _Note("found_by_signal", move.reason))
            _decide(row, by, SignalState.CONFIRMED, move.reason)
            row.case_id = case.id
        case Refuse():
            _decide(row, by, SignalState.REFUSED, move.reason)
        case Release():
            assert row.case_id is not None, "a matched signal has its case"
            case = uow.cases.claim(row.case_id, actor)
            _note(uow, by, row, case, _Note("released_signal", move.reason))
            row.state, row.case_id = SignalState.NEW, None
            # Who matched and released it, and why, stands in the log of that case for good.
            row.decided_by = row.decided_at = row.decision_reason = None
    uow.flush()
    uow.add(feed.of_signal(row, now))
    return row


def declaration_faults(found: Sequence[FieldFault], known: Known) -> list[FieldFault]:
    """Return *found* in a declaration as faults of the body around it, and a wrong role."""
    told = [FieldFault(f"/declaration{one.pointer}", one.code, one.detail) for one in found]
    role = known.text("/declarant/role")
    if role and role != Declarant.AUTHORITY:
        told.append(FieldFault("/declaration/declarant/role", "not_authority", _NOT_AUTHORITY))
    return told


def _declare(uow: UnitOfWork, by: By, declaration: Declaration) -> CaseRow:
    """Open the case that nobody declared, as any other is opened."""
    known = Known.of(asdict(declaration))
    across = declarations.faults(uow, by.actor, known, by.now)
    if found := declaration_faults(across, known):
        raise InvalidFields(errors=found)
    return declarations.declare(uow, by.actor, declaration, by.now)


def _matchable(uow: UnitOfWork, actor: Actor, case_id: UUID) -> CaseRow:
    try:
        case = uow.cases.claim(case_id, actor)
    except NotFound as error:
        raise InvalidFields(errors=[FieldFault("/case_id", "unknown_case", _UNKNOWN)]) from error
    unfit = {
        "not_an_accident": (case.kind is not CaseKind.ACCIDENT, _NOT_AN_ACCIDENT),
        "voided": (case.registration is State.VOIDED, _VOIDED),
        "belongs_to_another": (case.led_by_id is not None, _LED),
    }
    found = [FieldFault("/case_id", code, text) for code, (is_so, text) in unfit.items() if is_so]
    if found:
        raise InvalidFields(errors=found)
    return case


@dataclass(frozen=True, slots=True)
class _Note:
    action: str
    reason: str | None


def _note(uow: UnitOfWork, by: By, row: SignalRow, case: CaseRow, note: _Note) -> None:
    entry = log.Entry(
        Track.REGISTRATION,
        note.action,
        reason=note.reason,
        data={"signal": str(row.id), "source": row.source.value},
    )
    moves.done(uow, by.actor, case, entry, by.now)


def _decide(row: SignalRow, by: By, state: SignalState, reason: str | None) -> None:
    row.state, row.decision_reason = state, reason
    row.decided_by, row.decided_at = by.actor.account_id, by.now


def _json(value: object) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise TypeError(type(value))


_NOT_AUTHORITY = Text(
    "Vụ chưa ai khai báo thì cơ quan lao động lập, với tư cách «authority».",
    "A case that nobody declared is opened by the department, as “authority”.",
)
_UNKNOWN = Text("Không có vụ này.", "There is no such case.")
_NOT_AN_ACCIDENT = Text("Vụ này không phải tai nạn.", "This case is no accident.")
_VOIDED = Text("Vụ này đã bị hủy.", "This case is voided.")
_LED = Text(
    "Vụ này đã được nhập vào vụ khác; hãy khớp với vụ đó.",
    "This case was found to be another one: match with that.",
)
