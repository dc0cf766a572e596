"""Releases: by id, by series, in pages, and the facts behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, func, insert, literal, select
from sqlalchemy.orm import Session, selectinload

from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.releases import PUBLIC, Audience, ReleaseState
from osh_incidents.persistence.counts import condition
from osh_incidents.persistence.dimensions import Slice, inside
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.tables.releases import ReleaseEventRow, ReleaseFactRow, ReleaseRow

R = TypeVar("R", ReleaseRow, UUID)


@dataclass(frozen=True, slots=True)
class ReleaseQuery:
    """Which releases are asked for; *drafts* too, or only those that are public.

    *exact* ones too, or only those that were frozen for everyone.
    """

    drafts: bool
    exact: bool
    indicator: str | None = None
    state: ReleaseState | None = None
    after: Cursor | None = None


class Releases:
    """The releases of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def get(self, release_id: UUID, *, drafts: bool, exact: bool) -> ReleaseRow:
        """Return a release; without *drafts* one that is not public is not there.

        Without *exact* one that was not frozen for everyone is not there either.

        Raises:
            NotFound: there is none.
        """
        # In the query, not after it: what is hidden must cost as much as what is not there.
        asked = ReleaseQuery(drafts, exact)
        statement = _public(select(ReleaseRow).where(ReleaseRow.id == release_id), asked)
        row = self._session.scalars(statement).one_or_none()
        if row is None:
            raise NotFound
        return row

    def standing(self, series: str) -> ReleaseRow | None:
        """Return the release of *series* that is published and not superseded."""
        return self._session.scalars(
            select(ReleaseRow)
            .join(ReleaseEventRow, _last())
            .where(ReleaseRow.series == series, ReleaseEventRow.state == ReleaseState.PUBLISHED)
        ).one_or_none()

    def revisions(self, series: str) -> int:
        """Return how many releases of *series* were ever published."""
        published = ReleaseEventRow.state == ReleaseState.PUBLISHED
        counted = select(func.count()).where(ReleaseEventRow.series == series, published)
        return self._session.scalars(counted).one()

    def page(self, asked: ReleaseQuery, size: int) -> Page[ReleaseRow]:
        """Return one page of releases, the one that changed its state last first."""
        moment = ReleaseEventRow.at
        statement = _public(select(ReleaseRow), asked)
        if asked.indicator is not None:
            statement = statement.where(ReleaseRow.indicator == asked.indicator)
        if asked.state is not None:
            statement = statement.where(ReleaseEventRow.state == asked.state)
        if (after := asked.after) is not None:
            older = (moment == after.at) & (ReleaseRow.id < after.id)
            statement = statement.where((moment < after.at) | older)
        ordered = statement.order_by(moment.desc(), ReleaseRow.id.desc())
        whole = ordered.options(selectinload(ReleaseRow.events)).limit(size + 1)
        rows = self._session.scalars(whole).all()
        last = rows[size - 1] if len(rows) > size else None
        return Page(rows[:size], Cursor(last.changed_at, last.id) if last else None)

    def keep_lineage(self, release_id: UUID, count: Count, within: Slice) -> int:
        """Keep which versions of facts *count* counts for a release; return how many."""
        counted = select(
            literal(release_id, Uuid()), literal(count.value), FactRow.id, FactRow.case_id
        ).where(*inside(within), condition(count, within.moment))
        names = ["release_id", "counted", "fact_id", "case_id"]
        self._session.execute(insert(ReleaseFactRow).from_select(names, counted))
        kept = select(func.count()).where(
            ReleaseFactRow.release_id == release_id, ReleaseFactRow.counted == count.value
        )
        return self._session.scalars(kept).one()

    def lineage(
        self, release_id: UUID, counted: str, after: UUID | None, size: int
    ) -> Sequence[ReleaseFactRow]:
        """Return a page of the facts behind a count, by their ids."""
        statement = (
            select(ReleaseFactRow)
            .where(ReleaseFactRow.release_id == release_id, ReleaseFactRow.counted == counted)
            .order_by(ReleaseFactRow.fact_id)
            .limit(size)
        )
        if after is not None:
            statement = statement.where(ReleaseFactRow.fact_id > after)
        return self._session.scalars(statement).all()


def readable(*, drafts: bool, exact: bool) -> Select[UUID]:
    """Return the ids of the releases that may be read, as `Releases.get` has it."""
    return _public(select(ReleaseRow.id), ReleaseQuery(drafts, exact))


def _public(statement: Select[R], asked: ReleaseQuery) -> Select[R]:
    """Narrow to the releases that may be read, each beside its last event."""
    statement = statement.join(ReleaseEventRow, _last())
    if not asked.drafts:
        statement = statement.where(ReleaseEventRow.state.in_(PUBLIC))
    if not asked.exact:
        statement = statement.where(ReleaseRow.audience == Audience.EVERYONE)
    return statement


def _last() -> ColumnElement[bool]:
    newest = select(func.max(ReleaseEventRow.seq))
    of_it = newest.where(ReleaseEventRow.release_id == ReleaseRow.id).correlate(ReleaseRow)
    return and_(
        ReleaseEventRow.release_id == ReleaseRow.id,
        ReleaseEventRow.seq == of_it.scalar_subquery(),
    )
