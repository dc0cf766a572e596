"""Correcting what a declaration told: at once before it is taken in, by two people after."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from osh_incidents.adapters import declaration_json
from osh_incidents.domain import corrections
from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.corrections import Changes
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_rules import Known
from osh_incidents.domain.errors import ActionNotAllowed, FieldFault, GuardsUnmet, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.domain.requests import RequestState
from osh_incidents.domain.tracks import State, Track
from osh_incidents.domain.vocabulary import Origin
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.requests import CorrectionRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import changes as changing
from osh_incidents.services import declarations, log, moves
from osh_incidents.services.moves import By

_NOT_TAKEN_IN = frozenset({State.DECLARED, State.RETURNED})
_DEPARTMENT = frozenset({Role.INSPECTOR, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Decision:
    """What the second person decides; *reason* is asked for a refusal."""

    approve: bool
    reason: str | None = None


def correct(
    uow: UnitOfWork,
    by: By,
    case_id: UUID,
    victim_id: UUID | None,
    changes: Changes,
    reason: str,
) -> tuple[CaseRow, CorrectionRow | None]:
    """Correct a case, or one victim of it; *changes* have pointers into that part of the content.

    Before the declaration is taken in the change holds at once, and a case alone is returned.
    After that it is kept as a request, which is returned too, and the case stays as it is.

    Raises:
        NotFound: no such case in reach, or no such victim in it.
        GuardsUnmet: the file is not open; or it is not taken in yet, and another declared it.
        InvalidFields: every fault of the facts as they would be, by the pointers of *changes*.
    """
    case = changing.claim_open(uow, by, case_id)
    taken_in = case.registration not in _NOT_TAKEN_IN
    if not taken_in:
        _refuse_stranger(by.actor, case)
    below = "" if victim_id is None else f"/victims/{changing.index_of(case, victim_id)}"
    placed = {f"{below}{pointer}": value for pointer, value in changes.items()}
    found, after = _checked(uow, by, case, placed)
    if found or after is None:
        raise InvalidFields(errors=corrections.as_sent(found, below))
    if taken_in:
        return case, _request(uow, by, case, victim_id, placed, reason)
    row = declarations.renew(uow, by, case, after, Origin.CORRECTED, reason)
    changing.done(uow, by, case, "correct", row, fields=_named(placed))
    return case, None


def decide(
    uow: UnitOfWork, by: By, case_id: UUID, correction_id: UUID, decision: Decision
) -> CorrectionRow:
    """Lay a requested correction on the facts as they are now, or refuse it; it stays on record.

    Raises:
        NotFound: no such case in reach, or no such correction of it.
        ActionNotAllowed: it is decided already.
        GuardsUnmet: the actor asked for it; or it is approved and the file is not open.
        InvalidFields: a refusal without a reason; or the facts have changed so that it does not
            fit them any more.
    """
    case = moves.fetch(uow, by.actor, case_id)
    asked = uow.corrections.get(case_id, correction_id)
    if asked.state is not RequestState.REQUESTED:
        raise ActionNotAllowed(_DECIDED, members={"state": asked.state.value})
    if asked.requested_by == by.actor.account_id:
        raise GuardsUnmet(errors=[FieldFault("", "own_correction", _OWN)])
    if decision.approve:
        _approve(uow, by, case, asked)
    elif decision.reason is None:
        raise InvalidFields(errors=[FieldFault("/reason", "required", _WHY)])
    asked.state = RequestState.APPROVED if decision.approve else RequestState.REFUSED
    asked.decided_by, asked.decided_at = by.actor.account_id, by.now
    asked.decision_reason = decision.reason
    if not decision.approve:
        _log(uow, by, case, "refuse_correction", asked)
    return asked


def changes_of(uow: UnitOfWork, row: CorrectionRow) -> Changes:
    """Return the values that *row* asks for, by their pointers into the declaration."""
    if not row.changes_sealed:
        return {}
    opened: dict[str, object] = json.loads(uow.sealer.unseal(row.changes_sealed, _place(row)))
    return opened


def _approve(uow: UnitOfWork, by: By, case: CaseRow, asked: CorrectionRow) -> None:
    changing.refuse_not_open(case)
    changes = changes_of(uow, asked)
    found, after = _checked(uow, by, case, changes)
    if found or after is None:
        raise InvalidFields(errors=found)
    row = declarations.renew(uow, by, case, after, Origin.CORRECTED, asked.reason)
    changing.done(
        uow,
        by,
        case,
        "approve_correction",
        row,
        correction=str(asked.id),
        fields=_named(changes),
    )


def _checked(
    uow: UnitOfWork, by: By, case: CaseRow, changes: Changes
) -> tuple[Sequence[FieldFault], Declaration | None]:
    """Return what is wrong with the facts of *case* under *changes*, and those facts."""
    content = declarations.content(uow, declarations.newest(case))
    if unknown := corrections.unknown_fields(content, changes):
        return unknown, None
    before = declaration_json.from_json(content)
    after = declaration_json.from_json(corrections.merged(content, changes))
    same = corrections.unchanged(
        Known.of(asdict(before)).values, Known.of(asdict(after)).values, changes
    )
    return [*same, *changing.faults(uow, by, before, after, changes)], after


def _request(
    uow: UnitOfWork,
    by: By,
    case: CaseRow,
    victim_id: UUID | None,
    changes: Changes,
    reason: str,
) -> CorrectionRow:
    row = CorrectionRow(
        id=new_id(),
        case_id=case.id,
        victim_id=victim_id,
        state=RequestState.REQUESTED,
        fields=list(changes),
        reason=reason,
        requested_by=by.actor.account_id,
        requested_at=by.now,
    )
    written = json.dumps(dict(changes), ensure_ascii=False).encode()
    row.changes_sealed = uow.sealer.seal(written, _place(row))
    uow.add(row)
    uow.flush()
    _log(uow, by, case, "request_correction", row)
    return row


def _refuse_stranger(actor: Actor, case: CaseRow) -> None:
    first = min(case.declarations, key=lambda row: row.version)
    if actor.role not in _DEPARTMENT and actor.organisation_id != first.organisation_id:
        raise GuardsUnmet(errors=[FieldFault("", "not_the_declarant", _STRANGER)])


def _log(uow: UnitOfWork, by: By, case: CaseRow, action: str, row: CorrectionRow) -> None:
    data = {"correction": str(row.id), "fields": _named(row.fields)}
    moves.done(uow, by.actor, case, log.Entry(Track.REGISTRATION, action, data=data), by.now)


def _named(pointers: Sequence[str] | Changes) -> str:
    return " ".join(pointers)


def _place(row: CorrectionRow) -> str:
    return f"correction.changes:{row.id}"


_DECIDED = Text("Đề nghị đính chính đã được quyết định.", "The correction is decided already.")
_OWN = Text("Người đề nghị không được tự duyệt.", "Who requested it cannot decide on it.")
_WHY = Text("Không duyệt thì phải nêu lý do.", "A refusal needs its reason.")
_STRANGER = Text(
    "Trước khi tiếp nhận, chỉ nơi khai báo hoặc Sở được đính chính.",
    "Before it is taken in, only its declarant and the department correct it.",
)
