"""Webhooks when things go wrong: slow receivers, several workers, and workers that are killed."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

import pytest

from osh_incidents.adapters import outbound_sender
from osh_incidents.adapters.outbound_sender import Message, Outcome
from osh_incidents.persistence.engine import open_database
from osh_incidents.persistence.tables.webhooks import WebhookRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import feed
from osh_incidents.services.webhook_sending import Office, send_due
from osh_incidents.services.worker import PARTS, rounds
from tests.support import processes
from tests.support.listener import Listener, closed_port
from tests.support.notices import PUBLIC, deliver, fatal, listen, to_this_machine
from tests.support.service import Service
from tests.support.webhooks import declared, deliveries, register
from tests.support.world import AUTHORITIES, SEALER


def numbers(listener: Listener) -> dict[str, list[int]]:
    """Return by case the numbers of the entries in the order in which they came."""
    found = defaultdict(list)
    for request in listener.requests:
        data = json.loads(request.body)["data"]
        found[data["id"]].append(data["number"])
    return dict(found)


def kill_a_worker(service: Service, when: str) -> None:
    url = service.database.writer.url.render_as_string(hide_password=False)
    with processes.working(send_and_wait, url, service.clock(), when):
        pass  # It has come to the moment at which it is to be killed.


def send_and_wait(now: Callable[[], None], url: str, moment: datetime, when: str) -> None:
    """Send what is due, and wait to be killed before or *after* the first is sent."""

    def send(address: str, message: Message) -> Outcome:
        if when == "after":
            to_this_machine(address, message)
        now()
        time.sleep(60)
        raise AssertionError

    database = open_database(url, AUTHORITIES)
    feed.sequence(database, SEALER, "hp")
    send_due(Office(database, SEALER, send, lambda: moment, PUBLIC), "hp")


@pytest.mark.parametrize(
    ("engine", "when"), [("postgres", "before"), ("sqlite", "after")], indirect=["engine"]
)
def test_a_worker_that_is_killed_loses_nothing(service: Service, when: str) -> None:
    with Listener(200) as system:
        register(service, system.url, types=["osh.case.registration.declare"])
        declared(service)
        kill_a_worker(service, when)
        assert deliver(service) == (0, 0)
        service.clock.advance(minutes=1)
        assert deliver(service) == (1, 0)

    names = [request.headers["webhook-id"] for request in system.requests]
    assert len(names) == (2 if when == "after" else 1)
    assert len(set(names)) == 1


def test_a_later_change_of_a_case_waits_and_other_cases_do_not(service: Service) -> None:
    with Listener(500, 200) as system:
        register(service, system.url, types=["osh.case.registration"])
        one, other = declared(service, 1), declared(service, 2)
        service.act("inspector", one, "registration", action="register")
        deliver(service)
        first = numbers(system)
        service.clock.advance(minutes=1)
        deliver(service)

    assert first[one] == [1]
    assert other in first
    assert numbers(system)[one] == [1, *range(1, len(numbers(system)[one]))]


def test_one_receiver_is_told_while_another_does_not_answer(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbound_sender, "_TOTAL_SECONDS", 1.0)
    with Listener(200, drip=True) as slow, Listener(200) as quick:
        for listener in (slow, quick):
            register(service, listener.url, types=["osh.case.registration.declare"])
        for number in range(3):
            declared(service, number)
        began = time.monotonic()
        sent, failed = deliver(service)

    assert (sent, failed) == (3, 1)
    assert time.monotonic() - began < 4


def test_workers_at_once_send_each_change_once_and_in_order(service: Service) -> None:
    with Listener(200) as system:
        register(service, system.url, types=["osh.case.registration"])
        for number in range(3):
            case_id = declared(service, number)
            service.act("inspector", case_id, "registration", action="register")
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda _: deliver(service), range(3)))
        while deliver(service) != (0, 0):
            pass

    told = numbers(system)
    assert len(told) == 3
    assert all(found == sorted(set(found)) for found in told.values())
    names = Counter(request.headers["webhook-id"] for request in system.requests)
    assert set(names.values()) == {1}


def test_a_webhook_whose_secret_does_not_open_holds_up_no_other(service: Service) -> None:
    with Listener(200) as system:
        broken = register(service, system.url, types=["osh.case.registration.declare"])
        register(service, system.url, types=["osh.case.registration.declare"])
        with transaction(service.database, "hp", SEALER) as uow:
            uow.session.get_one(WebhookRow, UUID(broken["id"])).secret_sealed = b"not sealed"
        declared(service)
        assert deliver(service) == (1, 0)


def test_a_part_that_fails_stops_neither_another_nor_another_authority(service: Service) -> None:
    done = []

    def fail(_: Office, __: str) -> str | None:
        raise RuntimeError

    def go_on(_: Office, authority: str) -> str | None:
        done.append(authority)
        return None

    office = Office(service.database, SEALER, to_this_machine, service.clock, PUBLIC)
    told = list(rounds(office, ["hp", "vn"], {"one": fail, "two": go_on}))

    assert done == ["hp", "vn"]
    assert told == ["hp: one: failed", "vn: one: failed"]


def test_a_round_puts_in_order_sends_and_keeps_the_tally(service: Service) -> None:
    with Listener(200) as system:
        register(service, system.url, types=["osh.case.registration.declare"])
        listen(service, "police", system.url)
        fatal(service)
        office = Office(service.database, SEALER, to_this_machine, service.clock, PUBLIC)
        told = list(rounds(office, ["hp"]))

    assert told == ["hp: 2 sent, 0 failed"]
    assert list(PARTS) == ["feed", "webhooks", "tally", "answers"]


def test_a_receiver_that_is_out_of_reach_is_asked_once_a_round(service: Service) -> None:
    webhook = register(service, f"http://127.0.0.1:{closed_port()}/")
    for number in range(3):
        declared(service, number)

    assert deliver(service) == (0, 1)
    assert len(deliveries(service, webhook, state="pending")) >= 2
