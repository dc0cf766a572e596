"""Pages of cases: what a list shows of each, and no more is read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    Subquery,
    bindparam,
    exists,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.deadlines import WINDOWS, ClockDuty, ClockReason, ClockStatus
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.names import fold
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Level, OwnerType, Severity
from osh_incidents.persistence import page_rows
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.clocks import ClockRow


class ShownCase(NamedTuple):
    """What a list shows of a case itself: columns of its row."""

    id: UUID
    version: int
    number: str | None
    kind: CaseKind
    severity: Severity | None
    level: Level | None
    registration: State
    investigation: State | None
    disease: State | None
    handling: State
    declared_at: datetime
    registered_at: datetime | None
    occurred_on: date
    area_code: str
    area_name: str
    employer_name: str
    tax_code: str
    vsic_code: str
    owner_type: OwnerType


class ShownClock(NamedTuple):
    """What is shown of a clock: columns of its row."""

    id: UUID
    duty: ClockDuty
    reason: ClockReason
    status: ClockStatus
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    rule: str
    rule_since: date
    rule_source: str
    rule_mark: Mark


_CASE = tuple(getattr(CaseRow, name) for name in ShownCase._fields)
CLOCK = tuple(getattr(ClockRow, name) for name in ShownClock._fields)
"""The columns of `ShownClock`."""


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


class ListedCase(NamedTuple):
    """What a list shows of one case: of the case itself, how many victims it has, its clocks."""

    case: ShownCase
    victims_total: int
    clocks: Sequence[ShownClock]


_RUNNING = (ClockRow.status == ClockStatus.RUNNING, ClockRow.duty.not_in(WINDOWS))
_WIDTH, _VICTIMS, _CLOCK_ID = len(_CASE), len(_CASE), len(_CASE) + 1
"""Of a row that is read: how much of it is the case, and where the rest of it begins."""

_EQUAL = {
    "kind": CaseRow.kind,
    "severity": CaseRow.severity,
    "area": CaseRow.area_code_now,
    "registration": CaseRow.registration,
    "investigation": CaseRow.investigation,
    "disease": CaseRow.disease,
    "handling": CaseRow.handling,
}
_ESCAPE = "/"


def page(
    session: Session, query: CaseQuery, actor: Actor, after: Cursor | None, size: int
) -> Page[ListedCase]:
    """Return one page of the cases that *actor* may see, last declared first."""
    values = _values(query)
    statement = _statement(frozenset(values), actor, further=after is not None)
    if after is not None:
        values |= {"after_at": after.at, "after_id": after.id}
    # By the connection: as the session gives rows, each of these would cost twice as much. Put into
    # their order here: the database would do so with all that each of them holds.
    of_case = defaultdict[UUID, list[page_rows.Row]](list)
    for row in page_rows.rows(session.connection(), statement, values | {"rows": size + 1}):
        of_case[row[0]].append(row)
    listed = sorted(map(_listed, of_case.values()), key=_place, reverse=True)
    rows = listed[:size]
    last = rows[-1].case if len(listed) > size else None
    return Page(rows, Cursor(last.declared_at, last.id) if last else None)


def _listed(rows: Sequence[page_rows.Row]) -> ListedCase:
    """Return the case of *rows*, of which each holds another of its clocks, if it has any."""
    first = rows[0]
    clocks = [ShownClock._make(row[_CLOCK_ID:]) for row in rows if row[_CLOCK_ID] is not None]
    clocks.sort()
    return ListedCase(ShownCase._make(first[:_WIDTH]), first[_VICTIMS], clocks)


def _place(listed: ListedCase) -> tuple[datetime, UUID]:
    return listed.case.declared_at, listed.case.id


# To make it takes longer than to send it. The values of criteria are not kept but bound to it.
@lru_cache(maxsize=256)
def _statement(named: frozenset[str], actor: Actor, *, further: bool) -> Select[Any]:
    """Return what asks for the cases that meet the *named* criteria, with all that is shown.

    Cases are as many rows as they have clocks, or one, in no order.
    """
    asked = select(*_CASE).where(visible_to(actor), *_criteria(named))
    if further:
        after = tuple_(
            bindparam("after_at", type_=CaseRow.declared_at.type),
            bindparam("after_id", type_=CaseRow.id.type),
        )
        asked = asked.where(tuple_(CaseRow.declared_at, CaseRow.id) < after)
    ordered = asked.order_by(CaseRow.declared_at.desc(), CaseRow.id.desc())
    cases = ordered.limit(bindparam("rows", type_=Integer)).subquery()
    return select(cases, _victims(cases), *CLOCK).outerjoin(
        ClockRow, ClockRow.case_id == cases.c.id
    )


def _victims(cases: Subquery) -> ScalarSelect[int]:
    counted = select(func.count()).where(
        VictimRow.case_id == cases.c.id, VictimRow.withdrawn_at.is_(None)
    )
    return counted.correlate(cases).scalar_subquery()


def _values(query: CaseQuery) -> dict[str, Any]:
    """Return the values of the criteria that *query* names, each to be bound under its name."""
    told = ((one.name, getattr(query, one.name)) for one in fields(query))
    values = {name: value for name, value in told if value is not None}
    if query.text is not None:
        values["text"] = _literally(fold(query.text))
    return values


def _literally(text: str) -> str:
    """Return *text* so that no letter of it stands for others."""
    for letter in (_ESCAPE, "%", "_"):
        text = text.replace(letter, _ESCAPE + letter)
    return text


def _criteria(named: frozenset[str]) -> Iterator[ColumnElement[bool]]:
    yield from (column == bindparam(name) for name, column in _EQUAL.items() if name in named)
    if "occurred_from" in named:
        yield CaseRow.occurred_on >= bindparam("occurred_from")
    if "occurred_to" in named:
        yield CaseRow.occurred_on <= bindparam("occurred_to")
    if not named.isdisjoint({"overdue_at", "due_after"}):
        # Nobody is late over a declaration that belongs to another case: that case has the clocks.
        yield CaseRow.led_by_id.is_(None)
    if "overdue_at" in named:
        of_case = ClockRow.case_id == CaseRow.id
        yield exists().where(of_case, *_RUNNING, ClockRow.due_at < bindparam("overdue_at"))
    if "due_after" in named:
        yield CaseRow.id.in_(select(_still_due()))
    if "text" in named:
        yield CaseRow.search_folded.contains(bindparam("text"), escape=_ESCAPE)


def _still_due() -> CTE:
    """Return the cases of which a clock runs until `due_after` or later.

    They are few, whatever has piled up over the years, and none of them may be old: they are found
    by the clocks, not by going through the cases from the last one on.
    """
    asked = select(ClockRow.case_id).where(*_RUNNING, ClockRow.due_at >= bindparam("due_after"))
    return asked.distinct().cte("still_due").prefix_with("MATERIALIZED", dialect="postgresql")
