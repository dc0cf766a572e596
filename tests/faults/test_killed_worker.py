"""A worker killed at any moment while it takes a file in and tells other systems of it."""

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select

from osh_incidents.api.app import Context
from osh_incidents.persistence.engine import open_database
from osh_incidents.persistence.tables.feed import ChangeRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.tables.webhooks import WebhookRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services.webhook_sending import Office
from osh_incidents.services.worker import rounds
from osh_incidents.serving import parts_from
from tests.faults.test_killed_client import declarations
from tests.support import imports, processes
from tests.support.listener import Listener
from tests.support.notices import PUBLIC, to_this_machine
from tests.support.service import Service
from tests.support.webhooks import register
from tests.support.world import AUTHORITIES, SEALER, TOKENS

KILLS = 20
ROWS = 300


@pytest.mark.long
def test_a_worker_killed_twenty_times_loses_and_doubles_nothing_and_keeps_the_order(
    service: Service,
) -> None:
    # Each is told twice in other words, so that cases have more than one entry in their logs.
    sent = declarations(ROWS // 2)
    again = [body | {"accident": body["accident"] | {"place": "Kho"}} for body in sent]
    lines = "\n".join(json.dumps(body) for body in (*sent, *again)).encode()
    moments = random.Random(5)
    url = service.database.writer.url.render_as_string(hide_password=False)
    with Listener(200) as system:
        register(service, system.url, types=["osh.case"])
        service.clock.advance(days=400)
        imported = imports.send(service, lines, media_type=imports.NDJSON, login="inspector").json()
        for kill in range(KILLS + 1):
            # By then no lease of the one before holds any more.
            service.clock.advance(minutes=6)
            with processes.working(work_on, url, service.clock()):
                if kill < KILLS:
                    time.sleep(moments.uniform(0.05, 0.8))
                else:
                    until = time.monotonic() + 120
                    while is_at_work(service, imported["id"]):
                        assert time.monotonic() < until
                        time.sleep(0.2)

    told = imports.told(imports.read(service, imported["id"], "inspector"))
    assert told == {"accepted": ROWS}
    assert heard(system) == announced(service)


def announced(service: Service) -> dict[str, list[int]]:
    """Return the numbers of the entries of each case, all of which are in the feed, once."""
    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        changes = uow.session.scalars(select(ChangeRow).order_by(ChangeRow.position)).all()
        entries = set(uow.session.scalars(select(ActionRow.id)))
        assert uow.cases.count() == ROWS
    assert [change.position for change in changes] == list(range(1, len(changes) + 1))
    assert {change.id for change in changes} == entries
    assert len(changes) > ROWS
    found = defaultdict[str, list[int]](list)
    for change in changes:
        found[str(change.subject_id)].append(change.number)
    assert all(numbers == sorted(numbers) for numbers in found.values())
    return dict(found)


def heard(system: Listener) -> dict[str, list[int]]:
    """Return the numbers of the entries of each case, as each was heard of first."""
    first = dict[str, tuple[str, int]]()
    for request in system.requests:
        event = json.loads(request.body)
        first.setdefault(event["id"], (event["data"]["id"], event["data"]["number"]))
    found = defaultdict[str, list[int]](list)
    for case_id, number in first.values():
        found[case_id].append(number)
    return dict(found)


def work_on(begun: Callable[[], None], url: str, moment: datetime) -> None:
    """Do the rounds of a worker until it is killed."""
    database = open_database(url, AUTHORITIES)
    parts = parts_from(Context(database, SEALER, TOKENS, lambda: moment))
    office = Office(database, SEALER, to_this_machine, lambda: moment, PUBLIC)
    begun()
    while True:
        list(rounds(office, ["hp"], parts))


def is_at_work(service: Service, import_id: str) -> bool:
    if imports.read(service, import_id, "inspector")["state"] != "done":
        return True
    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        (told,) = uow.session.scalars(select(WebhookRow.position))
        behind = uow.feed.is_waiting() or told != uow.feed.head()
        return behind or uow.webhooks.oldest_waiting() is not None
