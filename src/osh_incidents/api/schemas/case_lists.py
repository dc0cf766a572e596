"""Cases as they stand in a list."""

from collections.abc import Iterable
from datetime import datetime

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.cases import CaseSummaryOut, in_short
from osh_incidents.api.schemas.clocks import clock
from osh_incidents.api.schemas.written import Told, writer
from osh_incidents.persistence.repositories.case_lists import ListedCase


class CasePageOut(Out):
    """A page of cases; `next` is the address of the next one."""

    items: list[CaseSummaryOut]
    next: str | None


_PAGE = writer(CasePageOut)


def written(found: Iterable[ListedCase], following: str | None, now: datetime) -> bytes:
    """Return a page of the cases *found* as it is sent, before the one *following*."""
    return _PAGE.to_json({"items": [_summary(one, now) for one in found], "next": following})


def _summary(found: ListedCase, now: datetime) -> Told:
    shown = in_short(found.case, found.victims_total)
    shown["clocks"] = [clock(one, now) for one in found.clocks]
    return shown
