"""Why a figure differs between two moments."""

from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.texts import TextOut, text
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.indicators.causes import Cause
from osh_incidents.domain.indicators.model import Basis, Count
from osh_incidents.domain.territory import Boundary
from osh_incidents.services.diffs import Diff, Difference
from osh_incidents.services.indicators import Question


class PartOut(Out):
    """What one cause added and took away; `change` is the one less the other."""

    cause: Cause
    label: TextOut
    gained: int
    lost: int
    change: int
    cases_gained: list[UUID]
    cases_lost: list[UUID]


class DifferenceOut(Out):
    """A number at both moments; the changes of the parts add up to the difference."""

    count: Count | None = Field(description="null: the number of workers")
    before: int | None
    after: int | None
    difference: int | None = Field(description="null where one of the two is not known")
    parts: list[PartOut]


class DiffOut(Out):
    """The headline of an indicator at two moments."""

    indicator: str
    version_before: str
    version_after: str
    from_known_at: Moment
    to_known_at: Moment
    basis: Basis
    boundary: Boundary
    numerator: DifferenceOut
    denominator: DifferenceOut


def diff(found: Diff, asked: Question, since: Moment) -> DiffOut:
    """Return *found* as it is published."""
    return DiffOut(
        indicator=found.after.name,
        version_before=found.before.version,
        version_after=found.after.version,
        from_known_at=since,
        to_known_at=asked.moment,
        basis=asked.basis,
        boundary=asked.boundary,
        numerator=_difference(found.numerator),
        denominator=_difference(found.denominator),
    )


def _difference(found: Difference) -> DifferenceOut:
    known = found.before is not None and found.after is not None
    return DifferenceOut(
        count=found.count,
        before=found.before,
        after=found.after,
        difference=(found.after or 0) - (found.before or 0) if known else None,
        parts=[
            PartOut(
                cause=part.cause,
                label=text(part.cause.label),
                gained=part.gained,
                lost=part.lost,
                change=part.gained - part.lost,
                cases_gained=list(part.cases_gained),
                cases_lost=list(part.cases_lost),
            )
            for part in found.parts
        ],
    )
