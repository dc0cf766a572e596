"""Nobody who declares at the same moment is missed, and hardly any namesake is suspected."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from random import Random
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from osh_incidents.api.schemas.declarations import DeclarationIn
from osh_incidents.domain.duplicates import PairState
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.persistence.tables.duplicates import DuplicatePairRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import declarations
from osh_incidents.services.declarations import Sent
from osh_incidents.services.moves import By
from tests.support import bodies
from tests.support.bodies import Body
from tests.support.service import Service
from tests.support.twice import BINH, ELSEWHERE, at, by_commune, by_employer, declared
from tests.support.world import AREA, OTHER_TAX_CODE, SEALER

PARSED: TypeAdapter[Any] = TypeAdapter(DeclarationIn)


def open_pairs(service: Service) -> list[DuplicatePairRow]:
    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        found = select(DuplicatePairRow).where(DuplicatePairRow.state == PairState.OPEN)
        return list(uow.session.scalars(found))


def eight() -> Iterator[tuple[str, Body]]:
    """Yield one accident as eight people declare it, each for another unit, in two communes."""
    yield "employer", by_employer()
    yield "other-employer", at(by_employer(), OTHER_TAX_CODE, ELSEWHERE)
    for number, login in enumerate(("commune", "inspector") * 3):
        area = ELSEWHERE if login == "inspector" else AREA
        yield login, at(by_commune(BINH), f"020055667{number}", area)


def test_eight_declarations_of_one_accident_at_once_all_find_each_other(service: Service) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda sent: declared(service, *sent), eight()))

    found = [{str(pair.first_id), str(pair.second_id)} for pair in open_pairs(service)]
    assert len(found) == 28
    assert all(sum(case_id in pair for pair in found) == 7 for case_id in ids)


def take_in(service: Service, login: str, *bodies: Body, meanwhile: Any = None) -> None:
    """Declare without HTTP, and do *meanwhile* before it is committed."""
    moment = service.clock.moment
    with transaction(service.database, "hp", SEALER) as uow:
        actor = uow.accounts.actor(service.world[login].account_id, moment.date())
        assert actor is not None
        by = By(actor, moment)
        sent = [Sent(by, PARSED.validate_python(body).declaration()) for body in bodies]
        assert not any(
            isinstance(found, InvalidFields) for found in declarations.declare_all(uow, sent)
        )
        if meanwhile is not None:
            meanwhile()


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
@pytest.mark.parametrize("other", [{}, {"area": ELSEWHERE, "tax_code": OTHER_TAX_CODE}])
def test_who_declares_while_another_is_not_committed_yet_waits_and_then_finds_it(
    service: Service, other: dict[str, str]
) -> None:
    second = by_commune(BINH)
    if other:
        second = at(second, **other)
    sent = Event()

    def declare_too() -> None:
        sent.set()
        take_in(service, "inspector", second)

    with ThreadPoolExecutor(1) as pool:

        def meanwhile() -> None:
            waiting.append(pool.submit(declare_too))
            sent.wait()
            with pytest.raises(TimeoutError):
                waiting[0].result(timeout=0.5)

        waiting: list[Any] = []
        take_in(service, "employer", by_employer(), meanwhile=meanwhile)
        waiting[0].result(timeout=5)

    assert len(open_pairs(service)) == 1


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_who_declares_something_else_does_not_wait(service: Service) -> None:
    elsewhere = at(by_commune(bodies.victim(full_name="Lê Văn Em")), OTHER_TAX_CODE, ELSEWHERE)

    def meanwhile() -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(take_in, service, "inspector", elsewhere).result(timeout=1.5)

    take_in(service, "employer", by_employer(), meanwhile=meanwhile)

    assert open_pairs(service) == []


FILE_BEGINS = datetime(2025, 7, 2, 2, tzinfo=UTC)


def file_of(first: Body) -> list[Body]:
    """Return *first* and so many others, alike in nothing, that they need more than some locks."""
    others = [
        at(
            by_commune(
                bodies.victim(full_name=f"Người Thứ {number}"),
                occurred_at=(FILE_BEGINS + timedelta(days=number)).isoformat(),
                known_at=None,
            ),
            f"02{number:08}",
            ELSEWHERE,
        )
        for number in range(120)
    ]
    return [first, *others]


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
@pytest.mark.parametrize("file_comes", ["first", "second"])
def test_a_file_and_one_who_declares_meanwhile_find_each_other(
    service: Service, file_comes: str
) -> None:
    # At another unit, lest the one waits for the other over that.
    file = file_of(at(by_commune(BINH), OTHER_TAX_CODE, ELSEWHERE))
    alone = [by_employer()]
    first, second = (file, alone) if file_comes == "first" else (alone, file)

    with ThreadPoolExecutor(1) as pool:

        def meanwhile() -> None:
            waiting.append(pool.submit(take_in, service, "inspector", *second))
            with pytest.raises(TimeoutError):
                waiting[0].result(timeout=1)

        waiting: list[Any] = []
        take_in(service, "inspector", *first, meanwhile=meanwhile)
        waiting[0].result(timeout=5)

    assert len(open_pairs(service)) == 1


COMMON_NAMES = [
    f"{family} {middle} {given}"
    for family in ("Nguyễn", "Trần", "Lê", "Phạm")
    for middle in ("Văn", "Thị")
    for given in ("Hùng", "Bình", "Anh")
]


def namesakes(random: Random, number: int) -> Iterator[Body]:
    """Yield two accidents of two people of one name, near in time, at one place or one unit."""
    day = datetime(2025, 7, 1, 1, tzinfo=UTC) + timedelta(days=random.randrange(240))
    name = random.choice(COMMON_NAMES)
    same = random.choice(("unit", "commune", "neither"))
    for nth in range(2):
        born = date(1965, 1, 1) + timedelta(days=random.randrange(14_000))
        known: Body = (
            {"birth_year": born.year} if random.random() < 0.3 else {"birth_date": str(born)}
        )
        if random.random() < 0.6:
            known["citizen_id"] = f"0311{number:04}{nth:04}"
        unit, area = number * 2 + nth, ELSEWHERE if nth else AREA
        happened = day + timedelta(hours=random.randrange(72))
        yield at(
            by_commune(
                bodies.victim(full_name=name, **known),
                occurred_at=happened.isoformat(),
                known_at=None,
            ),
            f"02{number * 2 if same == 'unit' else unit:08}",
            area if same == "neither" else AREA,
        )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_two_hundred_pairs_of_namesakes_hold_up_hardly_anybody(service: Service) -> None:
    random = Random(20260304)

    for number in range(200):
        for body in namesakes(random, number):
            take_in(service, "inspector", body)

    assert len(open_pairs(service)) < 5


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_a_case_that_is_being_changed_does_not_keep_its_look_alike_waiting(
    service: Service,
) -> None:
    first = UUID(declared(service, "employer", by_employer()))
    with transaction(service.database, "hp", SEALER) as uow:
        moment = service.clock.moment.date()
        actor = uow.accounts.actor(service.world["inspector"].account_id, moment)
        assert actor is not None
        uow.cases.claim(first, actor)
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(declared, service, "commune", by_commune(BINH))
            second = UUID(waiting.result(timeout=10))

    (pair,) = open_pairs(service)
    assert (pair.first_id, pair.second_id) == (first, second)
