"""Finding cases that may be one, so that somebody decides before either is registered."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.duplicates import Likeness, PairState, fingerprint, likeness
from osh_incidents.domain.likeness import Event, Person, Reason
from osh_incidents.domain.sealing import Sealer
from osh_incidents.domain.tracks import Track
from osh_incidents.persistence import sealed
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.repositories.candidates import Outline, outline
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.duplicates import DuplicatePairRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import citizens, log
from osh_incidents.services.moves import By
from osh_incidents.services.snapshots import present

_DECIDED = frozenset({PairState.DUPLICATE, PairState.NOT_DUPLICATE})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two cases as both are known now, and how alike they are."""

    case: Outline
    other: Outline
    likeness: Likeness

    def marks(self, sealer: Sealer) -> list[str]:
        """Return the mark of what was compared by each key of blind indexes, that of now first.

        Only where somebody decides: most comparisons are of cases that are nothing alike.
        """
        return [
            fingerprint(_event(self.case, sealer, key), _event(self.other, sealer, key))
            for key in sealer.keys
        ]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Another case that looks like one, as it is listed; None where the caller may not know.

    *pair* is None where the two are alike, but not enough for anybody to have to decide.
    """

    other_id: UUID
    pair: DuplicatePairRow | None
    other: CaseRow | None = None
    score: int | None = None
    reasons: tuple[Reason, ...] = ()


def search(uow: UnitOfWork, by: By, case: CaseRow) -> None:
    """Compare *case*, as it is now, with every other that it may be, in this very transaction.

    A pair on which somebody decided is asked about again only when what was compared has changed
    and still looks alike. A case that belongs to another stands and falls with that one, and is
    searched when it is set free.
    """
    if case.led_by_id is not None:
        return
    people = {case: citizens.all_indexes(present(case), uow.sealer)}
    uow.duplicates.hold(people)
    known = {other_of(pair, case): pair for pair in uow.duplicates.claim_pairs(case.id)}
    others = list(uow.duplicates.candidates(people)[case.id])
    asked = {other_id for other_id, pair in known.items() if pair.state is PairState.OPEN}
    others += map(outline, uow.duplicates.cases(asked - {other.id for other in others}))
    for found in _compared(uow.sealer, case, others):
        pair = known.get(found.other.id)
        if found.likeness.is_suspicious:
            _ask(uow, by, case, found, pair)
        elif pair is not None and pair.state is PairState.OPEN:
            pair.state = PairState.GONE
    uow.flush()


def search_new(uow: UnitOfWork, declared: Sequence[tuple[CaseRow, By]]) -> None:
    """Compare each new case that was *declared* with every other that it may be, as `search` does.

    Each meets those of them that come before it, as if they had been declared in turn.
    """
    people = {case: citizens.all_indexes(present(case), uow.sealer) for case, _ in declared}
    uow.duplicates.hold(people)
    others = uow.duplicates.candidates(people)
    for case, by in declared:
        for found in _compared(uow.sealer, case, others[case.id]):
            if found.likeness.is_suspicious:
                _ask(uow, by, case, found, None)
    uow.flush()


def compare(sealer: Sealer, case: CaseRow, other: CaseRow) -> Comparison:
    """Return how alike *case* and *other* are as both are known now."""
    (found,) = _compared(sealer, case, [outline(other)])
    return found


def renew_mark(sealer: Sealer, pair: DuplicatePairRow, case: CaseRow, other: CaseRow) -> bool:
    """Let a decision that still holds be known by the key of now; return whether it was another."""
    of_now, *before = compare(sealer, case, other).marks(sealer)
    if pair.fingerprint == of_now or pair.fingerprint not in before:
        return False
    pair.fingerprint = of_now
    return True


def resembling(uow: UnitOfWork, actor: Actor, case: CaseRow) -> list[Resemblance]:
    """Return the pairs of *case*, and what else looks like it a little; those to decide on first.

    Who may not link cases is told only that there is another, and what became of it: it may be
    another unit's.
    """
    pairs = {
        other_of(pair, case): pair
        for pair in uow.duplicates.pairs(case.id)
        if pair.state is not PairState.GONE
    }
    if not actor.may(Permission.CASES_LINK):
        return [Resemblance(other_id, pair) for other_id, pair in sorted(pairs.items())]
    people = citizens.all_indexes(present(case), uow.sealer)
    candidates = uow.duplicates.candidates({case: people})[case.id]
    alike = {
        found.other.id: found.likeness
        for found in _compared(uow.sealer, case, candidates)
        if found.other.id not in pairs and found.likeness.is_worth_showing
    }
    others = uow.duplicates.cases([*pairs, *alike])
    return sorted((_told(other, pairs, alike) for other in others), key=_urgency)


def other_of(pair: DuplicatePairRow, case: CaseRow) -> UUID:
    """Return the case that *pair* sets beside *case*."""
    return pair.second_id if pair.first_id == case.id else pair.first_id


def set_beside(
    uow: UnitOfWork, found: Comparison, pair: DuplicatePairRow | None, by: By
) -> DuplicatePairRow:
    """Return *pair*, or a new one, with what the comparison *found* now, waiting for a decision."""
    if pair is None:
        first, second = sorted((found.case, found.other), key=lambda one: (one.declared_at, one.id))
        pair = DuplicatePairRow(id=new_id(), first_id=first.id, second_id=second.id)
        uow.add(pair)
    if pair.state is not PairState.OPEN:
        pair.found_at = by.now
    pair.state, pair.score = PairState.OPEN, found.likeness.score
    pair.reasons = [reason.value for reason in found.likeness.reasons]
    pair.fingerprint = found.marks(uow.sealer)[0]
    pair.decided_by = pair.decided_at = pair.decision_reason = None
    return pair


def _ask(
    uow: UnitOfWork, by: By, case: CaseRow, found: Comparison, pair: DuplicatePairRow | None
) -> None:
    if pair is not None and pair.state in _DECIDED and pair.fingerprint in found.marks(uow.sealer):
        return
    is_asked = pair is not None and pair.state is PairState.OPEN
    set_beside(uow, found, pair, by)
    if is_asked:
        return
    entry = log.Entry(
        Track.REGISTRATION,
        "found_possible_duplicate",
        data={"other": str(found.other.id), "score": found.likeness.score, "automatic": True},
    )
    log.write(uow, by.actor, case, entry, by.now)


def _compared(sealer: Sealer, case: CaseRow, others: Iterable[Outline]) -> Iterator[Comparison]:
    """Yield how alike *case*, which is read once, and each of *others* are."""
    told, key = outline(case), sealer.keys[0]
    mine = _event(told, sealer, key)
    for other in others:
        yield Comparison(told, other, likeness(mine, _event(other, sealer, key)))


def _event(told: Outline, sealer: Sealer, key: int) -> Event:
    return Event(
        told.kind,
        told.occurred_at,
        told.occurred_on,
        told.area_code_now,
        told.tax_code,
        _list_no(told, sealer),
        tuple(
            Person(
                victim.full_name,
                citizens.index(victim, sealer, key),
                victim.birth_date,
                victim.birth_year,
                victim.sex,
            )
            for victim in told.victims
        ),
    )


def _list_no(told: Outline, sealer: Sealer) -> int | None:
    if not told.list_no_sealed:
        return None
    place = sealed.place("disease", "list_no", told.id)
    list_no: int = json.loads(sealer.unseal(told.list_no_sealed, place))
    return list_no


def _told(
    other: CaseRow, pairs: Mapping[UUID, DuplicatePairRow], alike: Mapping[UUID, Likeness]
) -> Resemblance:
    if pair := pairs.get(other.id):
        reasons = tuple(map(Reason, pair.reasons))
        return Resemblance(other.id, pair, other, pair.score, reasons)
    return Resemblance(other.id, None, other, alike[other.id].score, alike[other.id].reasons)


def _urgency(found: Resemblance) -> tuple[bool, int, UUID]:
    waits = found.pair is not None and found.pair.state is PairState.OPEN
    return not waits, -(found.score or 0), found.other_id
