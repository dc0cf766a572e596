"""The tally: what is counted now, added up beforehand by half-year, area and line of business.

It is worth exactly what the facts are: the conditions are those of `persistence.counts`, read on a
fact in memory where one is written, and in SQL where the whole tally is made anew or compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    delete,
    extract,
    func,
    insert,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session

from osh_incidents.domain.indicators.model import Basis, Count, Dimension
from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.indicators.rules import RULES
from osh_incidents.persistence.counts import CASES, Moment, condition
from osh_incidents.persistence.dimensions import Slice
from osh_incidents.persistence.tables.figures import TALLIED, TALLY, FactRow
from osh_incidents.persistence.tallying import (
    AT_LAST,
    NO_CELL,
    SECOND_HALF,
    SUMMED,
    Cell,
    Changes,
    half_of,
    row,
)

KEPT: Mapping[Dimension, ColumnElement[str]] = {
    Dimension.AREA: TALLY.c.area_code,
    Dimension.SECTOR: TALLY.c.sector,
}
"""By what the tally tells cells apart."""

MOVING = frozenset(
    count
    for count in Count
    if set(RULES[count])
    & {
        WhyNot.NOT_YET_DUE,
        WhyNot.PAYMENT_DUE,
        WhyNot.STEP_OVERDUE,
        WhyNot.NOTHING_OVERDUE,
        WhyNot.STILL_WITHIN_TIME,
    }
)
"""Counts that change as dates pass, with nobody doing anything."""

_Pending = tuple[Cell, dict[Count, int]]
_Asked = tuple[tuple[Count, ...], datetime]
_KEYS = (TALLY.c.year, TALLY.c.half, TALLY.c.area_code, TALLY.c.sector)
_FACT_KEYS = (
    extract("year", FactRow.occurred_on),
    case((extract("month", FactRow.occurred_on) < SECOND_HALF, 1), else_=2),
    FactRow.area_code,
    FactRow.sector,
)
_DATES = (FactRow.payment_due_at, FactRow.investigation_due_at, FactRow.handling_due_at)
_MOMENT = bindparam("moment", type_=FactRow.known_from.type)
_FIRST, _LAST = (bindparam(name, type_=Integer()) for name in ("first", "last"))
_LAST_PASSED = select(
    *(
        select(func.max(due))
        .where(FactRow.known_until.is_(None), due.is_not(None), due < _MOMENT)
        .scalar_subquery()
        for due in _DATES
    )
)
_VERSION = select(
    select(func.coalesce(func.max(TALLY.c.generation), 0)).scalar_subquery(),
    select(func.count()).where(TALLY.c.generation == 0).scalar_subquery(),
)


class Tallies:
    """The tally of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session
        self._pending: dict[_Asked, tuple[tuple[date, date], list[_Pending]]] = {}

    def change(self, changes: Changes) -> None:
        """Append *changes*."""
        if rows := changes.rows():
            self._session.execute(insert(TALLY), rows)

    def touch(self) -> None:
        """Tell that something beside facts has changed from which figures are computed."""
        self._session.execute(insert(TALLY), [row(NO_CELL, Counter())])

    def version(self) -> tuple[int, int]:
        """Return what is another whenever anything was appended or merged since.

        Rows are only ever appended to a generation, so that as many are the same ones, in
        whatever order their transactions ended.
        """
        generation, appended = self._session.connection().execute(_VERSION).one()
        return int(generation), int(appended)

    def last_passed(self, moment: datetime) -> tuple[datetime | None, ...]:
        """Return the last of each kind of date of what is known now that lies before *moment*."""
        return tuple(self._session.connection().execute(_LAST_PASSED, {"moment": moment}).one())

    def count(
        self, counts: Sequence[Count], within: Slice, by: Sequence[Dimension]
    ) -> dict[tuple[str, ...], dict[Count, int]]:
        """Return each of *counts* for every cell of *by* that has a fact; see `answers`."""
        found = self._standing(counts, within, by)
        moving = [count for count in counts if count in MOVING]
        if moving:
            for cell, changed in self._not_yet(moving, within, by).items():
                for count, difference in changed.items():
                    found[cell][count] += difference
        return found

    def merge(self) -> int:
        """Merge everything appended into one row for each cell; return how many rows there were.

        The transaction must be of one snapshot: what is appended meanwhile stays.
        """
        generation, appended = self.version()
        if not appended:
            return 0
        summed = [func.sum(TALLY.c[name]) for name in SUMMED]
        of_cells = (
            select(literal(generation + 1), *_KEYS, *summed)
            .where(TALLY.c.year != NO_CELL[0])
            .group_by(*_KEYS)
            .having(func.sum(TALLY.c.facts) != 0)
        )
        self._insert(of_cells)
        self._session.execute(delete(TALLY).where(TALLY.c.generation <= generation))
        return appended

    def renew(self) -> None:
        """Make the tally anew from the facts known now, in a transaction of one snapshot."""
        generation, _ = self.version()
        self._session.execute(delete(TALLY))
        self._insert(_from_facts(literal(generation + 1)))

    def differences(self) -> list[Cell]:
        """Return the cells in which the tally is not what the facts add up to."""
        nothing = literal(0)
        kept = (
            select(nothing, *_KEYS, *(func.sum(TALLY.c[name]) for name in SUMMED))
            .where(TALLY.c.year != NO_CELL[0])
            .group_by(*_KEYS)
        )
        tallied, counted = (
            {tuple(row)[1:5]: tuple(map(int, tuple(row)[5:])) for row in self._session.execute(of)}
            for of in (kept, _from_facts(nothing))
        )
        empty = (0,) * len(SUMMED)
        cells = sorted({**tallied, **counted})
        return [
            (int(cell[0]), int(cell[1]), str(cell[2]), str(cell[3]))
            for cell in cells
            if tallied.get(cell, empty) != counted.get(cell, empty)
        ]

    def _insert(self, rows: Select[Any]) -> None:
        names = ["generation", *(key.name for key in _KEYS), *SUMMED]
        self._session.execute(insert(TALLY).from_select(names, rows))

    def _standing(
        self, counts: Sequence[Count], within: Slice, by: Sequence[Dimension]
    ) -> dict[tuple[str, ...], dict[Count, int]]:
        cells = [KEPT[dimension] for dimension in by]
        summed = [func.coalesce(func.sum(TALLY.c[count.value]), 0) for count in counts]
        statement = select(*cells, *summed).where(*_halves(within)).group_by(*cells)
        if by:
            statement = statement.having(func.sum(TALLY.c.facts) > 0)
        for dimension, value in within.where.items():
            statement = statement.where(KEPT[dimension] == value)
        return _by_cell(self._session.execute(statement), counts, len(by))

    def _not_yet(
        self, counts: Sequence[Count], within: Slice, by: Sequence[Dimension]
    ) -> dict[tuple[str, ...], Counter[Count]]:
        """Return by how much each count is another now than when every date has passed."""
        asked = tuple(counts), within.moment
        days, rows = self._pending.get(asked, (None, []))
        if days is None or not days[0] <= within.first <= within.last <= days[1]:
            days = date(within.first.year, 1, 1), date(within.last.year, 12, 31)
            rows = self._not_passed(asked[0], within)
            self._pending[asked] = days, rows
        found = defaultdict[tuple[str, ...], Counter[Count]](Counter)
        first, last = half_of(within.first), half_of(within.last)
        for (year, half, area, sector), differences in rows:
            cell = {Dimension.AREA: area, Dimension.SECTOR: sector}
            if first <= (year, half) <= last and within.where.items() <= cell.items():
                found[tuple(cell[dimension] for dimension in by)].update(differences)
        return found

    def _not_passed(self, counts: tuple[Count, ...], within: Slice) -> list[_Pending]:
        years = {_FIRST.key: within.first.year, _LAST.key: within.last.year}
        return [
            ((int(year), int(half), area, sector), dict(zip(counts, differences, strict=True)))
            for year, half, area, sector, *differences in self._session.execute(
                _pending(counts), {_MOMENT.key: within.moment, **years}
            )
        ]


@cache
def _pending(counts: tuple[Count, ...]) -> Select[Any]:
    changed = [func.sum(_weight(count, _MOMENT) - _weight(count, AT_LAST)) for count in counts]
    # Of the years, not of the days: the latter would have SQLite go through all of their facts.
    inside = _FACT_KEYS[0].between(_FIRST, _LAST)
    not_passed = [and_(due >= _MOMENT, inside) for due in _DATES]
    known_now = FactRow.known_until.is_(None)
    # PostgreSQL goes through the indexes of the dates by OR, SQLite by their ids alone.
    ids = union(*(select(FactRow.id).where(known_now, one) for one in not_passed))
    asked = select(*_FACT_KEYS, *changed).where(known_now, or_(*not_passed), FactRow.id.in_(ids))
    return cast("Select[Any]", asked.group_by(*_FACT_KEYS))


def answers(within: Slice, by: Iterable[Dimension]) -> bool:
    """Whether the tally can tell what is asked: of whole half-years, as known now, by its cells."""
    whole = within.first.day == 1 and within.first.month in {1, SECOND_HALF}
    last = (within.last.month, within.last.day)
    return (
        within.live
        and within.basis is Basis.OCCURRED
        and whole
        and last in {(6, 30), (12, 31)}
        and {*by, *within.where} <= set(KEPT)
    )


def _by_cell(
    rows: Iterable[Any], counts: Sequence[Count], width: int
) -> dict[tuple[str, ...], dict[Count, int]]:
    return {
        tuple(map(str, row[:width])): dict(zip(counts, map(int, row[width:]), strict=True))
        for row in map(tuple, rows)
    }


def _halves(within: Slice) -> list[ColumnElement[bool]]:
    first, last = half_of(within.first), half_of(within.last)
    found: list[ColumnElement[bool]] = [TALLY.c.year.between(first[0], last[0])]
    if first[1] == 2:  # noqa: PLR2004 - the second half
        found.append(or_(TALLY.c.year > first[0], TALLY.c.half == first[1]))
    if last[1] == 1:
        found.append(or_(TALLY.c.year < last[0], TALLY.c.half == last[1]))
    return found


def _weight(count: Count, moment: Moment) -> ColumnElement[int]:
    holds = condition(count, moment)
    return case((and_(holds, FactRow.leads) if count in CASES else holds, 1), else_=0)


def _from_facts(generation: ColumnElement[int]) -> Select[Any]:
    summed = [func.sum(_weight(count, AT_LAST)) for count in TALLIED]
    known_now = FactRow.known_until.is_(None)
    asked = select(generation, *_FACT_KEYS, func.count(), *summed).where(known_now)
    return cast("Select[Any]", asked.group_by(*_FACT_KEYS))
