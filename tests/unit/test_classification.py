from dataclasses import replace
from datetime import date

import pytest

from osh_incidents.domain.cases import VictimFacts
from osh_incidents.domain.classification import (
    case_severity,
    classify,
    has_employer_duty,
    victim_severity,
)
from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.law.declaration import Duty
from osh_incidents.domain.vocabulary import Level, Relation, Severity, Ship, SpecialRegime
from tests.unit.facts import (
    FIRST_DAY_OF_TWO_TIERS,
    LAST_DAY_OF_DISTRICTS,
    TODAY,
    accident,
    dead,
    known,
    light,
    severe,
)

OUT = Relation.NO_CONTRACT
ONE_SEVERE_OF_MANY = (light(), severe(), light())
ONE_OF_EACH = (dead(), severe(), light())

# who was hurt -> severity, level, days (Law 84/2015 art. 35(1), (2), (6); Decree 39 art. 9)
GRADED = [
    ((light(),), "light", "base", 4),
    ((light(), light(), light()), "light", "base", 4),
    ((severe(),), "severe", "base", 7),
    (ONE_SEVERE_OF_MANY, "severe", "base", 7),
    ((severe(), severe()), "severe", "provincial", 20),
    ((severe(), severe(), severe(), light()), "severe", "provincial", 20),
    ((dead(),), "fatal", "provincial", 30),
    (ONE_OF_EACH, "fatal", "provincial", 30),
    ((light(OUT),), "light", "commune_record", 4),
    ((severe(OUT),), "severe", "commune_record", 7),
    ((severe(OUT), severe(OUT)), "severe", "provincial", 20),
    ((dead(OUT),), "fatal", "provincial", 30),
    ((severe(), light(OUT)), "severe", "base", 7),
    ((severe(OUT), severe()), "severe", "provincial", 20),
]

# who was hurt -> duty, recipients and form until 30/6/2025, the same from 1/7/2025
TOLD = [
    ((dead(),), Duty.EMPLOYER_DEATH),
    ((dead(), severe(), severe()), Duty.EMPLOYER_DEATH),
    ((dead(OUT), light()), Duty.EMPLOYER_DEATH),
    ((severe(), severe()), Duty.EMPLOYER_SEVERAL),
    ((severe(OUT), severe()), Duty.EMPLOYER_SEVERAL),
    ((dead(OUT),), Duty.COMMUNE_DEATH),
    ((dead(OUT), severe(OUT)), Duty.COMMUNE_DEATH),
    ((severe(OUT), severe(OUT)), Duty.COMMUNE_SEVERAL),
]
BEFORE = {
    Duty.EMPLOYER_DEATH: ("PL-III-ND39", {"labour_department", "district_police"}),
    Duty.EMPLOYER_SEVERAL: ("PL-III-ND39", {"labour_department"}),
    Duty.COMMUNE_DEATH: ("PL-IV-ND39", {"labour_department", "district_police"}),
    Duty.COMMUNE_SEVERAL: ("PL-IV-ND39", {"labour_department", "district_police"}),
}
SINCE = {
    Duty.EMPLOYER_DEATH: ("MAU-01-ND129", {"labour_department", "commune_police"}),
    Duty.EMPLOYER_SEVERAL: ("MAU-01-ND129", {"labour_department"}),
    Duty.COMMUNE_DEATH: ("MAU-06-ND129", {"labour_department", "commune_police"}),
    Duty.COMMUNE_SEVERAL: ("MAU-06-ND129", {"labour_department", "commune_police"}),
}


@pytest.mark.parametrize(("victims", "severity", "level", "days"), GRADED)
def test_severity_level_and_time_follow_from_who_was_hurt(
    victims: tuple[VictimFacts, ...], severity: str, level: str, days: int
) -> None:
    found = classify(accident(*victims))
    graded = (known(found.severity), known(found.level), known(found.limit).amount)
    assert graded == (severity, level, days)


@pytest.mark.parametrize(("victims", "duty"), TOLD)
@pytest.mark.parametrize(
    ("day", "expected"), [(LAST_DAY_OF_DISTRICTS, BEFORE), (FIRST_DAY_OF_TWO_TIERS, SINCE)]
)
def test_duty_recipients_and_form_follow_from_who_was_hurt_and_the_day(
    victims: tuple[VictimFacts, ...],
    duty: Duty,
    day: date,
    expected: dict[Duty, tuple[str, set[str]]],
) -> None:
    found = classify(accident(*victims, on=day))
    form, bodies = expected[duty]
    assert found.duty is duty
    assert {body.code for body in found.recipients.value} == bodies
    assert found.form is not None
    assert found.form.value.code == form


@pytest.mark.parametrize("day", [LAST_DAY_OF_DISTRICTS, FIRST_DAY_OF_TWO_TIERS])
@pytest.mark.parametrize(
    "victims", [(light(),), (severe(),), (severe(), light()), (light(OUT),), (severe(OUT),)]
)
def test_a_light_or_a_single_severe_accident_is_not_declared_outside(
    victims: tuple[VictimFacts, ...], day: date
) -> None:
    found = classify(accident(*victims, on=day))
    assert (found.duty, found.form, found.recipients.value) == (None, None, ())


@pytest.mark.parametrize("relation", [Relation.LEASED, Relation.APPRENTICE])
def test_leased_workers_and_apprentices_are_the_employers_to_declare(relation: Relation) -> None:
    assert classify(accident(dead(relation))).duty is Duty.EMPLOYER_DEATH
    assert known(classify(accident(severe(relation))).level) is Level.BASE


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("0110", Severity.SEVERE),
        ("110", Severity.LIGHT),
        ("011", Severity.SEVERE),
        ("11", Severity.LIGHT),
        ("01", Severity.LIGHT),
        ("0213", Severity.LIGHT),
        ("", Severity.LIGHT),
    ],
)
def test_injury_codes_are_text_and_only_listed_ones_are_severe(
    code: str, severity: Severity
) -> None:
    assert victim_severity(severe(code=code), TODAY) is severity


def test_one_severe_injury_among_others_makes_a_victim_severely_hurt() -> None:
    victim = VictimFacts(Relation.CONTRACT, dead=False, injury_codes=("999", "066"))
    assert victim_severity(victim, TODAY) is Severity.SEVERE


def test_a_death_outweighs_every_injury() -> None:
    victim = VictimFacts(Relation.CONTRACT, dead=True, injury_codes=("033",))
    assert victim_severity(victim, TODAY) is Severity.FATAL


def test_a_case_is_as_severe_as_its_worst_victim() -> None:
    assert case_severity([Severity.LIGHT, Severity.FATAL, Severity.SEVERE]) is Severity.FATAL
    assert case_severity([Severity.LIGHT, Severity.SEVERE]) is Severity.SEVERE
    assert case_severity([Severity.LIGHT]) is Severity.LIGHT


def test_the_severities_of_victims_keep_their_order() -> None:
    found = classify(accident(light(), dead(), severe()))
    assert found.victim_severities == (Severity.LIGHT, Severity.FATAL, Severity.SEVERE)


def test_every_derived_value_names_the_rule_it_follows_from() -> None:
    found = classify(accident(dead(OUT), on=FIRST_DAY_OF_TWO_TIERS))
    assert found.form is not None
    derived = (found.severity, found.level, found.body, found.limit, found.recipients, found.form)
    rules = [value.because for value in derived if value is not None]
    assert [(because.rule, because.since.isoformat()) for because in rules] == [
        ("severity", "2016-07-01"),
        ("investigation-level-no-contract", "2016-07-01"),
        ("competent-body", "2025-03-01"),
        ("investigate-within", "2016-07-01"),
        ("declaration-recipients", "2025-07-01"),
        ("declaration-form", "2025-07-01"),
    ]


@pytest.mark.parametrize(
    ("victims", "code"),
    [((light(),), "employer"), ((light(OUT),), "commune"), ((dead(),), "labour_department")],
)
def test_the_body_that_investigates_is_that_of_the_level(
    victims: tuple[VictimFacts, ...], code: str
) -> None:
    assert known(classify(accident(*victims)).body).code == code


def test_an_accident_before_the_law_cannot_be_classified() -> None:
    with pytest.raises(NoRuleInForce):
        classify(accident(dead(), on=date(2016, 6, 30)))


def test_only_a_worker_without_contract_has_no_employer_who_owes() -> None:
    owing = {relation for relation in Relation if has_employer_duty(relation)}
    assert owing == {Relation.CONTRACT, Relation.LEASED, Relation.APPRENTICE}


@pytest.mark.parametrize("regime", list(SpecialRegime))
def test_a_field_with_a_law_of_its_own_has_no_limit_of_this_law(regime: SpecialRegime) -> None:
    found = classify(accident(dead(), special_regime=regime))
    assert known(found.level) is Level.SPECIAL
    assert found.level is not None
    assert found.level.because.rule == "special-regimes"
    assert found.limit is None
    assert known(found.severity) is Severity.FATAL


@pytest.mark.parametrize(
    ("ship", "on", "level", "port"),
    [
        (Ship.INTERNATIONAL, TODAY, Level.SPECIAL, True),
        (None, TODAY, Level.SPECIAL, True),
        (Ship.COASTAL, TODAY, Level.PROVINCIAL, False),
        (Ship.FISHING, TODAY, Level.PROVINCIAL, False),
        (Ship.MILITARY, TODAY, Level.PROVINCIAL, False),
        (Ship.PUBLIC_DUTY, TODAY, Level.PROVINCIAL, False),
        (Ship.COASTAL, date(2017, 6, 1), Level.SPECIAL, False),
    ],
)
def test_the_circular_on_seafarers_tells_the_port_and_leaves_some_ships_out(
    ship: Ship | None, on: date, level: Level, *, port: bool
) -> None:
    case = accident(dead(), on=on, special_regime=SpecialRegime.MARITIME, ship=ship)
    found = classify(case)
    assert known(found.level) is level
    told = {body.code for body in found.recipients.value}
    assert ("maritime_port_authority" in told) is port


def test_one_severely_hurt_seafarer_is_told_to_nobody_outside() -> None:
    case = accident(severe(), special_regime=SpecialRegime.MARITIME, ship=Ship.INTERNATIONAL)
    assert classify(case).recipients.value == ()


def test_an_incident_in_which_nobody_is_known_to_be_hurt_is_told_and_not_graded() -> None:
    found = classify(replace(accident(), victims=()))
    assert (found.severity, found.level, found.body, found.limit) == (None, None, None, None)
    assert found.duty is Duty.INCIDENT
    assert [body.code for body in found.recipients.value] == ["labour_department"]
