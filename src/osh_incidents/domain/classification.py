"""Severity, level, competent body, form, recipients and time limit: computed, never trusted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic

from osh_incidents.domain.cases import CaseFacts, VictimFacts
from osh_incidents.domain.law.catalogue import SHIPPED, Law
from osh_incidents.domain.law.declaration import FORMS, RECIPIENTS, Body, Duty, Form
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.law.investigation import (
    COMPETENT_BODY,
    INVESTIGATE_WITHIN,
    INVESTIGATION_LEVEL,
    NO_CONTRACT_LEVEL,
    SEVERITY_RULE,
    Class,
    Office,
)
from osh_incidents.domain.law.model import Because, T_co
from osh_incidents.domain.law.periods import Period
from osh_incidents.domain.law.special_regimes import SEAFARERS, SPECIAL_REGIMES, Sea
from osh_incidents.domain.vocabulary import Level, Relation, Severity, SpecialRegime

_WORST_FIRST = (Severity.FATAL, Severity.SEVERE, Severity.LIGHT)


def victim_severity(victim: VictimFacts, day: date, law: Law = SHIPPED) -> Severity:
    """Return how badly *victim* was hurt by the rule of *day*; a death counts at any later time."""
    if victim.dead:
        return Severity.FATAL
    severe = law.on(SEVERE_INJURIES, day).value
    return (
        Severity.SEVERE if any(code in severe for code in victim.injury_codes) else Severity.LIGHT
    )


def case_severity(severities: Iterable[Severity]) -> Severity:
    """Return the severity of the worst victim."""
    return min(severities, key=_WORST_FIRST.index)


def investigation_class(severities: Iterable[Severity]) -> Class:
    """Return the class by which the law graduates level and time limit."""
    known = tuple(severities)
    if Severity.FATAL in known:
        return Class.FATAL
    match known.count(Severity.SEVERE):
        case 0:
            return Class.LIGHT
        case 1:
            return Class.ONE_SEVERE
        case _:
            return Class.SEVERAL_SEVERE


@dataclass(frozen=True, slots=True)
class Derived(Generic[T_co]):
    """A computed value and the rule it follows from."""

    value: T_co
    because: Because


@dataclass(frozen=True, slots=True)
class Classification:
    """Everything the law derives from who was hurt, how badly, when and in what relation.

    Severity, level, body and limit are unknown while it is not clear whether anybody was hurt.
    *limit* is also unknown where another law than Law 84/2015 sets it.
    """

    victim_severities: tuple[Severity, ...]
    severity: Derived[Severity] | None
    level: Derived[Level] | None
    body: Derived[Office] | None
    limit: Derived[Period] | None
    duty: Duty | None
    recipients: Derived[tuple[Body, ...]]
    form: Derived[Form] | None


def classify(case: CaseFacts) -> Classification:
    """Derive the duties of an accident from *case*.

    The day that chooses the versions is the local day of the accident: the duty to declare and to
    investigate arises with it.

    Raises:
        NoRuleInForce: the accident is older than the rules this service knows.
    """
    day, law = case.occurred_on, case.law
    severities = tuple(victim_severity(victim, day, law) for victim in case.victims)
    if not severities:
        return _told(case, (), Duty.INCIDENT)
    graded = investigation_class(severities)
    outside = all(victim.relation is Relation.NO_CONTRACT for victim in case.victims)
    level = _level(case, graded, outside=outside)
    limit = None
    if level.value is not Level.SPECIAL:
        within = law.on(INVESTIGATE_WITHIN, day).value[graded]
        limit = Derived(within, law.because(INVESTIGATE_WITHIN, day))
    found = _told(case, severities, _duty(graded, no_contract=outside))
    return replace(
        found,
        severity=Derived(case_severity(severities), law.because(SEVERITY_RULE, day)),
        level=level,
        body=Derived(
            law.on(COMPETENT_BODY, day).value[level.value], law.because(COMPETENT_BODY, day)
        ),
        limit=limit,
    )


def _told(case: CaseFacts, severities: tuple[Severity, ...], duty: Duty | None) -> Classification:
    """Return who is told of *case*, on which form, and nothing else yet."""
    day, law = case.occurred_on, case.law
    recipients = law.on(RECIPIENTS, day).value[duty] if duty else ()
    because = law.because(RECIPIENTS, day)
    if duty is not None and _on_board(case):
        known = {body.code for body in recipients}
        aboard = law.on(SEAFARERS, day).value.recipients[Sea.VIETNAM]
        recipients = (*recipients, *(body for body in aboard if body.code not in known))
        because = law.because(SEAFARERS, day)
    form = Derived(law.on(FORMS, day).value[duty], law.because(FORMS, day)) if duty else None
    told = Derived(recipients, because)
    return Classification(severities, None, None, None, None, duty, told, form)


def _level(case: CaseFacts, graded: Class, *, outside: bool) -> Derived[Level]:
    day, law = case.occurred_on, case.law
    if case.special_regime is not None and not _left_out(case):
        return Derived(Level.SPECIAL, law.because(SPECIAL_REGIMES, day))
    levels = NO_CONTRACT_LEVEL if outside else INVESTIGATION_LEVEL
    return Derived(law.on(levels, day).value[graded], law.because(levels, day))


def _on_board(case: CaseFacts) -> bool:
    """Whether the rules for seafarers hold, on the day and for the ship."""
    known = case.occurred_on >= SEAFARERS.versions[0].since
    return known and case.special_regime is SpecialRegime.MARITIME and not _left_out(case)


def _left_out(case: CaseFacts) -> bool:
    """Whether a maritime accident is on a ship to which the rules for seafarers do not extend."""
    if case.special_regime is not SpecialRegime.MARITIME or case.ship is None:
        return False
    if case.occurred_on < SEAFARERS.versions[0].since:
        return False
    return case.ship in case.law.on(SEAFARERS, case.occurred_on).value.ships_left_out


def has_employer_duty(relation: Relation) -> bool:
    """Whether a victim of that *relation* has an employer who owes compensation (art. 38)."""
    return relation not in {Relation.NO_CONTRACT, Relation.FORMER}


def _duty(graded: Class, *, no_contract: bool) -> Duty | None:
    if graded is Class.FATAL:
        return Duty.COMMUNE_DEATH if no_contract else Duty.EMPLOYER_DEATH
    if graded is Class.SEVERAL_SEVERE:
        return Duty.COMMUNE_SEVERAL if no_contract else Duty.EMPLOYER_SEVERAL
    return None
