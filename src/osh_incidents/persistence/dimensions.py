"""By which columns facts are placed in periods and in cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal_column, or_, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from osh_incidents.domain.indicators.model import NONE, Basis, Dimension
from osh_incidents.persistence.tables.figures import FactRow

DATES: dict[Basis, InstrumentedAttribute[Any]] = {
    Basis.OCCURRED: FactRow.occurred_on,
    Basis.DECLARED: FactRow.declared_on,
    Basis.REGISTERED: FactRow.registered_on,
}
NAMED: dict[Dimension, InstrumentedAttribute[Any]] = {
    Dimension.AREA: FactRow.area_code,
    Dimension.SECTOR: FactRow.sector,
    Dimension.RELATION: FactRow.relation,
    Dimension.SEX: FactRow.sex,
    Dimension.SEVERITY: FactRow.severity,
    Dimension.OWNER_TYPE: FactRow.owner_type,
    Dimension.ZONE: FactRow.zone_code,
    Dimension.BOUNDARY: FactRow.boundary,
}
# The word stands in the statement itself: PostgreSQL takes two parameters for two values, and
# would then refuse to group by what is selected.
COLUMNS: dict[Dimension, ColumnElement[str]] = {
    dimension: func.coalesce(type_coerce(column, String), literal_column(f"'{NONE}'"))
    for dimension, column in NAMED.items()
}


@dataclass(frozen=True, slots=True)
class Slice:
    """Which facts a figure is for: days *first* to *last* inclusive, as known at *moment*.

    A *live* one is for what is known now, whenever the clock of another server said it became so.
    """

    first: date
    last: date
    moment: datetime
    basis: Basis = Basis.OCCURRED
    where: Mapping[Dimension, str] = field(default_factory=dict)
    live: bool = False


def known(moment: datetime, *, live: bool = False) -> list[ColumnElement[bool]]:
    """Return what holds for exactly the facts that were known at *moment*, or are known now."""
    if live:
        return [FactRow.known_until.is_(None)]
    return [
        FactRow.known_from <= moment,
        or_(FactRow.known_until.is_(None), FactRow.known_until > moment),
    ]


def inside(within: Slice) -> list[ColumnElement[bool]]:
    """Return what holds for exactly the facts of *within*."""
    day = DATES[within.basis]
    return [
        day >= within.first,
        day <= within.last,
        *known(within.moment, live=within.live),
        *(COLUMNS[dimension] == value for dimension, value in within.where.items()),
    ]
