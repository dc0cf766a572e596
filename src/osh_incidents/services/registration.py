"""Taking a case in, sending it back, refusing it; closing, reopening and voiding it."""

from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.registration_moves import (
    ApproveVoid,
    Close,
    Complete,
    RefuseReopen,
    RefuseVoid,
    Register,
    Reject,
    Reopen,
    RequestReopen,
    RequestVoid,
    Return,
    Transfer,
)
from osh_incidents.domain.requests import CaseRequest
from osh_incidents.domain.tracks import State, Track
from osh_incidents.domain.vocabulary import Rejection
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, declarations, links, log, moves, recipients

RegistrationMove = (
    Register
    | Return
    | Complete
    | Reject
    | Transfer
    | Close
    | RequestReopen
    | Reopen
    | RefuseReopen
    | RequestVoid
    | ApproveVoid
    | RefuseVoid
)

_REQUESTS = {RequestVoid: CaseRequest.VOID, RequestReopen: CaseRequest.REOPEN}


def act(
    uow: UnitOfWork, actor: Actor, case_id: UUID, move: RegistrationMove, *, now: datetime
) -> CaseRow:
    """Take *move* on the registration of a case.

    Raises:
        NotFound, ActionNotAllowed, NotPermitted, GuardsUnmet: as the table of the track says.
        InvalidFields: a completed declaration has faults.
    """
    case = moves.fetch(uow, actor, case_id)
    by, source = moves.By(actor, now), case.registration
    target = moves.decide(uow, by, case, REGISTRATION, move)
    case.registration = target
    _apply(uow, by, case, move)
    moves.done(uow, actor, case, _entry(move, source, target), now)
    if isinstance(move, Complete):
        links.tell_lead(uow, by, case)
    return case


def _apply(uow: UnitOfWork, by: moves.By, case: CaseRow, move: RegistrationMove) -> None:
    match move:
        case Register():
            case.number, case.registered_at = _number(uow, by.actor, by.now), by.now
        case Complete():
            declarations.complete(uow, by.actor, case, move.declaration, by.now)
        case Reject():
            case.rejection = move.rejection
            _stop_everything(case, by.now)
        case Transfer():
            case.rejection, case.transferred_to = Rejection.OUTSIDE_JURISDICTION, move.authority
            recipients.add_receiving_authority(case, move.authority, by.now)
            _stop_everything(case, by.now)
        case Close():
            case.closed_at = by.now
        case Return():
            pass
        case _:
            _request(by, case, move)


def _request(
    by: moves.By,
    case: CaseRow,
    move: RequestReopen | Reopen | RefuseReopen | RequestVoid | ApproveVoid | RefuseVoid,
) -> None:
    match move:
        case RequestVoid() | RequestReopen():
            case.request, case.request_reason = _REQUESTS[type(move)], move.reason
            case.requested_by, case.requested_at = by.actor.account_id, by.now
            return
        case Reopen():
            case.closed_at = None
        case ApproveVoid():
            case.voided_at = by.now
            _stop_everything(case, by.now)
        case RefuseReopen() | RefuseVoid():
            pass
    case.request = case.requested_by = case.requested_at = case.request_reason = None


def _stop_everything(case: CaseRow, now: datetime) -> None:
    """End every clock that runs: nobody owes anything in a case that is none."""
    for clock in case.clocks:
        if clock.ended_at is None:
            clocks.void(clock, now)


def _number(uow: UnitOfWork, actor: Actor, now: datetime) -> str:
    year = local_day(now).year
    prefix = uow.accounts.authority(actor.authority).case_prefix
    return f"{prefix}-{year}-{uow.cases.next_number(year):06}"


def _entry(move: RegistrationMove, source: State, target: State) -> log.Entry:
    reason = getattr(move, "reason", None)
    data = {"rejection": move.rejection.value} if isinstance(move, Reject) else {}
    return moves.entry(Track.REGISTRATION, move, source, target, reason=reason, data=data)
