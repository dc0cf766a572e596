"""Investigating an accident, from the team to the minutes; or the commune's record."""

from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deadlines import ClockDuty
from osh_incidents.domain.errors import FieldFault, InvalidFields, NotFound
from osh_incidents.domain.investigation_moves import (
    Conclude,
    FormTeam,
    Member,
    PublishMinutes,
    Record,
    SendMinutes,
    Start,
)
from osh_incidents.domain.investigation_turns import (
    CloseCriminalCase,
    HandOver,
    OpenReinvestigation,
)
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.workflow.investigation import INVESTIGATIONS
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.findings import InvestigationRow, TeamMemberRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, entitlements, investigation_turns, moves, rounds
from osh_incidents.services.investigation_turns import Turn
from osh_incidents.services.rules import law_of

Step = FormTeam | Start | Conclude | PublishMinutes | SendMinutes | Record
"""What takes an investigation further."""

InvestigationMove = Step | Turn


def act(
    uow: UnitOfWork, actor: Actor, case_id: UUID, move: InvestigationMove, *, now: datetime
) -> CaseRow:
    """Take *move* on the investigation, by the table of the level that the law asks for.

    Raises:
        NotFound: there is no such case in reach, or it is a disease, which is not investigated.
        ActionNotAllowed, NotPermitted, GuardsUnmet: as the table of the track says.
        InvalidFields: a date in the future, or an unknown cause.
    """
    case = moves.fetch(uow, actor, case_id)
    level = rounds.level(case)
    if level is None:
        raise NotFound
    by, source = moves.By(actor, now), case.investigation
    target = moves.decide(uow, by, case, INVESTIGATIONS[level], move)
    inquiry = rounds.begun(case)
    case.investigation = inquiry.state = target
    if isinstance(move, Step):
        _apply(law_of(uow), case, inquiry, move, now)
    else:
        investigation_turns.apply(uow, by, case, inquiry, move)
    reason = getattr(move, "reason", None)
    entry = moves.entry(Track.INVESTIGATION, move, source, target, reason=reason)
    moves.done(uow, actor, case, entry, now)
    _follow_up(uow, by, case, inquiry, move)
    return case


def _follow_up(
    uow: UnitOfWork,
    by: moves.By,
    case: CaseRow,
    inquiry: InvestigationRow,
    move: InvestigationMove,
) -> None:
    """Do what follows from a move once it is logged: another round, or the claims of victims."""
    match move:
        case HandOver() | OpenReinvestigation():
            investigation_turns.open_next_round(uow, by, case, inquiry, move)
        case PublishMinutes():
            entitlements.follow_result(uow, by, case)
        case CloseCriminalCase() if move.outcome.clears_victim:
            # Paid at once, whatever the minutes will say of it (Decree 39/2016 art. 28).
            entitlements.follow_result(uow, by, case)
        case _:
            pass


def _apply(
    law: Law,
    case: CaseRow,
    inquiry: InvestigationRow,
    move: Step,
    now: datetime,
) -> None:
    match move:
        case FormTeam():
            moves.refuse_future("/decided_on", move.decided_on, now)
            inquiry.decision_no, inquiry.decided_on = move.decision_no, move.decided_on
            inquiry.team = [_member(case.id, member) for member in move.members]
        case Start():
            inquiry.started_at = now
            clocks.stop_duty(case, ClockDuty.SCENE, now)
        case Conclude():
            _refuse_unknown_cause(law, case, move)
            inquiry.conclusion, inquiry.fault = move.conclusion, move.fault
            inquiry.main_cause, inquiry.findings = move.main_cause, move.findings
            inquiry.commuting_evidence, inquiry.concluded_at = move.commuting_evidence, now
            # A base team that had begun may have been taken over, and does not begin again.
            clocks.stop_duty(case, ClockDuty.SCENE, now)
        case PublishMinutes():
            rounds.publish(case, inquiry, move.minutes_no, now)
            clocks.start_after_publication(law, case, now)
        case SendMinutes():
            inquiry.sent_at, inquiry.sent_to = now, list(move.sent_to)
            clocks.stop_duty(case, ClockDuty.SEND_MINUTES, now)
        case Record():
            inquiry.findings = move.findings
            rounds.publish(case, inquiry, move.record_no, now)


def _member(case_id: UUID, member: Member) -> TeamMemberRow:
    return TeamMemberRow(
        case_id=case_id,
        seat=member.seat,
        full_name=member.full_name,
        position=member.position,
        organisation_id=member.organisation_id,
        is_head=member.is_head,
    )


def _refuse_unknown_cause(law: Law, case: CaseRow, move: Conclude) -> None:
    if (
        move.main_cause is not None
        and move.main_cause not in law.on(CAUSES, case.occurred_on).value
    ):
        raise InvalidFields(
            errors=[
                FieldFault(
                    "/main_cause",
                    "unknown_code",
                    Text("Mã không có trong danh mục.", "The code is not in the list."),
                )
            ]
        )
