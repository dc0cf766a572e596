"""Sealing everything anew with the key of now, a few rows at a time, while the service writes.

Where it was stopped tells nothing: what is not by the key of now is what is left to do.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from osh_incidents.domain.sealing import Sealer, key_of
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.repositories.sealings import SealedRow
from osh_incidents.persistence.sealed import place
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services import citizens, duplicates

BATCH = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some values: sealed anew, or by no key that is known."""

    renewed: int = 0
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vault:
    """The sealed values of one authority."""

    database: Database
    sealer: Sealer
    authority: str

    def counts(self) -> Counter[int]:
        """Return how many values each key has sealed."""
        with transaction(self.database, self.authority, self.sealer, readonly=True) as uow:
            return uow.sealings.counts()

    def rotate(self, batch: int = BATCH) -> Iterator[Outcome]:
        """Seal what is not by the key of now anew, each few rows in a transaction of their own.

        The key of now must be known to every process that writes, which is why a new one seals
        only some time after it was made.
        """
        # Before the values: as long as any of these is left, what was stopped begins with marks.
        self._renew_marks(batch)
        key = self.sealer.keys[0]
        for table in self._tables():
            after: UUID | None = None
            while True:
                with self._opened() as uow:
                    rows = uow.sealings.not_by(key, table, after, batch)
                    outcome = _renewed(uow, rows)
                if not rows:
                    break
                yield outcome
                after = rows[-1].id

    def _renew_marks(self, batch: int) -> None:
        after: UUID | None = None
        while True:
            with self._opened() as uow:
                found = list(uow.sealings.decided_pairs(after, batch))
                for pair, case, other in found:
                    duplicates.renew_mark(self.sealer, pair, case, other)
            if not found:
                return
            after = found[-1][0].id

    def _tables(self) -> tuple[str, ...]:
        with self._opened() as uow:
            return uow.sealings.tables()

    def _opened(self) -> AbstractContextManager[UnitOfWork]:
        return transaction(self.database, self.authority, self.sealer)


def _renewed(uow: UnitOfWork, rows: Sequence[SealedRow]) -> Outcome:
    count, unreadable = 0, []
    for row in rows:
        try:
            values = _sealed_anew(uow.sealer, row)
        except ValueError:
            unreadable.append(f"{row.table} {row.id}")
            continue
        uow.sealings.renew(row.table, row.id, values)
        count += len(row.values)
    return Outcome(count, tuple(unreadable))


def _sealed_anew(sealer: Sealer, row: SealedRow) -> dict[str, bytes]:
    values = dict[str, bytes]()
    for column, sealed in row.values.items():
        at = place(row.table, column, row.id)
        plain = sealer.unseal(sealed, at)
        values[column] = sealer.seal(plain, at)
        if column == "citizen_id_sealed":
            index = sealer.blind(plain.decode(), citizens.PURPOSE, key_of(values[column]))
            values["citizen_id_index"] = index
    return values
