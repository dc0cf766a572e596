"""The application: operations, refusals, and what they are made with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

from osh_incidents.adapters.oidc import OutsideIssuers
from osh_incidents.adapters.tokens import Tokens
from osh_incidents.api import problems
from osh_incidents.api.routers import (
    account_log,
    accounts,
    areas,
    calculations,
    cases,
    claims,
    clocks,
    corrections,
    credentials,
    declarations,
    diffs,
    discovery,
    explaining,
    explanations,
    health,
    indicators,
    links,
    metadata,
    notices,
    organisations,
    releases,
    rules,
    signals,
    tokens,
    tracks,
    workforce,
)
from osh_incidents.domain.errors import DomainError
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import Database

OPENAPI_URL = "/api/v1/openapi.json"
_LARGEST_BODY = 1_048_576
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
    calculations,
    indicators,
    explaining,
    diffs,
    metadata,
    releases,
    workforce,
    rules,
    areas,
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


@dataclass(frozen=True, slots=True)
class Context:
    """What an application is made with."""

    database: Database
    sealer: Sealer
    tokens: Tokens
    clock: Callable[[], datetime] = present
    outside: OutsideIssuers = field(default_factory=OutsideIssuers)


def create_app(context: Context) -> FastAPI:
    """Return the application over *context*."""
    app = FastAPI(
        title="osh_incidents",
        summary="Khai báo, điều tra, xử lý tai nạn lao động và bệnh nghề nghiệp; ba chỉ tiêu",
        description=(
            "Occupational accidents and diseases of a city: declarations become cases, cases are "
            "investigated, handled and compensated, and the three programme figures are computed "
            "from those records."
        ),
        version=version("osh-incidents"),
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_url=OPENAPI_URL,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        max_body_size=_LARGEST_BODY,
    )
    app.state.context = context
    for module in _ROUTERS:
        app.include_router(module.router)
    app.add_exception_handler(DomainError, problems.on_domain_error)
    app.add_exception_handler(RequestValidationError, problems.on_invalid_request)
    app.add_exception_handler(HTTPException, problems.on_http_error)
    app.add_exception_handler(Exception, problems.on_fault)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """Return the published contract: our problem schema in place of the framework's errors."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            openapi_version="3.1.0",
            summary=app.summary,
            description=app.description,
            routes=app.routes,
            license_info=app.license_info,
            servers=[{"url": "/", "description": "this service"}],
        )
        known = schema["components"]["schemas"]
        known["Problem"] = problems.schema()
        _without_framework_errors(schema)
        app.openapi_schema = schema
    return app.openapi_schema


def _without_framework_errors(schema: dict[str, Any]) -> None:
    """Take away what the framework says of invalid requests: each operation says it for itself."""
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
    for operations in schema["paths"].values():
        for operation in operations.values():
            if "HTTPValidationError" in str(operation["responses"].get("422")):
                del operation["responses"]["422"]
