"""An answer in time, or word that there was none."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from osh_incidents.api.edge.files import takes_file
from osh_incidents.api.edge.refusing import refuse
from osh_incidents.domain.errors import Unavailable


class Deadlines:
    """Answers 503 when the answer has not begun in time; what runs is left to end by itself.

    To cancel it could hit the commit, and a cancelled commit may or may not have happened.
    """

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds
        self._late = set[asyncio.Task[None]]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or takes_file(scope):
            await self._app(scope, receive, send)
            return
        begun, late = False, False

        async def punctual(message: Message) -> None:
            nonlocal begun
            begun = True
            if not late:
                await send(message)

        task = asyncio.ensure_future(_run(self._app, scope, receive, punctual))
        await asyncio.wait({task}, timeout=self._seconds)
        if not task.done() and not begun:
            late = True
            self._late.add(task)
            task.add_done_callback(self._forget)
            await refuse(Unavailable(), scope, receive, send, close=True)
            return
        await task

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._late.discard(task)
        if not task.cancelled():
            task.exception()


async def _run(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)
