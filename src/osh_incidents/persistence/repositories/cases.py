"""Cases: by id, in pages, and their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select, tuple_
from sqlalchemy.orm import Session, selectinload

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deadlines import ClockStatus
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.names import fold
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Severity
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseCounterRow, CaseRow, WorkplaceRow
from osh_incidents.persistence.tables.clocks import ClockRow


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """By what a list of cases is narrowed; an empty criterion lets every case pass."""

    kind: CaseKind | None = None
    severity: Severity | None = None
    area: str | None = None
    occurred_from: date | None = None
    occurred_to: date | None = None
    registration: State | None = None
    investigation: State | None = None
    disease: State | None = None
    handling: State | None = None
    overdue_at: datetime | None = None
    due_after: datetime | None = None
    text: str | None = None


class Cases:
    """The cases of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def get(self, case_id: UUID, actor: Actor) -> CaseRow:
        """Return the case if *actor* may see it.

        Raises:
            NotFound: there is none, or it is out of reach; the answer is the same.
        """
        return self._one(select(CaseRow).where(CaseRow.id == case_id, visible_to(actor)))

    def claim(self, case_id: UUID, actor: Actor) -> CaseRow:
        """Return the case as `get`, and keep every other writer off it until the end."""
        statement = select(CaseRow).where(CaseRow.id == case_id, visible_to(actor))
        return self._one(statement.with_for_update(of=CaseRow))

    def page(
        self, query: CaseQuery, actor: Actor, after: Cursor | None, size: int
    ) -> Page[CaseRow]:
        """Return one page of the cases that *actor* may see, last declared first."""
        statement = (
            select(CaseRow)
            .where(visible_to(actor), *_criteria(query))
            .options(selectinload(CaseRow.clocks), selectinload(CaseRow.victims))
        )
        if after is not None:
            key = tuple_(CaseRow.declared_at, CaseRow.id)
            statement = statement.where(key < tuple_(after.at, after.id))
        ordered = statement.order_by(CaseRow.declared_at.desc(), CaseRow.id.desc())
        rows = self._session.scalars(ordered.limit(size + 1)).all()
        last = rows[size - 1] if len(rows) > size else None
        return Page(rows[:size], Cursor(last.declared_at, last.id) if last else None)

    def next_number(self, year: int) -> int:
        """Return the next number of *year*; the counter stays locked until the end."""
        counter = self._session.get(CaseCounterRow, year, with_for_update=True)
        if counter is None:
            counter = CaseCounterRow(year=year, last=0)
            self._session.add(counter)
        counter.last += 1
        self._session.flush()
        return counter.last

    def workplace(self, tax_code: str, area_code: str) -> WorkplaceRow | None:
        """Return the unit of *tax_code* in *area_code*, if it is known."""
        return self._session.scalars(
            select(WorkplaceRow).where(
                WorkplaceRow.tax_code == tax_code, WorkplaceRow.area_code == area_code
            )
        ).one_or_none()

    def _one(self, statement: Select[CaseRow]) -> CaseRow:
        row = self._session.scalars(statement).one_or_none()
        if row is None:
            raise NotFound
        return row


def _criteria(query: CaseQuery) -> Iterator[ColumnElement[bool]]:
    equal = {
        CaseRow.kind: query.kind,
        CaseRow.severity: query.severity,
        CaseRow.area_code_now: query.area,
        CaseRow.registration: query.registration,
        CaseRow.investigation: query.investigation,
        CaseRow.disease: query.disease,
        CaseRow.handling: query.handling,
    }
    yield from (column == value for column, value in equal.items() if value is not None)
    if query.occurred_from is not None:
        yield CaseRow.occurred_on >= query.occurred_from
    if query.occurred_to is not None:
        yield CaseRow.occurred_on <= query.occurred_to
    running = (ClockRow.case_id == CaseRow.id, ClockRow.status == ClockStatus.RUNNING)
    if query.overdue_at is not None:
        yield exists().where(*running, ClockRow.due_at < query.overdue_at)
    if query.due_after is not None:
        yield exists().where(*running, ClockRow.due_at >= query.due_after)
    if query.text is not None:
        yield CaseRow.search_folded.contains(fold(query.text), autoescape=True)
