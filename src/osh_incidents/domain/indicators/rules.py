"""What each count leaves out, and in which order the reasons are told."""

from collections.abc import Mapping

from osh_incidents.domain.indicators.model import Count, Rule
from osh_incidents.domain.indicators.reasons import WhyNot

_LEFT_OUT = (
    WhyNot.LINKED,
    WhyNot.VOIDED,
    WhyNot.REJECTED,
    WhyNot.DISEASE_NOT_CONFIRMED,
    WhyNot.NOT_OCCUPATIONAL,
    WhyNot.ALLOWANCE_CASE,
)
_ACCIDENT = (WhyNot.NOT_AN_ACCIDENT, *_LEFT_OUT)
_FATAL = (*_ACCIDENT, WhyNot.CASE_NOT_FATAL)
_DEATH = (*_ACCIDENT, WhyNot.NOT_DEAD)
_CONFIRMED = (*_LEFT_OUT, WhyNot.NO_CONCLUSION)
_ENTITLED = (*_CONFIRMED, WhyNot.NOT_ENTITLED, WhyNot.AWAITING)
_MATURED = (*_ENTITLED, WhyNot.NO_PAYMENT_DATE, WhyNot.NOT_YET_DUE)
_PAID = (*_ENTITLED, WhyNot.NOT_PAID)
_DENIED = (*_CONFIRMED, WhyNot.ENTITLED, WhyNot.AWAITING)
_DECLARED = (*_FATAL, WhyNot.NOT_DECLARED)
_INVESTIGATED = (*_FATAL, WhyNot.NOT_INVESTIGATED)

RULES: Mapping[Count, tuple[WhyNot, ...]] = {
    Count.ACCIDENTS: _ACCIDENT,
    Count.VICTIMS: _ACCIDENT,
    Count.FATAL_ACCIDENTS: _FATAL,
    Count.FATAL_PROVISIONAL: (*_FATAL, WhyNot.HAS_CONCLUSION),
    Count.DEATHS: _DEATH,
    Count.SEVERELY_HURT: (*_ACCIDENT, WhyNot.NOT_SEVERE),
    Count.DEATHS_WITHIN_YEAR: (*_DEATH, WhyNot.COMMUTING, WhyNot.DEATH_UNDATED, WhyNot.DIED_LATER),
    Count.DEATHS_UNDATED: (*_DEATH, WhyNot.COMMUTING, WhyNot.DEATH_DATED),
    Count.CONFIRMED_VICTIMS: _CONFIRMED,
    Count.ENTITLED: _ENTITLED,
    Count.MATURED: _MATURED,
    Count.PAID_MATURED: (*_MATURED, WhyNot.NOT_PAID),
    Count.PAID: _PAID,
    Count.NOT_YET_DUE: (*_ENTITLED, WhyNot.NO_PAYMENT_DATE, WhyNot.PAYMENT_DUE),
    Count.AWAITING: (*_CONFIRMED, WhyNot.NOT_ENTITLED, WhyNot.ENTITLED),
    Count.PAID_LATE: (*_PAID, WhyNot.NOT_LATE),
    Count.ENTITLED_COMPENSATION: (*_ENTITLED, WhyNot.NOT_COMPENSATION),
    Count.ENTITLED_ALLOWANCE: (*_ENTITLED, WhyNot.NOT_ALLOWANCE),
    Count.PAID_COMPENSATION: (*_PAID, WhyNot.NOT_COMPENSATION),
    Count.PAID_ALLOWANCE: (*_PAID, WhyNot.NOT_ALLOWANCE),
    Count.UNDERPAID: (*_ENTITLED, WhyNot.NOT_UNDERPAID),
    Count.NOT_ENTITLED_ART_40: (*_DENIED, WhyNot.NOT_BY_ART_40),
    Count.NOT_ENTITLED_THRESHOLD: (*_DENIED, WhyNot.NOT_BY_THRESHOLD),
    Count.NOT_ENTITLED_OTHER: (*_DENIED, WhyNot.NAMED_REASON),
    Count.DENIED_CONFLICT: (*_DENIED, WhyNot.NOT_BY_CONFLICT),
    Count.DENIED_SELF_HARM: (*_DENIED, WhyNot.NOT_BY_SELF_HARM),
    Count.DENIED_DRUGS: (*_DENIED, WhyNot.NOT_BY_DRUGS),
    Count.DENIED_NOT_OCCUPATIONAL: (*_DENIED, WhyNot.NOT_BY_NOT_OCCUPATIONAL),
    Count.DENIED_NO_DUTY: (*_DENIED, WhyNot.NOT_BY_NO_DUTY),
    Count.FATAL_CASES: _FATAL,
    Count.DECLARED: _DECLARED,
    Count.DECLARED_IN_TIME: (*_DECLARED, WhyNot.DECLARED_LATE),
    Count.INVESTIGATED: _INVESTIGATED,
    Count.INVESTIGATED_IN_TIME: (*_INVESTIGATED, WhyNot.INVESTIGATED_LATE),
    Count.HANDLED: (*_FATAL, WhyNot.NOT_HANDLED),
    Count.COMPLETE: (*_DECLARED, WhyNot.NOT_INVESTIGATED, WhyNot.NOT_HANDLED),
    Count.WITHIN_TIME: (*_FATAL, WhyNot.ALL_DONE, WhyNot.STEP_OVERDUE),
    Count.DUE: (*_FATAL, WhyNot.STILL_WITHIN_TIME),
    Count.FAILING: (*_FATAL, WhyNot.NOTHING_OVERDUE),
}
"""A count's reasons never change: a definition that counts otherwise names another count."""


def rules(*counts: Count) -> tuple[Rule, ...]:
    """Return the rules of *counts*."""
    return tuple(Rule(count, RULES[count]) for count in counts)
