"""Bodies of the actions on an investigation that change its time or its hands."""

from typing import Annotated, Literal

from pydantic import Field

from osh_incidents.api.schemas.moves import MoveIn
from osh_incidents.api.schemas.types import (
    Day,
    Line,
    Reason,
    Short,
)
from osh_incidents.domain import investigation_turns as moves
from osh_incidents.domain.investigation_vocabulary import (
    CriminalOutcome,
    ExpertAssessment,
    Petitioner,
)


class RequestExtensionIn(MoveIn[moves.RequestExtension]):
    """Ask for more days, at most as many as the limit of this class of accident."""

    makes = moves.RequestExtension
    action: Literal["request_extension"]
    days: Annotated[int, Field(strict=True, ge=1, le=365)]
    reason: Reason


class ApproveExtensionIn(MoveIn[moves.ApproveExtension]):
    """Give the days asked for."""

    makes = moves.ApproveExtension
    action: Literal["approve_extension"]


class RefuseExtensionIn(MoveIn[moves.RefuseExtension]):
    """Refuse them."""

    makes = moves.RefuseExtension
    action: Literal["refuse_extension"]
    reason: Reason


class RequestAssessmentIn(MoveIn[moves.RequestAssessment]):
    """Ask experts."""

    makes = moves.RequestAssessment
    action: Literal["request_assessment"]
    kind: ExpertAssessment
    agency: Line


class ReceiveAssessmentIn(MoveIn[moves.ReceiveAssessment]):
    """Take in what the experts found."""

    makes = moves.ReceiveAssessment
    action: Literal["receive_assessment"]
    reference: Short


class ReferToPoliceIn(MoveIn[moves.ReferToPolice]):
    """Hand the file to the investigation agency."""

    makes = moves.ReferToPolice
    action: Literal["refer_to_police"]
    agency: Line
    reason: Reason


class PoliceReturnedIn(MoveIn[moves.PoliceReturned]):
    """Take the file back with all of its material."""

    makes = moves.PoliceReturned
    action: Literal["police_returned"]
    decision_no: Short


class OpenCriminalCaseIn(MoveIn[moves.OpenCriminalCase]):
    """Take in that a criminal case was opened."""

    makes = moves.OpenCriminalCase
    action: Literal["open_criminal_case"]
    decision_no: Short


class CloseCriminalCaseIn(MoveIn[moves.CloseCriminalCase]):
    """Take in how the criminal case ended, and the file back."""

    makes = moves.CloseCriminalCase
    action: Literal["close_criminal_case"]
    outcome: CriminalOutcome
    decision_no: Short


class HandOverIn(MoveIn[moves.HandOver]):
    """Hand the whole file to the body to which the case now belongs."""

    makes = moves.HandOver
    action: Literal["hand_over"]
    reason: Reason


class ReceivePetitionIn(MoveIn[moves.ReceivePetition]):
    """Take in a petition against the result."""

    makes = moves.ReceivePetition
    action: Literal["receive_petition"]
    petitioner: Petitioner
    received_on: Day = Field(description="the day on its stamp")
    reason: Reason


class RefusePetitionIn(MoveIn[moves.RefusePetition]):
    """Answer that it is not investigated again, and why."""

    makes = moves.RefusePetition
    action: Literal["refuse_petition"]
    reason: Reason


class OpenReinvestigationIn(MoveIn[moves.OpenReinvestigation]):
    """Let the next level investigate again."""

    makes = moves.OpenReinvestigation
    action: Literal["open_reinvestigation"]
    decision_no: Short


InvestigationTurnIn = (
    RequestExtensionIn
    | ApproveExtensionIn
    | RefuseExtensionIn
    | RequestAssessmentIn
    | ReceiveAssessmentIn
    | ReferToPoliceIn
    | PoliceReturnedIn
    | OpenCriminalCaseIn
    | CloseCriminalCaseIn
    | HandOverIn
    | ReceivePetitionIn
    | RefusePetitionIn
    | OpenReinvestigationIn
)
