"""Workforce numbers through time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from osh_incidents.domain.vocabulary import Relation
from osh_incidents.persistence.repositories.locks import hold
from osh_incidents.persistence.tables.figures import WorkforceRow


class Workers(NamedTuple):
    """How many worked in a period; an empty area, sector or relation means all of it."""

    period: str
    area_code: str | None
    sector: str | None
    relation: str | None
    workers: int


@dataclass(frozen=True, slots=True)
class State:
    """All numbers together, in a *version* that is another after each change."""

    version: int


class Workforce:
    """The denominators of one authority's figures."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def state(self) -> State:
        """Return in which version the numbers are; none is ever taken away."""
        counted = select(func.count()).select_from(WorkforceRow)
        return State(self._session.scalars(counted).one())

    def hold(self) -> None:
        """Let no two write at once: of one cell only one number may be in force."""
        hold(self._session, "workforce", ["all"])

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

    def numbers(self, periods: Sequence[str], moment: datetime) -> Iterator[Workers]:
        """Return the same as `known_at`, as plain numbers: there may be many thousands."""
        row = WorkforceRow
        relation = type_coerce(row.relation, String)
        asked = select(row.period, row.area_code, row.sector, relation, row.workers)
        found = self._session.execute(asked.where(row.period.in_(periods), _known(moment)))
        return (Workers(*one) for one in found)

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
