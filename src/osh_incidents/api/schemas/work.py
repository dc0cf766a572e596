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
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.clocks import ClockRow


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


def work(row: ClockRow, case: CaseRow, actor: Actor, now: datetime) -> WorkOut:
    """Return the clock of *row*, on *case*, as *actor* may see it."""
    return WorkOut(
        case_id=case.id,
        case_number=case.number,
        kind=case.kind,
        severity=case.severity,
        occurred_on=case.occurred_on,
        employer_name=case.employer_name,
        claim_id=row.claim_id,
        holder=row.holder,
        holder_label=text(row.holder.label),
        person=_person(row, case) if FieldClass.PERSONAL in actor.grant.sees else None,
        duty_label=text(row.duty.label),
        reason_label=text(row.reason.label),
        days_left=days_left(now, row.due_at),
        clock=ClockOut.of(row, now),
    )


def _person(row: ClockRow, case: CaseRow) -> str | None:
    inquiry = case.inquiry
    if inquiry is None or row.claim_id is not None:
        return None
    heads = [member.full_name for member in inquiry.team if member.is_head]
    return heads[0] if heads else None
