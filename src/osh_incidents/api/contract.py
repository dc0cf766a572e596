"""The published contract: what the operations say, and what the edge may say to any of them."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from osh_incidents.api import problems

_ANY = (429, 431)
_WITH_A_BODY = (408, 413, 415)


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
