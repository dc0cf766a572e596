"""The condition behind each reason for which a count leaves something out.

The number, the list of cases behind it and the answer to why something is not counted all come
from here: what is counted is that to which no reason applies.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, true

from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.indicators.reasons import WhyNot
from osh_incidents.domain.indicators.rules import RULES
from osh_incidents.domain.standing import Entitlement, Exclusion, Standing
from osh_incidents.domain.vocabulary import CaseKind, NotEntitled, Scheme, Severity
from osh_incidents.persistence.tables.figures import FactRow as Fact

CASES = frozenset(
    {
        Count.ACCIDENTS,
        Count.FATAL_ACCIDENTS,
        Count.FATAL_PROVISIONAL,
        Count.FATAL_CASES,
        Count.DECLARED,
        Count.DECLARED_IN_TIME,
        Count.INVESTIGATED,
        Count.INVESTIGATED_IN_TIME,
        Count.HANDLED,
        Count.COMPLETE,
        Count.WITHIN_TIME,
        Count.DUE,
        Count.FAILING,
    }
)
"""Counts of cases; the others count people."""

Condition = ColumnElement[bool]
Moment = datetime | ColumnElement[datetime]

_ART_40 = (NotEntitled.PERSONAL_CONFLICT, NotEntitled.SELF_HARM, NotEntitled.DRUGS)
_YEAR = 365


def condition(count: Count, moment: Moment) -> Condition:
    """Return what holds for exactly the facts that *count* counts as of *moment*."""
    known = reasons(moment)
    return and_(true(), *(not_(known[reason]) for reason in RULES[count]))


@lru_cache(maxsize=8)
def reasons(moment: Moment) -> dict[WhyNot, Condition]:
    """Return for each reason what holds for exactly the facts to which it applies at *moment*."""
    known = _standing() | _hurt() | _claims(moment) | _denied() | _steps(moment)
    return {reason: _sure(found) for reason, found in known.items()}


def needed(counts: Iterable[Count]) -> tuple[WhyNot, ...]:
    """Return every reason for which one of *counts* leaves something out."""
    return tuple(dict.fromkeys(reason for count in counts for reason in RULES[count]))


def _sure(found: Condition) -> Condition:
    """Read what is unknown as false: neither it nor its contrary would hold otherwise."""
    return func.coalesce(found, false())


def _standing() -> dict[WhyNot, Condition]:
    left_out = {
        WhyNot.LINKED: Exclusion.LINKED,
        WhyNot.VOIDED: Exclusion.VOIDED,
        WhyNot.REJECTED: Exclusion.REJECTED,
        WhyNot.DISEASE_NOT_CONFIRMED: Exclusion.NOT_CONFIRMED,
        WhyNot.NOT_OCCUPATIONAL: Exclusion.NOT_OCCUPATIONAL,
        WhyNot.ALLOWANCE_CASE: Exclusion.ALLOWANCE_CASE,
    }
    return {
        **{reason: Fact.exclusion == why for reason, why in left_out.items()},
        WhyNot.NO_CONCLUSION: Fact.standing == Standing.PROVISIONAL,
        WhyNot.HAS_CONCLUSION: Fact.standing != Standing.PROVISIONAL,
    }


def _hurt() -> dict[WhyNot, Condition]:
    return {
        WhyNot.NOT_AN_ACCIDENT: Fact.kind != CaseKind.ACCIDENT,
        WhyNot.CASE_NOT_FATAL: not_(_sure(Fact.case_severity == Severity.FATAL)),
        WhyNot.NOT_DEAD: not_(_sure(Fact.severity == Severity.FATAL)),
        WhyNot.NOT_SEVERE: not_(_sure(Fact.severity == Severity.SEVERE)),
        WhyNot.COMMUTING: Fact.commuting.is_(True),
        WhyNot.DEATH_DATED: Fact.days_to_death.is_not(None),
        WhyNot.DEATH_UNDATED: Fact.days_to_death.is_(None),
        WhyNot.DIED_LATER: Fact.days_to_death > _YEAR,
    }


def _claims(moment: Moment) -> dict[WhyNot, Condition]:
    waits = or_(Fact.entitlement.is_(None), Fact.entitlement == Entitlement.AWAITING)
    return {
        WhyNot.AWAITING: waits,
        WhyNot.ENTITLED: Fact.entitlement == Entitlement.ENTITLED,
        WhyNot.NOT_ENTITLED: Fact.entitlement == Entitlement.NOT_ENTITLED,
        WhyNot.NO_PAYMENT_DATE: Fact.payment_due_at.is_(None),
        WhyNot.NOT_YET_DUE: Fact.payment_due_at >= moment,
        WhyNot.PAYMENT_DUE: Fact.payment_due_at < moment,
        WhyNot.NOT_PAID: Fact.paid_in_full_at.is_(None),
        WhyNot.NOT_LATE: not_(Fact.paid_late),
        WhyNot.NOT_UNDERPAID: not_(Fact.underpaid),
        WhyNot.NOT_COMPENSATION: _other_scheme(Scheme.EMPLOYER_COMPENSATION),
        WhyNot.NOT_ALLOWANCE: _other_scheme(Scheme.EMPLOYER_ALLOWANCE),
    }


def _other_scheme(scheme: Scheme) -> Condition:
    return not_(_sure(Fact.scheme == scheme))


def _denied() -> dict[WhyNot, Condition]:
    threshold = Fact.not_entitled_reason == NotEntitled.BELOW_THRESHOLD
    art_40 = Fact.not_entitled_reason.in_(_ART_40)
    others = {
        WhyNot.NOT_BY_CONFLICT: NotEntitled.PERSONAL_CONFLICT,
        WhyNot.NOT_BY_SELF_HARM: NotEntitled.SELF_HARM,
        WhyNot.NOT_BY_DRUGS: NotEntitled.DRUGS,
        WhyNot.NOT_BY_NOT_OCCUPATIONAL: NotEntitled.NOT_OCCUPATIONAL,
        WhyNot.NOT_BY_NO_DUTY: NotEntitled.NO_EMPLOYER_DUTY,
    }
    return {
        WhyNot.NOT_BY_ART_40: not_(_sure(art_40)),
        WhyNot.NOT_BY_THRESHOLD: not_(_sure(threshold)),
        WhyNot.NAMED_REASON: or_(art_40, threshold),
        **{reason: not_(_sure(Fact.not_entitled_reason == why)) for reason, why in others.items()},
    }


def _steps(moment: Moment) -> dict[WhyNot, Condition]:
    declared = Fact.declared_by_duty
    investigated, handled = Fact.published_at.is_not(None), Fact.handled_at.is_not(None)
    complete = and_(declared, investigated, handled)
    overdue = _sure(
        or_(
            not_(declared),
            # No time is known while the police have the file: nobody is late then.
            and_(not_(investigated), _sure(Fact.investigation_due_at < moment)),
            and_(investigated, not_(handled), _sure(Fact.handling_due_at < moment)),
        )
    )
    return {
        WhyNot.NOT_DECLARED: not_(declared),
        WhyNot.DECLARED_LATE: not_(Fact.declared_in_time),
        WhyNot.NOT_INVESTIGATED: not_(investigated),
        WhyNot.INVESTIGATED_LATE: not_(_sure(Fact.published_at <= Fact.investigation_due_at)),
        WhyNot.NOT_HANDLED: not_(handled),
        WhyNot.ALL_DONE: complete,
        WhyNot.STEP_OVERDUE: overdue,
        WhyNot.NOTHING_OVERDUE: not_(overdue),
        WhyNot.STILL_WITHIN_TIME: and_(not_(complete), not_(overdue)),
    }
