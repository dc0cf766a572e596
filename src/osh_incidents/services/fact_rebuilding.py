"""Proving that the facts of figures follow from the log, and writing them anew from it.

Both go through all cases of an authority and hold only a few of them at a time.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.fact_values import values_of
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.figures import FactRow
from osh_incidents.persistence.tables.law import AmendmentRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.tallying import Cell
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import fact_history, facts, log
from osh_incidents.services.fact_history import Difference, Problem, Version
from osh_incidents.services.rules import law_with

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Store:
    """Where the cases of one authority are."""

    database: Database
    sealer: Sealer
    authority: str

    def opened(
        self, *, readonly: bool = False, snapshot: bool = False
    ) -> AbstractContextManager[UnitOfWork]:
        """Open a transaction in the records of the authority."""
        return transaction(
            self.database, self.authority, self.sealer, readonly=readonly, snapshot=snapshot
        )

    def count(self) -> int:
        """Return how many cases there are."""
        with self.opened(readonly=True) as uow:
            return uow.cases.count()

    def batches(self) -> Iterator[Sequence[UUID]]:
        """Yield the ids of all cases, some at a time."""
        after = None
        while True:
            with self.opened(readonly=True) as uow:
                found = uow.cases.ids(after, _BATCH)
            if not found:
                return
            yield found
            after = found[-1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in some cases, or done to them.

    Of cases *from_before*, whose log does not begin with facts, only the newest are checked. In the
    cells of *tally* the numbers added up beforehand are not what the facts add up to.
    """

    cases: int = 0
    from_before: int = 0
    written: int = 0
    removed: int = 0
    differences: Sequence[Difference] = ()
    tally: Sequence[Cell] = ()


def verify(store: Store) -> Iterator[Outcome]:
    """Yield, some cases at a time, how the facts contradict the log or the records.

    The table is compared with what the log gives, and that with what the records give now by the
    law as it was known when the case was last acted on.
    """
    for case_ids in store.batches():
        with store.opened(readonly=True) as uow:
            outcome = _checked(uow, case_ids)
        yield outcome
    with store.opened(readonly=True) as uow:
        strays, cells = uow.facts.of_no_case(_BATCH), uow.tallies.differences()
    yield Outcome(
        tally=cells,
        differences=[
            Difference(row.case_id, Problem.NOT_IN_LOG, row.victim_id, row.known_from)
            for row in strays
        ],
    )


def rebuild(store: Store) -> Iterator[Outcome]:
    """Write the facts of every case anew from its log, each case in a transaction of its own.

    A version that is right keeps its id, by which releases refer to it. What cannot be told from
    the log stays: cases from before, and those whose log is broken, which are named.
    """
    for case_ids in store.batches():
        for case_id in case_ids:
            with store.opened() as uow:
                uow.cases.hold(case_id)
                outcome = _restored(uow, case_id)
            yield outcome
    with store.opened() as uow:
        removed = 0
        while strays := uow.facts.of_no_case(_BATCH):
            for row in strays:
                uow.facts.forget(row)
            uow.flush()
            removed += len(strays)
    yield Outcome(removed=removed)
    with store.opened(snapshot=True) as uow:
        uow.tallies.renew()


def _checked(uow: UnitOfWork, case_ids: Sequence[UUID]) -> Outcome:
    entries, kept = uow.log.of_cases(case_ids), uow.facts.of_cases(case_ids)
    approved, found, from_before = uow.amendments.approved(), list[Difference](), 0
    for case in uow.cases.whole(case_ids):
        mine = entries[case.id]
        if broken := _broken(case.id, mine):
            found.append(broken)
            continue
        versions = [Version.of(row) for row in kept[case.id]]
        if fact_history.is_whole(mine):
            given = fact_history.replayed(mine)
            found += fact_history.against_log(case.id, versions, given)
        else:
            given, from_before = versions, from_before + 1
        if case.anonymised_at is not None:
            # What the facts were derived from is erased; they stay, and the log vouches for them.
            continue
        records = _records(uow, case, mine[-1], approved)
        found += fact_history.against_records(case.id, given, records)
    return Outcome(len(case_ids), from_before, differences=found)


def _broken(case_id: UUID, entries: Sequence[ActionRow]) -> Difference | None:
    number = log.broken_at(entries) if entries else 1
    if number is None:
        return None
    return Difference(case_id, Problem.BROKEN_LOG, where=f"entry {number}")


def _records(
    uow: UnitOfWork, case: CaseRow, last: ActionRow, approved: Sequence[AmendmentRow]
) -> dict[UUID, fact_history.Values]:
    # What was approved since then reaches the facts with the next action on the case.
    law = law_with([row for row in approved if row.decided_at and row.decided_at <= last.at])
    return {row.victim_id: values_of(row) for row in facts.of_records(uow, case, law, last.at)}


def _restored(uow: UnitOfWork, case_id: UUID) -> Outcome:
    entries = uow.log.of_cases([case_id])[case_id]
    if broken := _broken(case_id, entries):
        return Outcome(1, differences=[broken])
    if not fact_history.is_whole(entries):
        return Outcome(1, from_before=1)
    missing = {version.place: version for version in fact_history.replayed(entries)}
    written = removed = 0
    for row in uow.facts.of_cases([case_id])[case_id]:
        version = missing.get((row.known_from, row.victim_id))
        if version is None or version.values != values_of(row):
            uow.facts.forget(row)
            removed += 1
            continue
        del missing[version.place]
        if row.known_until != version.known_until:
            row.known_until = version.known_until
            written += 1
    uow.add(*(_row(case_id, version) for version in missing.values()))
    return Outcome(1, written=written + len(missing), removed=removed)


def _row(case_id: UUID, version: Version) -> FactRow:
    return FactRow(
        case_id=case_id,
        victim_id=version.victim_id,
        known_from=version.known_from,
        known_until=version.known_until,
        **version.values,
    )
