"""Bodies of the actions that change the time of an investigation, and of all its actions."""

from typing import Annotated, Literal

from pydantic import Field

from osh_incidents.api.schemas.moves import (
    ConcludeIn,
    FormTeamIn,
    MoveIn,
    PublishMinutesIn,
    RecordIn,
    SendMinutesIn,
    StartIn,
)
from osh_incidents.api.schemas.types import Line, Reason, Short
from osh_incidents.domain import investigation_moves as moves
from osh_incidents.domain.vocabulary import ExpertAssessment


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


InvestigationActionIn = Annotated[
    FormTeamIn
    | StartIn
    | RequestExtensionIn
    | ApproveExtensionIn
    | RefuseExtensionIn
    | RequestAssessmentIn
    | ReceiveAssessmentIn
    | ReferToPoliceIn
    | PoliceReturnedIn
    | ConcludeIn
    | PublishMinutesIn
    | SendMinutesIn
    | RecordIn,
    Field(discriminator="action"),
]
