"""Which cases a new one may be, and what of them is compared: columns, not objects to be watched.

There are a dozen for each declaration of a large file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Column,
    CompoundSelect,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session

from osh_incidents.domain.likeness import CANDIDATE_WINDOW
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind, Sex
from osh_incidents.persistence.lengths import some_at_a_time
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.findings import DiseaseRow

NO_CASE = (State.REJECTED, State.VOIDED)
"""What is no case any more."""

_MOST_CANDIDATES = 200
"""A bound on the work of one search: some ten times what one unit has in a week."""

People = Mapping[CaseRow, Collection[bytes]]
"""Cases with all blind indexes under which their victims may be known."""

_Met = tuple[UUID, UUID, date]
"""A case, another that it may be, and the day of that one."""


class VictimOutline(NamedTuple):
    """What of a victim is compared, the citizen id as it is kept."""

    id: UUID
    full_name: str
    birth_date: date | None
    birth_year: int | None
    sex: Sex
    citizen_id_index: bytes | None
    citizen_id_sealed: bytes | None


class Outline(NamedTuple):
    """What of a case is compared, and when it was declared; *list_no_sealed* is of a disease."""

    id: UUID
    declared_at: datetime
    kind: CaseKind
    occurred_at: datetime | None
    occurred_on: date
    area_code_now: str
    tax_code: str
    list_no_sealed: bytes | None
    victims: Sequence[VictimOutline]


_CASE: Table = CaseRow.__table__  # type: ignore[assignment]
_VICTIM: Table = VictimRow.__table__  # type: ignore[assignment]
_DISEASE: Table = DiseaseRow.__table__  # type: ignore[assignment]
_OF_CASE = tuple(name for name in Outline._fields if name not in {"list_no_sealed", "victims"})
_WIDTH = len(_OF_CASE) + 1


def outline(case: CaseRow) -> Outline:
    """Return what of *case* is compared, as it is known now."""
    finding = case.finding if case.kind is CaseKind.DISEASE else None
    victims = [
        VictimOutline._make(getattr(victim, name) for name in VictimOutline._fields)
        for victim in case.victims
        if victim.withdrawn_at is None
    ]
    told = [getattr(case, name) for name in _OF_CASE]
    return Outline._make([*told, finding.list_no_sealed if finding else None, victims])


def candidates(session: Session, people: People) -> Mapping[UUID, Sequence[Outline]]:
    """Return the cases with which each is compared, the latest first.

    Accidents within `CANDIDATE_WINDOW` in its commune, at its employer or of one of its people;
    diseases of its people at any time. A case that belongs to another is met through that one.
    Of the cases themselves, each meets those with a lower id alone.
    """
    met = _met(session, [of.id for of in people]) | _met_people(session, people)
    found: dict[UUID, list[UUID]] = {of.id: [] for of in people}
    for mine, other, _ in sorted(met, key=lambda one: (one[2], one[1]), reverse=True):
        if len(found[mine]) < _MOST_CANDIDATES:
            found[mine].append(other)
    others = {other for met_by_one in found.values() for other in met_by_one}
    known = {one.id: one for one in _outlines(session, others)}
    return {mine: [known[other] for other in ids] for mine, ids in found.items()}


def _outlines(session: Session, ids: Collection[UUID]) -> Iterator[Outline]:
    for some in some_at_a_time(ids):
        rows = session.execute(_OUTLINES, {"ids": some})
        for case, victims in groupby(rows, key=lambda row: row[:_WIDTH]):
            # A case of which nobody is named any more has one row all the same.
            named = [one for row in victims if (one := row[_WIDTH:])[0] is not None]
            yield Outline._make([*case, [VictimOutline._make(one) for one in named]])


def _met(session: Session, ids: Sequence[UUID]) -> set[_Met]:
    asked = _meetings(is_sqlite=session.get_bind().dialect.name == "sqlite")
    mine = set(ids)
    # Not in the query: so many ids to look among would lead the databases astray.
    return {
        (one, other, day)
        for some in some_at_a_time(ids)
        for one, other, day in session.execute(asked, {"ids": some})
        if other not in mine or other < one
    }


def _met_people(session: Session, people: People) -> set[_Met]:
    """Return where people are named who are those of the cases by their citizen ids."""
    of_index = defaultdict[bytes, list[CaseRow]](list)
    for of, indexes in people.items():
        for index in indexes:
            of_index[index].append(of)
    ids = {of.id for of in people}
    return {
        (of.id, other, day)
        for index, other, kind, day in _named(session, of_index)
        for of in of_index[index or b""]
        if kind is of.kind
        and (other not in ids or other < of.id)
        and (kind is CaseKind.DISEASE or abs(day - of.occurred_on) <= CANDIDATE_WINDOW)
    }


def _named(session: Session, indexes: Iterable[bytes]) -> Iterator[Any]:
    for some in some_at_a_time(list(indexes)):
        yield from session.execute(_NAMED, {"indexes": some})


@cache
def _meetings(*, is_sqlite: bool) -> CompoundSelect[UUID, UUID, date]:
    """Return what lies near the cases of some ids, at their employers, or names their people.

    Made once: the two views of a wide table cost more than all else in a declaration.
    """
    mine, other = _CASE.alias().c, (others := _CASE.alias()).c
    ours, theirs = (us := _VICTIM.alias()).c, (them := _VICTIM.alias()).c
    near = other.occurred_on.between(*_window(mine.occurred_on, is_sqlite=is_sqlite))
    among = and_(
        mine.id.in_(bindparam("ids", expanding=True, type_=mine.id.type)),
        other.kind == mine.kind,
        other.led_by_id.is_(None),
        other.registration.not_in(NO_CASE),
    )
    asked = select(mine.id, other.id, other.occurred_on)
    # Not by OR: each way has an index of its own.
    there, with_them = (
        asked.join(others, and_(same, near)).where(among, mine.kind == CaseKind.ACCIDENT)
        for same in (other.area_code_now == mine.area_code_now, other.tax_code == mine.tax_code)
    )
    names = (
        asked.join(us, and_(ours.case_id == mine.id, ours.withdrawn_at.is_(None)))
        .join(them, theirs.name_folded == ours.name_folded)
        .join(others, other.id == theirs.case_id)
        .where(among, ours.name_folded != "", theirs.withdrawn_at.is_(None))
        .where(or_(mine.kind == CaseKind.DISEASE, near))
    )
    return union(there, with_them, names)


def _window(day: Column[date], *, is_sqlite: bool) -> tuple[Any, Any]:
    """Return the first and the last day on which what happened may be what did on *day*."""
    days = CANDIDATE_WINDOW.days
    if is_sqlite:
        return func.date(day, f"-{days} days"), func.date(day, f"+{days} days")
    return day - days, day + days


_OUTLINES = (
    select(
        *(_CASE.c[name] for name in _OF_CASE),
        _DISEASE.c.list_no_sealed,
        *(_VICTIM.c[name] for name in VictimOutline._fields),
    )
    .outerjoin(_DISEASE, _DISEASE.c.case_id == _CASE.c.id)
    .outerjoin(_VICTIM, and_(_VICTIM.c.case_id == _CASE.c.id, _VICTIM.c.withdrawn_at.is_(None)))
    .where(_CASE.c.id.in_(bindparam("ids", expanding=True, type_=_CASE.c.id.type)))
    .order_by(_CASE.c.id, _VICTIM.c.ordinal)
)
_NAMED = (
    select(_VICTIM.c.citizen_id_index, _CASE.c.id, _CASE.c.kind, _CASE.c.occurred_on)
    .join(_CASE, _CASE.c.id == _VICTIM.c.case_id)
    .where(
        _VICTIM.c.citizen_id_index.in_(
            bindparam("indexes", expanding=True, type_=_VICTIM.c.citizen_id_index.type)
        ),
        _VICTIM.c.withdrawn_at.is_(None),
        _CASE.c.led_by_id.is_(None),
        _CASE.c.registration.not_in(NO_CASE),
    )
)
