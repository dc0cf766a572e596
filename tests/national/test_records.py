from collections import Counter
from datetime import UTC, date, datetime
from random import Random

import pytest

from osh_incidents.adapters.tax_codes import has_right_check_digit
from osh_incidents.api.schemas.declarations import AccidentDeclarationIn
from osh_incidents.domain.days import local_day
from osh_incidents.domain.declaration_rules import Known, faults
from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.vocabulary import Relation, Severity
from osh_incidents.national.allotment import accidents
from osh_incidents.national.published import NOTICE, Key, Published, of_year
from osh_incidents.national.records import Record, unit_records

YEARS = range(2018, 2025)


def counted(records: list[Record]) -> Counter[Key]:
    found = Counter[Key]()
    for record in records:
        victims = record["victims"]
        (relation,) = {victim["relation"] for victim in victims}
        deaths = sum("died_at" in victim for victim in victims)
        for among in (None, Relation(relation)):
            found[Count.ACCIDENTS, among] += 1
            found[Count.VICTIMS, among] += len(victims)
            found[Count.FATAL_ACCIDENTS, among] += deaths > 0
            found[Count.DEATHS, among] += deaths
            found[Count.SEVERELY_HURT, among] += sum("injury_codes" in one for one in victims)
    return found


@pytest.mark.parametrize("year", YEARS)
def test_unit_records_add_up_to_every_published_figure(year: int) -> None:
    found = counted(list(unit_records(year)))

    expected = {key: one.value for key, one in of_year(year).items()}
    assert {key: found[key] for key in expected} == expected


def test_unit_records_are_the_same_each_time() -> None:
    assert list(unit_records(2021)) == list(unit_records(2021))


@pytest.mark.parametrize("year", YEARS)
def test_every_record_is_a_declaration_of_that_year_without_fault(year: int) -> None:
    for record in unit_records(year):
        sent = AccidentDeclarationIn.model_validate(record)
        assert not sent.faults
        assert local_day(sent.accident.occurred_at).year == year
        assert has_right_check_digit(sent.workplace.tax_code)
        assert not list(faults(Known.of(sent.model_dump()), datetime(2026, 1, 1, tzinfo=UTC)))


def test_names_are_numbered_without_gap() -> None:
    names = [victim["full_name"] for record in unit_records(2021) for victim in record["victims"]]

    assert names == [f"Người bị nạn 2021-{number:06}" for number in range(1, 6_658 + 1)]


def test_accidents_are_spread_over_the_year() -> None:
    days = {date.fromisoformat(one["accident"]["occurred_at"][:10]) for one in unit_records(2021)}

    assert len(days) == 365


def figures(**values: int) -> dict[Key, Published]:
    return {
        (count := Count(name), None): Published(2021, count, None, value, Mark.VERIFIED, NOTICE)
        for name, value in values.items()
    }


@pytest.mark.parametrize(
    "change",
    [{"victims": 99}, {"deaths": 9}, {"severely_hurt": 95}],
    ids=["fewer victims than accidents", "fewer deaths than fatal accidents", "too many severe"],
)
def test_counts_that_no_accidents_can_have_are_refused(change: dict[str, int]) -> None:
    fitting = {
        "accidents": 100, "victims": 103, "fatal_accidents": 10, "deaths": 11, "severely_hurt": 20,
    }  # fmt: skip
    assert len(accidents(figures(**fitting), Random(1))) == 100

    with pytest.raises(ValueError, match="no accidents"):
        accidents(figures(**fitting | change), Random(1))


def test_some_accidents_kill_several() -> None:
    deaths = [one.victims.count(Severity.FATAL) for one in accidents(of_year(2022), Random(1))]

    assert max(deaths) > 1
