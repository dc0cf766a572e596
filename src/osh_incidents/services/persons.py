"""Telling a person what is held on them (Law 91/2025/QH15), in every case, and of nobody else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from osh_incidents.domain.authority import Actor
from osh_incidents.domain.held import FIELDS
from osh_incidents.domain.labels import Labelled
from osh_incidents.persistence.tables.cases import CaseRow, VictimRow
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services import citizens, corrections, declarations, reads, signals
from osh_incidents.services.snapshots import health


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a kind of `domain.held`, with its values by field."""

    kind: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HeldInCase:
    """What one case holds on the person."""

    case_id: UUID
    number: str | None
    records: list[Record] = field(default_factory=list)


def held(uow: UnitOfWork, actor: Actor, citizen_id: str) -> list[HeldInCase]:
    """Return what is held on the person of *citizen_id*, and note that *actor* is shown it.

    Signals that belong to no case yet have no index, and are not found.
    """
    found = []
    for victim, case in uow.persons.victims(citizens.indexes(citizen_id, uow.sealer)):
        reads.show(uow, actor, case.id)
        records = list(_records(uow, case, victim, citizen_id))
        found.append(HeldInCase(case.id, case.number, records))
    return found


def _records(
    uow: UnitOfWork, case: CaseRow, victim: VictimRow, citizen_id: str
) -> Iterator[Record]:
    yield _record("case", case)
    yield _record("victim", victim, citizen_id=citizen_id, **health(victim, uow.sealer))
    if case.finding is not None:
        yield _record("disease", case.finding)
    claims = [claim for claim in case.claims if claim.victim_id == victim.id]
    for claim in claims:
        yield _record("claim", claim)
        yield from (_record("payment", payment) for payment in claim.payments)
    for row in uow.persons.assessments([claim.id for claim in claims]):
        yield _record("assessment", row)
    yield from _told(uow, case, victim, citizen_id)
    yield from (_record("read", row) for row in uow.persons.reads(case.id))


def _told(uow: UnitOfWork, case: CaseRow, victim: VictimRow, citizen_id: str) -> Iterator[Record]:
    """Yield what others told of the person: declared, asked to be corrected, reported."""
    for declared in declarations.versions(case):
        if mine := _of_person(declarations.content(uow, declared), citizen_id):
            yield _record("declaration", declared, content=mine)
    for asked in uow.persons.corrections(victim.id):
        yield _record("correction", asked, content=corrections.changes_of(uow, asked))
    for signal in uow.persons.signals(case.id):
        if mine := _of_person(signals.content(uow, signal), citizen_id):
            yield _record("signal", signal, content=mine)


def _of_person(content: Mapping[str, Any], citizen_id: str) -> list[object]:
    """Return what a declaration or a signal told of this person alone."""
    told = content.get("victims", [])
    return [victim for victim in told if victim.get("citizen_id") == citizen_id]


def _record(kind: str, row: object, **more: object) -> Record:
    values = {
        name: more[name] if name in more else getattr(row, name, None) for name in FIELDS[kind]
    }
    return Record(kind, {name: value for name, value in values.items() if value is not None})


def in_words(value: object) -> tuple[object, str | None, str | None]:
    """Return *value* as JSON, and the words for it in both languages if it is a code."""
    if isinstance(value, Labelled):
        return value.value, value.label.vi, value.label.en
    if isinstance(value, (datetime, date)):
        return value.isoformat(), None, None
    return value, None, None
