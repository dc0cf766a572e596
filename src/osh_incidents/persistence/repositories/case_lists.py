"""Pages of cases: what a list shows of each, and no more is read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Row, exists, func, select, tuple_
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deadlines import WINDOWS, ClockStatus
from osh_incidents.domain.names import fold
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Severity
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.clocks import ClockRow

_SHOWN = (
    CaseRow.id,
    CaseRow.version,
    CaseRow.number,
    CaseRow.kind,
    CaseRow.severity,
    CaseRow.level,
    CaseRow.registration,
    CaseRow.investigation,
    CaseRow.disease,
    CaseRow.handling,
    CaseRow.declared_at,
    CaseRow.registered_at,
    CaseRow.occurred_on,
    CaseRow.area_code,
    CaseRow.area_name,
    CaseRow.employer_name,
    CaseRow.tax_code,
    CaseRow.vsic_code,
    CaseRow.owner_type,
)
CLOCK = (
    ClockRow.id,
    ClockRow.duty,
    ClockRow.reason,
    ClockRow.status,
    ClockRow.started_at,
    ClockRow.due_at,
    ClockRow.ended_at,
    ClockRow.rule,
    ClockRow.rule_since,
    ClockRow.rule_source,
    ClockRow.rule_mark,
)
"""What is shown of a clock."""


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


_RUNNING = (ClockRow.status == ClockStatus.RUNNING, ClockRow.duty.not_in(WINDOWS))

Part = Row[*tuple[Any, ...]]
"""Some columns of one row."""


@dataclass(frozen=True, slots=True)
class ListedCase:
    """What a list shows of one case: of the case itself, how many victims it has, its clocks."""

    case: Part
    victims_total: int
    clocks: Sequence[Part]


def page(
    session: Session, query: CaseQuery, actor: Actor, after: Cursor | None, size: int
) -> Page[ListedCase]:
    """Return one page of the cases that *actor* may see, last declared first."""
    statement = select(*_SHOWN).where(visible_to(actor), *_criteria(query))
    if after is not None:
        key = tuple_(CaseRow.declared_at, CaseRow.id)
        statement = statement.where(key < tuple_(after.at, after.id))
    ordered = statement.order_by(CaseRow.declared_at.desc(), CaseRow.id.desc())
    found = session.execute(ordered.limit(size + 1)).all()
    rows = found[:size]
    last = rows[-1] if len(found) > size else None
    ids = [row.id for row in rows]
    victims, clocks = _victims(session, ids), _clocks(session, ids)
    return Page(
        [ListedCase(row, victims.get(row.id, 0), clocks[row.id]) for row in rows],
        Cursor(last.declared_at, last.id) if last else None,
    )


def _victims(session: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    counted = (
        select(VictimRow.case_id, func.count())
        .where(VictimRow.case_id.in_(ids), VictimRow.withdrawn_at.is_(None))
        .group_by(VictimRow.case_id)
    )
    return dict(session.execute(counted).all())


def _clocks(session: Session, ids: Sequence[UUID]) -> defaultdict[UUID, list[Part]]:
    asked = select(ClockRow.case_id, *CLOCK).where(ClockRow.case_id.in_(ids)).order_by(ClockRow.id)
    found = defaultdict[UUID, list[Part]](list)
    for row in session.execute(asked):
        found[row.case_id].append(row)
    return found


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
    if query.overdue_at is not None or query.due_after is not None:
        # Nobody is late over a declaration that belongs to another case: that case has the clocks.
        yield CaseRow.led_by_id.is_(None)
    if query.overdue_at is not None:
        of_case = ClockRow.case_id == CaseRow.id
        yield exists().where(of_case, *_RUNNING, ClockRow.due_at < query.overdue_at)
    if query.due_after is not None:
        yield CaseRow.id.in_(select(_still_due(query.due_after)))
    if query.text is not None:
        yield CaseRow.search_folded.contains(fold(query.text), autoescape=True)


def _still_due(since: datetime) -> CTE:
    """Return the cases of which a clock runs until *since* or later.

    They are few, whatever has piled up over the years, and none of them may be old: they are found
    by the clocks, not by going through the cases from the last one on.
    """
    asked = select(ClockRow.case_id).where(*_RUNNING, ClockRow.due_at >= since).distinct()
    return asked.cte("still_due").prefix_with("MATERIALIZED", dialect="postgresql")
