"""Starting and stopping statutory clocks."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import ClockDuty, ClockStatus, due_at, ended
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.compensation import EMPLOYER_PAYS_WITHIN
from osh_incidents.domain.law.model import Because
from osh_incidents.domain.law.periods import Period
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.clocks import ClockRow


def start(
    case: CaseRow,
    duty: ClockDuty,
    period: Period,
    because: Because,
    start_at: datetime,
    *,
    claim_id: UUID | None = None,
) -> ClockRow:
    """Start a clock on *case* at *start_at*, with the rule it follows from."""
    clock = ClockRow(
        id=new_id(),
        case_id=case.id,
        claim_id=claim_id,
        duty=duty,
        status=ClockStatus.RUNNING,
        rule=because.rule,
        rule_since=because.since,
        rule_source=str(because.source),
        rule_mark=because.source.mark,
        started_at=start_at,
        due_at=due_at(start_at, period),
    )
    case.clocks.append(clock)
    return clock


def start_payment(law: Law, case: CaseRow, claim: ClaimRow, since: datetime) -> None:
    """Start the employer's time to pay: from the council's conclusion, or from publication.

    The version of the day on which it starts decides (Law 84/2015 art. 38(7)).
    """
    day = local_day(since)
    start(
        case,
        ClockDuty.PAYMENT,
        law.on(EMPLOYER_PAYS_WITHIN, day).value,
        law.because(EMPLOYER_PAYS_WITHIN, day),
        since,
        claim_id=claim.id,
    )


def stop(clock: ClockRow, at: datetime) -> None:
    """End *clock* because its act was done *at* that moment; late stays late."""
    clock.status = ended(clock.due_at, at)
    clock.ended_at = at


def void(clock: ClockRow, at: datetime) -> None:
    """End *clock* because its duty no longer applies."""
    clock.status = ClockStatus.VOID
    clock.ended_at = at


def of_case(case: CaseRow, duty: ClockDuty) -> ClockRow | None:
    """Return the clock of *duty* that counts: the newest that was not voided."""
    clocks = [
        clock
        for clock in case.clocks
        if clock.duty is duty and clock.claim_id is None and clock.status is not ClockStatus.VOID
    ]
    return clocks[-1] if clocks else None


def of_claim(case: CaseRow, claim: ClaimRow) -> Iterator[ClockRow]:
    """Yield the clocks of *claim* that were not voided."""
    for clock in case.clocks:
        if clock.claim_id == claim.id and clock.status is not ClockStatus.VOID:
            yield clock
