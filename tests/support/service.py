"""The running application as its callers see it, with a clock that the test sets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from httpx2 import Response
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from osh_incidents.api.app import Context, create_app
from osh_incidents.api.edge.options import Edge
from osh_incidents.domain.authority import Permission
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.support.world import BEGINNING, SEALER, TOKENS, World


@dataclass
class SettableClock:
    """The service's clock; it stands until it is moved."""

    moment: datetime = BEGINNING

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


_ROUTES: list[BaseRoute] = []
"""Those of the first application without pages of documents, for every other one like it.

FastAPI works out what an operation takes and gives at the first request to an application, which
costs more than most tests; nothing that is so kept knows of a database, a clock or a caller.
"""


@dataclass
class Service:
    """An application over *database*, called as any login of *world*."""

    database: Database
    world: World
    clock: SettableClock = field(default_factory=SettableClock)
    edge: Edge | None = None

    def __post_init__(self) -> None:
        context = Context(self.database, SEALER, TOKENS, self.clock)
        app = create_app(context, self.edge)
        if not (self.edge or Edge()).docs:
            _ROUTES[:] = _ROUTES or app.router.routes
            app.router.routes[:] = _ROUTES
        self.client = TestClient(app, raise_server_exceptions=False)

    def headers(self, login: str, scope: Iterable[str] = tuple(Permission)) -> dict[str, str]:
        known = self.world[login]
        token = TOKENS.issue(
            known.account_id, known.client_id, known.authority, scope, self.clock.moment
        )
        return {
            "Authorization": f"Bearer {token}",
            "Accept-Language": "en",
            # Most tests change what they alone know of; those of versions say which one they mean.
            "If-Match": "*",
        }

    def get(self, login: str, path: str, **query: str | int) -> Response:
        return self.client.get(f"/api/v1{path}", params=query, headers=self.headers(login))

    def post(self, login: str, path: str, body: Any, **query: str) -> Response:
        return self.client.post(
            f"/api/v1{path}", json=body, params=query, headers=self.headers(login)
        )

    def put(self, login: str, path: str, body: Any) -> Response:
        return self.client.put(f"/api/v1{path}", json=body, headers=self.headers(login))

    def declare(self, login: str, body: Any) -> dict[str, Any]:
        answer = self.post(login, "/declarations", body)
        assert answer.status_code == 201, answer.text
        declared: dict[str, Any] = answer.json()
        return declared

    def act(self, login: str, case_id: str | UUID, track: str, **move: Any) -> dict[str, Any]:
        answer = self.post(login, f"/cases/{case_id}/{track}/actions", move)
        assert answer.status_code == 200, answer.text
        case: dict[str, Any] = answer.json()
        return case

    def figure(self, name: str, login: str = "inspector", **query: str) -> dict[str, Any]:
        answer = self.get(login, f"/indicators/{name}", **query)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def disable(self, login: str) -> None:
        """Disable an account as the operator would, in the database."""
        with transaction(self.database, None, SEALER) as uow:
            account = uow.session.get_one(AccountRow, self.world[login].account_id)
            account.disabled_at = self.clock.moment
