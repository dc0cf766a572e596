"""What lengthens an investigation, makes it wait, or takes it out of the team's hands."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.investigation_vocabulary import (
    CriminalOutcome,
    ExpertAssessment,
    Petitioner,
)
from osh_incidents.domain.moves import CaseMove
from osh_incidents.domain.tracks import Do


@dataclass(frozen=True, slots=True)
class RequestExtension(CaseMove):
    """Ask whoever signed the team's decision for more days."""

    action: ClassVar[Do] = Do.REQUEST_EXTENSION
    days: int
    reason: str

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the days asked for."""
        return replace(facts, extension_days=self.days)


@dataclass(frozen=True, slots=True)
class ApproveExtension(CaseMove):
    """Give the days asked for."""

    action: ClassVar[Do] = Do.APPROVE_EXTENSION


@dataclass(frozen=True, slots=True)
class RefuseExtension(CaseMove):
    """Refuse them."""

    action: ClassVar[Do] = Do.REFUSE_EXTENSION
    reason: str


@dataclass(frozen=True, slots=True)
class RequestAssessment(CaseMove):
    """Ask experts; the time to investigate becomes that of an assessment."""

    action: ClassVar[Do] = Do.REQUEST_ASSESSMENT
    kind: ExpertAssessment
    agency: str


@dataclass(frozen=True, slots=True)
class ReceiveAssessment(CaseMove):
    """Take in what the experts found."""

    action: ClassVar[Do] = Do.RECEIVE_ASSESSMENT
    reference: str


@dataclass(frozen=True, slots=True)
class ReferToPolice(CaseMove):
    """Hand the file to the investigation agency, for signs of a crime."""

    action: ClassVar[Do] = Do.REFER_TO_POLICE
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class PoliceReturned(CaseMove):
    """Take the file back with all of its material, after a decision not to prosecute."""

    action: ClassVar[Do] = Do.POLICE_RETURNED
    decision_no: str


@dataclass(frozen=True, slots=True)
class OpenCriminalCase(CaseMove):
    """Take in that the investigation agency opened a criminal case."""

    action: ClassVar[Do] = Do.OPEN_CRIMINAL_CASE
    decision_no: str


@dataclass(frozen=True, slots=True)
class CloseCriminalCase(CaseMove):
    """Take in how the criminal case ended, and the file back.

    With no culprit found, the case suspended, or another accused than the victim, employer and
    fund pay as if the accident was not wholly the worker's fault (Decree 39/2016 art. 28).
    """

    action: ClassVar[Do] = Do.CLOSE_CRIMINAL_CASE
    outcome: CriminalOutcome
    decision_no: str


@dataclass(frozen=True, slots=True)
class HandOver(CaseMove):
    """Hand the whole file to the body to which the case now belongs (Decree 39/2016 art. 11)."""

    action: ClassVar[Do] = Do.HAND_OVER
    reason: str


@dataclass(frozen=True, slots=True)
class ReceivePetition(CaseMove):
    """Take in a petition against the result; *received_on* is the day on its stamp."""

    action: ClassVar[Do] = Do.RECEIVE_PETITION
    petitioner: Petitioner
    received_on: date
    reason: str

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the petition."""
        return replace(facts, petitioner=self.petitioner, petitioned_on=self.received_on)


@dataclass(frozen=True, slots=True)
class RefusePetition(CaseMove):
    """Answer that it is not investigated again, and why."""

    action: ClassVar[Do] = Do.REFUSE_PETITION
    reason: str


@dataclass(frozen=True, slots=True)
class OpenReinvestigation(CaseMove):
    """Let the next level investigate again (Decree 39/2016 art. 17)."""

    action: ClassVar[Do] = Do.OPEN_REINVESTIGATION
    decision_no: str
