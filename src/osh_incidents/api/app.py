"""The application: operations, refusals, and what they are made with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from osh_incidents.adapters.oidc import OutsideIssuers
from osh_incidents.adapters.tokens import Tokens
from osh_incidents.api import contract, docs, problems, repeating
from osh_incidents.api.deprecations import DEPRECATIONS, Announcing, Deprecation
from osh_incidents.api.edge.around import around
from osh_incidents.api.edge.options import Edge
from osh_incidents.api.repeating import Repeated
from osh_incidents.api.routers import (
    account_log,
    accounts,
    areas,
    calculations,
    cases,
    claims,
    clocks,
    code_lists,
    corrections,
    credentials,
    declarations,
    diffs,
    discovery,
    explaining,
    explanations,
    feed,
    health,
    import_files,
    imports,
    indicators,
    links,
    metadata,
    notices,
    organisations,
    persons,
    reads,
    releases,
    rules,
    signals,
    tokens,
    tracks,
    webhooks,
    workforce,
    workplaces,
)
from osh_incidents.domain.errors import DomainError
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database

OPENAPI_URL = "/api/v1/openapi.json"
_ROUTERS = (
    tokens,
    discovery,
    declarations,
    cases,
    links,
    tracks,
    claims,
    corrections,
    clocks,
    notices,
    signals,
    feed,
    webhooks,
    calculations,
    indicators,
    explaining,
    diffs,
    metadata,
    releases,
    reads,
    persons,
    workforce,
    workplaces,
    import_files,
    imports,
    rules,
    areas,
    code_lists,
    organisations,
    accounts,
    credentials,
    account_log,
    explanations,
    health,
)


def present() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def always() -> bool:
    """Return that it is so."""
    return True


@dataclass(frozen=True, slots=True)
class Context:
    """What an application is made with."""

    database: Database
    sealer: Sealer
    tokens: Tokens
    clock: Callable[[], datetime] = present
    outside: OutsideIssuers = field(default_factory=OutsideIssuers)
    is_current: Callable[[], bool] = always
    """Whether the database has the schemas that this code knows."""


class Service(FastAPI):
    """An application whose edge stands around everything, answers to faults included."""

    edge = Edge()
    deprecations: Sequence[Deprecation] = ()

    def build_middleware_stack(self) -> ASGIApp:
        """Return everything a request passes, the edge first."""
        inner = Announcing(super().build_middleware_stack(), self.deprecations)
        return around(inner, self.edge)


def create_app(
    context: Context,
    edge: Edge | None = None,
    deprecations: Sequence[Deprecation] = DEPRECATIONS,
) -> FastAPI:
    """Return the application over *context* behind *edge*, some of its operations ending."""
    app = Service(
        title="osh_incidents",
        summary="Khai báo, điều tra, xử lý tai nạn lao động và bệnh nghề nghiệp; ba chỉ tiêu",
        description=(
            "Occupational accidents and diseases of a city: declarations become cases, cases are "
            "investigated, handled and compensated, and the three programme figures are computed "
            "from those records. What an answer shows of personal and health data is noted with "
            "the account; `X-Purpose` may say what for (UTF-8, the first 200 characters are kept)."
        ),
        version=version("osh-incidents"),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_url=OPENAPI_URL,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.edge = edge or Edge()
    app.deprecations = deprecations
    app.state.context = context
    for module in _ROUTERS:
        app.include_router(module.router)
    if app.edge.docs:
        docs.add(app)
    app.add_exception_handler(Repeated, repeating.on_repeated)
    app.add_exception_handler(DomainError, problems.on_domain_error)
    app.add_exception_handler(RequestValidationError, problems.on_invalid_request)
    app.add_exception_handler(HTTPException, problems.on_http_error)
    app.add_exception_handler(Exception, problems.on_fault)
    app.openapi = lambda: contract.of(app, deprecations)  # type: ignore[method-assign]
    return app
