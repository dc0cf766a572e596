"""The feed while many write and read: nothing is missed, nothing told twice, each log in order."""

import asyncio
import random
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any
from uuid import UUID

import httpx
import pytest

from osh_incidents.domain.feed import Subject
from osh_incidents.persistence.base import new_id
from osh_incidents.persistence.repositories import feed as repository
from osh_incidents.persistence.tables.feed import OutboxRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.feed.test_changes import changes
from tests.support import bodies
from tests.support.running import served
from tests.support.service import Service
from tests.support.world import SEALER

WRITERS, WRITTEN, READERS, FIRST = 5, 12, 3, 1_000


def opened(service: Service, number: int) -> str:
    body = bodies.accident(bodies.victim(**bodies.another(number)))
    case_id: str = service.declare("employer", body)["case"]["id"]
    return case_id


def entry(service: Service, case_id: str, number: int, row_id: UUID | None = None) -> OutboxRow:
    return OutboxRow(
        id=row_id or new_id(),
        at=service.clock(),
        subject=Subject.CASE,
        subject_id=UUID(case_id),
        number=number,
        type="osh.case.registration.test",
        state=None,
    )


def store(service: Service, *rows: OutboxRow) -> None:
    with transaction(service.database, "hp", SEALER) as uow:
        uow.add(*rows)


def follow(service: Service, stop: Event) -> list[tuple[str, int]]:
    """Read page after page until *stop* is set and the feed is read to its end."""
    told: list[tuple[str, int]] = []
    asked: dict[str, Any] = {"limit": 7, "types": "osh.case.registration.test"}
    while True:
        last = stop.is_set()
        page = changes(service, **asked)
        told += [(one["data"]["id"], one["data"]["number"]) for one in page["items"]]
        asked["after"] = page["cursor"]
        if last and not page["more"]:
            return told


def test_every_reader_is_told_everything_once_and_each_case_in_order(service: Service) -> None:
    cases = [opened(service, number) for number in range(WRITERS)]
    chance, stop = random.Random(7), Event()

    def write(case_id: str) -> None:
        for number in range(FIRST, FIRST + WRITTEN):
            # The clocks of two processes differ by more than what lies between two entries.
            skewed = UUID(int=new_id().int + (chance.randint(-5_000, 5_000) << 80))
            with transaction(service.database, "hp", SEALER) as uow:
                uow.add(entry(service, case_id, number, skewed))
                uow.flush()
                time.sleep(chance.random() * 0.01)

    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        readers = [pool.submit(follow, service, stop) for _ in range(READERS)]
        list(pool.map(write, cases))
        stop.set()
        told = [reader.result() for reader in readers]

    for one in told:
        by_case = defaultdict(list)
        for case_id, number in one:
            by_case[case_id].append(number)
        assert dict(by_case) == {case_id: list(range(FIRST, FIRST + WRITTEN)) for case_id in cases}
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_what_began_first_and_was_stored_last_is_told_to_who_read_between(
    service: Service,
) -> None:
    one, other = opened(service, 1), opened(service, 2)
    begun = changes(service)["cursor"]
    with transaction(service.database, "hp", SEALER) as slow:
        slow.add(entry(service, one, FIRST))
        slow.flush()
        store(service, entry(service, other, FIRST))
        between = changes(service, after=begun)
    after = changes(service, after=between["cursor"])

    assert [event["data"]["id"] for event in between["items"]] == [other]
    assert [event["data"]["id"] for event in after["items"]] == [one]


def test_a_log_is_told_in_its_order_though_a_clock_went_back(service: Service) -> None:
    case_id = opened(service, 1)
    begun = changes(service)["cursor"]
    early, late = sorted(new_id() for _ in range(2))
    store(service, entry(service, case_id, FIRST, late))
    store(service, entry(service, case_id, FIRST + 1, early))

    told = changes(service, after=begun)["items"]

    assert [event["data"]["number"] for event in told] == [FIRST, FIRST + 1]


def test_an_earlier_entry_is_not_left_for_the_next_batch(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "BATCH", 1)
    case_id = opened(service, 1)
    begun = changes(service)["cursor"]
    early, late = sorted(new_id() for _ in range(2))
    store(service, entry(service, case_id, FIRST, late), entry(service, case_id, FIRST + 1, early))

    told = changes(service, after=begun)["items"]

    assert [event["data"]["number"] for event in told] == [FIRST, FIRST + 1]


async def _wait(url: str, headers: dict[str, str], count: int) -> list[float]:
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=20) as client:
        began = time.monotonic()
        waiting = [asyncio.create_task(client.get("/changes?wait=15")) for _ in range(count)]
        await asyncio.sleep(1)
        assert not any(one.done() for one in waiting)
        other = await client.get("/cases")
        assert (other.status_code, time.monotonic() - began < 4) == (200, True)
        declared = await client.post("/declarations", json=bodies.accident())
        assert declared.status_code == 201, declared.text
        return [len((await one).json()["items"]) for one in waiting]


def test_many_who_wait_hold_up_nobody_and_are_told_at_once(service: Service) -> None:
    # More than there are threads and connections.
    with served(service.client.app) as port:
        url = f"http://127.0.0.1:{port}/api/v1"
        began = time.monotonic()
        told = asyncio.run(_wait(url, service.headers("employer"), 60))

    assert set(told) != {0}
    assert all(told)
    assert time.monotonic() - began < 12


def test_who_waits_in_vain_gets_an_empty_page(service: Service) -> None:
    place = changes(service)["cursor"]

    assert changes(service, after=place, wait=1)["items"] == []
