"""Reads: transaction, who acts, the operation and the end are one way to a thread and back.

Each such way costs more than a statement. What else an operation asks for needs none, so that what
is only known in the transaction is promised to it, and given when it is done.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from osh_incidents.api import admission
from osh_incidents.domain.errors import DomainError, Unavailable
from osh_incidents.persistence.unit_of_work import UnitOfWork

METHODS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Later:
    """Of a transaction that is opened later, what an operation will be given."""

    opened: Callable[[], AbstractContextManager[UnitOfWork]]
    value: Callable[[UnitOfWork], object]

    def giving(self, value: Callable[[UnitOfWork], object]) -> "Later":
        """Return another *value* of the same transaction."""
        return replace(self, value=value)


async def do(operation: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """Return what *operation* returns with *values*, in a thread.

    If some of them are for later, it is in their transaction, for which it waits its turn.
    """
    later = {name: value for name, value in values.items() if isinstance(value, Later)}
    if not later:
        return await run_in_threadpool(operation, **values)
    async with admission.admitted(readonly=True):
        return await run_in_threadpool(_done, operation, values, later)


def _done(
    operation: Callable[..., Any], values: Mapping[str, Any], later: Mapping[str, Later]
) -> Any:
    first = next(iter(later.values()))
    with first.opened() as uow:
        return operation(**{**values, **{name: one.value(uow) for name, one in later.items()}})


async def answered(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Return the *answer* to *request*, if whoever asks may have it.

    Who may not is told so before what else is wrong. Where a parameter is at fault, or nothing is
    asked of the transaction, it was not opened yet, and nobody has looked whether the caller may.

    Raises:
        NotAuthenticated, NotPermitted, InsufficientScope: as `Asked.permitted`.
    """
    try:
        return await _answered(request, answer)
    finally:
        # Both know the request, and it knows them: all that was read would be held until somebody
        # looks for garbage.
        for name in ("reading", "permitted"):
            if hasattr(request.state, name):
                delattr(request.state, name)


async def _answered(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    try:
        response = await answer(request)
    except Unavailable:
        raise
    except (RequestValidationError, DomainError, HTTPException):
        await _look(request)
        raise
    await _look(request)
    return response


async def _look(request: Request) -> None:
    state = request.state
    if hasattr(state, "permitted") and not hasattr(state, "uow"):
        await do(lambda **_: None, {"uow": state.reading})
