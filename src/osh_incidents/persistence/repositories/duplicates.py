"""Pairs of cases that may be one, and the cases to which a new one is compared."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    and_,
    bindparam,
    func,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, selectinload

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.duplicates import PairState
from osh_incidents.domain.likeness import CANDIDATE_WINDOW
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.repositories.locks import hold, number
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.duplicates import DuplicatePairRow

_NO_CASE = (State.REJECTED, State.VOIDED)
_MOST_CANDIDATES = 200
"""A bound on the work of one search: some ten times what one unit has in a week."""

_PEOPLE_SLOTS = 256
"""Among how many locks all people are spread: a disaster must not use up those of the server."""

People = Mapping[CaseRow, Collection[bytes]]
"""Cases with all blind indexes under which their victims may be known."""

_Met = tuple[UUID, UUID, date]
"""A case, another that it may be, and the day of that one."""


class Duplicates:
    """The pairs of one authority's cases."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session
        self._learnt = dict[UUID, int]()

    def count_open(self, case_id: UUID) -> int:
        """Return with how many other cases this one may be one, as long as nobody decided.

        What was rejected or voided is no case any more, so nobody has to decide on it.
        """
        known = self._learnt.pop(case_id, None)
        return self.count_all_open([case_id])[case_id] if known is None else known

    def count_all_open(self, case_ids: Sequence[UUID]) -> Counter[UUID]:
        """Return of each of some cases what `count_open` tells of one."""
        found = self._session.execute(_WAITING, {"ids": case_ids})
        return Counter(row.mine for row in found)

    def learn_open(self, case_ids: Sequence[UUID]) -> None:
        """Count for some cases at once what `count_open` is asked of each of them next."""
        if case_ids:
            counted = self.count_all_open(case_ids)
            self._learnt = {case_id: counted[case_id] for case_id in case_ids}

    def hold(self, people: People) -> None:
        """Keep off, until the end, every other search that any of the cases could be found by.

        To be called before `candidates`: who waits here reads what the other has committed. SQLite
        lets only one write at all, and needs no lock.
        """
        places = (place for of, known in people.items() for place in _meeting_places(of, known))
        hold(self._session, "duplicates", places)

    def candidates(self, people: People) -> Mapping[UUID, Sequence[CaseRow]]:
        """Return the cases with which each is compared, with their victims, the latest first.

        Accidents within `CANDIDATE_WINDOW` in its commune, at its employer or of one of its people;
        diseases of its people at any time. A case that belongs to another is met through that one.
        Of the cases themselves, each meets those with a lower id alone.
        """
        met = self._met([of.id for of in people])
        met |= self._met_people(people)
        ids = {other for _, other, _ in met}
        findings = any(of.kind is CaseKind.DISEASE for of in people)
        rows = {row.id: row for row in self.cases(ids, findings=findings)}
        found: dict[UUID, list[CaseRow]] = {of.id: [] for of in people}
        for mine, other, _ in sorted(met, key=lambda one: (one[2], one[1]), reverse=True):
            if len(found[mine]) < _MOST_CANDIDATES:
                found[mine].append(rows[other])
        return found

    def cases(self, ids: Collection[UUID], *, findings: bool = False) -> Sequence[CaseRow]:
        """Return the cases of *ids* with their victims, in the order of their ids."""
        if not ids:
            return []
        asked = select(CaseRow).where(CaseRow.id.in_(ids)).order_by(CaseRow.id)
        asked = asked.options(selectinload(CaseRow.victims))
        if findings:
            asked = asked.options(selectinload(CaseRow.finding))
        return self._session.scalars(asked).all()

    def visible(self, ids: Collection[UUID], actor: Actor) -> Sequence[CaseRow]:
        """Return those of *ids* that *actor* may see."""
        if not ids:
            return []
        seen = select(CaseRow).where(CaseRow.id.in_(ids), visible_to(actor))
        return self._session.scalars(seen).all()

    def pairs(self, case_id: UUID) -> Sequence[DuplicatePairRow]:
        """Return every pair of a case, whatever became of it."""
        return self._session.scalars(select(DuplicatePairRow).where(_of(case_id))).all()

    def claim_pairs(self, case_id: UUID) -> Sequence[DuplicatePairRow]:
        """Return the pairs as `pairs`, and keep every other writer off them until the end."""
        locked = select(DuplicatePairRow).where(_of(case_id)).order_by(DuplicatePairRow.id)
        claimed = locked.with_for_update().execution_options(populate_existing=True)
        return self._session.scalars(claimed).all()

    def between(self, one: UUID, other: UUID) -> DuplicatePairRow | None:
        """Return the pair of two cases, whichever was declared first, if there ever was one."""
        both = select(DuplicatePairRow).where(_of(one), _of(other))
        return self._session.scalars(both).one_or_none()

    def _met(self, ids: Sequence[UUID]) -> set[_Met]:
        met = self._session.execute(_meetings(is_sqlite=self._is_sqlite), {"ids": ids})
        mine = set(ids)
        # Not in the query: so many ids to look among would lead the databases astray.
        return {(one, other, day) for one, other, day in met if other not in mine or other < one}

    def _met_people(self, people: People) -> set[_Met]:
        """Return where people are named who are those of the cases by their citizen ids."""
        of_index = defaultdict[bytes, list[CaseRow]](list)
        for of, indexes in people.items():
            for index in indexes:
                of_index[index].append(of)
        if not of_index:
            return set()
        ids = {of.id for of in people}
        return {
            (of.id, other, day)
            for index, other, kind, day in self._session.execute(
                _NAMED, {"indexes": list(of_index)}
            )
            for of in of_index[index or b""]
            if kind is of.kind
            and (other not in ids or other < of.id)
            and (kind is CaseKind.DISEASE or abs(day - of.occurred_on) <= CANDIDATE_WINDOW)
        }

    @property
    def _is_sqlite(self) -> bool:
        return self._session.get_bind().dialect.name == "sqlite"


@cache
def _meetings(*, is_sqlite: bool) -> CompoundSelect[UUID, UUID, date]:
    """Return what lies near the cases of some ids, at their employers, or names their people.

    Made once: the two views of a wide table cost more than all else in a declaration.
    """
    mine, other = aliased(CaseRow), aliased(CaseRow)
    ours, theirs = aliased(VictimRow), aliased(VictimRow)
    ids: BindParameter[Any] = bindparam("ids", expanding=True, type_=mine.id.type)
    near = other.occurred_on.between(*_window(mine.occurred_on, is_sqlite=is_sqlite))
    among = and_(
        mine.id.in_(ids),
        other.kind == mine.kind,
        other.led_by_id.is_(None),
        other.registration.not_in(_NO_CASE),
    )
    asked = select(mine.id, other.id, other.occurred_on)
    # Not by OR: each way has an index of its own.
    there, with_them = (
        asked.join(other, and_(same, near)).where(among, mine.kind == CaseKind.ACCIDENT)
        for same in (other.area_code_now == mine.area_code_now, other.tax_code == mine.tax_code)
    )
    names = (
        asked.join(ours, and_(ours.case_id == mine.id, ours.withdrawn_at.is_(None)))
        .join(theirs, theirs.name_folded == ours.name_folded)
        .join(other, other.id == theirs.case_id)
        .where(among, ours.name_folded != "", theirs.withdrawn_at.is_(None))
        .where(or_(mine.kind == CaseKind.DISEASE, near))
    )
    return union(there, with_them, names)


def _window(day: InstrumentedAttribute[date], *, is_sqlite: bool) -> tuple[Any, Any]:
    """Return the first and the last day on which what happened may be what did on *day*."""
    days = CANDIDATE_WINDOW.days
    if is_sqlite:
        return func.date(day, f"-{days} days"), func.date(day, f"+{days} days")
    return day - days, day + days


def _of(case_id: UUID) -> ColumnElement[bool]:
    return or_(DuplicatePairRow.first_id == case_id, DuplicatePairRow.second_id == case_id)


_IDS: BindParameter[Any] = bindparam("ids", expanding=True, type_=CaseRow.id.type)
_WAITING = union_all(
    *(
        select(mine.label("mine"))
        .join(CaseRow, CaseRow.id == other)
        .where(
            mine.in_(_IDS),
            DuplicatePairRow.state == PairState.OPEN,
            CaseRow.registration.not_in(_NO_CASE),
        )
        for mine, other in (
            (DuplicatePairRow.first_id, DuplicatePairRow.second_id),
            (DuplicatePairRow.second_id, DuplicatePairRow.first_id),
        )
    )
)
"""One row for each pair that waits for a decision, once from the side of each of its cases."""
_NAMED = (
    select(VictimRow.citizen_id_index, CaseRow.id, CaseRow.kind, CaseRow.occurred_on)
    .join(CaseRow, CaseRow.id == VictimRow.case_id)
    .where(
        VictimRow.citizen_id_index.in_(
            bindparam("indexes", expanding=True, type_=VictimRow.citizen_id_index.type)
        ),
        VictimRow.withdrawn_at.is_(None),
        CaseRow.led_by_id.is_(None),
        CaseRow.registration.not_in(_NO_CASE),
    )
)


def _names(of: CaseRow) -> list[str]:
    return sorted({one.name_folded for one in of.victims if one.withdrawn_at is None} - {""})


def _meeting_places(of: CaseRow, people: Collection[bytes]) -> Iterator[str]:
    """Yield what *of* has in common with each of its candidates, and with hardly any other case."""
    if of.kind is CaseKind.ACCIDENT:
        # Two runs of days that each begin at the event share a day if and only if the events lie
        # within the window.
        days = [of.occurred_on + timedelta(n) for n in range(CANDIDATE_WINDOW.days + 1)]
        for where, day in product((f"at {of.area_code_now}", f"with {of.tax_code}"), days):
            yield f"{of.kind} {where} {day}"
    for person in (*map(bytes.hex, people), *_names(of)):
        yield f"{of.kind} of {number(f'duplicates {person}') % _PEOPLE_SLOTS}"
