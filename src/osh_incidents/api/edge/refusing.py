"""Problem answers of what never reaches an operation."""

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from osh_incidents.api import problems
from osh_incidents.domain.errors import DomainError


async def refuse(
    error: DomainError | HTTPException,
    scope: Scope,
    receive: Receive,
    send: Send,
    *,
    close: bool = False,
) -> None:
    """Answer *error*; *close* the connection when what is left on it must not be read."""
    request = Request(scope, receive)
    if isinstance(error, HTTPException):
        answer = problems.on_http_error(request, error)
    else:
        answer = problems.on_domain_error(request, error)
    if close:
        answer.headers["Connection"] = "close"
    await answer(scope, receive, send)
