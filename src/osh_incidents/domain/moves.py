"""What each action brings with it, and how the facts look once it is applied."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.tracks import Do
from osh_incidents.domain.vocabulary import HandlingKind


@dataclass(frozen=True, slots=True)
class CaseMove:
    """An action on a track of a case."""

    action: ClassVar[Do]

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* as they are once this is applied."""
        return facts


@dataclass(frozen=True, slots=True)
class Diagnose(CaseMove):
    """Confirm the diagnosis by a licensed clinic."""

    action: ClassVar[Do] = Do.DIAGNOSE
    facility: str
    icd10: str | None = None


@dataclass(frozen=True, slots=True)
class Assess(CaseMove):
    """Record what the medical council concluded."""

    action: ClassVar[Do] = Do.ASSESS
    loss_percent: int
    assessed_on: date
    council: str


@dataclass(frozen=True, slots=True)
class Confirm(CaseMove):
    """Confirm the occupational disease."""

    action: ClassVar[Do] = Do.CONFIRM


@dataclass(frozen=True, slots=True)
class Refuse(CaseMove):
    """Find that the disease is not occupational."""

    action: ClassVar[Do] = Do.REFUSE
    reason: str


@dataclass(frozen=True, slots=True)
class DecideHandling(CaseMove):
    """Decide how the case is handled; the fine in whole đồng."""

    action: ClassVar[Do] = Do.DECIDE
    kind: HandlingKind
    decision_no: str | None = None
    decided_on: date | None = None
    fine_vnd: int | None = None
    reason: str | None = None

    def on(self, facts: CaseFacts) -> CaseFacts:
        """Return *facts* with the decision."""
        return replace(facts, handling_kind=self.kind, handling_reason=self.reason)


@dataclass(frozen=True, slots=True)
class OrderRemedies(CaseMove):
    """Order what must be put right, and by when."""

    action: ClassVar[Do] = Do.ORDER_REMEDIES
    remedies: str
    remedies_due_on: date


@dataclass(frozen=True, slots=True)
class ConfirmRemedies(CaseMove):
    """Confirm that the remedies were carried out."""

    action: ClassVar[Do] = Do.CONFIRM_REMEDIES


@dataclass(frozen=True, slots=True)
class Finish(CaseMove):
    """End the handling."""

    action: ClassVar[Do] = Do.FINISH


@dataclass(frozen=True, slots=True)
class Reassess(CaseMove):
    """Record a later conclusion of the medical council on a confirmed disease."""

    action: ClassVar[Do] = Do.REASSESS
    loss_percent: int
    assessed_on: date
    council: str
