"""What the service counts, set beside what is published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.vocabulary import Relation
from osh_incidents.national.published import COMPARED, Key, Published, of_year

Ask = Callable[..., Any]
Computed = Mapping[int, Mapping[Key, int]]

_FIGURE = "/indicators/fatal-accident-frequency"
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Line:
    """One count of one year: *published* is None where the ministry gave none."""

    year: int
    count: Count
    relation: Relation | None
    published: Published | None
    computed: int

    @property
    def differs(self) -> bool:
        """Whether a published number is not the one computed."""
        return self.published is not None and self.published.value != self.computed


@dataclass(frozen=True, slots=True)
class Change:
    """The change of fatal accidents from the year before, in percent with one decimal."""

    year: int
    published: Decimal | None
    computed: Decimal | None


def computed(ask: Ask, years: Sequence[int]) -> Computed:
    """Return what the service counts in each of *years*, in all and by relation."""
    asked = {"from": str(min(years)), "to": str(max(years))}
    found: dict[int, dict[Key, int]] = {year: dict.fromkeys(COMPARED, 0) for year in years}
    for by in ({}, {"by": "relation"}):
        for cell in ask(_FIGURE, **asked, **by)["cells"]:
            counts = found.get(int(cell["period"]), {})
            relation = Relation(cell["relation"]) if cell["relation"] else None
            counts.update({(Count(name), relation): n for name, n in cell["counts"].items()})
    return found


def is_empty(found: Computed) -> bool:
    """Whether the service has no accident in any of the years."""
    return not any(any(counts.values()) for counts in found.values())


def lines(found: Computed) -> list[Line]:
    """Return a line for each count of each year, published or not."""
    return [
        Line(year, count, relation, of_year(year).get((count, relation)), counts[count, relation])
        for year, counts in found.items()
        for count, relation in COMPARED
    ]


def changes(compared: Sequence[Line]) -> list[Change]:
    """Return the change of fatal accidents for each year whose year before is there too."""
    fatal = {
        line.year: line
        for line in compared
        if line.count is Count.FATAL_ACCIDENTS and line.relation is None
    }
    return [
        Change(
            year,
            _percent(_value(fatal[year - 1]), _value(line)),
            _percent(fatal[year - 1].computed, line.computed),
        )
        for year, line in fatal.items()
        if year - 1 in fatal
    ]


def _value(line: Line) -> int | None:
    return None if line.published is None else line.published.value


def _percent(before: int | None, after: int | None) -> Decimal | None:
    if not before or after is None:
        return None
    return (Decimal(100 * (after - before)) / before).quantize(_TENTH, ROUND_HALF_UP)
