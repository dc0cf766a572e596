"""When a victim is declared beyond doubt, and when people must look."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from osh_incidents.domain.days import ICT
from osh_incidents.domain.duplicates import likeness
from osh_incidents.domain.likeness import Event, Person
from osh_incidents.domain.vocabulary import CaseKind, Sex

DAY, AREA, UNIT = date(2026, 3, 4), "11311", "0200123457"
BINH = Person("Trần Thị Bình", b"binh", date(1990, 5, 2), None, Sex.FEMALE)
NAMED = replace(BINH, citizen_index=None)
CASE = Event(
    CaseKind.ACCIDENT,
    datetime(2026, 3, 4, 9, 30, tzinfo=ICT),
    DAY,
    AREA,
    UNIT,
    people=(Person("Lê Văn Giang", b"giang", None, 1980, Sex.MALE), BINH),
)


def told(person: Person, **changed: Any) -> Event:
    return replace(Event(CaseKind.ACCIDENT, None, DAY, AREA, UNIT, people=(person,)), **changed)


@pytest.mark.parametrize(
    "same",
    [
        told(BINH),
        told(Person(None, b"binh")),
        told(NAMED),
        told(replace(NAMED, name="TRAN THI BINH", birth_date=None, birth_year=1990)),
        told(BINH, tax_code="0200556677"),
    ],
)
def test_one_person_on_one_day_is_certain(same: Event) -> None:
    assert likeness(same, CASE).is_certain


@pytest.mark.parametrize(
    "doubtful",
    [
        told(BINH, occurred_on=date(2026, 3, 5)),
        told(BINH, area_code="11602"),
        told(replace(BINH, citizen_index=b"other")),
        told(replace(BINH, name="Hoàng Văn Út")),
        told(replace(BINH, sex=Sex.MALE)),
        told(replace(BINH, birth_date=date(1991, 5, 2))),
        told(replace(NAMED, birth_date=None)),
        told(replace(NAMED, name="Trần Bình")),
        told(replace(NAMED, name=None)),
        told(Person()),
    ],
)
def test_what_speaks_against_it_or_is_not_known_leaves_a_doubt(doubtful: Event) -> None:
    assert not likeness(doubtful, CASE).is_certain
