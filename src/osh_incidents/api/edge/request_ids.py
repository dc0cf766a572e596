"""A name for each request, by which an answer is found again in the log."""

import re
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAME = "X-Request-Id"

# Nothing but a UUID: whatever else a caller sent here could be somebody's number in our log.
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


class RequestIds:
    """Keeps the caller's id if it is a UUID, else makes one, and answers it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(NAME, "")
        name = given.lower() if _UUID.fullmatch(given) else str(uuid4())
        scope.setdefault("state", {})["request_id"] = name

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[NAME] = name
            await send(message)

        await self._app(scope, receive, named)
