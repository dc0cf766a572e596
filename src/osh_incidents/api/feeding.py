"""Waiting for changes: before the transaction of the request, and holding nothing meanwhile."""

import asyncio
import time
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query
from starlette.concurrency import run_in_threadpool

from osh_incidents.adapters.tokens import Claims
from osh_incidents.api import paging
from osh_incidents.api.dependencies import Made, claims
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.services import feed

_LONGEST_WAIT = 25
_ASKED_EACH = 0.5
_LARGEST = 2**63 - 1

After = Annotated[str | None, Query(max_length=100, description="`cursor` of a page before")]
Wait = Annotated[
    int, Query(ge=0, le=_LONGEST_WAIT, description="seconds to wait if there is nothing yet")
]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the feed of an authority."""

    authority: str
    position: int

    def __str__(self) -> str:
        """Return the cursor of this place."""
        return paging.opaque(f"{self.authority}:{self.position}")


def _place(cursor: str | None, authority: str) -> Place:
    """Return the place of *cursor*.

    Raises:
        InvalidFields: it is none of ours, or of another authority.
    """
    if cursor is None:
        return Place(authority, 0)
    try:
        place = Place(authority, int(paging.plain(cursor).rpartition(":")[2]))
    except ValueError as error:
        raise InvalidFields(errors=[feed.NO_SUCH_PLACE]) from error
    # As it is written by us and not otherwise, so that equal places have equal cursors.
    if str(place) != cursor or not 0 <= place.position <= _LARGEST:
        raise InvalidFields(errors=[feed.NO_SUCH_PLACE])
    return place


async def awaited(
    made: Made,
    said: Annotated[Claims, Depends(claims)],
    after: After = None,
    wait: Wait = 0,
) -> Place:
    """Return the place after which to read, once there is something or nothing came in time.

    What is committed by then is put into the feed, so that a page tells it.
    """
    place = _place(after, said.authority)
    asked = (made.database, made.sealer, said.authority)
    ends = time.monotonic() + wait
    while time.monotonic() < ends:
        if await run_in_threadpool(feed.is_news, *asked, place.position):
            break
        await asyncio.sleep(_ASKED_EACH)
    await run_in_threadpool(feed.catch_up, *asked)
    return place


# It stands first among what an operation asks for: what comes later opens the transaction.
Awaited = Annotated[Place, Depends(awaited)]
