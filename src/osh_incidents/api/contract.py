"""The published contract: what the operations say, and what the edge may say to any of them."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from osh_incidents.api import problems, repeating, versions
from osh_incidents.domain.errors import (
    ChangedSince,
    DomainError,
    InvalidFields,
    KeyReused,
    PreconditionRequired,
    ShownOnce,
)

_ANY = (429, 431)
_WITH_A_BODY = (408, 413, 415)
_CHANGING = ("post", "put", "patch", "delete")
_ETAG = {
    "description": "version of what is told, for `If-Match` and `If-None-Match`",
    "schema": {"type": "string"},
}
_KEY = {
    "name": repeating.HEADER,
    "in": "header",
    "required": False,
    "description": (
        "a value of your own for this request, kept 30 days: whoever sends the same again under it "
        "gets the same answer with `Idempotent-Replayed: true`, and nothing is done twice"
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def of(app: FastAPI) -> dict[str, Any]:
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
        _with_refusals_of_the_edge(schema)
        _with_conditions_and_keys(schema)
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


def _with_refusals_of_the_edge(schema: dict[str, Any]) -> None:
    for operations in schema["paths"].values():
        for operation in operations.values():
            statuses = _ANY + (_WITH_A_BODY if "requestBody" in operation else ())
            for status in statuses:
                operation["responses"].setdefault(str(status), problems.documented(status))


def _with_conditions_and_keys(schema: dict[str, Any]) -> None:
    """Publish what every operation that needs a token does by itself: tags, conditions, keys."""
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            if "security" not in operation:
                continue
            if method == "get":
                _tagged(operation)
            elif method in _CHANGING and operation["operationId"] not in repeating.READING:
                operation.setdefault("parameters", []).append(_KEY)
                _may_refuse(operation, InvalidFields, KeyReused, ShownOnce)
            for parameter in operation.get("parameters", ()):
                if parameter["name"] == versions.IF_MATCH:
                    parameter["required"] = True
                    parameter["schema"] = {"type": "string"}
                    _may_refuse(operation, ChangedSince, PreconditionRequired)


def _tagged(operation: dict[str, Any]) -> None:
    operation["responses"]["200"].setdefault("headers", {})["ETag"] = _ETAG
    operation["responses"].setdefault(
        "304", {"description": "as the caller has it already (`If-None-Match`)"}
    )


def _may_refuse(operation: dict[str, Any], *kinds: type[DomainError]) -> None:
    """Add *kinds* of refusals to those that *operation* tells of already."""
    for status, told in problems.responses(*kinds).items():
        known = operation["responses"].setdefault(str(status), told)
        titles = known["description"].split("; ")
        added = [title for title in told["description"].split("; ") if title not in titles]
        known["description"] = "; ".join([*titles, *added])
