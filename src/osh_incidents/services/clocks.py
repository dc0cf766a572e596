"""Starting and stopping statutory clocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import (
    WINDOWS,
    ClockDuty,
    ClockReason,
    ClockStatus,
    due_at,
    ended,
)
from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.holders import holder_of
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.compensation import EMPLOYER_PAYS_WITHIN
from osh_incidents.domain.law.model import Because, Citation, Provision
from osh_incidents.domain.law.periods import Period
from osh_incidents.domain.law.time_limits import (
    COMPLAIN_WITHIN,
    COMPLAINT_ANSWERED_WITHIN,
    SEND_MINUTES_WITHIN,
)
from osh_incidents.domain.law.time_rules import ROLL_OVER
from osh_incidents.domain.vocabulary import Level
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.claims import ClaimRow
from osh_incidents.persistence.tables.clocks import ClockRow


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit with the duty that it sets, the rule it follows from, and why it starts."""

    duty: ClockDuty
    period: Period
    because: Because
    reason: ClockReason

    @classmethod
    def of(
        cls,
        law: Law,
        duty: ClockDuty,
        rule: Provision[Period],
        since: datetime,
        reason: ClockReason,
    ) -> "Limit":
        """Return what *rule* says on the day of *since*, on which the duty arises."""
        day = local_day(since)
        return cls(duty, law.on(rule, day).value, law.because(rule, day), reason)


def due(law: Law, period: Period, since: datetime) -> datetime:
    """Return when *period* from *since* ends, by the rule of that day on days not worked.

    Raises:
        NoRuleInForce: the calendar of working days is asked and does not reach that far.
    """
    return due_at(since, period, roll_over=law.on(ROLL_OVER, local_day(since)).value)


def start(
    law: Law, case: CaseRow, limit: Limit, since: datetime, *, claim_id: UUID | None = None
) -> ClockRow:
    """Start a clock on *case* at *since*, with the rule it follows from.

    Raises:
        NoRuleInForce: the calendar of working days is asked and does not reach that far.
    """
    clock = ClockRow(
        id=new_id(),
        case_id=case.id,
        claim_id=claim_id,
        duty=limit.duty,
        reason=limit.reason,
        holder=holder_of(limit.duty, _owing(case, limit.reason)),
        status=ClockStatus.RUNNING,
        rule=limit.because.rule,
        rule_since=limit.because.since,
        rule_source=str(limit.because.source),
        rule_mark=limit.because.source.mark,
        started_at=since,
        due_at=due(law, limit.period, since),
    )
    case.clocks.append(clock)
    return clock


def _owing(case: CaseRow, reason: ClockReason) -> Level | None:
    """Return the level that owes: of the body at work, or of the one to which the case came."""
    if reason is ClockReason.RECLASSIFIED or case.inquiry is None:
        return case.level
    return case.inquiry.level


def start_payment(law: Law, case: CaseRow, claim: ClaimRow, since: datetime) -> None:
    """Start the employer's time to pay: from the council's conclusion, or from publication.

    The version of the day on which it starts decides (Law 84/2015 art. 38(7)).
    """
    limit = Limit.of(law, ClockDuty.PAYMENT, EMPLOYER_PAYS_WITHIN, since, ClockReason.ENTITLED)
    start(law, case, limit, since, claim_id=claim.id)


def start_after_publication(law: Law, case: CaseRow, since: datetime) -> None:
    """Start what runs from the publication of the minutes: their sending, and complaints.

    Minutes are never kept from being published because nobody knows yet which days of next year
    are worked: their sending then has no clock.
    """
    try:
        sending = Limit.of(
            law, ClockDuty.SEND_MINUTES, SEND_MINUTES_WITHIN, since, ClockReason.PUBLISHED
        )
        start(law, case, sending, since)
    except NoRuleInForce:
        pass
    window = Limit.of(law, ClockDuty.COMPLAINT, COMPLAIN_WITHIN, since, ClockReason.PUBLISHED)
    start(law, case, window, since)


def start_petition(law: Law, case: CaseRow, since: datetime) -> None:
    """Start the time to answer a petition; none where the working days are not known yet.

    Decree 39/2016 art. 17(1)(a).
    """
    try:
        limit = Limit.of(
            law, ClockDuty.PETITION, COMPLAINT_ANSWERED_WITHIN, since, ClockReason.PETITION
        )
        start(law, case, limit, since)
    except NoRuleInForce:
        pass


def because(clock: ClockRow) -> Because:
    """Return the rule of *clock* as it was kept beside it."""
    return Because(clock.rule, clock.rule_since, Citation(clock.rule_source, "", clock.rule_mark))


def hand_over(case: CaseRow, level: Level) -> None:
    """Let the body of *level* owe what runs in the investigation that it takes over."""
    for clock in case.clocks:
        if clock.claim_id is None and clock.status in {ClockStatus.RUNNING, ClockStatus.PAUSED}:
            clock.holder = holder_of(clock.duty, level)


def stop(clock: ClockRow, at: datetime) -> None:
    """End *clock* because its act was done *at* that moment; late stays late."""
    clock.status = ended(clock.due_at, at)
    clock.ended_at = at


def stop_duty(case: CaseRow, duty: ClockDuty, at: datetime) -> None:
    """End the clock of *duty* if it runs, because its act was done *at* that moment."""
    clock = of_case(case, duty)
    if clock is not None and clock.status is ClockStatus.RUNNING:
        stop(clock, at)


def void(clock: ClockRow, at: datetime) -> None:
    """End *clock* because its duty no longer applies."""
    clock.status = ClockStatus.VOID
    clock.ended_at = at


def supersede(clock: ClockRow, at: datetime) -> None:
    """End *clock* because another takes its place; what was late already stays late."""
    late = clock.status is ClockStatus.RUNNING and clock.due_at < at
    if late and clock.duty not in WINDOWS:
        clock.status, clock.ended_at = ClockStatus.MISSED, at
    else:
        void(clock, at)


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
