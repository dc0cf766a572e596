"""Cases as they stand in a list."""

from datetime import datetime

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.cases import CaseSummaryOut, in_short
from osh_incidents.api.schemas.clocks import ClockOut
from osh_incidents.persistence.repositories.case_lists import ListedCase


class CasePageOut(Out):
    """A page of cases; `next` is the address of the next one."""

    items: list[CaseSummaryOut]
    next: str | None


def summary(found: ListedCase, now: datetime) -> CaseSummaryOut:
    """Return a case as it stands in a list."""
    clocks = [ClockOut.of(clock, now) for clock in found.clocks]
    shown = in_short(found.case, found.victims_total)
    return CaseSummaryOut(**shown, clocks=clocks)
