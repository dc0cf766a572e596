"""Bodies of the actions on the registration of a case."""

from typing import Annotated, Literal

from pydantic import Field

from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.api.schemas.moves import MoveIn
from osh_incidents.api.schemas.types import (
    Line,
    Reason,
)
from osh_incidents.domain import registration_moves as moves
from osh_incidents.domain.vocabulary import Rejection


class RegisterIn(MoveIn[moves.Register]):
    """Take the case in; it gets its number."""

    makes = moves.Register
    action: Literal["register"]


class ReturnIn(MoveIn[moves.Return]):
    """Send the declaration back to be completed."""

    makes = moves.Return
    action: Literal["return"]
    reason: Reason


class CompleteIn(MoveIn[moves.Complete]):
    """Send the completed declaration as a whole."""

    makes = moves.Complete
    action: Literal["complete"]
    declaration: DeclarationIn

    def move(self) -> moves.Complete:
        """Return the move with the declaration."""
        return moves.Complete(self.declaration.declaration())


class RejectIn(MoveIn[moves.Reject]):
    """Refuse the declaration."""

    makes = moves.Reject
    action: Literal["reject"]
    rejection: Rejection
    reason: Reason


class CloseIn(MoveIn[moves.Close]):
    """Close the file."""

    makes = moves.Close
    action: Literal["close"]


class TransferIn(MoveIn[moves.Transfer]):
    """Send the declaration on to the authority where it happened."""

    makes = moves.Transfer
    action: Literal["transfer"]
    authority: Line
    reason: Reason


class RequestReopenIn(MoveIn[moves.RequestReopen]):
    """Ask to open a closed file again."""

    makes = moves.RequestReopen
    action: Literal["request_reopen"]
    reason: Reason


class ReopenIn(MoveIn[moves.Reopen]):
    """Open the file again, as another person asked for."""

    makes = moves.Reopen
    action: Literal["reopen"]


class RefuseReopenIn(MoveIn[moves.RefuseReopen]):
    """Leave the file closed."""

    makes = moves.RefuseReopen
    action: Literal["refuse_reopen"]
    reason: Reason


class RequestVoidIn(MoveIn[moves.RequestVoid]):
    """Ask to void a case that should never have been one."""

    makes = moves.RequestVoid
    action: Literal["request_void"]
    reason: Reason


class ApproveVoidIn(MoveIn[moves.ApproveVoid]):
    """Void the case, as another person asked for."""

    makes = moves.ApproveVoid
    action: Literal["approve_void"]


class RefuseVoidIn(MoveIn[moves.RefuseVoid]):
    """Let the case stand."""

    makes = moves.RefuseVoid
    action: Literal["refuse_void"]
    reason: Reason


RegistrationActionIn = Annotated[
    RegisterIn
    | ReturnIn
    | CompleteIn
    | RejectIn
    | CloseIn
    | TransferIn
    | RequestReopenIn
    | ReopenIn
    | RefuseReopenIn
    | RequestVoidIn
    | ApproveVoidIn
    | RefuseVoidIn,
    Field(discriminator="action"),
]
