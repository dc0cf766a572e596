"""Pairs of cases that may be one, and the cases to which a new one is compared."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import product
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, text
from sqlalchemy.orm import Session, selectinload

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.duplicates import PairState
from osh_incidents.domain.likeness import CANDIDATE_WINDOW
from osh_incidents.domain.tracks import State
from osh_incidents.domain.vocabulary import CaseKind
from osh_incidents.persistence.base import AUTHORITY
from osh_incidents.persistence.repositories.visibility import visible_to
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.tables.duplicates import DuplicatePairRow

_NO_CASE = (State.REJECTED, State.VOIDED)
_MOST_CANDIDATES = 200
"""A bound on the work of one search: some ten times what one unit has in a week."""

_PEOPLE_SLOTS = 256
"""Among how many locks all people are spread: a disaster must not use up those of the server."""

_LOCK = text("SELECT pg_advisory_xact_lock(key) FROM unnest(CAST(:keys AS bigint[])) AS held(key)")


class Duplicates:
    """The pairs of one authority's cases."""

    def __init__(self, session: Session) -> None:
        """Ask in *session*."""
        self._session = session

    def count_open(self, case_id: UUID) -> int:
        """Return with how many other cases this one may be one, as long as nobody decided.

        What was rejected or voided is no case any more, so nobody has to decide on it.
        """
        other = case(
            (DuplicatePairRow.first_id == case_id, DuplicatePairRow.second_id),
            else_=DuplicatePairRow.first_id,
        )
        waiting = (
            select(func.count())
            .select_from(DuplicatePairRow)
            .join(CaseRow, CaseRow.id == other)
            .where(
                _of(case_id),
                DuplicatePairRow.state == PairState.OPEN,
                CaseRow.registration.not_in(_NO_CASE),
            )
        )
        return self._session.scalars(waiting).one()

    def hold(self, of: CaseRow, people: Collection[bytes]) -> None:
        """Keep off, until the end, every other search that *of* could be a candidate of.

        *people* are all blind indexes under which the victims of *of* may be known.

        To be called before `candidates`: who waits here reads what the other has committed. SQLite
        lets only one write at all, and needs no lock.
        """
        if self._session.get_bind().dialect.name != "sqlite":
            # In one order everywhere, lest two searches wait for each other.
            keys = sorted(
                {_number(f"{self._schema} {place}") for place in _meeting_places(of, people)}
            )
            self._session.execute(_LOCK, {"keys": keys})

    def candidates(self, of: CaseRow, people: Collection[bytes]) -> Sequence[CaseRow]:
        """Return the cases with which *of* is compared, with their victims.

        *people* are all blind indexes under which the victims of *of* may be known.

        Accidents within `CANDIDATE_WINDOW` in its commune, at its employer or of one of its people;
        diseases of its people at any time. A case that belongs to another is met through that one.
        """
        statement = select(CaseRow).where(
            CaseRow.kind == of.kind,
            CaseRow.id != of.id,
            CaseRow.led_by_id.is_(None),
            CaseRow.registration.not_in(_NO_CASE),
            _alike(of, people),
        )
        # In the order of the index by which they are found: any other invites a walk over them all.
        nearest = statement.order_by(CaseRow.occurred_on.desc(), CaseRow.id.desc())
        if of.kind is CaseKind.DISEASE:
            nearest = nearest.options(selectinload(CaseRow.finding))
        return self._read(nearest.limit(_MOST_CANDIDATES))

    def cases(self, ids: Collection[UUID]) -> Sequence[CaseRow]:
        """Return the cases of *ids* with their victims, in the order of their ids."""
        if not ids:
            return []
        return self._read(select(CaseRow).where(CaseRow.id.in_(ids)).order_by(CaseRow.id))

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

    @property
    def _schema(self) -> str:
        options = self._session.connection().get_execution_options()
        return str(options["schema_translate_map"][AUTHORITY])

    def _read(self, statement: Select[CaseRow]) -> Sequence[CaseRow]:
        return self._session.scalars(statement.options(selectinload(CaseRow.victims))).all()


def _of(case_id: UUID) -> ColumnElement[bool]:
    return or_(DuplicatePairRow.first_id == case_id, DuplicatePairRow.second_id == case_id)


def _alike(of: CaseRow, indexes: Collection[bytes]) -> ColumnElement[bool]:
    people = CaseRow.id.in_(_same_people(of, indexes))
    if of.kind is CaseKind.DISEASE:
        return people
    earliest, latest = of.occurred_on - CANDIDATE_WINDOW, of.occurred_on + CANDIDATE_WINDOW
    here = CaseRow.area_code_now == of.area_code_now
    return and_(
        CaseRow.occurred_on.between(earliest, latest),
        or_(here, CaseRow.tax_code == of.tax_code, people),
    )


def _same_people(of: CaseRow, indexes: Collection[bytes]) -> Select[UUID]:
    known = (VictimRow.citizen_id_index.in_(indexes), VictimRow.name_folded.in_(_names(of)))
    return select(VictimRow.case_id).where(VictimRow.withdrawn_at.is_(None), or_(*known))


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
        yield f"{of.kind} of {_number(person) % _PEOPLE_SLOTS}"


def _number(place: str) -> int:
    """Return a number of 64 bits with a sign, as locks are named."""
    return int.from_bytes(sha256(f"duplicates {place}".encode()).digest()[:8], signed=True)
