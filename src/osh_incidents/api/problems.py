"""RFC 9457 problem details: every refusal becomes one answer, in the reader's language."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from osh_incidents.api.faults import request_faults
from osh_incidents.domain import errors
from osh_incidents.domain.labels import Text

MEDIA_TYPE = "application/problem+json"
BASE = "/api/v1/problems"

STATUS: Mapping[type[errors.DomainError], int] = {
    errors.NotAuthenticated: 401,
    errors.InvalidClient: 401,
    errors.InvalidScope: 400,
    errors.TooManyAttempts: 429,
    errors.InsufficientScope: 403,
    errors.NotPermitted: 403,
    errors.NotFound: 404,
    errors.InvalidFields: 422,
    errors.Unreadable: 400,
    errors.ActionNotAllowed: 409,
    errors.GuardsUnmet: 409,
    errors.ChangedMeanwhile: 409,
    errors.PreconditionRequired: 428,
    errors.ChangedSince: 412,
    errors.KeyReused: 422,
    errors.ShownOnce: 409,
    errors.NoRuleInForce: 422,
    errors.Unavailable: 503,
}

COMMON = (
    errors.NotAuthenticated,
    errors.NotPermitted,
    errors.InsufficientScope,
    errors.Unreadable,
    errors.Unavailable,
)
"""The refusals of every operation that needs a token."""

_HEADERS: Mapping[type[errors.DomainError], dict[str, str]] = {
    errors.NotAuthenticated: {"WWW-Authenticate": 'Bearer realm="osh-incidents"'},
    errors.InsufficientScope: {
        "WWW-Authenticate": 'Bearer realm="osh-incidents", error="insufficient_scope"'
    },
    errors.InvalidClient: {"WWW-Authenticate": 'Basic realm="osh-incidents"'},
    errors.Unavailable: {"Retry-After": "2"},
}

OTHER_TITLES = {
    400: Text("Yêu cầu không đọc được", "Bad request"),
    404: errors.NotFound.title,
    405: Text("Phương thức không được dùng ở đây", "Method not allowed here"),
    408: Text("Gửi nội dung quá chậm", "Content came too slowly"),
    413: Text("Nội dung quá lớn", "Content too large"),
    415: Text("Kiểu nội dung không được hỗ trợ", "Unsupported media type"),
    429: Text("Quá nhiều yêu cầu", "Too many requests"),
    431: Text("Tiêu đề của yêu cầu quá lớn", "Headers too large"),
    500: Text("Lỗi của hệ thống", "Internal error"),
}

_log = logging.getLogger(__name__)


class FieldProblem(BaseModel):
    """One thing wrong with one field."""

    pointer: str = Field(description="JSON pointer (RFC 6901) into the body; empty for all of it")
    code: str
    detail: str


class Problem(BaseModel):
    """A refusal (RFC 9457)."""

    type: str = Field(description="address of a page that explains this kind of refusal")
    title: str
    status: int
    detail: str
    code: str
    instance: str
    errors: list[FieldProblem]


def language(request: Request) -> str:
    """Return `en` if the reader prefers English to Vietnamese, else `vi`."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        tag = part.split(";")[0].strip()
        if tag.startswith(("vi", "en")):
            return tag[:2]
    return "vi"


def say(text: Text, request: Request) -> str:
    """Return *text* in the reader's language."""
    return text.en if language(request) == "en" else text.vi


def on_domain_error(request: Request, error: Exception) -> JSONResponse:
    """Answer a refusal of the domain."""
    assert isinstance(error, errors.DomainError)
    kind = type(error)
    return _answer(
        request,
        STATUS[kind],
        kind.slug,
        kind.title,
        error.detail,
        faults=error.errors,
        members=error.members,
        headers=headers_of(error),
    )


def headers_of(error: errors.DomainError) -> dict[str, str]:
    """Return the headers that the answer to *error* carries."""
    headers = dict(_HEADERS.get(type(error), {}))
    if isinstance(error, errors.InsufficientScope):
        headers["WWW-Authenticate"] += f', scope="{error.members["scope"]}"'
    if isinstance(error, errors.TooManyAttempts):
        headers["Retry-After"] = str(error.members["retry_after"])
    if isinstance(error, errors.ChangedSince) and "etag" in error.members:
        headers["ETag"] = str(error.members["etag"])
    return headers


def on_invalid_request(request: Request, error: Exception) -> JSONResponse:
    """Answer a request whose body or parameters are not what the operation takes."""
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(fault["type"] == "json_invalid" for fault in found):
        return on_domain_error(request, errors.Unreadable())
    faults = request_faults(found)
    return on_domain_error(request, errors.InvalidFields(errors=faults))


def on_http_error(request: Request, error: Exception) -> JSONResponse:
    """Answer what the framework refuses by itself."""
    assert isinstance(error, HTTPException)
    title = OTHER_TITLES.get(error.status_code, OTHER_TITLES[400])
    slug = slug_of(title)
    if error.status_code == 400:  # noqa: PLR2004
        return on_domain_error(request, errors.Unreadable())
    return _answer(
        request, error.status_code, slug, title, title, headers=dict(error.headers or {})
    )


def slug_of(title: Text) -> str:
    """Return the slug of a refusal that has no class of its own."""
    return title.en.lower().replace(" ", "-")


def on_fault(request: Request, error: Exception) -> JSONResponse:
    """Answer a fault of ours without telling what broke; the log has it."""
    _log.error("fault", exc_info=error, extra={"request_id": request.state.request_id})
    title = OTHER_TITLES[500]
    return _answer(request, 500, slug_of(title), title, title)


def responses(*kinds: type[errors.DomainError]) -> dict[int | str, dict[str, Any]]:
    """Return the documented refusals of an operation."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        status = STATUS[kind]
        told = found.get(status, {}).get("description")
        found[status] = {
            "description": f"{told}; {kind.title.en}" if told else kind.title.en,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return found


def documented(status: int) -> dict[str, Any]:
    """Return how a refusal that has no class of its own is documented."""
    return {
        "description": OTHER_TITLES[status].en,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def _answer(  # noqa: PLR0913
    request: Request,
    status: int,
    slug: str,
    title: Text,
    detail: Text,
    *,
    faults: Iterable[errors.FieldFault] = (),
    members: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    body = {
        **(members or {}),
        "type": f"{BASE}/{slug}",
        "title": say(title, request),
        "status": status,
        "detail": say(detail, request),
        "code": slug,
        "instance": request.url.path.encode("ascii", "backslashreplace").decode(),
        "errors": [
            {"pointer": fault.pointer, "code": fault.code, "detail": say(fault.detail, request)}
            for fault in faults
        ],
    }
    extra = {"Content-Language": language(request)}
    return JSONResponse(body, status, headers={**extra, **(headers or {})}, media_type=MEDIA_TYPE)


def schema() -> dict[str, Any]:
    """Return the JSON schema of a problem, whole in itself."""
    published = Problem.model_json_schema()
    inner = published.pop("$defs")["FieldProblem"]
    published["properties"]["errors"]["items"] = inner
    return published
