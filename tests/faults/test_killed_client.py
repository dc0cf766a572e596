"""Clients that die at any moment, and begin again."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.cases import CaseRow, DeclarationRow, VictimRow
from osh_incidents.persistence.tables.log import ActionRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.conftest import Engine
from tests.support import bodies
from tests.support.running import running
from tests.support.sending import key_of
from tests.support.world import AREA, SEALER

KILLS = 20


def declarations(count: int, areas: Sequence[str] = (AREA,)) -> list[Any]:
    """Return as many declarations as differ in person, unit and day, from *areas* in turn."""
    first = datetime(2025, 7, 2, 1, tzinfo=UTC)
    made = []
    for number in range(count):
        name = f"Người {number:05}"
        hurt = bodies.victim(full_name=name, citizen_id=f"0311{number:08}")
        at = (first + timedelta(minutes=71 * number)).isoformat()
        body = bodies.accident(hurt, occurred_at=at, known_at=at)
        body["workplace"]["tax_code"] = f"02{number:08}"
        for part in ("workplace", "accident"):
            body[part]["area_code"] = areas[number % len(areas)]
        made.append(body)
    return made


def communes(database: Database) -> list[str]:
    """Return the codes of all communes of today."""
    with transaction(database, "hp", SEALER, readonly=True) as uow:
        return [area.code for area in uow.areas.current()]


def stored(database: Database) -> dict[str, Any]:
    """Return what there is of each kind of row, and whom it is about."""
    with transaction(database, "hp", SEALER, readonly=True) as uow:
        count = {
            kind.__tablename__: uow.session.scalars(select(func.count()).select_from(kind)).one()
            for kind in (CaseRow, DeclarationRow, VictimRow, ActionRow)
        }
        people = Counter(uow.session.scalars(select(VictimRow.full_name)))
        tracking = set(uow.session.scalars(select(DeclarationRow.tracking_no)))
    return {"count": count, "people": people, "tracking": tracking}


MANY = {"postgres": 10_000, "sqlite": 1_000}
"""Most of what is lost or doubled is so by the client and the key, whatever the database is."""


@pytest.mark.long
def test_the_many_declarations_of_a_client_that_dies_twenty_times_are_there_once(
    database: Database, engine: Engine, tmp_path: Path
) -> None:
    address = database.writer.url.render_as_string(hide_password=False)
    # As many from one commune would be compared with hundreds each, and wait for one another.
    bodies_sent = declarations(MANY[engine.name], communes(database))
    lines = [json.dumps(body, ensure_ascii=False) for body in bodies_sent]
    (tmp_path / "declarations.ndjson").write_text("\n".join(lines), encoding="utf-8")
    moments = random.Random(7)
    limits = dict.fromkeys(("OSH_RATE_ACCOUNT", "OSH_RATE_ADDRESS"), "")
    with running(address, engine.logins, tmp_path, **limits) as service:

        def start() -> "subprocess.Popen[bytes]":
            target = {
                "url": f"http://127.0.0.1:{service.port}/api/v1/declarations",
                "headers": service.headers("inspector"),
            }
            (tmp_path / "target").write_text(json.dumps(target))
            return subprocess.Popen([sys.executable, "-m", "tests.support.sending", tmp_path])

        for _ in range(KILLS):
            with start() as client:
                time.sleep(moments.uniform(0.4, 2.0))
                client.kill()
        with start() as client:
            assert client.wait(1_500) == 0

    found = stored(database)
    journal = (tmp_path / "journal").read_text().split()
    assert set(found["count"].values()) == {len(lines)}
    assert found["people"] == Counter(body["victims"][0]["full_name"] for body in bodies_sent)
    assert set(journal[1::2]) == found["tracking"]
    assert set(journal[::2]) == {key_of(line) for line in lines}
