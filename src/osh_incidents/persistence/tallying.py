"""What a fact adds to the tally of what is counted now, read on the fact in memory."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.indicators.rules import RULES
from osh_incidents.persistence.counts import CASES, reasons
from osh_incidents.persistence.fact_values import values_of
from osh_incidents.persistence.holding import Reading, reading
from osh_incidents.persistence.tables.figures import TALLIED, FactRow

AT_LAST = datetime(9999, 1, 1, tzinfo=UTC)
"""When every date has passed."""

SECOND_HALF = 7
"""The month with which it begins."""

Cell = tuple[int, int, str, str]
"""Year, half, area and line of business."""

NO_CELL: Cell = (0, 0, "", "")
"""Where nothing is counted: a row there only tells that something has changed."""

SUMMED = ("facts", *(count.value for count in TALLIED))
"""The columns of the tally that are added up."""


class Changes:
    """What some facts that change add to the tally, less what they added before."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._cells: dict[Cell, Counter[str]] = {}

    def take(self, fact: FactRow) -> None:
        """Take away what *fact* adds."""
        self._cells.setdefault(_cell(fact), Counter()).subtract(_added(fact))

    def put(self, fact: FactRow) -> None:
        """Put in what *fact* adds."""
        self._cells.setdefault(_cell(fact), Counter()).update(_added(fact))

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each cell touched, one that adds nothing too: it tells of a change."""
        return [row(cell, added) for cell, added in sorted(self._cells.items())]


def row(cell: Cell, added: Mapping[str, int]) -> dict[str, Any]:
    """Return the row to append for *cell*; what is not named in *added* is nothing."""
    year, half, area, sector = cell
    key = {"generation": 0, "year": year, "half": half, "area_code": area, "sector": sector}
    return {**key, **{name: added.get(name, 0) for name in SUMMED}}


def half_of(day: date) -> tuple[int, int]:
    """Return year and half of *day*."""
    return day.year, 2 if day.month >= SECOND_HALF else 1


def _cell(fact: FactRow) -> Cell:
    return *half_of(fact.occurred_on), fact.area_code, fact.sector


@cache
def _readings() -> dict[WhyNot, Reading]:
    return {reason: reading(holds) for reason, holds in reasons(AT_LAST).items()}


def _added(fact: FactRow) -> dict[str, int]:
    """Return what *fact* adds to each count once every date in it has passed."""
    known = SimpleNamespace(**values_of(fact))
    left_out = {reason for reason, holds in _readings().items() if holds(known)}
    added = {
        count.value: 1
        for count in TALLIED
        if left_out.isdisjoint(RULES[count]) and (fact.leads or count not in CASES)
    }
    return {"facts": 1, **added}
