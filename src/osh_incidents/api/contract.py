"""The published contract: what the operations say, and what the edge may say to any of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from osh_incidents.api import problems, repeating, versions
from osh_incidents.api.contract_words import PARAMETERS, PROPERTIES, TAGS
from osh_incidents.api.deprecations import Deprecation, announce
from osh_incidents.api.example import Example
from osh_incidents.api.request_examples import EXAMPLES
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


def of(app: FastAPI, deprecations: Sequence[Deprecation]) -> dict[str, Any]:
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
        schema["tags"] = _tags(schema)
        known = schema["components"]["schemas"]
        known["Problem"] = problems.schema()
        _without_framework_errors(schema)
        _with_refusals_of_the_edge(schema)
        _with_conditions_and_keys(schema)
        _with_words(schema)
        _with_examples(schema)
        _renamed(schema, "Body_issue_token", "TokenRequestIn")
        announce(_operations(schema), deprecations)
        app.openapi_schema = schema
    return app.openapi_schema


def _tags(schema: Mapping[str, Any]) -> list[dict[str, str]]:
    used = {tag for operation in _operations(schema) for tag in operation["tags"]}
    return [
        {"name": name, "description": f"{words.vi} / {words.en}"}
        for name, words in TAGS.items()
        if name in used
    ]


def _operations(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for operations in schema["paths"].values():
        yield from operations.values()


def _with_words(schema: dict[str, Any]) -> None:
    """Say of each parameter and property what it means, and that what is open is meant to be."""
    for operation in _operations(schema):
        operation.setdefault("security", [])
        for parameter in operation.get("parameters", ()):
            if words := PARAMETERS.get(parameter["name"]):
                parameter.setdefault("description", words)
    for known in schema["components"]["schemas"].values():
        for name, told in known.get("properties", {}).items():
            if words := PROPERTIES.get(name):
                told.setdefault("description", words)


def _with_examples(schema: dict[str, Any]) -> None:
    for operation in _operations(schema):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if examples := EXAMPLES.get(operation["operationId"]):
                content["examples"] = {one.name: _published(one) for one in examples}


def _published(one: Example) -> dict[str, Any]:
    return {"summary": f"{one.words.vi} / {one.words.en}", "value": one.body}


def _renamed(schema: dict[str, Any], before: str, after: str) -> None:
    """Give a schema that the framework named a name for people."""
    known = schema["components"]["schemas"]
    known[after] = {**known.pop(before), "title": after}
    for operation in _operations(schema):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if content["schema"].get("$ref") == f"#/components/schemas/{before}":
                content["schema"]["$ref"] = f"#/components/schemas/{after}"


def _without_framework_errors(schema: dict[str, Any]) -> None:
    """Take away what the framework says of invalid requests: each operation says it for itself."""
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
    for operation in _operations(schema):
        if "HTTPValidationError" in str(operation["responses"].get("422")):
            del operation["responses"]["422"]


def _with_refusals_of_the_edge(schema: dict[str, Any]) -> None:
    for operation in _operations(schema):
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
