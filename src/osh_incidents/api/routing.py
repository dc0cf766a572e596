"""Operations with what all of them do around their answer: its entity tag, and its repetition."""

from collections.abc import Callable, Coroutine
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from osh_incidents.api import reading, repeating, versions


class Route(APIRoute):
    """An operation whose answer is complete before its transaction ends."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """Answer *path* by *endpoint*, which goes to a thread once and not for its answer again."""
        super().__init__(path, _in_thread(endpoint), **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return how a request is answered."""
        answer = super().get_route_handler()
        at_once = self.operation_id not in repeating.STREAMED

        async def answered(request: Request) -> Response:
            if at_once and repeating.HEADER in request.headers:
                request.state.content = await request.body()
            response = await reading.answered(request, answer)
            uow = getattr(request.state, "uow", None)
            if uow is not None:
                response = versions.tagged(request, response, uow.one)
            request.state.answer = response
            return response

        return answered


class Router(APIRouter):
    """Operations of one resource."""

    def __init__(self, **options: Any) -> None:
        """Collect operations below a prefix."""
        super().__init__(route_class=Route, **options)
        self._beginning = self.prefix.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether one of the operations is asked for.

        Looking for the beginning first spares most requests the paths of all other operations.
        """
        if self._beginning not in scope["path"]:
            return Match.NONE, {}
        return super().matches(scope)


def at_once(asked: Callable[..., Any]) -> Callable[..., Any]:
    """Return *asked*, which waits for nothing, as the framework asks it without a thread."""

    @wraps(asked)
    async def awaited(**values: Any) -> Any:
        return asked(**values)

    return awaited


def _in_thread(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """Return *endpoint* as the framework awaits it.

    It would go to a thread by itself, but then once more to check what the endpoint returned.
    """
    if iscoroutinefunction(endpoint):
        return endpoint

    @wraps(endpoint)
    async def awaited(**values: Any) -> Any:
        return await reading.do(endpoint, values)

    return awaited
