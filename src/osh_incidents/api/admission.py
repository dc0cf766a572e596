"""How many requests have a transaction at once; the others wait for nothing but their turn.

What writes goes to a thread several times and keeps its connection between them. Let in without
end, those that wait for a connection would take all threads, and those that have one would wait for
a thread: nobody would be answered.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from anyio import Semaphore
from anyio.lowlevel import RunVar

AT_ONCE = 16
"""Of each kind: both together are fewer than the connections and the threads there are."""


@dataclass(frozen=True, slots=True)
class _Doors:
    """One for those that read, who must not wait for the one writer of the embedded database."""

    reading: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE, fast_acquire=True))
    writing: Semaphore = field(default_factory=lambda: Semaphore(AT_ONCE, fast_acquire=True))


_doors = RunVar[_Doors]("doors")


@asynccontextmanager
async def admitted(*, readonly: bool) -> AsyncIterator[None]:
    """Wait for one's turn, first come first served, and keep it as long as the block lasts."""
    doors = _doors.get(None)
    if doors is None:
        doors = _Doors()
        _doors.set(doors)
    async with doors.reading if readonly else doors.writing:
        yield
