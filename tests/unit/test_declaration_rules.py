from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from osh_incidents.domain.declaration import Declaration, Exposure
from osh_incidents.domain.vocabulary import (
    DeathLink,
    Relation,
    Severity,
    Ship,
    SpecialRegime,
)
from tests.unit.declarations import (
    DIAGNOSED,
    NOW,
    OCCURRED,
    accident,
    at_workplace,
    disease,
    told,
    victim,
)

MOMENT = timedelta(microseconds=1)
BEFORE_LAW = datetime(2016, 6, 30, 16, 59, 59, tzinfo=UTC)
FIRST_OF_LAW = datetime(2016, 6, 30, 17, 0, tzinfo=UTC)
ONE_ID = "031190000000"

AT_OCCURRED, AT_KNOWN = "/accident/occurred_at", "/accident/known_at"
AT_DIAGNOSED, AT_DIED = "/disease/diagnosed_on", "/victims/0/died_at"
AT_CODE = "/victims/0/injury_codes/0"


AT_YEAR, AT_LINK = "/victims/0/birth_year", "/victims/0/death_link"
BORN = date(1990, 5, 2)
UNCLEAR = {"technical_incident": True, "casualties_unclear": True}


def without_victims(**changed: Any) -> Declaration:
    return replace(accident(**changed), victims=())


def worked(since: str, until: str | None) -> Declaration:
    return disease(exposures=(Exposure("silica", since, until),))


def test_what_is_in_order_has_no_fault() -> None:
    assert told(accident(known_at=OCCURRED)) == []
    assert told(disease()) == []


FAULTY = [
    (accident(occurred_at=NOW + MOMENT), AT_OCCURRED, "in_future"),
    (accident(known_at=NOW + MOMENT), AT_KNOWN, "in_future"),
    (disease(diagnosed_on=date(2026, 3, 5)), AT_DIAGNOSED, "in_future"),
    (accident(victim(died_at=NOW + MOMENT)), AT_DIED, "in_future"),
    (accident(known_at=OCCURRED - MOMENT), AT_KNOWN, "before_accident"),
    (accident(victim(died_at=OCCURRED - MOMENT)), AT_DIED, "before_accident"),
    (accident(occurred_at=BEFORE_LAW), AT_OCCURRED, "before_law"),
    (disease(diagnosed_on=date(2016, 6, 30)), AT_DIAGNOSED, "before_law"),
    (
        at_workplace(accident(), workers_total=40, workers_female=41),
        "/workplace/workers_female",
        "more_than_total",
    ),
    (at_workplace(accident(), vsic_code="0400"), "/workplace/vsic_code", "unknown_code"),
    (accident(preliminary_cause="10"), "/accident/preliminary_cause", "unknown_code"),
    (accident(preliminary_cause="0"), "/accident/preliminary_cause", "unknown_code"),
    (accident(victim(injury_codes=("110",))), AT_CODE, "unknown_code"),
    (accident(victim(injury_codes=("036",))), AT_CODE, "unknown_code"),
    (disease(list_no=36), "/disease/list_no", "not_in_list"),
    (disease(list_no=0), "/disease/list_no", "not_in_list"),
    (disease(list_no=35, diagnosed_on=date(2023, 3, 31)), "/disease/list_no", "not_in_list"),
    (
        accident(victim(birth_date=OCCURRED.date())),
        "/victims/0/birth_date",
        "after_event",
    ),
    (disease(victim(birth_date=DIAGNOSED)), "/victims/0/birth_date", "after_event"),
    (
        accident(victim(citizen_id=ONE_ID), victim(), victim(citizen_id=ONE_ID)),
        "/victims/2/citizen_id",
        "duplicate_victim",
    ),
    (worked("2020-02", "2020-01"), "/disease/exposures/0/to", "before_start"),
    (accident(victim(birth_date=BORN, birth_year=1991)), AT_YEAR, "birth_year_differs"),
    (accident(victim(birth_year=2027)), AT_YEAR, "after_event"),
    (disease(victim(birth_year=2027)), AT_YEAR, "after_event"),
    (without_victims(), "/victims", "victims_required"),
    (without_victims(technical_incident=True), "/victims", "victims_required"),
    (without_victims(casualties_unclear=True), "/victims", "victims_required"),
    (
        accident(casualties_unclear=True),
        "/accident/casualties_unclear",
        "no_technical_incident",
    ),
    (accident(ship=Ship.FISHING), "/accident/ship", "not_maritime"),
    (
        accident(ship=Ship.FISHING, special_regime=SpecialRegime.WATERWAY),
        "/accident/ship",
        "not_maritime",
    ),
    (accident(victim(relation=Relation.FORMER)), "/victims/0/relation", "of_a_disease_only"),
    (accident(victim(death_link=DeathLink.AT_SCENE)), AT_LINK, "death_untold"),
    (
        accident(victim(death_link=DeathLink.TREATMENT, condition=Severity.SEVERE)),
        AT_LINK,
        "death_untold",
    ),
]

FINE = [
    accident(occurred_at=NOW),
    accident(known_at=NOW),
    disease(diagnosed_on=date(2026, 3, 4)),
    accident(victim(died_at=NOW)),
    accident(victim(died_at=OCCURRED)),
    accident(occurred_at=FIRST_OF_LAW),
    disease(diagnosed_on=date(2016, 7, 1)),
    at_workplace(accident(), workers_total=40, workers_female=40),
    at_workplace(accident(), workers_female=40),
    at_workplace(accident(), vsic_code="0300"),
    accident(preliminary_cause="1"),
    accident(preliminary_cause="9"),
    accident(victim(injury_codes=("0110", "035"))),
    disease(list_no=35),
    disease(list_no=34, diagnosed_on=date(2023, 3, 31)),
    disease(list_no=35, diagnosed_on=date(2023, 4, 1)),
    accident(victim(birth_date=OCCURRED.date() - timedelta(days=1))),
    accident(victim(citizen_id=ONE_ID), victim(citizen_id="031190000001")),
    accident(victim(), victim()),
    worked("2020-01", "2020-01"),
    worked("2020-01", None),
    accident(victim(birth_date=BORN, birth_year=1990)),
    accident(victim(birth_year=2026)),
    without_victims(**UNCLEAR),
    accident(**UNCLEAR),
    accident(technical_incident=True),
    accident(ship=Ship.FISHING, special_regime=SpecialRegime.MARITIME),
    accident(special_regime=SpecialRegime.MARITIME),
    disease(victim(relation=Relation.FORMER)),
    accident(victim(death_link=DeathLink.AT_SCENE, died_at=OCCURRED)),
    accident(victim(death_link=DeathLink.AT_SCENE, condition=Severity.FATAL)),
    accident(victim(death_link=DeathLink.NOT_FROM_ACCIDENT)),
    disease(exposures=(Exposure("silica", "2009-03"), Exposure("lead", "2009-03"))),
]


@pytest.mark.parametrize(("declaration", "pointer", "code"), FAULTY)
def test_a_contradiction_is_told_with_its_place(
    declaration: Declaration, pointer: str, code: str
) -> None:
    assert (pointer, code) in told(declaration)


@pytest.mark.parametrize("declaration", FINE)
def test_the_neighbour_of_each_contradiction_is_fine(declaration: Declaration) -> None:
    assert told(declaration) == []


def test_every_fault_is_told_at_once() -> None:
    wrong = at_workplace(
        accident(
            victim(injury_codes=("999", "033", "998")),
            victim(died_at=OCCURRED - MOMENT),
            preliminary_cause="0",
        ),
        vsic_code="0000",
    )
    assert set(told(wrong)) == {
        ("/workplace/vsic_code", "unknown_code"),
        ("/accident/preliminary_cause", "unknown_code"),
        ("/victims/0/injury_codes/0", "unknown_code"),
        ("/victims/0/injury_codes/2", "unknown_code"),
        ("/victims/1/died_at", "before_accident"),
    }


def test_an_accident_before_the_law_is_told_once_and_its_codes_are_not_judged() -> None:
    old = accident(victim(injury_codes=("999",)), occurred_at=BEFORE_LAW)
    assert told(old) == [(AT_OCCURRED, "before_law")]


def test_a_future_day_is_one_after_today_in_viet_nam() -> None:
    just_after_midnight = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
    tomorrow = disease(diagnosed_on=date(2026, 3, 5))
    assert told(tomorrow, now=just_after_midnight) == []
    assert told(tomorrow, now=just_after_midnight - MOMENT) == [(AT_DIAGNOSED, "in_future")]
