"""Investigating an accident, from the team to the minutes; or the commune's record."""

from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deadlines import ClockDuty
from osh_incidents.domain.errors import FieldFault, InvalidFields, NotFound
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.causes import CAUSES
from osh_incidents.domain.moves import (
    Conclude,
    FormTeam,
    PublishMinutes,
    Record,
    SendMinutes,
    Start,
)
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.vocabulary import Conclusion
from osh_incidents.domain.workflow.investigation import INVESTIGATIONS
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.findings import InvestigationRow, TeamMemberRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import claims, clocks, investigation_changes, moves
from osh_incidents.services.investigation_changes import Change
from osh_incidents.services.rules import law_of

Step = FormTeam | Start | Conclude | PublishMinutes | SendMinutes | Record
"""What takes an investigation further."""

InvestigationMove = Step | Change


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
    if case.level is None:
        raise NotFound
    source = case.investigation
    target = moves.decide(uow, actor, case, INVESTIGATIONS[case.level], source, move)
    case.investigation = target
    if case.inquiry is None:
        case.inquiry = InvestigationRow(case_id=case.id)
    if isinstance(move, Step):
        _apply(law_of(uow), case, case.inquiry, move, now)
    else:
        investigation_changes.apply(uow, actor, case, move, now)
    reason = getattr(move, "reason", None)
    entry = moves.entry(Track.INVESTIGATION, move, source, target, reason=reason)
    moves.done(uow, actor, case, entry, now)
    if isinstance(move, PublishMinutes) and case.inquiry.conclusion in _OWED:
        claims.open_all(uow, actor, case, now)
    return case


_OWED = frozenset({Conclusion.OCCUPATIONAL_ACCIDENT, Conclusion.ALLOWANCE_CASE})


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
            inquiry.team = [_member(case.id, move, index) for index in range(len(move.members))]
        case Start():
            inquiry.started_at = now
            clocks.stop_duty(case, ClockDuty.SCENE, now)
        case Conclude():
            _refuse_unknown_cause(law, case, move)
            inquiry.conclusion, inquiry.fault = move.conclusion, move.fault
            inquiry.main_cause, inquiry.findings = move.main_cause, move.findings
            inquiry.concluded_at = now
            # A base team that had begun may have been taken over, and does not begin again.
            clocks.stop_duty(case, ClockDuty.SCENE, now)
        case PublishMinutes():
            inquiry.minutes_no, inquiry.published_at = move.minutes_no, now
            clocks.stop_duty(case, ClockDuty.INVESTIGATION, now)
            clocks.start_after_publication(law, case, now)
        case SendMinutes():
            inquiry.sent_at, inquiry.sent_to = now, list(move.sent_to)
            clocks.stop_duty(case, ClockDuty.SEND_MINUTES, now)
        case Record():
            inquiry.minutes_no, inquiry.findings = move.record_no, move.findings
            inquiry.published_at = now
            clocks.stop_duty(case, ClockDuty.INVESTIGATION, now)


def _member(case_id: UUID, move: FormTeam, index: int) -> TeamMemberRow:
    member = move.members[index]
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
