"""Conclusions of medical councils: every one is kept, whatever a later one says."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from osh_incidents.persistence.tables.findings import AssessmentRow


class Concluded(Protocol):
    """What a council concluded: the loss in per cent, on which day."""

    @property
    def loss_percent(self) -> int:
        """Return the loss of working capacity."""

    @property
    def assessed_on(self) -> date:
        """Return the day of the conclusion."""

    @property
    def council(self) -> str:
        """Return the name of the council."""


def kept(case_id: UUID, claim_id: UUID | None, found: Concluded, now: datetime) -> AssessmentRow:
    """Return the row that keeps what was *found*, of a claim or of the disease itself."""
    return AssessmentRow(
        case_id=case_id,
        claim_id=claim_id,
        loss_percent=found.loss_percent,
        assessed_on=found.assessed_on,
        council=found.council,
        recorded_at=now,
    )
