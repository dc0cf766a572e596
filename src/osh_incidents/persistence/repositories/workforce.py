"""Workforce numbers through time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from osh_incidents.domain.vocabulary import Relation
from osh_incidents.persistence.tables.figures import WorkforceRow


class Workforce:
    """The denominators of one authority's figures."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def current(
        self, period: str, area_code: str | None, sector: str | None, relation: Relation | None
    ) -> WorkforceRow | None:
        """Return the number in force now for exactly this cell."""
        return self._session.scalars(
            select(WorkforceRow).where(
                WorkforceRow.period == period,
                WorkforceRow.area_code.is_not_distinct_from(area_code),
                WorkforceRow.sector.is_not_distinct_from(sector),
                WorkforceRow.relation.is_not_distinct_from(relation),
                WorkforceRow.known_until.is_(None),
            )
        ).one_or_none()

    def known_at(self, periods: Sequence[str], moment: datetime) -> Sequence[WorkforceRow]:
        """Return the numbers of *periods* as they were known at *moment*."""
        return self._session.scalars(
            select(WorkforceRow)
            .where(WorkforceRow.period.in_(periods), _known(moment))
            .order_by(WorkforceRow.period, WorkforceRow.id)
        ).all()

    def all_current(self) -> Sequence[WorkforceRow]:
        """Return every number in force now, by period."""
        return self._session.scalars(
            select(WorkforceRow)
            .where(WorkforceRow.known_until.is_(None))
            .order_by(WorkforceRow.period, WorkforceRow.id)
        ).all()


def _known(moment: datetime) -> ColumnElement[bool]:
    return (WorkforceRow.known_from <= moment) & or_(
        WorkforceRow.known_until.is_(None), WorkforceRow.known_until > moment
    )
