"""Noting who is shown what of people, before the answer is given."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.disclosure import SENSITIVE, FieldClass, Shown
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.repositories.reads import ReadQuery
from osh_incidents.persistence.tables.audit import ReadRow
from osh_incidents.persistence.unit_of_work import UnitOfWork

_LONGEST_PURPOSE = 200
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, by which operation, and what for if that was said."""

    actor: Actor
    operation: str
    purpose: str | None


def show(
    uow: UnitOfWork,
    actor: Actor,
    case_id: UUID | None,
    *classes: FieldClass,
    signal_id: UUID | None = None,
) -> None:
    """Remember that the answer shows *classes* of a record, as far as *actor* sees them at all."""
    seen = actor.grant.sees & frozenset(classes or SENSITIVE)
    if seen:
        uow.shown.append(Shown(seen, case_id, signal_id))


def keep(uow: UnitOfWork, shown: Sequence[Shown], reader: Reader, now: datetime) -> None:
    """Keep one row for each record that was *shown*, with all classes of it together."""
    together: dict[tuple[UUID | None, UUID | None], frozenset[FieldClass]] = {}
    for one in shown:
        of = (one.case_id, one.signal_id)
        together[of] = together.get(of, frozenset()) | one.classes
    uow.reads.keep(
        [
            {
                "id": new_id(),
                "at": now,
                "case_id": case_id,
                "signal_id": signal_id,
                "account_id": reader.actor.account_id,
                "organisation_id": reader.actor.organisation_id,
                "role": reader.actor.role,
                "operation": reader.operation,
                "classes": sorted(one.value for one in classes),
                "purpose": reader.purpose,
            }
            for (case_id, signal_id), classes in together.items()
        ]
    )


def every(uow: UnitOfWork, query: ReadQuery) -> Iterator[ReadRow]:
    """Yield all reads that *query* asks for, the last first."""
    after = None
    while True:
        page = uow.reads.page(query, after, _BATCH)
        yield from page.rows
        if page.next is None:
            return
        after = page.next


def purpose_of(said: str | None) -> str | None:
    """Return the purpose as it is kept: printable, cut to its length; nothing if none was said."""
    if said is None:
        return None
    with suppress(UnicodeError):
        # HTTP hands over bytes as Latin-1; people write UTF-8.
        said = said.encode("latin-1").decode()
    return "".join(one for one in said if one.isprintable()).strip()[:_LONGEST_PURPOSE] or None
