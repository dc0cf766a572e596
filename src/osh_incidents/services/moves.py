"""What every move on a case has in common: fetch, decide, log, keep the facts of figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.cases import CaseFacts
from osh_incidents.domain.days import local_day
from osh_incidents.domain.errors import FieldFault, InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.domain.moves import CaseMove
from osh_incidents.domain.tracks import State, Track
from osh_incidents.domain.workflow.model import Workflow
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import facts, log
from osh_incidents.services.rules import law_of
from osh_incidents.services.snapshots import case_facts


def fetch(uow: UnitOfWork, actor: Actor, case_id: UUID) -> CaseRow:
    """Return the case for a change: other writers wait until this one is done.

    Raises:
        NotFound: there is none that *actor* may see.
        ChangedSince: it is not in the version on which the change was decided.
    """
    case = uow.cases.claim(case_id, actor)
    uow.change(case)
    return case


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, and when."""

    actor: Actor
    now: datetime


def decide(
    uow: UnitOfWork, by: By, case: CaseRow, workflow: Workflow[CaseFacts], move: CaseMove
) -> State:
    """Return the state to which *move* takes the track of *workflow*.

    Raises:
        ActionNotAllowed, NotPermitted, GuardsUnmet: as the table of the track says.
    """
    known = known_facts(uow, by, case)
    current = _state(case, workflow.track) or workflow.initial
    return workflow.decide(current, move.action, known, by.actor, applied=move.on(known)).target


def known_facts(uow: UnitOfWork, by: By, case: CaseRow) -> CaseFacts:
    """Return everything the rules may ask of *case*."""
    facts = case_facts(case, uow.sealer, law_of(uow), by.actor, local_day(by.now))
    if case.registration is not State.DECLARED:
        return facts
    return replace(facts, open_duplicates=uow.duplicates.count_open(case.id))


def _state(case: CaseRow, track: Track) -> State | None:
    states: dict[Track, State | None] = {
        Track.REGISTRATION: case.registration,
        Track.INVESTIGATION: case.investigation,
        Track.DISEASE: case.disease,
        Track.HANDLING: case.handling,
    }
    return states[track]


def done(
    uow: UnitOfWork,
    actor: Actor,
    case: CaseRow,
    entry: log.Entry,
    now: datetime,
) -> None:
    """Keep what is known of *case* now, and log what was done to it and what that changed."""
    changed = facts.refresh(uow, case, now)
    log.write(uow, actor, case, replace(entry, facts=changed), now)


def entry(
    track: Track,
    move: CaseMove,
    source: State | None,
    target: State,
    *,
    reason: str | None = None,
    data: Mapping[str, str | int | bool | None] | None = None,
) -> log.Entry:
    """Return the log entry of *move*."""
    return log.Entry(track, move.action.value, source, target, reason, data=data or {})


def refuse_future(pointer: str, day: date | None, now: datetime) -> None:
    """Refuse a civil date after today in Việt Nam.

    Raises:
        InvalidFields: with the fault at *pointer*.
    """
    if day is not None and day > local_day(now):
        raise InvalidFields(
            errors=[
                FieldFault(
                    pointer,
                    "in_future",
                    Text("Ngày ở tương lai.", "This day lies in the future."),
                )
            ]
        )
