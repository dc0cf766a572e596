"""Every forged token against every operation: none is let in, and none is a fault of ours."""

import asyncio
import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from osh_incidents.api.app import Context, create_app
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.api.test_access import GUARDED, NAMED
from tests.support.service import Service
from tests.support.world import BEGINNING, SEALER
from tests.unit.forging import ACCOUNT, TOKENS
from tests.unit.test_forged_tokens import FORGED, GENUINE

LONGEST_HEADER = 16_384
SENDABLE = {
    name: token.encode("utf-8", "surrogatepass")
    for name, token in FORGED.items()
    # A line end cannot be in a header; what the space around a token means is for HTTP to say.
    if len(token) < LONGEST_HEADER and token.strip() == token and "\0" not in token
}


def application(service: Service) -> FastAPI:
    """Return one that trusts the key of the forgeries, whose genuine token names an inspector."""
    with transaction(service.database, None, SEALER) as uow:
        account = AccountRow(
            id=UUID(ACCOUNT),
            organisation_id=service.world["inspector"].organisation_id,
            role="inspector",
            client_id="forged",
            created_at=BEGINNING,
        )
        uow.add(account)
    return create_app(Context(service.database, SEALER, TOKENS, service.clock))


async def status(app: FastAPI, method: str, path: str, token: bytes) -> int:
    """Return how *app* answers, without a client that would mend what is sent."""
    sent: list[Any] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"osh.test"), (b"authorization", b"Bearer " + token)],
        "client": ("192.0.2.1", 1),
        "server": ("osh.test", 80),
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    answered: int = sent[0]["status"]
    return answered


async def let_in(app: FastAPI) -> list[tuple[str, str, int]]:
    return [
        (name, operation, answered)
        for method, path, operation in paths()
        for name, token in SENDABLE.items()
        if (answered := await status(app, method, path, token)) != 401
    ]


def paths() -> Iterable[tuple[str, str, str]]:
    for method, path, operation, _ in GUARDED:
        filled = re.sub(r"{\w+_id}", str(uuid4()), path).format_map(NAMED)
        yield method, filled, operation


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_no_forged_token_opens_any_operation(service: Service) -> None:
    app = application(service)
    genuine = {"Authorization": f"Bearer {GENUINE}"}
    assert TestClient(app).get("/api/v1/cases", headers=genuine).status_code == 200
    assert len(SENDABLE) >= 60

    assert asyncio.run(let_in(app)) == []
