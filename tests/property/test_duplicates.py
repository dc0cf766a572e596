from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from osh_incidents.domain.days import ICT, local_day
from osh_incidents.domain.duplicates import fingerprint, likeness
from osh_incidents.domain.likeness import Event, Person, Reason
from osh_incidents.domain.names import fold
from osh_incidents.domain.vocabulary import CaseKind, Sex

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ")
MIDDLE = ("Văn", "Thị", "Đức", "Hữu", "Thu")
GIVEN = ("An", "Anh", "Hùng", "Hưng", "Hải", "Hà", "Bình", "Linh", "Dũng", "Dung")
SHIPYARD, PORT = "0200000013", "0200000021"
AREAS = ("11602", "11311")
MORNING = datetime(2026, 3, 4, 9, 30, tzinfo=ICT)

words = st.tuples(st.sampled_from(FAMILY), st.sampled_from(MIDDLE), st.sampled_from(GIVEN))
accented = words.map(" ".join)
names = accented | accented.map(fold) | words.map(lambda three: f"{three[0]} {three[2]}")
indexes = st.sampled_from([b"1", b"2", b"3"])
births = st.dates(date(1985, 1, 1), date(1986, 12, 31))
people = st.builds(
    Person,
    name=st.none() | names,
    citizen_index=st.none() | indexes,
    birth_date=st.none() | births,
    birth_year=st.none() | st.integers(1984, 1987),
    sex=st.none() | st.sampled_from(Sex),
)
hours = st.integers(-100 * 60, 100 * 60).map(lambda minutes: MORNING + timedelta(minutes=minutes))


@st.composite
def events(draw: st.DrawFn, least: int = 0, most: int = 3) -> Event:
    at = draw(hours)
    return Event(
        draw(st.sampled_from(CaseKind)),
        draw(st.sampled_from([None, at])),
        local_day(at),
        draw(st.sampled_from(AREAS)),
        draw(st.sampled_from([None, SHIPYARD, PORT])),
        draw(st.none() | st.integers(1, 3)),
        tuple(draw(st.lists(people, min_size=least, max_size=most))),
    )


KNOWN = {
    "name": {Reason.SAME_NAME, Reason.SAME_NAME_UNACCENTED, Reason.LIKE_NAME, Reason.OTHER_NAME},
    "citizen_index": {Reason.SAME_CITIZEN, Reason.OTHER_CITIZEN},
    "birth_date": {Reason.SAME_BIRTH_DATE, Reason.SAME_BIRTH_YEAR, Reason.OTHER_BIRTH},
    "birth_year": {Reason.SAME_BIRTH_YEAR, Reason.OTHER_BIRTH},
    "sex": {Reason.OTHER_SEX},
    "tax_code": {Reason.SAME_EMPLOYER, Reason.OTHER_EMPLOYER},
    "list_no": {Reason.SAME_DISEASE, Reason.OTHER_DISEASE},
    "occurred_at": {Reason.SAME_HOUR, Reason.SAME_DAY, Reason.NEXT_DAYS, Reason.OTHER_TIME},
}
AGAINST = {
    Reason.OTHER_NAME,
    Reason.OTHER_CITIZEN,
    Reason.OTHER_BIRTH,
    Reason.OTHER_SEX,
    Reason.OTHER_EMPLOYER,
    Reason.OTHER_DISEASE,
    Reason.OTHER_TIME,
}
OF_PERSON = ("name", "citizen_index", "birth_date", "birth_year", "sex")
fields = st.sampled_from(sorted(KNOWN))
kinds = st.sampled_from(CaseKind)


def changed(event: Event, field: str, value: Any) -> Event:
    """Return *event* with *value* for a fact of its own or of its first person."""
    if field not in OF_PERSON:
        return replace(event, **{field: value})
    first, *others = event.people
    return replace(event, people=(replace(first, **{field: value}), *others))


@given(events(), events())
def test_it_does_not_matter_which_of_two_comes_first(one: Event, other: Event) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert fingerprint(one, other) == fingerprint(other, one)


@given(events(), events(), st.randoms(use_true_random=False))
def test_the_order_of_the_people_does_not_matter(one: Event, other: Event, random: Random) -> None:
    shuffled = replace(one, people=tuple(random.sample(one.people, len(one.people))))
    assert likeness(shuffled, other) == likeness(one, other)
    assert fingerprint(shuffled, other) == fingerprint(one, other)


def test_of_two_people_equally_alike_the_same_is_told_in_any_order() -> None:
    namesake, like = Person("Lê Văn An", sex=Sex.MALE), Person("Lê Văn Anh", sex=Sex.FEMALE)
    one = replace(FULL, people=(Person("Lê Văn An", sex=Sex.FEMALE),))
    found = {
        likeness(one, replace(FULL, people=people))
        for people in ((namesake, like), (like, namesake))
    }
    assert len(found) == 1
    assert {pair.score for pair in found} == {10 + 25 + 15 + 30}


@given(events(1, 1), events(1, 1), kinds, fields)
def test_not_knowing_what_differed_never_lowers_and_what_agreed_never_raises(
    one: Event, other: Event, kind: CaseKind, field: str
) -> None:
    one, other = replace(one, kind=kind), replace(other, kind=kind)
    before, after = likeness(one, other), likeness(changed(one, field, None), other)
    told = KNOWN[field] & set(before.reasons)
    if told <= AGAINST:
        assert after.score >= before.score
    else:
        assert after.score <= before.score


@given(events(2), events(1), kinds, st.sampled_from(OF_PERSON))
def test_not_knowing_what_differed_from_everybody_never_lowers(
    one: Event, other: Event, kind: CaseKind, field: str
) -> None:
    one, other = replace(one, kind=kind), replace(other, kind=kind)
    for person in other.people:
        alone = likeness(replace(one, people=one.people[:1]), replace(other, people=(person,)))
        assume(KNOWN[field] & set(alone.reasons) <= AGAINST)
    assert likeness(changed(one, field, None), other).score >= likeness(one, other).score


@given(events(), events(), people)
def test_one_more_victim_never_lowers_where_some_are_known(
    one: Event, other: Event, another: Person
) -> None:
    assume(one.people)
    more = replace(one, people=(*one.people, another))
    assert likeness(more, other).score >= likeness(one, other).score


@given(events(1), events(1), st.sampled_from([*sorted(KNOWN), "area_code", "kind"]))
def test_nothing_is_more_like_an_event_than_itself(event: Event, source: Event, field: str) -> None:
    mine, theirs = ((found.people[0] if field in OF_PERSON else found) for found in (event, source))
    assume(getattr(mine, field) is not None and getattr(theirs, field) is not None)
    other = changed(event, field, getattr(theirs, field))
    assert likeness(event, event).score >= likeness(event, other).score


@given(events(), events())
def test_equal_events_have_equal_fingerprints(one: Event, other: Event) -> None:
    same = replace(
        one,
        occurred_at=one.occurred_at and one.occurred_at.astimezone(UTC),
        people=tuple(
            replace(person, name=person.name and f" {person.name.upper()}") for person in one.people
        ),
    )
    assert fingerprint(same, other) == fingerprint(one, other)
    assert len(bytes.fromhex(fingerprint(one, other))) == 32


FULL = Event(
    CaseKind.ACCIDENT,
    MORNING,
    local_day(MORNING),
    AREAS[0],
    SHIPYARD,
    1,
    (Person("Trần Thị Bình", b"1", date(1985, 7, 21), 1985, Sex.FEMALE),),
)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Tran Thi Binh"),
        ("citizen_index", b"2"),
        ("birth_date", date(1985, 7, 22)),
        ("birth_date", None),
        ("sex", Sex.MALE),
        ("kind", CaseKind.DISEASE),
        ("occurred_at", MORNING + timedelta(minutes=1)),
        ("occurred_on", date(2026, 3, 5)),
        ("area_code", AREAS[1]),
        ("tax_code", PORT),
        ("tax_code", None),
        ("people", ()),
        ("people", FULL.people * 2),
    ],
)
def test_a_decision_falls_when_what_was_compared_changes(field: str, value: object) -> None:
    decided = fingerprint(FULL, FULL)
    assert fingerprint(changed(FULL, field, value), FULL) != decided
    assert fingerprint(FULL, changed(FULL, field, value)) != decided


@pytest.mark.parametrize("kind", CaseKind)
def test_a_decision_stands_on_what_is_compared_for_its_kind(kind: CaseKind) -> None:
    event = replace(FULL, kind=kind)
    decided = fingerprint(event, event)
    disease = kind is CaseKind.DISEASE
    later = replace(event, occurred_at=None, occurred_on=date(2026, 3, 5))
    assert (fingerprint(replace(event, list_no=2), event) != decided) is disease
    assert (fingerprint(later, event) == decided) is disease
    assert fingerprint(changed(event, "birth_year", 1986), event) == decided


@given(people, people)
def test_a_birth_year_is_told_from_a_birth_date(one: Person, other: Person) -> None:
    assume(one.birth_date)
    year = replace(one, birth_date=None)
    events_of = [replace(FULL, people=(person,)) for person in (one, year, other)]
    assert fingerprint(events_of[0], events_of[2]) != fingerprint(events_of[1], events_of[2])


def like_name(name: str, random: Random) -> str:
    """Return a name that could be taken for *name*: itself, without accents, or a word apart."""
    family, middle, given = name.split()
    return random.choice(
        [
            name,
            fold(name),
            f"{family} {given}",
            f"{family} {middle} {random.choice(GIVEN)}",
            f"{family} {random.choice(MIDDLE)} {given}",
        ]
    )


def another_birth(known: date, random: Random) -> date:
    """Return a birth date of another year, as likely near as far."""
    return known.replace(year=known.year + random.choice([-20, -3, -1, 1, 2, 25]))


def two_people(differs: str, random: Random) -> tuple[Person, Person]:
    """Return two of like names whose births or citizen ids are known and differ, as *differs*."""
    name = " ".join(random.choice(words) for words in (FAMILY, MIDDLE, GIVEN))
    born = date(random.randint(1965, 2005), random.randint(1, 12), random.randint(1, 28))
    one = Person(name, b"1", born, born.year, Sex.MALE)
    other = Person(like_name(name, random), b"2", another_birth(born, random), None, Sex.MALE)
    if "citizen" not in differs:
        other = replace(other, citizen_index=None)
    if "birth" not in differs:
        other = replace(other, birth_date=None, birth_year=random.choice([None, born.year]))
    elif random.random() < 0.5:
        one = replace(one, birth_date=None)
    return one, replace(other, sex=random.choice([None, Sex.MALE]))


def two_accidents(random: Random) -> tuple[Event, Event]:
    """Return two accidents of like names, in one commune, on one day or the next."""
    differs = random.choice(["birth", "citizen", "employer", "birth and citizen"])
    one, other = two_people(differs, random)
    if differs == "employer":
        # A namesake of one year in one commune is taken for the same person, whoever employs them.
        other = replace(other, birth_year=None)
    later = MORNING + timedelta(minutes=random.choice([0, 20, 300, 24 * 60]))
    first = replace(FULL, people=(one,), tax_code=SHIPYARD)
    employer = PORT if differs == "employer" else random.choice([SHIPYARD, SHIPYARD, None])
    second = replace(first, occurred_on=local_day(later), people=(other,), tax_code=employer)
    return first, replace(second, occurred_at=random.choice([later, later, None]))


def test_of_two_hundred_pairs_of_different_people_hardly_any_is_held_up() -> None:
    random = Random(20260304)
    found = [likeness(*two_accidents(random)) for _ in range(200)]
    assert sum(pair.is_suspicious for pair in found) < 5
    against = [set(pair.reasons) & AGAINST - {Reason.OTHER_NAME} for pair in found]
    assert all(against)
