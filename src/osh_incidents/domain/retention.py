"""How long the records of a case name people: as long as the employer has to keep its dossier."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.dossier import RETENTION, Outcome
from osh_incidents.domain.law.model import Because
from osh_incidents.domain.law.periods import Period
from osh_incidents.domain.law.working_life import RETIREMENT_AGE, WORKING_AGE
from osh_incidents.domain.vocabulary import Sex


@dataclass(frozen=True, slots=True)
class Born:
    """What is known of the birth of a victim: the day, the year, or nothing."""

    sex: Sex
    day: date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """The last day on which a case has to name its people, and by which rule."""

    until: date
    because: Because


def kept(
    outcome: Outcome,
    settled_on: date,
    happened_on: date,
    victims: Sequence[Born],
    law: Law = SHIPPED,
) -> Kept:
    """Return until when a case is kept: of all that applies the longest (Decree 39 art. 18(8)).

    The years run from the day the file was settled. Who gave no birth date is taken for the
    youngest who may work, and retires last. A file without end would be one without a rule: the
    years of a fatal one are the least of any.
    """
    rule = law.on(RETENTION, settled_on).value
    years = rule[Outcome.FATAL].years or 0
    found = [_later(settled_on, 12 * years)] if outcome is Outcome.FATAL else [settled_on]
    if rule[outcome].until_retirement:
        ages = law.on(RETIREMENT_AGE, settled_on).value
        youngest = law.on(WORKING_AGE, settled_on).value
        found += [_retires(one, happened_on, ages, youngest) for one in victims]
    return Kept(max(found), law.because(RETENTION, settled_on))


def _retires(one: Born, happened_on: date, ages: Mapping[Sex, Period], youngest: Period) -> date:
    age = ages[one.sex]
    if one.day is not None:
        return _later(one.day, age.amount)
    if one.year is not None:
        return _later(date(one.year, 12, 31), age.amount)
    return _later(happened_on, age.amount - youngest.amount)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
