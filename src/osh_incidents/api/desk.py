"""What several callers ask at the same time is done together."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from fastapi.concurrency import run_in_threadpool

from osh_incidents.api import admission

A = TypeVar("A")
T = TypeVar("T")

MOST = 24
"""How many are done together: more would gain little, and the first would wait for the last.

With PostgreSQL, as many declarations hold fewer locks than would keep off all other processes.
"""


class Desk(Generic[A, T]):
    """Hands over what is asked, and next all that came meanwhile, in the order it came.

    Nobody waits for others to come: who comes alone is served alone.
    """

    def __init__(self, do: Callable[[Sequence[A]], Sequence[T | Exception]]) -> None:
        """Have *do* answer each of some in their order; it is never at work twice at once."""
        self._do = do
        self._waiting = deque[tuple[A, asyncio.Future[T]]]()
        self._at_work: asyncio.Task[None] | None = None

    async def ask(self, one: A) -> T:
        """Return the answer to *one*, or raise the one that is an exception."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append((one, answer))
        if self._at_work is None:
            self._at_work = asyncio.create_task(self._serve())
        found: T = await answer
        return found

    async def _serve(self) -> None:
        try:
            while self._waiting:
                async with admission.admitted(readonly=False):
                    await self._together()
        finally:
            self._at_work = None

    async def _together(self) -> None:
        count = min(MOST, len(self._waiting))
        asked = [self._waiting.popleft() for _ in range(count)]
        found: Sequence[T | Exception]
        try:
            found = await run_in_threadpool(self._do, [one for one, _ in asked])
        except Exception as fault:  # noqa: BLE001 - told to each who asked
            found = [fault] * count
        for (_, answer), told in zip(asked, found, strict=True):
            if answer.done():
                # Who asked was stopped, and waits no more.
                continue
            if isinstance(told, Exception):
                answer.set_exception(told)
            else:
                answer.set_result(told)
