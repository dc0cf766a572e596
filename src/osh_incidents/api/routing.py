"""Operations with what all of them do around their answer: its entity tag, and its repetition."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from osh_incidents.api import repeating, versions


class Route(APIRoute):
    """An operation whose answer is complete before its transaction ends."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return how a request is answered."""
        answer = super().get_route_handler()
        at_once = self.operation_id not in repeating.STREAMED

        async def answered(request: Request) -> Response:
            if at_once and repeating.HEADER in request.headers:
                request.state.content = await request.body()
            response = await answer(request)
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
