"""Every sealed value of one authority, whatever table it is in, with the key that sealed it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, func, literal, or_, select, update
from sqlalchemy.orm import Session, aliased, selectinload

from osh_incidents.domain.duplicates import PairState
from osh_incidents.persistence.field_classes import sealed_columns
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.duplicates import DuplicatePairRow

DECIDED = (PairState.DUPLICATE, PairState.NOT_DUPLICATE)


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One row of *table* with its sealed values by column."""

    table: str
    id: UUID
    values: Mapping[str, bytes]


class Sealings:
    """The sealed values of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    @staticmethod
    def tables() -> tuple[str, ...]:
        """Return the names of the tables that have sealed columns."""
        return tuple(table.name for table, _ in sealed_columns())

    def counts(self) -> Counter[int]:
        """Return how many values each key has sealed."""
        found = Counter[int]()
        for _, columns in sealed_columns():
            for column in columns:
                first = func.substr(column, 1, 1)
                asked = select(first, func.count()).where(_is_sealed(column)).group_by(first)
                for key, count in self._session.execute(asked):
                    found[bytes(key)[0]] += count
        return found

    def not_by(self, key: int, name: str, after: UUID | None, size: int) -> Sequence[SealedRow]:
        """Return the next rows of table *name* with a value by another key, by id; writers wait."""
        table, columns = next(one for one in sealed_columns() if one[0].name == name)
        of = _key(table)
        other = [
            _is_sealed(column) & (func.substr(column, 1, 1) != literal(bytes([key])))
            for column in columns
        ]
        asked = select(of, *columns).where(or_(*other)).order_by(of).limit(size)
        if after is not None:
            asked = asked.where(of > after)
        return [
            SealedRow(
                name,
                row[0],
                {
                    column.name: value
                    for column, value in zip(columns, row[1:], strict=True)
                    if value
                },
            )
            for row in self._session.execute(asked.with_for_update())
        ]

    def renew(self, name: str, row_id: UUID, values: Mapping[str, bytes]) -> None:
        """Keep *values* in a row that `not_by` returned; nobody else's work is undone by it."""
        table, _ = next(one for one in sealed_columns() if one[0].name == name)
        self._session.execute(update(table).where(_key(table) == row_id).values(dict(values)))

    def decided_pairs(
        self, after: UUID | None, size: int
    ) -> Iterator[tuple[DuplicatePairRow, CaseRow, CaseRow]]:
        """Yield the next pairs on which somebody decided, by id, with both cases."""
        first, second = aliased(CaseRow), aliased(CaseRow)
        asked = (
            select(DuplicatePairRow, first, second)
            .join(first, first.id == DuplicatePairRow.first_id)
            .join(second, second.id == DuplicatePairRow.second_id)
            .where(DuplicatePairRow.state.in_(DECIDED))
            .options(selectinload(first.victims), selectinload(second.victims))
            .order_by(DuplicatePairRow.id)
            .limit(size)
            .with_for_update(of=DuplicatePairRow)
        )
        if after is not None:
            asked = asked.where(DuplicatePairRow.id > after)
        for row in self._session.execute(asked):
            pair, one, other = row
            yield pair, one, other


def _is_sealed(column: Column[Any]) -> ColumnElement[bool]:
    # What was erased from a column that must hold something is empty.
    return column.is_not(None) & (func.length(column) > 0)


def _key(table: Table) -> Column[Any]:
    (found,) = table.primary_key.columns
    return found
