"""Taking a case in, sending it back, refusing it, closing it."""

from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.days import local_day
from osh_incidents.domain.moves import CaseMove, Close, Complete, Register, Reject, Return
from osh_incidents.domain.tracks import State, Track
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, declarations, log, moves

RegistrationMove = Register | Return | Complete | Reject | Close


def act(
    uow: UnitOfWork, actor: Actor, case_id: UUID, move: RegistrationMove, *, now: datetime
) -> CaseRow:
    """Take *move* on the registration of a case.

    Raises:
        NotFound, ActionNotAllowed, NotPermitted, GuardsUnmet: as the table of the track says.
        InvalidFields: a completed declaration has faults.
    """
    case = moves.fetch(uow, actor, case_id)
    source = case.registration
    target = moves.decide(uow, actor, case, REGISTRATION, source, move)
    case.registration = target
    _apply(uow, actor, case, move, now)
    moves.done(uow, actor, case, _entry(move, source, target), now)
    return case


def _apply(
    uow: UnitOfWork, actor: Actor, case: CaseRow, move: RegistrationMove, now: datetime
) -> None:
    match move:
        case Register():
            case.number, case.registered_at = _number(uow, actor, now), now
        case Complete():
            declarations.complete(uow, actor, case, move.declaration, now)
        case Reject():
            case.rejection = move.rejection
            for clock in case.clocks:
                if clock.ended_at is None:
                    clocks.void(clock, now)
        case Close():
            case.closed_at = now
        case Return():
            pass


def _number(uow: UnitOfWork, actor: Actor, now: datetime) -> str:
    year = local_day(now).year
    prefix = uow.accounts.authority(actor.authority).case_prefix
    return f"{prefix}-{year}-{uow.cases.next_number(year):06}"


def _entry(move: CaseMove, source: State, target: State) -> log.Entry:
    reason = move.reason if isinstance(move, (Return, Reject)) else None
    data = {"rejection": move.rejection.value} if isinstance(move, Reject) else {}
    return moves.entry(Track.REGISTRATION, move, source, target, reason=reason, data=data)
