"""The feed of changes."""

from typing import Annotated

from fastapi import Query, Request, Response

from osh_incidents.api import paging, problems
from osh_incidents.api.dependencies import Uow
from osh_incidents.api.feeding import Awaited, Place
from osh_incidents.api.permission import holding
from osh_incidents.api.routing import Router
from osh_incidents.api.schemas import feed as published
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.persistence.repositories.feed import FeedQuery
from osh_incidents.services import events, feed

router = Router(prefix="/api/v1", tags=["changes"])

Reader = Annotated[Actor, holding(Permission.CHANGES_READ)]
_TYPE = r"osh\.(case|release|signal)(\.[a-z_]{1,40}){0,2}"
Types = Annotated[
    str | None,
    Query(
        max_length=1_000,
        pattern=rf"^{_TYPE}(,{_TYPE}){{0,19}}$",
        description="types of events, by commas; `osh.case` stands for all that begin so",
    ),
]


@router.get(
    "/changes",
    operation_id="list_changes",
    summary="Dòng thay đổi / The feed of changes",
    responses=problems.responses(*problems.COMMON, InvalidFields),
)
def list_changes(
    request: Request,
    response: Response,
    place: Awaited,
    actor: Reader,
    uow: Uow,
    types: Types = None,
    limit: Annotated[int, Query(ge=1, le=200, description="events of a page")] = 100,
) -> published.FeedPageOut:
    """Return what changed after a place in the feed, of all the caller may see now.

    Whoever goes on from each page misses nothing that was stored, and gets the changes of each
    case in the order of its log. What becomes visible later is told from then on.
    """
    asked = FeedQuery(place.position, tuple(types.split(",")) if types else ())
    page = feed.page(uow, actor, asked, limit)
    sender = events.Sender(place.authority)
    cursor = str(Place(place.authority, page.position))
    following = paging.address(request, after=cursor)
    response.headers["Link"] = f'<{following}>; rel="next"'
    return published.FeedPageOut(
        items=[published.event(events.event(row, sender)) for row in page.rows],
        next=following,
        cursor=cursor,
        more=page.more,
    )
