"""Telling for any case who owes what to whom by when, and what it may cost to miss it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from osh_incidents.domain import duties
from osh_incidents.domain.classification import Classification
from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus, due_at
from osh_incidents.domain.duties import BY_CLOCK, DutyKind, FineRange, Owed
from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.declaration import DECLARE_WITHIN
from osh_incidents.domain.law.model import Because
from osh_incidents.domain.vocabulary import Declarant, Level
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import ClockRow
from osh_incidents.services.clocks import because

_VICTIM = Text("Người bị nạn hoặc thân nhân", "The victim or the relatives")
_TOLD_OF_MINUTES = Text(
    "Các cơ quan có thành viên trong đoàn, cơ quan quản lý lao động, người sử dụng lao động, "
    "người bị nạn hoặc thân nhân",
    "The bodies of the team's members, the labour administration, the employer, the victims or "
    "relatives",
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty and the rule from which it follows, as it was when the duty arose."""

    owed: Owed
    because: Because


def of_case(case: CaseRow, found: Classification | None, law: Law, now: datetime) -> list[Duty]:
    """Return every duty that *case* has brought, in the order in which the law lists them."""
    declared = [] if found is None else list(_declaration(case, found, law, now))
    clocks = [clock for clock in case.clocks if clock.status is not ClockStatus.VOID]
    return declared + [
        _measured(case, clock, found, law, now) for clock in clocks if clock.duty in BY_CLOCK
    ]


def _declaration(case: CaseRow, found: Classification, law: Law, now: datetime) -> Iterator[Duty]:
    if found.duty is None or case.occurred_at is None:
        return
    role = Declarant.COMMUNE if found.duty.value.startswith("commune") else Declarant.EMPLOYER
    received = [
        declaration.received_at
        for declaration in case.declarations
        if declaration.declarant_role is role
    ]
    known = [row.known_at for row in case.declarations if row.known_at is not None]
    since = min(known, default=case.occurred_at)
    due = due_at(since, law.on(DECLARE_WITHIN, local_day(since)).value)
    done = min(received, default=None)
    yield Duty(
        Owed(
            kind=DutyKind.DECLARE,
            holder=role.label,
            to=tuple(Text(body.name_vi, body.name_en) for body in case.recipients),
            form=found.form.value.name if found.form else None,
            due_at=due,
            done_at=done,
            status=duties.status(due, done, now),
            fine=_fine(DutyKind.DECLARE, law, local_day(due), employer=role is Declarant.EMPLOYER),
        ),
        found.recipients.because,
    )


def _measured(
    case: CaseRow, clock: ClockRow, found: Classification | None, law: Law, now: datetime
) -> Duty:
    kind = BY_CLOCK[clock.duty]
    if kind is DutyKind.INVESTIGATE and case.level is Level.COMMUNE_RECORD:
        kind = DutyKind.RECORD
    employer = clock.duty is ClockDuty.PAYMENT or case.level is Level.BASE
    holder = Declarant.EMPLOYER.label
    if not employer and found is not None and found.body is not None:
        holder = found.body.value.name
    return Duty(
        Owed(
            kind=kind,
            holder=holder,
            to=_creditors(clock.duty),
            form=None,
            due_at=clock.due_at,
            done_at=clock.ended_at,
            status=duties.status(clock.due_at, clock.ended_at, now),
            fine=_fine(kind, law, local_day(clock.due_at), employer=employer),
        ),
        because(clock),
    )


def _creditors(duty: ClockDuty) -> tuple[Text, ...]:
    if duty is ClockDuty.PAYMENT:
        return (_VICTIM,)
    return (_TOLD_OF_MINUTES,) if duty is ClockDuty.SEND_MINUTES else ()


def _fine(kind: DutyKind, law: Law, day: date, *, employer: bool) -> FineRange | None:
    """Return the fine, or None for a day before the decrees on fines that are known."""
    try:
        return duties.fine(kind, law, day, employer=employer)
    except NoRuleInForce:
        return None
