from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from osh_incidents.domain.days import ICT, local_day
from osh_incidents.domain.duplicates import (
    DISEASE_POINTS,
    LEAST_SHOWN,
    LEAST_SUSPICIOUS,
    POINTS,
    Likeness,
    likeness,
)
from osh_incidents.domain.likeness import CANDIDATE_WINDOW, Event, Person, Reason
from osh_incidents.domain.vocabulary import CaseKind, Sex

MORNING = datetime(2026, 3, 4, 9, 30, tzinfo=ICT)
AN_DUONG, HONG_BANG = "11602", "11311"
SHIPYARD, PORT, HOUSEHOLD = "0200000013", "0200000021", "031085000017"
FATHERS, SONS = b"father", b"son"

BINH = Person("Trần Thị Bình", b"binh", date(1985, 7, 21), 1985, Sex.FEMALE)


def accident(*people: Person, at: datetime = MORNING, **known: Any) -> Event:
    event = Event(CaseKind.ACCIDENT, at, local_day(at), AN_DUONG, SHIPYARD, people=people)
    return replace(event, **known)


def disease(*people: Person, on: date = date(2026, 3, 4), **known: Any) -> Event:
    event = Event(CaseKind.DISEASE, None, on, AN_DUONG, SHIPYARD, list_no=1, people=people)
    return replace(event, **known)


def without_hour(event: Event) -> Event:
    return replace(event, occurred_at=None)


def without_id(person: Person, **changed: Any) -> Person:
    return replace(person, citizen_index=None, **changed)


def named_and_of(year: int) -> Person:
    return Person("Trần Thị Bình", birth_year=year)


AFTERNOON = MORNING + timedelta(hours=5)
NEXT_MONTH = MORNING + timedelta(days=30)
LATE = MORNING.replace(hour=23, minute=50)
EARLY = LATE + timedelta(minutes=20)

FISHWIFE = Person("Chị bán cá", citizen_index=b"binh")
BY_ID_ALONE = without_hour(accident(Person("Trần Thị Bình", citizen_index=b"binh"), tax_code=None))
ONE_ACCIDENT = {
    "declared by the employer and by the commune": (accident(BINH), accident(BINH)),
    "the name has no accents on one side": (
        accident(without_id(BINH)),
        accident(without_id(BINH, name="Tran Thi Binh")),
    ),
    "one side knows but the birth year": (
        accident(BINH),
        accident(without_id(BINH, birth_date=None)),
    ),
    "the commune does not know the employer": (
        accident(without_id(BINH)),
        accident(named_and_of(1985), at=AFTERNOON, tax_code=None),
    ),
    "the commune takes a household for the employer": (
        accident(without_id(BINH)),
        accident(named_and_of(1985), at=AFTERNOON, tax_code=HOUSEHOLD),
    ),
    "a household, and no accents": (
        accident(without_id(BINH)),
        accident(
            replace(named_and_of(1985), name="tran thi binh"), at=AFTERNOON, tax_code=HOUSEHOLD
        ),
    ),
    "around midnight": (accident(BINH, at=LATE), accident(BINH, at=EARLY)),
    "around midnight, without citizen ids": (
        accident(without_id(BINH), at=LATE),
        accident(without_id(BINH), at=EARLY),
    ),
    "one citizen id, names a letter apart": (
        BY_ID_ALONE,
        replace(BY_ID_ALONE, people=(Person("Trần Thị Bìn", citizen_index=b"binh"),)),
    ),
    "one citizen id, names wholly different, another commune": (
        BY_ID_ALONE,
        without_hour(accident(FISHWIFE, tax_code=None, area_code=HONG_BANG)),
    ),
    "the family knows neither birth nor citizen id": (
        accident(BINH),
        without_hour(accident(without_id(BINH, birth_date=None, birth_year=None))),
    ),
    "each side names another victim besides": (
        accident(Person("Lê Văn Cường", birth_year=1990), BINH),
        accident(without_id(BINH), Person("Phạm Hữu Dũng", birth_year=1979)),
    ),
}

NAMESAKE = Person("Nguyễn Văn Hùng", sex=Sex.MALE)
TWO_ACCIDENTS = {
    "namesakes of other years at other employers": (
        accident(replace(NAMESAKE, birth_year=1980)),
        accident(replace(NAMESAKE, birth_year=1991), tax_code=PORT),
    ),
    "namesakes of other citizen ids at other employers": (
        accident(replace(NAMESAKE, citizen_index=FATHERS)),
        accident(replace(NAMESAKE, citizen_index=SONS), tax_code=PORT),
    ),
    "workmates of like names": (
        accident(Person("Nguyễn Văn An", birth_date=date(1990, 1, 2))),
        accident(Person("Nguyễn Văn Anh", birth_date=date(1988, 5, 6))),
    ),
    "workmates of one name, born on other days": (
        accident(replace(NAMESAKE, birth_date=date(1990, 1, 2))),
        accident(replace(NAMESAKE, birth_date=date(1990, 5, 6))),
    ),
    "father and son at one employer": (
        accident(replace(NAMESAKE, citizen_index=FATHERS)),
        accident(replace(NAMESAKE, citizen_index=SONS)),
    ),
    "father and son of whom all is known": (
        accident(replace(NAMESAKE, citizen_index=FATHERS, birth_date=date(1961, 2, 3))),
        accident(replace(NAMESAKE, citizen_index=SONS, birth_date=date(1986, 4, 5))),
    ),
    "all but the citizen ids agree": (accident(BINH), accident(replace(BINH, citizen_index=SONS))),
    "hurt again after thirty days": (accident(BINH), accident(BINH, at=NEXT_MONTH)),
    "hurt again after thirty days, the hours unknown": (
        without_hour(accident(BINH)),
        without_hour(accident(BINH, at=NEXT_MONTH)),
    ),
}

OF_TWO_WORKMATES = {
    "nothing else known": (Person("Lê Văn Cường"), Person("Phạm Hữu Dũng")),
    "births and sexes known": (BINH, Person("Lê Văn Cường", birth_year=1990, sex=Sex.MALE)),
    "born on one day": (without_id(BINH), Person("Lê Thu Hà", birth_date=BINH.birth_date)),
}


@pytest.mark.parametrize(("one", "other"), ONE_ACCIDENT.values(), ids=ONE_ACCIDENT)
def test_one_accident_declared_twice_waits_for_a_decision(one: Event, other: Event) -> None:
    assert likeness(one, other).is_suspicious
    assert likeness(one, other).is_worth_showing


@pytest.mark.parametrize(("one", "other"), TWO_ACCIDENTS.values(), ids=TWO_ACCIDENTS)
def test_two_accidents_hold_each_other_up_by_nothing(one: Event, other: Event) -> None:
    assert not likeness(one, other).is_suspicious


@pytest.mark.parametrize(("one", "other"), OF_TWO_WORKMATES.values(), ids=OF_TWO_WORKMATES)
def test_two_workmates_hurt_within_an_hour_are_shown_only(one: Person, other: Person) -> None:
    found = likeness(accident(one), accident(other, at=MORNING + timedelta(minutes=50)))
    assert found.is_worth_showing
    assert not found.is_suspicious


def test_the_evidence_is_told_with_the_score() -> None:
    other = accident(without_id(BINH, name="Tran Thi Binh", birth_date=None), tax_code=PORT)
    assert likeness(accident(BINH), other) == Likeness(
        25 + 20 + 25 + 15 - 15,
        (
            Reason.SAME_NAME_UNACCENTED,
            Reason.SAME_BIRTH_YEAR,
            Reason.SAME_HOUR,
            Reason.SAME_AREA,
            Reason.OTHER_EMPLOYER,
        ),
    )


def test_another_person_counts_once_in_however_many_ways_it_shows() -> None:
    man = Person("Lê Văn Cường", b"cuong", date(1990, 1, 1), None, Sex.MALE)
    found = likeness(accident(BINH), accident(man))
    assert found.score == -30 + 25 + 15 + 30
    assert found.reasons[:4] == (
        Reason.OTHER_CITIZEN,
        Reason.OTHER_NAME,
        Reason.OTHER_BIRTH,
        Reason.OTHER_SEX,
    )


def test_an_event_without_people_is_compared_by_its_circumstances() -> None:
    circumstances = (Reason.SAME_HOUR, Reason.SAME_AREA, Reason.SAME_EMPLOYER)
    for other in (accident(), accident(BINH), accident(Person())):
        assert likeness(accident(), other) == Likeness(25 + 15 + 30, circumstances)


def test_an_accident_and_a_disease_are_never_one() -> None:
    other = replace(accident(BINH), kind=CaseKind.DISEASE)
    assert likeness(accident(BINH), other) == Likeness(0, ())


@pytest.mark.parametrize(
    ("apart", "reason"),
    [
        (timedelta(0), Reason.SAME_HOUR),
        (timedelta(hours=1), Reason.SAME_HOUR),
        (timedelta(hours=1, seconds=1), Reason.SAME_DAY),
        (timedelta(hours=24), Reason.SAME_DAY),
        (timedelta(hours=24, seconds=1), Reason.NEXT_DAYS),
        (timedelta(hours=72), Reason.NEXT_DAYS),
        (timedelta(hours=72, seconds=1), Reason.OTHER_TIME),
    ],
)
def test_hours_tell_how_far_apart_two_accidents_are(apart: timedelta, reason: Reason) -> None:
    later = accident(at=(MORNING + apart).astimezone(UTC))
    assert likeness(accident(), later).reasons[0] is reason


@pytest.mark.parametrize(
    ("days", "reason"),
    [(0, Reason.SAME_DAY), (1, Reason.NEXT_DAYS), (3, Reason.NEXT_DAYS), (4, Reason.OTHER_TIME)],
)
def test_days_tell_it_where_an_hour_is_unknown(days: int, reason: Reason) -> None:
    assert timedelta(days=3) == CANDIDATE_WINDOW
    later = without_hour(accident(at=MORNING + timedelta(days=days)))
    assert likeness(accident(), later).reasons[0] is reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Nguyễn Văn An", "  NGUYỄN  văn an ", Reason.SAME_NAME),
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa", Reason.SAME_NAME_UNACCENTED),
        ("Đỗ Đức Đạt", "Do Duc Dat", Reason.SAME_NAME_UNACCENTED),
        ("Nguyễn Văn An", "Nguyễn Văn Anh", Reason.LIKE_NAME),
        ("Nguyễn Văn Anh", "Nguyễn Văn Inh", Reason.LIKE_NAME),
        ("Nguyễn Văn Hanh", "Nguyễn Văn Anh", Reason.LIKE_NAME),
        ("Nguyễn Văn An", "Nguyễn An", Reason.LIKE_NAME),
        ("Nguyễn Văn An", "Van An Nguyen", Reason.LIKE_NAME),
        ("Nguyễn Văn An", "An", Reason.OTHER_NAME),
        ("Nguyễn Văn An", "Nguyễn Văn Anhh", Reason.OTHER_NAME),
        ("Nguyễn Văn An", "Nguyễn Văn Bin", Reason.OTHER_NAME),
        ("Nguyễn Văn An", "Nguyễn Vân Anh", Reason.LIKE_NAME),
        ("Nguyễn Văn An", "Nguyễn Vi Anh", Reason.OTHER_NAME),
        ("Lê Văn An", "Lý Văn Anh", Reason.OTHER_NAME),
        ("Nguyễn An An", "Nguyễn An Bình", Reason.OTHER_NAME),
        ("Nạn nhân 1", "Nạn nhân 2", Reason.OTHER_NAME),
        ("Lê Văn Hải", "Phạm Văn Hải", Reason.OTHER_NAME),
    ],
)
def test_names_are_compared_word_by_word(one: str, other: str, reason: Reason) -> None:
    for pair in ((one, other), (other, one)):
        first, second = (accident(Person(name)) for name in pair)
        assert likeness(first, second).reasons[0] is reason


@pytest.mark.parametrize("name", [None, "", "  ", "\u0301"])
def test_a_name_without_letters_is_unknown(name: str | None) -> None:
    assert Reason.SAME_HOUR is likeness(accident(Person(name)), accident(BINH)).reasons[0]


DISEASES = {
    "diagnosed months apart": (disease(BINH, on=date(2025, 6, 1)), True, True),
    "declared by two employers": (
        disease(named_and_of(1985), tax_code=PORT, area_code=HONG_BANG),
        True,
        True,
    ),
    "two diseases of one worker": (disease(BINH, list_no=27), False, True),
    "two diseases of namesakes": (disease(without_id(BINH), list_no=27), False, False),
    "workmates with one disease": (disease(Person("Lê Thu Hà", birth_year=1985)), False, False),
    "namesakes with one disease": (disease(named_and_of(1970)), False, True),
}


@pytest.mark.parametrize(("other", "suspicious", "shown"), DISEASES.values(), ids=DISEASES)
def test_diseases_are_compared_by_worker_and_disease(
    other: Event, *, suspicious: bool, shown: bool
) -> None:
    found = likeness(disease(BINH), other)
    assert (found.is_suspicious, found.is_worth_showing) == (suspicious, shown)
    assert not {Reason.SAME_HOUR, Reason.SAME_DAY, Reason.OTHER_TIME} & set(found.reasons)


def test_every_piece_of_evidence_is_weighed() -> None:
    assert set(POINTS) == set(DISEASE_POINTS) == set(Reason)


@pytest.mark.parametrize(
    ("score", "suspicious", "shown"), [(60, True, True), (59, False, True), (39, False, False)]
)
def test_a_pair_is_listed_before_it_blocks(score: int, *, suspicious: bool, shown: bool) -> None:
    found = Likeness(score, ())
    assert (found.is_suspicious, found.is_worth_showing) == (suspicious, shown)
    assert LEAST_SHOWN == 40 < LEAST_SUSPICIOUS == 60
