"""Reads look at rights in the transaction of their operation, which must not depend on it."""

from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from osh_incidents.api.app import Context, create_app
from osh_incidents.api.dependencies import Uow
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.domain.authority import Permission
from tests.support.service import Service
from tests.support.world import SEALER, TOKENS

_ASKED = [holding(Permission.ACCOUNTS_MANAGE)]
router = Router(prefix="/api/v1/guarded")


@router.get("/alone", dependencies=_ASKED)
def alone() -> dict[str, Any]:
    return {"shown": True}


@router.get("/on-the-loop", dependencies=_ASKED)
async def on_the_loop() -> dict[str, Any]:
    return {"shown": True}


@router.get("/in-the-transaction", dependencies=_ASKED)
def in_the_transaction(uow: Uow) -> dict[str, Any]:
    return {"shown": uow.session.in_transaction()}


@router.get("/with-a-parameter", dependencies=_ASKED)
def with_a_parameter(size: int = 1) -> dict[str, Any]:
    return {"shown": bool(size)}


@pytest.fixture
def caller(service: Service) -> TestClient:
    app = create_app(Context(service.database, SEALER, TOKENS, service.clock))
    app.include_router(router)
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    "path", [route.path for route in router.routes if isinstance(route, APIRoute)]
)
def test_an_operation_that_takes_no_actor_is_guarded_as_well(
    caller: TestClient, service: Service, path: str
) -> None:
    held = caller.get(path, headers=service.headers("admin"))
    assert (held.status_code, held.json()) == (200, {"shown": True})
    for headers in (
        service.headers("inspector"),
        service.headers("admin", [Permission.CASES_READ]),
    ):
        assert caller.get(path, headers=headers).status_code == 403


def test_who_may_not_is_told_so_before_what_is_wrong_with_a_parameter(
    caller: TestClient, service: Service
) -> None:
    path = "/api/v1/guarded/with-a-parameter?size=many"
    assert caller.get(path, headers=service.headers("admin")).status_code == 422
    assert caller.get(path, headers=service.headers("inspector")).status_code == 403
