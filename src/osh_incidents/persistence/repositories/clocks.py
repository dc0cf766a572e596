"""Statutory clocks over all cases: the work list of every body."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, select, tuple_
from sqlalchemy.orm import Session, selectinload

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deadlines import WINDOWS, ClockDuty, ClockStatus
from osh_incidents.domain.holders import Holder
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import ClockRow
from osh_incidents.persistence.tables.findings import InvestigationRow


@dataclass(frozen=True, slots=True)
class ClockQuery:
    """By what the work list is narrowed; running clocks are due from *due_after* or before."""

    status: ClockStatus | None = None
    overdue_at: datetime | None = None
    due_after: datetime | None = None
    duty: ClockDuty | None = None
    holder: Holder | None = None


class Clocks:
    """The clocks of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def page(
        self, query: ClockQuery, actor: Actor, after: Cursor | None, size: int
    ) -> Page[Row[ClockRow, CaseRow]]:
        """Return one page of the clocks with their cases that *actor* may see, first due first.

        A declaration that belongs to another case keeps nobody busy: that case has its own clocks.
        """
        rounds = selectinload(CaseRow.rounds).selectinload(InvestigationRow.team)
        statement = (
            select(ClockRow, CaseRow)
            .join(CaseRow, CaseRow.id == ClockRow.case_id)
            .where(visible_to(actor), CaseRow.led_by_id.is_(None), *_criteria(query))
            .options(rounds)
        )
        if after is not None:
            key = tuple_(ClockRow.due_at, ClockRow.id)
            statement = statement.where(key > tuple_(after.at, after.id))
        ordered = statement.order_by(ClockRow.due_at, ClockRow.id)
        rows = self._session.execute(ordered.limit(size + 1)).all()
        last = rows[size - 1][0] if len(rows) > size else None
        return Page(rows[:size], Cursor(last.due_at, last.id) if last else None)


def _criteria(query: ClockQuery) -> Iterator[ColumnElement[bool]]:
    equal = {
        ClockRow.status: query.status,
        ClockRow.duty: query.duty,
        ClockRow.holder: query.holder,
    }
    yield from (column == value for column, value in equal.items() if value is not None)
    if query.overdue_at is not None:
        yield ClockRow.due_at < query.overdue_at
        yield ClockRow.duty.not_in(WINDOWS)
    if query.due_after is not None:
        yield ClockRow.due_at >= query.due_after
