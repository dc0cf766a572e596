"""The time of an investigation as it changes: extended, assessed, with the police and back."""

from dataclasses import dataclass, replace
from datetime import datetime

from osh_incidents.domain.clock_changes import changed_limit, extended, restarted
from osh_incidents.domain.days import local_day
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.periods import Period
from osh_incidents.domain.law.time_limits import EXPERT_WITHIN
from osh_incidents.domain.law.time_rules import ROLL_OVER


@dataclass(frozen=True, slots=True)
class InvestigationTime:
    """Since when an investigation runs, for how long, and when it is due; *law* tells the rest."""

    started_at: datetime
    period: Period
    due_at: datetime
    is_extended: bool = False
    law: Law = SHIPPED

    @classmethod
    def begun(cls, started_at: datetime, period: Period, law: Law = SHIPPED) -> "InvestigationTime":
        """Return the time that begins with the news of the accident (Law 84/2015 art. 35(6))."""
        due = restarted(started_at, period, roll_over=_rolls_over(started_at, law))
        return cls(started_at, period, due, law=law)

    def extended(self, days: int) -> "InvestigationTime":
        """Return the time after its only extension, by at most as many days as the limit.

        Raises:
            ValueError: it was extended before, the class has no extension, or *days* are too many.
        """
        if self.is_extended:
            raise ValueError("an investigation is extended once")
        due = extended(self.due_at, self.period, days, roll_over=self._rolls_over)
        return replace(self, due_at=due, is_extended=True)

    def with_assessment(self) -> "InvestigationTime":
        """Return the time when a technical or forensic assessment is needed.

        Sixty days, counted from the original start and not from the need; never less than before.
        """
        period = self.law.on(EXPERT_WITHIN, local_day(self.started_at)).value
        due = changed_limit(self.started_at, period, roll_over=self._rolls_over)
        return replace(self, period=period, due_at=max(due, self.due_at))

    def material_back(self, at: datetime) -> "InvestigationTime":
        """Return the time that starts anew *at* the return of the last material (art. 35(7)).

        The law gives the limit again; that it gives a second extension, it does not say.
        """
        due = restarted(at, self.period, roll_over=_rolls_over(at, self.law))
        return replace(self, started_at=at, due_at=due)

    @property
    def _rolls_over(self) -> bool:
        return _rolls_over(self.started_at, self.law)


def _rolls_over(at: datetime, law: Law) -> bool:
    return law.on(ROLL_OVER, local_day(at)).value
