"""What turns an investigation: more time, experts, the police, another level, a petition."""

from osh_incidents.domain.classification import classify
from osh_incidents.domain.days import local_day, start_of
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.investigation_turns import (
    ApproveExtension,
    CloseCriminalCase,
    HandOver,
    OpenCriminalCase,
    OpenReinvestigation,
    PoliceReturned,
    ReceiveAssessment,
    ReceivePetition,
    ReferToPolice,
    RefuseExtension,
    RefusePetition,
    RequestAssessment,
    RequestExtension,
)
from osh_incidents.domain.investigation_vocabulary import ExtensionState, Opening, Petition
from osh_incidents.domain.labels import Text
from osh_incidents.domain.levels import belongs_elsewhere, next_level
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.vocabulary import Level
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.findings import InvestigationRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import clocks, investigation_clock, log, moves, rounds
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import case_facts

Turn = (
    RequestExtension
    | ApproveExtension
    | RefuseExtension
    | RequestAssessment
    | ReceiveAssessment
    | ReferToPolice
    | PoliceReturned
    | OpenCriminalCase
    | CloseCriminalCase
    | HandOver
    | ReceivePetition
    | RefusePetition
    | OpenReinvestigation
)

_OF_A_RESULT = frozenset({ClockDuty.SEND_MINUTES, ClockDuty.COMPLAINT})
"""What runs only as long as the published result stands."""


def apply(
    uow: UnitOfWork, by: moves.By, case: CaseRow, inquiry: InvestigationRow, move: Turn
) -> None:
    """Record *move* on the round at work, and change its clock as the law says.

    Raises:
        InvalidFields: a petition dated in the future, or before there was anything to contest.
    """
    match move:
        case RequestExtension() | ApproveExtension() | RefuseExtension():
            _extend(uow, by, case, inquiry, move)
        case RequestAssessment() | ReceiveAssessment():
            _assess(uow, by, case, inquiry, move)
        case ReferToPolice() | PoliceReturned() | OpenCriminalCase() | CloseCriminalCase():
            _prosecute(uow, by, case, inquiry, move)
        case HandOver():
            _supersede(case, inquiry, by)
        case ReceivePetition() | RefusePetition() | OpenReinvestigation():
            _contest(uow, by, case, inquiry, move)


def open_next_round(
    uow: UnitOfWork,
    by: moves.By,
    case: CaseRow,
    before: InvestigationRow,
    move: HandOver | OpenReinvestigation,
) -> None:
    """Open the round of the body that takes over, and log it."""
    opening = Opening.HANDED_OVER if isinstance(move, HandOver) else Opening.REINVESTIGATION
    opened = rounds.open_next(case, _taking_over(case, before, opening), opening, by.now)
    if opening is Opening.REINVESTIGATION:
        limit = classify(case_facts(case, uow.sealer, law_of(uow))).limit
        if limit is not None:
            investigation_clock.begin_round(uow, case, limit.value, by.now)
    clocks.hand_over(case, opened.level)
    data: dict[str, str | int | bool | None] = {
        "level": opened.level.value,
        "round": opened.ordinal,
        "because": opening.value,
    }
    entry = log.Entry(Track.INVESTIGATION, "open_round", None, opened.state, data=data)
    moves.done(uow, by.actor, case, entry, by.now)


def _supersede(case: CaseRow, inquiry: InvestigationRow, by: moves.By) -> None:
    """End what follows from a result that no longer stands; a petition got what it asked for."""
    inquiry.superseded_at = by.now
    if inquiry.petition is Petition.RECEIVED:
        inquiry.petition = Petition.GRANTED
    clocks.stop_duty(case, ClockDuty.PETITION, by.now)
    for clock in case.clocks:
        if clock.duty in _OF_A_RESULT and clock.status is ClockStatus.RUNNING:
            clocks.supersede(clock, by.now)


def _taking_over(case: CaseRow, before: InvestigationRow, opening: Opening) -> Level:
    """Return the level to which the facts took the case, or the next one above."""
    lawful = case.level
    if opening is Opening.HANDED_OVER and lawful and belongs_elsewhere(before.level, lawful):
        return lawful
    above = next_level(before.level)
    assert above is not None, "the table of the highest level has no such row"
    return above


def _extend(
    uow: UnitOfWork,
    by: moves.By,
    case: CaseRow,
    inquiry: InvestigationRow,
    move: RequestExtension | ApproveExtension | RefuseExtension,
) -> None:
    match move:
        case RequestExtension():
            inquiry.extension, inquiry.extension_days = ExtensionState.REQUESTED, move.days
            inquiry.extension_reason = move.reason
            inquiry.extension_requested_by = by.actor.account_id
        case ApproveExtension():
            inquiry.extension = ExtensionState.APPROVED
            investigation_clock.extend(uow, case, inquiry.extension_days or 0)
        case RefuseExtension():
            inquiry.extension = ExtensionState.REFUSED


def _assess(
    uow: UnitOfWork,
    by: moves.By,
    case: CaseRow,
    inquiry: InvestigationRow,
    move: RequestAssessment | ReceiveAssessment,
) -> None:
    match move:
        case RequestAssessment():
            investigation_clock.wait_for_experts(uow, case, by.now)
            inquiry.assessment, inquiry.assessment_agency = move.kind, move.agency
            inquiry.assessment_requested_at = by.now
        case ReceiveAssessment():
            inquiry.assessment_received_at = by.now


def _prosecute(
    uow: UnitOfWork,
    by: moves.By,
    case: CaseRow,
    inquiry: InvestigationRow,
    move: ReferToPolice | PoliceReturned | OpenCriminalCase | CloseCriminalCase,
) -> None:
    match move:
        case ReferToPolice():
            inquiry.police_agency, inquiry.referred_at = move.agency, by.now
            investigation_clock.pause(case)
        case OpenCriminalCase():
            inquiry.criminal_case_no = move.decision_no
            inquiry.criminal_case_opened_at = by.now
        case CloseCriminalCase():
            inquiry.criminal_outcome, inquiry.criminal_case_closed_at = move.outcome, by.now
            inquiry.returned_at = by.now
            investigation_clock.begin_anew(uow, case, by.now)
        case PoliceReturned():
            inquiry.returned_at = by.now
            investigation_clock.begin_anew(uow, case, by.now)


def _contest(
    uow: UnitOfWork,
    by: moves.By,
    case: CaseRow,
    inquiry: InvestigationRow,
    move: ReceivePetition | RefusePetition | OpenReinvestigation,
) -> None:
    match move:
        case ReceivePetition():
            moves.refuse_future("/received_on", move.received_on, by.now)
            _refuse_before_publication(inquiry, move)
            inquiry.petition, inquiry.petitioner = Petition.RECEIVED, move.petitioner
            inquiry.petitioned_on, inquiry.petition_answer = move.received_on, None
            clocks.start_petition(law_of(uow), case, start_of(move.received_on))
        case RefusePetition():
            inquiry.petition, inquiry.petition_answer = Petition.REFUSED, move.reason
            clocks.stop_duty(case, ClockDuty.PETITION, by.now)
        case OpenReinvestigation():
            inquiry.petition = Petition.GRANTED
            clocks.stop_duty(case, ClockDuty.PETITION, by.now)


def _refuse_before_publication(inquiry: InvestigationRow, move: ReceivePetition) -> None:
    if inquiry.published_at is not None and move.received_on < local_day(inquiry.published_at):
        raise InvalidFields(
            errors=[
                FieldFault(
                    "/received_on",
                    "before_publication",
                    Text("Trước ngày công bố biên bản.", "Before the minutes were published."),
                )
            ]
        )
