from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from osh_incidents.domain.authority import Actor, Role
from osh_incidents.domain.deliveries import (
    ALLOWED,
    NEEDS,
    AddressBook,
    Delivery,
    NoticeAction,
    kind_of,
    may_take,
    next_attempt,
)
from osh_incidents.domain.signals import ALLOWED as DECIDED
from osh_incidents.domain.signals import SOURCES, SignalSource, SignalState

FIRM, HEALTH, NOBODY, SECOND, UNION, WARD = map(UUID, (f"{one:032}" for one in range(6)))
FAILED_AT = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)


def actor(role: Role, areas: frozenset[str] = frozenset(), tax_code: str | None = None) -> Actor:
    return Actor(uuid4(), uuid4(), role, "hp", tax_code, areas)


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [(1, 1), (2, 2), (3, 4), (8, 128), (9, 256), (10, 360), (11, 360), (1_000_000, 360)],
)
def test_each_wait_is_twice_as_long_until_six_hours_and_never_the_last(
    attempts: int, minutes: int
) -> None:
    assert next_attempt(attempts, FAILED_AT) - FAILED_AT == timedelta(minutes=minutes)


def test_every_state_of_a_notice_tells_what_may_be_done() -> None:
    assert set(ALLOWED) == set(Delivery)
    assert ALLOWED[Delivery.DELIVERED] == (NoticeAction.ACKNOWLEDGE,)
    assert ALLOWED[Delivery.ACKNOWLEDGED] == ()


def test_every_action_needs_a_permission() -> None:
    assert set(NEEDS) == set(NoticeAction)


@pytest.mark.parametrize(
    ("body", "role", "may"),
    [
        ("commune_police", Role.POLICE, True),
        ("district_police", Role.POLICE, True),
        ("health_department", Role.POLICE, False),
        ("commune_police", Role.INSPECTOR, False),
        ("commune_police", Role.SUPERVISOR, False),
    ],
)
def test_the_police_alone_acknowledge_and_only_their_own_notice(
    body: str, role: Role, *, may: bool
) -> None:
    assert may_take(NoticeAction.ACKNOWLEDGE, body, actor(role)) is may


@pytest.mark.parametrize(
    ("body", "area", "address"),
    [
        ("commune_police", "11311", WARD),
        ("district_police", "11311", WARD),
        ("commune_police", "11323", None),
        ("employer:0200123457", "11323", FIRM),
        ("employer:0200556677", "11323", None),
        ("health_department", "11323", HEALTH),
        ("social_insurance", "11323", None),
        ("receiving_authority", "11311", None),
    ],
)
def test_a_body_is_found_by_its_area_its_tax_code_or_its_kind(
    body: str, area: str, address: UUID | None
) -> None:
    book = AddressBook.of(
        [
            (actor(Role.POLICE, frozenset({"11311"})), WARD),
            (actor(Role.POLICE, frozenset({"11311"})), SECOND),
            (actor(Role.EMPLOYER, tax_code="0200123457"), FIRM),
            (actor(Role.EMPLOYER), NOBODY),
            (actor(Role.HEALTH), HEALTH),
            (actor(Role.UNION), UNION),
        ]
    )

    assert book.address(body, area) == address


def test_the_tax_code_of_an_employer_is_left_out_of_its_kind() -> None:
    assert kind_of("employer:031190000000") == "employer"
    assert kind_of("commune_police") == "commune_police"


def test_what_is_decided_on_a_signal_is_final_except_a_match() -> None:
    assert set(DECIDED) == set(SignalState)
    assert not DECIDED[SignalState.CONFIRMED]
    assert not DECIDED[SignalState.REFUSED]


def test_nobody_speaks_for_the_police_but_the_police_and_the_department() -> None:
    speak = {role for role, sources in SOURCES.items() if SignalSource.POLICE in sources}

    assert speak == {Role.POLICE, Role.INSPECTOR, Role.SUPERVISOR}
