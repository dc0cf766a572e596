"""Statutory clocks over all cases: the work list of every body."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, tuple_
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deadlines import WINDOWS, ClockDuty, ClockStatus
from osh_incidents.domain.holders import Holder
from osh_incidents.domain.vocabulary import CaseKind, Severity
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories.case_lists import CLOCK, ShownClock
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import ClockRow
from osh_incidents.persistence.tables.findings import InvestigationRow, TeamMemberRow


@dataclass(frozen=True, slots=True)
class ClockQuery:
    """By what the work list is narrowed; running clocks are due from *due_after* or before."""

    status: ClockStatus | None = None
    overdue_at: datetime | None = None
    due_after: datetime | None = None
    duty: ClockDuty | None = None
    holder: Holder | None = None


class ShownWork(NamedTuple):
    """What the work list shows of a clock besides, and of its case."""

    case_id: UUID
    claim_id: UUID | None
    holder: Holder
    number: str | None
    kind: CaseKind
    severity: Severity | None
    occurred_on: date
    employer_name: str


_WORK = (
    ClockRow.case_id,
    ClockRow.claim_id,
    ClockRow.holder,
    CaseRow.number,
    CaseRow.kind,
    CaseRow.severity,
    CaseRow.occurred_on,
    CaseRow.employer_name,
)
_WIDTH = len(CLOCK)


@dataclass(frozen=True, slots=True)
class ListedClock:
    """One row of the work list, and the head of the team that works on the case."""

    clock: ShownClock
    work: ShownWork
    head: str | None


class Clocks:
    """The clocks of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def page(
        self, query: ClockQuery, actor: Actor, after: Cursor | None, size: int
    ) -> Page[ListedClock]:
        """Return one page of the clocks with their cases that *actor* may see, first due first.

        A declaration that belongs to another case keeps nobody busy: that case has its own clocks.
        """
        statement = (
            select(*CLOCK, *_WORK)
            .join(CaseRow, CaseRow.id == ClockRow.case_id)
            .where(visible_to(actor), CaseRow.led_by_id.is_(None), *_criteria(query))
        )
        if after is not None:
            key = tuple_(ClockRow.due_at, ClockRow.id)
            statement = statement.where(key > tuple_(after.at, after.id))
        ordered = statement.order_by(ClockRow.due_at, ClockRow.id)
        found = self._session.execute(ordered.limit(size + 1)).all()
        clocks = [ShownClock._make(row[:_WIDTH]) for row in found[:size]]
        works = [ShownWork._make(row[_WIDTH:]) for row in found[:size]]
        last = clocks[-1] if len(found) > size else None
        heads = self._heads({work.case_id for work in works if work.claim_id is None})
        return Page(
            [
                ListedClock(clock, work, heads.get(work.case_id))
                for clock, work in zip(clocks, works, strict=True)
            ],
            Cursor(last.due_at, last.id) if last else None,
        )

    def _heads(self, case_ids: Collection[UUID]) -> dict[UUID, str]:
        """Return the head of the team at work in each case that has one, or that worked last."""
        newest = (
            select(InvestigationRow.case_id, func.max(InvestigationRow.ordinal).label("ordinal"))
            .where(InvestigationRow.case_id.in_(case_ids))
            .group_by(InvestigationRow.case_id)
            .subquery()
        )
        asked = (
            select(InvestigationRow.case_id, TeamMemberRow.full_name)
            .join(TeamMemberRow, TeamMemberRow.investigation_id == InvestigationRow.id)
            .join(
                newest,
                and_(
                    InvestigationRow.case_id == newest.c.case_id,
                    InvestigationRow.ordinal == newest.c.ordinal,
                ),
            )
            .where(TeamMemberRow.is_head)
            .order_by(TeamMemberRow.id.desc())
        )
        return dict(self._session.execute(asked).all())


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
