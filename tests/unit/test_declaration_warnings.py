from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from osh_incidents.domain.cases import CaseFacts, VictimFacts
from osh_incidents.domain.classification import classify
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.declaration_warnings import warnings
from osh_incidents.domain.vocabulary import DeathLink, Declarant, Relation, Severity, Sex
from tests.unit.declarations import NOW, OCCURRED, accident, disease, victim

WITHOUT = Relation.NO_CONTRACT
DIED = OCCURRED + timedelta(hours=1)


def odd(declaration: Declaration, received_at: datetime = NOW) -> list[tuple[str, str]]:
    """Return pointer and code of every warning, as an accident is classified by the law."""
    classified = None
    if declaration.accident:
        hurt = [VictimFacts(v.relation, v.dead, v.injury_codes) for v in declaration.victims]
        day = declaration.accident.occurred_at.date()
        classified = classify(CaseFacts(declaration.kind, day, tuple(hurt)))
    found = warnings(declaration, classified, received_at)
    return [(warning.pointer, warning.code) for warning in found]


def by_commune(declaration: Declaration) -> Declaration:
    return replace(declaration, declarant=replace(declaration.declarant, role=Declarant.COMMUNE))


def test_what_agrees_has_no_warning() -> None:
    assert odd(accident(victim(condition=Severity.LIGHT))) == []
    assert odd(disease()) == []


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        (Severity.LIGHT, ("033",)),
        (Severity.SEVERE, ()),
        (Severity.SEVERE, ("110",)),
    ],
)
def test_a_severity_that_the_rules_do_not_bear_out_is_told(
    condition: Severity, codes: tuple[str, ...]
) -> None:
    hurt = victim(condition=condition, injury_codes=codes)
    assert odd(accident(hurt)) == [("/victims/0/condition", "severity_differs")]


@pytest.mark.parametrize(
    ("condition", "codes"),
    [(Severity.SEVERE, ("0110",)), (Severity.LIGHT, ()), (None, ("033",))],
)
def test_a_severity_that_agrees_or_is_left_out_is_not_told(
    condition: Severity | None, codes: tuple[str, ...]
) -> None:
    assert odd(accident(victim(condition=condition, injury_codes=codes))) == []


def test_a_victim_said_to_be_hurt_who_has_died_is_told() -> None:
    killed = victim(condition=Severity.SEVERE, injury_codes=("033",), died_at=DIED)
    assert odd(accident(killed)) == [("/victims/0/condition", "severity_differs")]


def test_each_victim_is_compared_with_its_own_severity() -> None:
    hurt = accident(victim(condition=Severity.LIGHT), victim(condition=Severity.SEVERE))
    assert odd(hurt) == [("/victims/1/condition", "severity_differs")]


def test_a_death_without_its_time_is_told() -> None:
    killed = victim(condition=Severity.FATAL)
    assert odd(accident(killed)) == [("/victims/0/died_at", "death_time_missing")]
    assert odd(accident(replace(killed, died_at=DIED))) == []


@pytest.mark.parametrize(
    ("citizen_id", "sex", "born"),
    [
        ("031090000000", Sex.MALE, date(1990, 5, 2)),
        ("031190000000", Sex.FEMALE, date(1990, 5, 2)),
        ("031201000000", Sex.MALE, date(2001, 1, 1)),
        ("031301000000", Sex.FEMALE, date(2001, 12, 31)),
        ("031199000000", Sex.FEMALE, date(1999, 12, 31)),
        ("031300000000", Sex.FEMALE, date(2000, 1, 1)),
        ("031190000000", Sex.FEMALE, None),
    ],
)
def test_a_citizen_id_that_agrees_with_sex_and_birth_is_not_told(
    citizen_id: str, sex: Sex, born: date | None
) -> None:
    assert odd(accident(victim(citizen_id=citizen_id, sex=sex, birth_date=born))) == []


@pytest.mark.parametrize(
    ("citizen_id", "sex", "born"),
    [
        ("031090000000", Sex.FEMALE, date(1990, 5, 2)),
        ("031190000000", Sex.MALE, None),
        ("031190000000", Sex.FEMALE, date(1991, 1, 1)),
        ("031190000000", Sex.FEMALE, date(1989, 12, 31)),
        ("031101000000", Sex.FEMALE, date(2001, 1, 1)),
        ("031399000000", Sex.FEMALE, date(1999, 1, 1)),
    ],
)
def test_a_citizen_id_that_disagrees_with_sex_or_birth_is_told(
    citizen_id: str, sex: Sex, born: date | None
) -> None:
    person = victim(citizen_id=citizen_id, sex=sex, birth_date=born)
    assert odd(accident(person)) == [("/victims/0/citizen_id", "citizen_id_disagrees")]


@pytest.mark.parametrize("since", [OCCURRED, OCCURRED + timedelta(hours=5)])
def test_a_declaration_after_a_day_of_knowing_is_late_and_one_within_it_is_not(
    since: datetime,
) -> None:
    known = accident(known_at=since)
    in_time = since + timedelta(hours=24)
    assert odd(known, in_time) == []
    assert odd(known, in_time + timedelta(microseconds=1)) == [
        ("/accident/known_at", "declared_late")
    ]


def test_without_the_moment_of_knowing_the_accident_itself_counts() -> None:
    assert odd(accident(), OCCURRED + timedelta(hours=25)) == [
        ("/accident/known_at", "declared_late")
    ]


def test_a_disease_is_never_late() -> None:
    assert odd(disease(), NOW + timedelta(days=300)) == []


@pytest.mark.parametrize("relation", [Relation.CONTRACT, Relation.LEASED, Relation.APPRENTICE])
def test_a_commune_that_declares_for_an_employer_is_told(relation: Relation) -> None:
    mixed = accident(victim(relation=WITHOUT), victim(relation=relation))
    assert odd(by_commune(mixed)) == [("/declarant/role", "employer_must_declare")]


def test_a_commune_may_declare_those_without_contract_and_an_employer_anyone() -> None:
    assert odd(by_commune(accident(victim(relation=WITHOUT)))) == []
    assert odd(accident(victim(relation=WITHOUT))) == []


@pytest.mark.parametrize("link", [DeathLink.TREATMENT, DeathLink.RECURRENCE])
def test_a_later_death_that_no_forensic_minutes_link_is_told(link: DeathLink) -> None:
    died = victim(died_at=DIED, death_link=link)
    assert odd(accident(died)) == [("/victims/0/forensic_reference", "forensic_link_missing")]
    assert odd(accident(replace(died, forensic_reference="KLGĐ 12/PY"))) == []


@pytest.mark.parametrize("link", [DeathLink.AT_SCENE, DeathLink.EMERGENCY, None])
def test_a_death_at_once_needs_no_forensic_minutes(link: DeathLink | None) -> None:
    assert odd(accident(victim(died_at=DIED, death_link=link))) == []


def test_a_way_to_work_that_lies_inside_the_workplace_is_told() -> None:
    inside = accident(commuting=True, inside_workplace=True)
    assert odd(inside) == [("/accident/commuting", "commuting_inside")]
    assert odd(accident(commuting=True, inside_workplace=False)) == []
    assert odd(accident(commuting=True)) == []
    assert odd(accident(inside_workplace=True)) == []
