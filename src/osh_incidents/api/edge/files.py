"""Files: passed on as they come, so that none is ever whole in memory."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

_PATH = "/api/v1/imports"


def takes_file(scope: Scope) -> bool:
    """Whether the body of this request is a file of any size, read by its operation."""
    return (scope["method"], scope["path"]) == ("POST", _PATH)


class Files:
    """Passes a body on: it may take as long as it likes, but never pause for long."""

    def __init__(self, largest: int, idle_seconds: float) -> None:
        self._largest = largest
        self._idle = idle_seconds

    def passed(self, receive: Receive) -> Receive:
        """Return how the operation receives the body, and is told of what it must refuse."""
        size, ended = 0, False

        async def receiving() -> Message:
            nonlocal size, ended
            if ended:
                return await receive()
            try:
                async with asyncio.timeout(self._idle):
                    message = await receive()
            except TimeoutError as error:
                raise HTTPException(408, headers={"Connection": "close"}) from error
            size += len(message.get("body", b""))
            if size > self._largest:
                raise HTTPException(413, headers={"Connection": "close"})
            ended = not message.get("more_body")
            return message

        return receiving
