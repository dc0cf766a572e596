"""What changes the time of an investigation: extension, experts, the police."""

from datetime import datetime

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.investigation_moves import (
    ApproveExtension,
    PoliceReturned,
    ReceiveAssessment,
    ReferToPolice,
    RefuseExtension,
    RequestAssessment,
    RequestExtension,
)
from osh_incidents.domain.vocabulary import ExtensionState
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import investigation_clock

Change = (
    RequestExtension
    | ApproveExtension
    | RefuseExtension
    | RequestAssessment
    | ReceiveAssessment
    | ReferToPolice
    | PoliceReturned
)


def apply(uow: UnitOfWork, actor: Actor, case: CaseRow, move: Change, now: datetime) -> None:
    """Record *move* on the investigation of *case*, and change its clock as the law says."""
    inquiry = case.inquiry
    assert inquiry is not None, "the table allows a change of a begun investigation alone"
    match move:
        case RequestExtension():
            inquiry.extension, inquiry.extension_days = ExtensionState.REQUESTED, move.days
            inquiry.extension_reason = move.reason
            inquiry.extension_requested_by = actor.account_id
        case ApproveExtension():
            inquiry.extension = ExtensionState.APPROVED
            investigation_clock.extend(uow, case, inquiry.extension_days or 0)
        case RefuseExtension():
            inquiry.extension = ExtensionState.REFUSED
        case RequestAssessment():
            investigation_clock.wait_for_experts(uow, case, now)
            inquiry.assessment, inquiry.assessment_agency = move.kind, move.agency
            inquiry.assessment_requested_at = now
        case ReceiveAssessment():
            inquiry.assessment_received_at = now
        case ReferToPolice():
            inquiry.police_agency, inquiry.referred_at = move.agency, now
            investigation_clock.pause(case)
        case PoliceReturned():
            inquiry.returned_at = now
            investigation_clock.begin_anew(uow, case, now)
