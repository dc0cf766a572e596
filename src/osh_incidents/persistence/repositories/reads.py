"""Who was shown what of whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, tuple_
from sqlalchemy.orm import Session

from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.tables.audit import ReadRow


@dataclass(frozen=True, slots=True)
class ReadQuery:
    """By what the reads are narrowed; *until* is the first moment left out."""

    case_id: UUID | None = None
    account_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


class Reads:
    """The reads of one authority's records; they are only ever added to."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def keep(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep *rows* in one statement."""
        self._session.execute(insert(ReadRow), rows)

    def page(self, query: ReadQuery, after: Cursor | None, size: int) -> Page[ReadRow]:
        """Return one page of the reads, the last first."""
        statement = select(ReadRow).where(*_criteria(query))
        if after is not None:
            statement = statement.where(tuple_(ReadRow.at, ReadRow.id) < tuple_(after.at, after.id))
        ordered = statement.order_by(ReadRow.at.desc(), ReadRow.id.desc())
        rows = self._session.scalars(ordered.limit(size + 1)).all()
        last = rows[size - 1] if len(rows) > size else None
        return Page(rows[:size], Cursor(last.at, last.id) if last else None)


def _criteria(query: ReadQuery) -> list[ColumnElement[bool]]:
    found = []
    if query.case_id is not None:
        found.append(ReadRow.case_id == query.case_id)
    if query.account_id is not None:
        found.append(ReadRow.account_id == query.account_id)
    if query.since is not None:
        found.append(ReadRow.at >= query.since)
    if query.until is not None:
        found.append(ReadRow.at < query.until)
    return found
