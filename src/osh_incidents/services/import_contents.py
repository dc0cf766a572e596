"""What the rows of a file hold, by digest: new, taken in before, or twice in the file."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.errors import DomainError, FieldFault
from osh_incidents.domain.imports import Item, RowOutcome, Verdict, rejected
from osh_incidents.persistence.tables.imports import ImportedContentRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Taking:
    """For whom rows are taken in, into which import, and whether they are only checked."""

    actor: Actor
    import_id: UUID
    now: datetime
    dry: bool


class Contents:
    """The contents of some rows, each known by its digest of now."""

    def __init__(self, uow: UnitOfWork, taking: Taking, plain: Sequence[bytes]) -> None:
        """Ask what became of *plain*, the content of each row, whichever key made its digest."""
        self._uow, self._taking = uow, taking
        self._digests = [self._digest(one) for one in plain]
        by_any = {
            self._digest(one, key): digest
            for one, digest in zip(plain, self._digests, strict=True)
            for key in uow.sealer.keys
        }
        known = uow.imports.taken_in(list(by_any))
        self._known = {
            of_now: Verdict(RowOutcome.UNCHANGED, told=known[any_], digest=of_now)
            for any_, of_now in by_any.items()
            if any_ in known
        }

    def new(self, sent: Sequence[_T]) -> dict[bytes, _T]:
        """Return those of *sent* that were not taken in before, each once."""
        pairs = zip(self._digests, sent, strict=True)
        return {digest: one for digest, one in pairs if digest not in self._known}

    def verdicts(
        self, items: Sequence[Item], decided: Iterable[tuple[bytes, Verdict]]
    ) -> list[Verdict]:
        """Return the verdict on each of *items*, with what was *decided* on the new contents."""
        verdicts = self._known | dict(decided)
        first = self._uow.imports.first_rows(self._taking.import_id, self._digests)
        found = []
        for item, digest in zip(items, self._digests, strict=True):
            verdict = verdicts[digest]
            # What is refused is refused each time: it was not taken in with another row.
            if verdict.outcome is not RowOutcome.REJECTED:
                if digest in first:
                    verdict = Verdict(RowOutcome.DUPLICATE, first_row=first[digest])
                first.setdefault(digest, item.number)
            found.append(verdict)
        return found

    def _digest(self, plain: bytes, key: int | None = None) -> bytes:
        content = hashlib.sha256(plain).hexdigest()
        owned = f"{self._taking.actor.organisation_id}:{content}"
        return self._uow.sealer.blind(owned, "import.content", key)


def keep(uow: UnitOfWork, taking: Taking, told: Mapping[bytes, str]) -> None:
    """Remember as what the content of each digest was taken in."""
    uow.insert(
        [
            ImportedContentRow(digest=digest, import_id=taking.import_id, told=one)
            for digest, one in told.items()
        ]
    )


def refused(refusal: DomainError) -> Verdict:
    """Return the verdict on what a service refused."""
    return rejected(*(refusal.errors or [FieldFault("", refusal.slug, refusal.detail)]))
