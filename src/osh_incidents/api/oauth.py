"""Refusals of the token endpoint in the form of RFC 6749 §5.2."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from osh_incidents.api import problems
from osh_incidents.domain import errors
from osh_incidents.domain.labels import Text

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}
Handler = Callable[[Request], Awaitable[Response]]


class OAuthError(BaseModel):
    """A refusal of a token (RFC 6749 §5.2)."""

    error: str
    error_description: str = Field(description="in Vietnamese or English")


class Refusal(Exception):
    """What is wrong with a request for a token, apart from who sends it."""

    def __init__(self, error: str, told: Text) -> None:
        """Refuse with the code *error* of RFC 6749."""
        super().__init__(error)
        self.error = error
        self.told = told


INVALID_REQUEST = Text("Yêu cầu không hợp lệ.", "The request is malformed.")
_CODES: Mapping[type[errors.DomainError], str] = {
    errors.InvalidClient: "invalid_client",
    errors.InvalidScope: "invalid_scope",
    errors.TooManyAttempts: "slow_down",
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"description": "invalid_request, unsupported_grant_type, invalid_scope"},
    401: {"description": "invalid_client"},
    429: {"description": "slow_down: wait as long as Retry-After says"},
}
for _told in RESPONSES.values():
    _told["model"] = OAuthError


class OAuthRoute(APIRoute):
    """A route that refuses as RFC 6749 wants it."""

    def get_route_handler(self) -> Handler:  # type: ignore[override]
        """Return the handler of this route with its refusals translated."""
        handler = super().get_route_handler()

        async def answering(request: Request) -> Response:
            try:
                return await handler(request)
            except Refusal as refusal:
                return _answer(request, 400, refusal.error, refusal.told)
            except errors.DomainError as error:
                if type(error) not in _CODES:
                    raise
                return _of_domain(request, error)
            except RequestValidationError:
                return _answer(request, 400, "invalid_request", INVALID_REQUEST)
            except HTTPException as error:
                if error.status_code != 400:  # noqa: PLR2004
                    raise
                return _answer(request, 400, "invalid_request", INVALID_REQUEST)

        return answering


def _of_domain(request: Request, error: errors.DomainError) -> JSONResponse:
    kind = type(error)
    headers = problems.headers_of(error)
    return _answer(request, problems.STATUS[kind], _CODES[kind], error.detail, headers)


def _answer(
    request: Request,
    status: int,
    error: str,
    told: Text,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    body = {"error": error, "error_description": problems.say(told, request)}
    extra = {"Content-Language": problems.language(request), **NO_STORE}
    return JSONResponse(body, status, headers={**extra, **(headers or {})})
