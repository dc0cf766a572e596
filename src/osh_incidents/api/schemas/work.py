"""The work list: clocks over all cases, with who owes what and why."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.clocks import ClockOut
from osh_incidents.api.schemas.texts import TextOut, text
from osh_incidents.domain.authority import Actor
from osh_incidents.domain.clock_changes import days_left
from osh_incidents.domain.disclosure import FieldClass
from osh_incidents.domain.holders import Holder
from osh_incidents.domain.vocabulary import CaseKind, Severity
from osh_incidents.persistence.repositories.clocks import ListedClock


class WorkOut(Out):
    """One clock of a case: what is due, who owes it, and by which rule."""

    case_id: UUID
    case_number: str | None
    kind: CaseKind
    severity: Severity | None
    occurred_on: date
    employer_name: str
    claim_id: UUID | None
    holder: Holder
    holder_label: TextOut
    person: str | None = Field(
        description="head of the team at work; null without one, or for who may not see names"
    )
    duty_label: TextOut
    reason_label: TextOut
    days_left: int = Field(
        description="calendar days of Việt Nam until it is due: 0 on the last, negative after"
    )
    clock: ClockOut


class WorkPageOut(Out):
    """A page of the work list, first due first; `next` is the address of the next one."""

    items: list[WorkOut]
    next: str | None


def work(found: ListedClock, actor: Actor, now: datetime) -> WorkOut:
    """Return the clock of *found* as *actor* may see it."""
    clock, shown = found.clock, found.work
    names = FieldClass.PERSONAL in actor.grant.sees
    return WorkOut(
        case_id=shown.case_id,
        case_number=shown.number,
        kind=shown.kind,
        severity=shown.severity,
        occurred_on=shown.occurred_on,
        employer_name=shown.employer_name,
        claim_id=shown.claim_id,
        holder=shown.holder,
        holder_label=text(shown.holder.label),
        person=found.head if names and shown.claim_id is None else None,
        duty_label=text(clock.duty.label),
        reason_label=text(clock.reason.label),
        days_left=days_left(now, clock.due_at),
        clock=ClockOut.of(clock, now),
    )
