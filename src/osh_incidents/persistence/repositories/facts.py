"""Facts of victims through time: what was known when, and what is counted from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, bindparam, case, distinct, exists, func, select
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.indicators.model import Count, Dimension
from osh_incidents.domain.standing import Standing
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.counts import CASES, condition
from osh_incidents.persistence.dimensions import COLUMNS, Slice, inside
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.figures import FactRow

__all__ = ["Facts", "Profile", "Slice"]


# Written into the statement, for a partial index is of no use against a parameter.
_PROVISIONAL = bindparam(
    None, Standing.PROVISIONAL, type_=FactRow.standing.type, literal_execute=True
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A victim: the case and its day, the cell of each dimension, and the counts that count it."""

    case_id: UUID
    occurred_on: date
    cells: Mapping[Dimension, str]
    counts: frozenset[Count]


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

    def of_cases(self, case_ids: Sequence[UUID]) -> dict[UUID, list[FactRow]]:
        """Return every version of the facts of some cases."""
        found: dict[UUID, list[FactRow]] = {case_id: [] for case_id in case_ids}
        for row in self._session.scalars(
            select(FactRow).where(FactRow.case_id.in_(case_ids)).order_by(FactRow.id)
        ):
            found[row.case_id].append(row)
        return found

    def of_no_case(self, size: int) -> Sequence[FactRow]:
        """Return up to *size* facts that are of no case at all."""
        known = exists().where(CaseRow.id == FactRow.case_id)
        return self._session.scalars(
            select(FactRow).where(~known).order_by(FactRow.id).limit(size)
        ).all()

    def forget(self, fact: FactRow) -> None:
        """Take away what held for no time, or never did."""
        self._session.delete(fact)

    def count(
        self, counts: Sequence[Count], within: Slice, by: Sequence[Dimension]
    ) -> dict[tuple[str, ...], dict[Count, int]]:
        """Return each of *counts* for every cell of *by* that has a fact."""
        cells = [COLUMNS[dimension] for dimension in by]
        columns = [_counted(count, within.moment) for count in counts]
        statement = select(*cells, *columns).where(*inside(within)).group_by(*cells)
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
            .where(*inside(within), condition(count, within.moment))
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

    def versions(self, count: Count, within: Slice) -> list[tuple[UUID, UUID]]:
        """Return every version of a fact that *count* counts, with its case, by their ids."""
        statement = (
            select(FactRow.id, FactRow.case_id)
            .where(*inside(within), condition(count, within.moment))
            .order_by(FactRow.id)
        )
        return [(row.id, row.case_id) for row in self._session.execute(statement)]

    def all_concluded(self, within: Slice, kinds: Sequence[CaseKind]) -> bool:
        """Whether every case of *kinds* has a conclusion, or is left out of the figures."""
        still_open = select(FactRow.id).where(
            *inside(within), FactRow.standing == _PROVISIONAL, FactRow.kind.in_(kinds)
        )
        return self._session.scalars(still_open.limit(1)).first() is None

    def profiles(self, counts: Sequence[Count], within: Slice) -> list[Profile]:
        """Return for every victim the case, its day, its cells, and which of *counts* count it.

        Always in the same order, whoever asks.
        """
        flags = [case((condition(count, within.moment), 1), else_=0) for count in counts]
        columns = [FactRow.case_id, FactRow.occurred_on, *COLUMNS.values(), *flags]
        asked = select(*columns).where(*inside(within)).order_by(FactRow.victim_id)
        rows = [tuple(row) for row in self._session.execute(asked)]
        found = []
        for case_id, day, *others in rows:
            cells, counted = others[: len(COLUMNS)], others[len(COLUMNS) :]
            named = {name: str(cell) for name, cell in zip(COLUMNS, cells, strict=True)}
            told = frozenset(count for count, flag in zip(counts, counted, strict=True) if flag)
            found.append(Profile(case_id, day, named, told))
        return found


def _counted(count: Count, moment: datetime) -> ColumnElement[int]:
    what = FactRow.case_id if count in CASES else FactRow.victim_id
    return func.count(distinct(what)).filter(condition(count, moment))
