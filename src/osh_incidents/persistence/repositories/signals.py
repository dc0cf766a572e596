"""Signals: by id, in pages, and the cases of which each may tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, true, tuple_
from sqlalchemy.orm import Session, selectinload

from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import NotFound
from osh_incidents.domain.likeness import CANDIDATE_WINDOW
from osh_incidents.domain.signals import SignalState
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.paging import Cursor, Page
from osh_incidents.persistence.repositories.visibility import of_unit, visible_to
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.signals import SignalRow

_MOST_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Traits:
    """What a case must share one of to be compared: unit of today, tax code, a person."""

    occurred_on: date
    area_code: str
    tax_code: str | None
    names_folded: Sequence[str]
    citizen_indexes: Sequence[bytes]


class Signals:
    """The signals of one authority."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def get(self, signal_id: UUID, actor: Actor) -> SignalRow:
        """Return the signal if *actor* handles signals or its organisation sent it.

        Raises:
            NotFound: there is none, or it is out of reach; the answer is the same.
        """
        return self._one(select(SignalRow).where(SignalRow.id == signal_id, seen_by(actor)))

    def claim(self, signal_id: UUID) -> SignalRow:
        """Return a signal for a decision; another decision waits.

        Raises:
            NotFound: there is none.
        """
        locked = select(SignalRow).where(SignalRow.id == signal_id).with_for_update()
        return self._one(locked.execution_options(populate_existing=True))

    def page(
        self, state: SignalState | None, actor: Actor, after: Cursor | None, size: int
    ) -> Page[SignalRow]:
        """Return one page of the signals that *actor* may see, last received first."""
        statement = select(SignalRow).where(seen_by(actor))
        if state is not None:
            statement = statement.where(SignalRow.state == state)
        if after is not None:
            key = tuple_(SignalRow.received_at, SignalRow.id)
            statement = statement.where(key < tuple_(after.at, after.id))
        ordered = statement.order_by(SignalRow.received_at.desc(), SignalRow.id.desc())
        rows = self._session.scalars(ordered.limit(size + 1)).all()
        last = rows[size - 1] if len(rows) > size else None
        return Page(rows[:size], Cursor(last.received_at, last.id) if last else None)

    def candidates(self, traits: Traits) -> Sequence[CaseRow]:
        """Return the accidents of about that time that share one of *traits*, last ones first.

        A voided case is left out, and one that was found to be another, which stands for it.
        """
        return self._candidates(traits)

    def candidates_of_unit(self, traits: Traits, tax_code: str, actor: Actor) -> Sequence[CaseRow]:
        """Return likewise those of the unit of *tax_code* that *actor* may see."""
        return self._candidates(traits, of_unit(tax_code), visible_to(actor))

    def _candidates(self, traits: Traits, *among: ColumnElement[bool]) -> Sequence[CaseRow]:
        day = traits.occurred_on
        statement = (
            select(CaseRow)
            .where(
                CaseRow.kind == CaseKind.ACCIDENT,
                CaseRow.registration != State.VOIDED,
                CaseRow.led_by_id.is_(None),
                CaseRow.occurred_on.between(day - CANDIDATE_WINDOW, day + CANDIDATE_WINDOW),
                or_(*_shared(traits)),
                *among,
            )
            .options(selectinload(CaseRow.victims))
            .order_by(CaseRow.occurred_on.desc(), CaseRow.id.desc())
        )
        return self._session.scalars(statement.limit(_MOST_CANDIDATES)).all()

    def _one(self, statement: Select[SignalRow]) -> SignalRow:
        row = self._session.scalars(statement).one_or_none()
        if row is None:
            raise NotFound
        return row


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that holds for exactly the signals *actor* may see."""
    if actor.may(Permission.SIGNALS_HANDLE):
        return true()
    return SignalRow.organisation_id == actor.organisation_id


def _shared(traits: Traits) -> Iterable[ColumnElement[bool]]:
    yield CaseRow.area_code_now == traits.area_code
    if traits.tax_code is not None:
        yield CaseRow.tax_code == traits.tax_code
    person = []
    if traits.names_folded:
        person.append(VictimRow.name_folded.in_(traits.names_folded))
    if traits.citizen_indexes:
        person.append(VictimRow.citizen_id_index.in_(traits.citizen_indexes))
    if person:
        yield CaseRow.id.in_(select(VictimRow.case_id).where(or_(*person)))
