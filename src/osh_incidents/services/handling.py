"""Handling a case: sanction, remedies, referral, or no action with a reason."""

from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.moves import ConfirmRemedies, DecideHandling, Finish, OrderRemedies
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.workflow.handling import HANDLING
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.findings import HandlingRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import moves

HandlingMove = DecideHandling | OrderRemedies | ConfirmRemedies | Finish


def act(
    uow: UnitOfWork, actor: Actor, case_id: UUID, move: HandlingMove, *, now: datetime
) -> CaseRow:
    """Take *move* on the handling of a case.

    Raises:
        NotFound, ActionNotAllowed, NotPermitted, GuardsUnmet: as the table of the track says.
        InvalidFields: a decision dated in the future.
    """
    case = moves.fetch(uow, actor, case_id)
    source = case.handling
    target = moves.decide(uow, moves.By(actor, now), case, HANDLING, move)
    case.handling = target
    _apply(case, move, now)
    reason = move.reason if isinstance(move, DecideHandling) else None
    entry = moves.entry(Track.HANDLING, move, source, target, reason=reason)
    moves.done(uow, actor, case, entry, now)
    return case


def _apply(case: CaseRow, move: HandlingMove, now: datetime) -> None:
    outcome = case.outcome
    match move:
        case DecideHandling():
            moves.refuse_future("/decided_on", move.decided_on, now)
            decision = HandlingRow(
                id=new_id(),
                case_id=case.id,
                ordinal=len(case.decisions) + 1,
                kind=move.kind,
                decision_no=move.decision_no,
                decided_on=move.decided_on,
                fine_vnd=move.fine_vnd,
                reason=move.reason,
                decided_at=now,
            )
            case.decisions.append(decision)
        case OrderRemedies():
            assert outcome is not None
            outcome.remedies, outcome.remedies_due_on = move.remedies, move.remedies_due_on
        case ConfirmRemedies() | Finish():
            assert outcome is not None
            outcome.done_at = now
