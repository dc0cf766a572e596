"""What each action on the registration of a case brings with it."""

from dataclasses import dataclass, replace
from typing import ClassVar

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.moves import CaseMove
from osh_incidents.domain.tracks import Do
from osh_incidents.domain.vocabulary import Rejection


@dataclass(frozen=True, slots=True)
class Register(CaseMove):
    """Take the case in and give it its number."""

    action: ClassVar[Do] = Do.REGISTER


@dataclass(frozen=True, slots=True)
class Return(CaseMove):
    """Send the declaration back to be completed."""

    action: ClassVar[Do] = Do.RETURN
    reason: str


@dataclass(frozen=True, slots=True)
class Complete(CaseMove):
    """Send the completed declaration."""

    action: ClassVar[Do] = Do.COMPLETE
    declaration: Declaration


@dataclass(frozen=True, slots=True)
class Reject(CaseMove):
    """Refuse the declaration."""

    action: ClassVar[Do] = Do.REJECT
    rejection: Rejection
    reason: str

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the kind of rejection."""
        return replace(facts, rejection=self.rejection)


@dataclass(frozen=True, slots=True)
class Close(CaseMove):
    """Close the file."""

    action: ClassVar[Do] = Do.CLOSE


@dataclass(frozen=True, slots=True)
class Transfer(CaseMove):
    """Send the declaration on to the authority where it happened."""

    action: ClassVar[Do] = Do.TRANSFER
    authority: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestReopen(CaseMove):
    """Ask to open a closed file again."""

    action: ClassVar[Do] = Do.REQUEST_REOPEN
    reason: str


@dataclass(frozen=True, slots=True)
class Reopen(CaseMove):
    """Open the file again, as another person asked for."""

    action: ClassVar[Do] = Do.REOPEN


@dataclass(frozen=True, slots=True)
class ReopenByNews(CaseMove):
    """Open the file again, since a victim got worse."""

    action: ClassVar[Do] = Do.REOPEN_BY_NEWS


@dataclass(frozen=True, slots=True)
class RefuseReopen(CaseMove):
    """Leave the file closed."""

    action: ClassVar[Do] = Do.REFUSE_REOPEN
    reason: str


@dataclass(frozen=True, slots=True)
class RequestVoid(CaseMove):
    """Ask to void a case that should never have been one."""

    action: ClassVar[Do] = Do.REQUEST_VOID
    reason: str


@dataclass(frozen=True, slots=True)
class ApproveVoid(CaseMove):
    """Void the case, as another person asked for; it stays readable."""

    action: ClassVar[Do] = Do.APPROVE_VOID


@dataclass(frozen=True, slots=True)
class RefuseVoid(CaseMove):
    """Let the case stand."""

    action: ClassVar[Do] = Do.REFUSE_VOID
    reason: str
