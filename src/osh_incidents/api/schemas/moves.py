"""Bodies of the actions on each track: what they share, those on a disease and on the handling."""

from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar

from pydantic import Field

from osh_incidents.api.schemas.base import In
from osh_incidents.api.schemas.types import (
    Day,
    Dong,
    Icd10,
    Line,
    Percent,
    Reason,
    Short,
)
from osh_incidents.domain import moves
from osh_incidents.domain.vocabulary import HandlingKind

M = TypeVar("M")


class MoveIn(In, Generic[M]):
    """A body that asks for one move; its other fields are what the move brings."""

    makes: ClassVar[Any]

    def move(self) -> M:
        """Return the move asked for."""
        made: M = self.makes(**{name: value for name, value in self if name != "action"})
        return made


class DiagnoseIn(MoveIn[moves.Diagnose]):
    """Confirm the diagnosis."""

    makes = moves.Diagnose
    action: Literal["diagnose"]
    facility: Line
    icd10: Icd10 | None = None


class AssessIn(MoveIn[moves.Assess]):
    """Record what the medical council concluded."""

    makes = moves.Assess
    action: Literal["assess"]
    loss_percent: Percent
    assessed_on: Day
    council: Line


class ConfirmDiseaseIn(MoveIn[moves.Confirm]):
    """Confirm the occupational disease."""

    makes = moves.Confirm
    action: Literal["confirm"]


class RefuseDiseaseIn(MoveIn[moves.Refuse]):
    """Find that the disease is not occupational."""

    makes = moves.Refuse
    action: Literal["refuse"]
    reason: Reason


class DecideHandlingIn(MoveIn[moves.DecideHandling]):
    """Decide how the case is handled."""

    makes = moves.DecideHandling
    action: Literal["decide"]
    kind: HandlingKind
    decision_no: Short | None = None
    decided_on: Day | None = None
    fine_vnd: Dong | None = None
    reason: Line | None = None


class OrderRemediesIn(MoveIn[moves.OrderRemedies]):
    """Order what must be put right."""

    makes = moves.OrderRemedies
    action: Literal["order_remedies"]
    remedies: Reason
    remedies_due_on: Day


class ConfirmRemediesIn(MoveIn[moves.ConfirmRemedies]):
    """Confirm that the remedies were carried out."""

    makes = moves.ConfirmRemedies
    action: Literal["confirm_remedies"]


class FinishIn(MoveIn[moves.Finish]):
    """End the handling."""

    makes = moves.Finish
    action: Literal["finish"]


class ReassessDiseaseIn(MoveIn[moves.Reassess]):
    """Record a later conclusion of the medical council on a confirmed disease."""

    makes = moves.Reassess
    action: Literal["reassess"]
    loss_percent: Percent
    assessed_on: Day
    council: Line


_BY_ACTION = Field(discriminator="action")

DiseaseActionIn = Annotated[
    DiagnoseIn | AssessIn | ConfirmDiseaseIn | RefuseDiseaseIn | ReassessDiseaseIn, _BY_ACTION
]
HandlingActionIn = Annotated[
    DecideHandlingIn | OrderRemediesIn | ConfirmRemediesIn | FinishIn, _BY_ACTION
]
