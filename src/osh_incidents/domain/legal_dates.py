"""By when others act on what this service does not follow yet: agency, insurance, employer."""

from datetime import date, datetime

from osh_incidents.domain.days import local_day, start_of
from osh_incidents.domain.deadlines import due_at
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.model import Provision
from osh_incidents.domain.law.periods import Period
from osh_incidents.domain.law.time_limits import (
    COMPLAINT_ANSWERED_WITHIN,
    FUND_DECIDES_WITHIN,
    FUND_FILE_WITHIN,
    HANDOVER_WITHIN,
    KEEP_FATAL_FOR,
    POLICE_OPINION_WITHIN,
    REASSESS_AFTER,
    REST_DECIDED_WITHIN,
    REST_LIST_WITHIN,
    REST_PAID_WITHIN,
)
from osh_incidents.domain.law.time_rules import ROLL_OVER


def due_under(rule: Provision[Period], since: datetime, law: Law = SHIPPED) -> datetime:
    """Return the last instant in time under *rule*, in the version of the day of *since*.

    Raises:
        NoRuleInForce: the rule, or the calendar of working days, does not reach that day.
    """
    day = local_day(since)
    return due_at(since, law.on(rule, day).value, roll_over=law.on(ROLL_OVER, day).value)


def fund_file_due(dossier_complete_at: datetime, law: Law = SHIPPED) -> datetime:
    """Return by when the employer files with the insurance (Law 84/2015 art. 59(1))."""
    return due_under(FUND_FILE_WITHIN, dossier_complete_at, law)


def fund_decision_due(received_at: datetime, law: Law = SHIPPED) -> datetime:
    """Return by when the insurance decides on the file it received (art. 59(2))."""
    return due_under(FUND_DECIDES_WITHIN, received_at, law)


def rest_list_due(entitled_at: datetime, law: Law = SHIPPED) -> datetime:
    """Return by when the employer lists who convalesces (art. 60)."""
    return due_under(REST_LIST_WITHIN, entitled_at, law)


def rest_decision_due(list_received_at: datetime, law: Law = SHIPPED) -> datetime:
    """Return by when the insurance decides on that list (art. 60)."""
    return due_under(REST_DECIDED_WITHIN, list_received_at, law)


def rest_payment_due(money_received_at: datetime, law: Law = SHIPPED) -> datetime:
    """Return by when the employer pays for convalescence (art. 60)."""
    return due_under(REST_PAID_WITHIN, money_received_at, law)


def handover_due(not_prosecuted_at: datetime, law: Law = SHIPPED) -> datetime:
    """Return by when the investigation agency hands its material back (art. 35(7))."""
    return due_under(HANDOVER_WITHIN, not_prosecuted_at, law)


def police_opinion_due(joint_work_done_at: datetime, law: Law = SHIPPED) -> datetime:
    """Return by when the provincial team states its view to agency and procuracy."""
    return due_under(POLICE_OPINION_WITHIN, joint_work_done_at, law)


def complaint_answer_due(petition_received_at: datetime, law: Law = SHIPPED) -> datetime:
    """Return by when who set up the team handles a petition (Decree 39/2016 art. 17(1))."""
    return due_under(COMPLAINT_ANSWERED_WITHIN, petition_received_at, law)


def reassessment_from(assessed_on: date, law: Law = SHIPPED) -> date:
    """Return the first day on which a loss assessed then may be assessed anew (art. 47(3)).

    A least time, not a limit: it never moves for a day off.
    """
    return _months_later(REASSESS_AFTER, assessed_on, law)


def fatal_file_kept_until(published_on: date, law: Law = SHIPPED) -> date:
    """Return the last day on which the employer must still keep the file of a death."""
    return _months_later(KEEP_FATAL_FOR, published_on, law)


def _months_later(rule: Provision[Period], day: date, law: Law) -> date:
    return local_day(due_at(start_of(day), law.on(rule, day).value))
