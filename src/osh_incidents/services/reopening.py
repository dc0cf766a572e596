"""Opening a closed file again because something new is known of a victim."""

from osh_incidents.domain.registration_moves import ReopenByNews
from osh_incidents.domain.tracks import Track
from osh_incidents.domain.workflow.registration import REGISTRATION
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import moves


def reopen_by_news(uow: UnitOfWork, by: moves.By, case: CaseRow) -> None:
    """Open *case* again if it is closed, and ask for nobody's consent.

    A victim got worse, was assessed again, or contests what was paid: none of it can wait for two
    people.
    """
    move, source = ReopenByNews(), case.registration
    known = moves.known_facts(uow, by, case)
    row = REGISTRATION.by_law(source, move.action, known)
    if row is None:
        return
    case.registration, case.closed_at = row.target, None
    case.request = case.requested_by = case.requested_at = case.request_reason = None
    entry = moves.entry(Track.REGISTRATION, move, source, row.target, data={"automatic": True})
    moves.done(uow, by.actor, case, entry, by.now)
