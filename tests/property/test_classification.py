from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from osh_incidents.domain.cases import CaseFacts, VictimFacts
from osh_incidents.domain.classification import classify
from osh_incidents.domain.law.injuries import SEVERE_INJURIES
from osh_incidents.domain.vocabulary import Level, Relation, Severity
from tests.property.strategies import cases, victims
from tests.unit.facts import TODAY, known

LISTED = set(SEVERE_INJURIES.on(TODAY).value)


def hurt(case: CaseFacts) -> tuple[int, int]:
    """Return the number of dead and of severely hurt, counted from the text of the law."""
    dead = [victim for victim in case.victims if victim.dead]
    severe = [
        victim for victim in case.victims if not victim.dead and LISTED & set(victim.injury_codes)
    ]
    return len(dead), len(severe)


@given(cases)
def test_severity_level_and_limit_follow_from_the_number_of_dead_and_severely_hurt(
    case: CaseFacts,
) -> None:
    dead, severe = hurt(case)
    found = classify(case)
    severity = Severity.FATAL if dead else Severity.SEVERE if severe else Severity.LIGHT
    limit = 30 if dead else (4, 7, 20)[min(severe, 2)]
    assert (known(found.severity), known(found.limit).amount) == (severity, limit)
    assert (known(found.level) is Level.PROVINCIAL) is (dead > 0 or severe > 1)


@given(cases)
def test_outside_bodies_are_told_exactly_when_the_province_investigates(case: CaseFacts) -> None:
    found = classify(case)
    provincial = known(found.level) is Level.PROVINCIAL
    assert (found.duty is not None) is provincial
    assert bool(found.recipients.value) is (found.form is not None) is provincial


@given(cases)
def test_the_police_are_told_of_every_death(case: CaseFacts) -> None:
    told = {body.code for body in classify(case).recipients.value}
    dead, _ = hurt(case)
    outside = all(victim.relation is Relation.NO_CONTRACT for victim in case.victims)
    if dead:
        assert told & {"commune_police", "district_police"}
    elif not outside:
        assert not told & {"commune_police", "district_police"}


@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_the_victims_does_not_matter(case: CaseFacts, random: Random) -> None:
    shuffled = random.sample(case.victims, len(case.victims))
    found, again = classify(case), classify(replace(case, victims=tuple(shuffled)))
    assert replace(again, victim_severities=found.victim_severities) == found


@given(cases, victims)
def test_one_more_victim_never_shortens_the_time_or_lowers_the_severity(
    case: CaseFacts, another: VictimFacts
) -> None:
    found = classify(case)
    more = classify(replace(case, victims=(*case.victims, another)))
    worst_first = list(Severity)
    assert known(more.limit).amount >= known(found.limit).amount
    assert worst_first.index(known(more.severity)) <= worst_first.index(known(found.severity))
