"""Of which cases a signal may tell: proposed to people, unless it is certain of a return."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.duplicates import Likeness, likeness
from osh_incidents.domain.likeness import Event, Person
from osh_incidents.domain.names import fold
from osh_incidents.domain.sealing import Sealer
from osh_incidents.domain.signals import Signal
from osh_incidents.domain.vocabulary import CaseKind, Sex
from osh_incidents.persistence.repositories.signals import Traits
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.signals import SignalRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import citizens
from osh_incidents.services.signals import content, dumps
from osh_incidents.services.snapshots import present


@dataclass(frozen=True, slots=True)
class ProposedMatch:
    """A case of which the signal may tell, and how far the two look like one event."""

    case: CaseRow
    likeness: Likeness


def proposed_matches(uow: UnitOfWork, row: SignalRow) -> list[ProposedMatch]:
    """Return the cases of which the signal of *row* may tell, the likest first."""
    said = content(uow, row)
    if not said:
        return []
    told = _event(uow, said, row.occurred_on, row.area_code_now)
    return _likest(uow, told, uow.signals.candidates(_traits(uow, told, said)))


def declared(uow: UnitOfWork, actor: Actor, signal: Signal) -> CaseRow | None:
    """Return the case of the unit named in *signal* that certainly tells of its victim.

    *signal* has no faults, a unit and one victim; a case that *actor* may not see is none.
    """
    area, said = uow.areas.on(signal.area_code, signal.day), json.loads(dumps(signal))
    assert area is not None, "checked with the faults"
    assert signal.tax_code is not None, "a return is of a unit"
    told = _event(uow, said, signal.day, uow.areas.today(area))
    traits = _traits(uow, told, said)
    found = uow.signals.candidates_of_unit(traits, signal.tax_code, actor)
    certain = (one.case for one in _likest(uow, told, found) if one.likeness.is_certain)
    return next(certain, None)


def _likest(uow: UnitOfWork, told: Event, cases: Iterable[CaseRow]) -> list[ProposedMatch]:
    compared = [ProposedMatch(case, likeness(told, _event_of(case, uow.sealer))) for case in cases]
    alike = (one for one in compared if one.likeness.is_worth_showing)
    return sorted(alike, key=lambda one: one.likeness.score, reverse=True)


def _traits(uow: UnitOfWork, told: Event, said: dict[str, Any]) -> Traits:
    return Traits(
        told.occurred_on,
        told.area_code,
        told.tax_code,
        [fold(person.name) for person in told.people if person.name],
        [
            index
            for victim in said["victims"]
            if victim["citizen_id"]
            for index in citizens.indexes(victim["citizen_id"], uow.sealer)
        ],
    )


def _event(uow: UnitOfWork, told: dict[str, Any], day: date, area_code_now: str) -> Event:
    people = tuple(_person(uow, victim) for victim in told["victims"])
    occurred = told["occurred_at"]
    return Event(
        CaseKind.ACCIDENT,
        datetime.fromisoformat(occurred) if occurred else None,
        day,
        area_code_now,
        told["tax_code"],
        people=people,
    )


def _person(uow: UnitOfWork, victim: dict[str, Any]) -> Person:
    citizen, born, sex = victim["citizen_id"], victim["birth_date"], victim["sex"]
    return Person(
        victim["full_name"],
        uow.sealer.blind(citizen, citizens.PURPOSE, uow.sealer.keys[0]) if citizen else None,
        date.fromisoformat(born) if born else None,
        victim["birth_year"],
        Sex(sex) if sex else None,
    )


def _event_of(case: CaseRow, sealer: Sealer) -> Event:
    key = sealer.keys[0]
    people = tuple(
        Person(
            one.full_name, citizens.index(one, sealer, key), one.birth_date, one.birth_year, one.sex
        )
        for one in present(case)
    )
    return Event(
        case.kind,
        case.occurred_at,
        case.occurred_on,
        case.area_code_now,
        case.tax_code,
        people=people,
    )
