"""Finding people by their citizen ids, while the keys of the blind indexes change.

An index is of the same key as the sealed id beside it, so both are renewed together; until all are,
people are looked for under every key that is known and compared under one.
"""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from osh_incidents.domain.sealing import Sealer, key_of
from osh_incidents.persistence.sealed import place

PURPOSE = "citizen_id"


class Identified(Protocol):
    """A victim, or as much of one as tells who it is."""

    @property
    def id(self) -> UUID:
        """Return which victim it is."""

    @property
    def citizen_id_sealed(self) -> bytes | None:
        """Return the citizen id, sealed."""

    @property
    def citizen_id_index(self) -> bytes | None:
        """Return the index by which it is found."""


def kept(victim_id: UUID, citizen_id: str | None, sealer: Sealer) -> dict[str, bytes | None]:
    """Return the columns of a victim that keep *citizen_id* sealed, with what finds it."""
    sealed = index = None
    if citizen_id is not None:
        sealed = sealer.seal(citizen_id.encode(), place("victim", PURPOSE, victim_id))
        index = sealer.blind(citizen_id, PURPOSE, key_of(sealed))
    return {"citizen_id_sealed": sealed, "citizen_id_index": index}


def of(victim: Identified, sealer: Sealer) -> str | None:
    """Return the citizen id of *victim*, opened."""
    if victim.citizen_id_sealed is None:
        return None
    return sealer.unseal(victim.citizen_id_sealed, place("victim", PURPOSE, victim.id)).decode()


def index(victim: Identified, sealer: Sealer, key: int) -> bytes | None:
    """Return the index of *victim* as it is under *key*."""
    if victim.citizen_id_sealed is None or key_of(victim.citizen_id_sealed) == key:
        return victim.citizen_id_index
    citizen_id = of(victim, sealer)
    return citizen_id and sealer.blind(citizen_id, PURPOSE, key)  # type: ignore[return-value]


def indexes(citizen_id: str, sealer: Sealer) -> list[bytes]:
    """Return every index under which *citizen_id* may be kept."""
    return [sealer.blind(citizen_id, PURPOSE, key) for key in sealer.keys]


def all_indexes(victims: Iterable[Identified], sealer: Sealer) -> list[bytes]:
    """Return every index under which any of *victims* may be kept."""
    found = {index(victim, sealer, key) for victim in victims for key in sealer.keys}
    return sorted(one for one in found if one)
