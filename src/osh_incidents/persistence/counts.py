"""The condition behind each count; the number and the list of cases both come from here."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, not_, or_

from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.standing import Entitlement, Standing
from osh_incidents.domain.vocabulary import CaseKind, NotEntitled, Severity
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

_ART_40 = (NotEntitled.PERSONAL_CONFLICT, NotEntitled.SELF_HARM, NotEntitled.DRUGS)


def condition(count: Count, moment: datetime) -> Condition:
    """Return what holds for exactly the facts that *count* counts as of *moment*."""
    conditions = _accidents() | _people(moment) | _fatal_cases(moment)
    return conditions[count]


def _accidents() -> dict[Count, Condition]:
    accident = and_(Fact.kind == CaseKind.ACCIDENT, Fact.standing != Standing.EXCLUDED)
    fatal = and_(accident, Fact.case_severity == Severity.FATAL)
    return {
        Count.ACCIDENTS: accident,
        Count.VICTIMS: accident,
        Count.FATAL_ACCIDENTS: fatal,
        Count.FATAL_PROVISIONAL: and_(fatal, Fact.standing == Standing.PROVISIONAL),
        Count.DEATHS: and_(accident, Fact.severity == Severity.FATAL),
        Count.SEVERELY_HURT: and_(accident, Fact.severity == Severity.SEVERE),
    }


def _people(moment: datetime) -> dict[Count, Condition]:
    confirmed = Fact.standing == Standing.CONFIRMED
    entitled = and_(confirmed, Fact.entitlement == Entitlement.ENTITLED)
    matured = and_(entitled, Fact.payment_due_at < moment)
    paid = Fact.paid_in_full_at.is_not(None)
    denied = and_(confirmed, Fact.entitlement == Entitlement.NOT_ENTITLED)
    art_40 = Fact.not_entitled_reason.in_(_ART_40)
    threshold = Fact.not_entitled_reason == NotEntitled.BELOW_THRESHOLD
    return {
        Count.CONFIRMED_VICTIMS: confirmed,
        Count.ENTITLED: entitled,
        Count.MATURED: matured,
        Count.PAID_MATURED: and_(matured, paid),
        Count.PAID: and_(entitled, paid),
        Count.NOT_YET_DUE: and_(entitled, Fact.payment_due_at >= moment),
        Count.AWAITING: and_(confirmed, Fact.entitlement == Entitlement.AWAITING),
        Count.UNDERPAID: and_(entitled, Fact.underpaid),
        Count.NOT_ENTITLED_ART_40: and_(denied, art_40),
        Count.NOT_ENTITLED_THRESHOLD: and_(denied, threshold),
        Count.NOT_ENTITLED_OTHER: and_(denied, not_(or_(art_40, threshold))),
    }


def _fatal_cases(moment: datetime) -> dict[Count, Condition]:
    fatal = _accidents()[Count.FATAL_ACCIDENTS]
    declared = Fact.declared_by_duty
    investigated = Fact.published_at.is_not(None)
    handled = Fact.handled_at.is_not(None)
    complete = and_(fatal, declared, investigated, handled)
    failing = and_(
        fatal,
        or_(
            not_(declared),
            and_(
                not_(investigated),
                # None while the police have the file; it must read as false, not as unknown.
                Fact.investigation_due_at.is_not(None),
                Fact.investigation_due_at < moment,
            ),
            and_(investigated, not_(handled), Fact.handling_due_at < moment),
        ),
    )
    return {
        Count.FATAL_CASES: fatal,
        Count.DECLARED: and_(fatal, declared),
        Count.DECLARED_IN_TIME: and_(fatal, declared, Fact.declared_in_time),
        Count.INVESTIGATED: and_(fatal, investigated),
        Count.INVESTIGATED_IN_TIME: and_(fatal, Fact.published_at <= Fact.investigation_due_at),
        Count.HANDLED: and_(fatal, handled),
        Count.COMPLETE: complete,
        Count.FAILING: failing,
        Count.DUE: or_(complete, failing),
        Count.WITHIN_TIME: and_(fatal, not_(complete), not_(failing)),
    }
