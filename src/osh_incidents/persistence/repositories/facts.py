"""Facts of victims through time: what was known when, and what is counted from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, distinct, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.indicators.model import Basis, Count, Dimension
from osh_incidents.domain.vocabulary import Relation
from osh_incidents.persistence.counts import CASES, condition
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.figures import FactRow

_DATE = {
    Basis.OCCURRED: FactRow.occurred_on,
    Basis.DECLARED: FactRow.declared_on,
    Basis.REGISTERED: FactRow.registered_on,
}
_COLUMN: dict[Dimension, InstrumentedAttribute[str] | InstrumentedAttribute[Relation]] = {
    Dimension.AREA: FactRow.area_code,
    Dimension.SECTOR: FactRow.sector,
    Dimension.RELATION: FactRow.relation,
}


@dataclass(frozen=True, slots=True)
class Slice:
    """Which facts a figure is for: days *first* to *last* inclusive, as known at *moment*."""

    first: date
    last: date
    moment: datetime
    basis: Basis = Basis.OCCURRED
    where: Mapping[Dimension, str] = field(default_factory=dict)


class Facts:
    """The facts of one authority's victims."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def current(self, case_id: UUID) -> dict[UUID, FactRow]:
        """Return what is known now of each victim of a case."""
        rows = self._session.scalars(
            select(FactRow).where(FactRow.case_id == case_id, FactRow.known_until.is_(None))
        )
        return {row.victim_id: row for row in rows}

    def count(
        self, counts: Sequence[Count], within: Slice, by: Sequence[Dimension]
    ) -> dict[tuple[str, ...], dict[Count, int]]:
        """Return each of *counts* for every cell of *by* that has a fact."""
        cells = [_COLUMN[dimension] for dimension in by]
        columns = [_counted(count, within.moment) for count in counts]
        statement = select(*cells, *columns).where(*_inside(within)).group_by(*cells)
        rows = [tuple(row) for row in self._session.execute(statement)]
        return {
            tuple(map(str, row[: len(cells)])): dict(
                zip(counts, map(int, row[len(cells) :]), strict=True)
            )
            for row in rows
        }

    def cases(
        self, count: Count, within: Slice, actor: Actor, after: UUID | None, size: int
    ) -> Sequence[Row[CaseRow, int]]:
        """Return a page of the cases behind a number, each with what it adds to the number."""
        weight = _counted(count, within.moment)
        behind = (
            select(FactRow.case_id, weight.label("weight"))
            .where(*_inside(within), condition(count, within.moment))
            .group_by(FactRow.case_id)
            .subquery()
        )
        statement = (
            select(CaseRow, behind.c.weight)
            .join(behind, behind.c.case_id == CaseRow.id)
            .where(visible_to(actor))
            .order_by(CaseRow.id)
            .limit(size)
        )
        if after is not None:
            statement = statement.where(CaseRow.id > after)
        return self._session.execute(statement).all()


def _counted(count: Count, moment: datetime) -> ColumnElement[int]:
    what = FactRow.case_id if count in CASES else FactRow.victim_id
    return func.count(distinct(what)).filter(condition(count, moment))


def _inside(within: Slice) -> list[ColumnElement[bool]]:
    day = _DATE[within.basis]
    return [
        day >= within.first,
        day <= within.last,
        FactRow.known_from <= within.moment,
        or_(FactRow.known_until.is_(None), FactRow.known_until > within.moment),
        *(_COLUMN[dimension] == value for dimension, value in within.where.items()),
    ]
