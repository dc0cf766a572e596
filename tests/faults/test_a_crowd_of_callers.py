"""More callers at once than there are connections and threads."""

import asyncio
from collections import Counter
from pathlib import Path

import httpx
import pytest

from osh_incidents.persistence.engine import Database
from tests.conftest import Engine
from tests.support import bodies
from tests.support.running import Running, running

CALLERS = 160
"""Four times as many as there are connections."""


async def _asked(service: Running, path: str) -> Counter[int]:
    limits = httpx.Limits(max_connections=CALLERS, max_keepalive_connections=CALLERS)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{service.port}",
        headers=service.headers("inspector"),
        limits=limits,
        timeout=60,
        trust_env=False,
    ) as client:
        answers = await asyncio.gather(*(client.get(path) for _ in range(2 * CALLERS)))
    return Counter(answer.status_code for answer in answers)


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_more_callers_than_connections_wait_and_are_all_answered(
    database: Database, engine: Engine, tmp_path: Path
) -> None:
    address = database.writer.url.render_as_string(hide_password=False)

    with running(address, engine.logins, tmp_path) as service:
        with service.client("inspector") as client:
            for number in range(20):
                body = bodies.accident(bodies.victim(citizen_id=f"0311900{number:05}"))
                assert client.post("/api/v1/declarations", json=body).status_code == 201

        assert asyncio.run(_asked(service, "/api/v1/cases")) == {200: 2 * CALLERS}
