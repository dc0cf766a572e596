"""Taking in the files that wait, one after the other."""

import time
from uuid import UUID

from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import imports
from osh_incidents.services.import_worker import Office, Worker


def run_due(office: Office, authority: str) -> int:
    """Work on the imports of *authority* that wait, and return how many came to their end.

    After `office.patience` the rest is left to the next round.

    Raises:
        Unavailable: the database is away; what was stored so far stays.
    """
    until, ended, passed = time.monotonic() + office.patience, 0, set[UUID]()
    while True:
        worker = _take(office, authority, passed)
        if worker is None:
            break
        passed.add(worker.import_id)
        ended += worker.run(until)
        if time.monotonic() >= until:
            break
    # A worker comes by every few seconds: it must not take the turn of a writer for nothing.
    with transaction(office.database, authority, office.sealer, readonly=True) as uow:
        is_owed = imports.has_old(uow, office.clock())
    if is_owed:
        with transaction(office.database, authority, office.sealer) as uow:
            imports.purge(uow, office.clock())
    return ended


def _take(office: Office, authority: str, passed: set[UUID]) -> Worker | None:
    with transaction(office.database, authority, office.sealer, readonly=True) as uow:
        found = uow.imports.next_due(office.clock(), passed)
    return None if found is None else Worker(office, authority, found)
