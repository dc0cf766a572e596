"""Pairs of cases that may be one, and the cases to which a new one is compared."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, bindparam, or_, select, union_all
from sqlalchemy.orm import Session, selectinload

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.duplicates import PairState
from osh_incidents.domain.likeness import CANDIDATE_WINDOW
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.lengths import some_at_a_time
from osh_incidents.persistence.repositories.candidates import (
    NO_CASE,
    Outline,
    People,
    candidates,
)
from osh_incidents.persistence.repositories.locks import hold, number
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.duplicates import DuplicatePairRow

_PEOPLE_SLOTS = 256
"""Among how many locks all people are spread: a disaster must not use up those of the server."""


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
        return Counter(
            row.mine
            for some in some_at_a_time(case_ids)
            for row in self._session.execute(_WAITING, {"ids": some})
        )

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

    def candidates(self, people: People) -> Mapping[UUID, Sequence[Outline]]:
        """Return what of the cases with which each is compared is compared, as `candidates`."""
        return candidates(self._session, people)

    def cases(self, ids: Collection[UUID]) -> Sequence[CaseRow]:
        """Return the cases of *ids* with their victims, in the order of their ids."""
        if not ids:
            return []
        asked = select(CaseRow).where(CaseRow.id.in_(ids)).order_by(CaseRow.id)
        return self._session.scalars(asked.options(selectinload(CaseRow.victims))).all()

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
            CaseRow.registration.not_in(NO_CASE),
        )
        for mine, other in (
            (DuplicatePairRow.first_id, DuplicatePairRow.second_id),
            (DuplicatePairRow.second_id, DuplicatePairRow.first_id),
        )
    )
)
"""One row for each pair that waits for a decision, once from the side of each of its cases."""


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
