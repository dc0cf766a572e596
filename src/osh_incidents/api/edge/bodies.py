"""Bodies: read whole, within a size and a time, and in a form that means one thing only."""

import asyncio
from email.message import Message as Mail

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from osh_incidents.api.edge import contents
from osh_incidents.api.edge.files import Files, takes_file
from osh_incidents.api.edge.refusing import refuse
from osh_incidents.domain.errors import DomainError

_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})
_LONG = 65_536
_CLOSING = frozenset({408, 413})


class Bodies:
    """Hands an operation its body only when all of it is there and readable."""

    def __init__(self, app: ASGIApp, largest: int, seconds: float, largest_file: int) -> None:
        self._app = app
        self._largest = largest
        self._seconds = seconds
        self._files = Files(largest_file, seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if takes_file(scope):
            await self._app(scope, self._files.passed(receive), send)
            return
        try:
            content = await self._whole(scope, receive)
            await _check(scope, content)
        except ClientDisconnect:
            return
        except HTTPException as error:
            close = error.status_code in _CLOSING
            await refuse(error, scope, receive, send, close=close)
            return
        except DomainError as error:
            await refuse(error, scope, receive, send)
            return
        await self._app(scope, _once(content, receive), send)

    async def _whole(self, scope: Scope, receive: Receive) -> bytes:
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced[:20]) > self._largest:
            raise HTTPException(413)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._read(receive)
        except TimeoutError as error:
            raise HTTPException(408) from error

    async def _read(self, receive: Receive) -> bytes:
        content = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            content += message.get("body", b"")
            if len(content) > self._largest:
                raise HTTPException(413)
            if not message.get("more_body"):
                return bytes(content)


def _once(content: bytes, receive: Receive) -> Receive:
    """Return how an operation receives *content*, and afterwards whether the caller left."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": content, "more_body": False}

    return again


async def _check(scope: Scope, content: bytes) -> None:
    if not content:
        return
    said = Mail()
    said["content-type"] = Headers(scope=scope).get("content-type", "")
    check = contents.check_of(said.get_content_type(), scope["path"])
    if check is None or said.get_content_charset("utf-8") not in _CHARSETS:
        raise HTTPException(415)
    if len(content) > _LONG:
        await run_in_threadpool(check, content)
    else:
        check(content)
