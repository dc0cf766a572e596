"""The feed of changes as it is published: CloudEvents that hold nothing personal."""

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.types import Moment
from osh_incidents.domain.feed import Subject


class ChangedOut(Out):
    """What changed: no more than its id, its new state, and where it is read."""

    id: UUID
    kind: Subject
    number: int = Field(description="number of the entry in the log of this record")
    state: str | None = Field(description="into which state it came; null if it came into none")
    href: str


class EventOut(Out):
    """A change as a CloudEvent (version 1.0)."""

    specversion: Literal["1.0"]
    id: UUID
    source: str = Field(description="the authority of which it is; unique together with `id`")
    type: str = Field(description="`osh.case.<track>.<action>`, `osh.release.<state>` or so")
    subject: str
    time: Moment
    datacontenttype: Literal["application/json"]
    data: ChangedOut


class FeedPageOut(Out):
    """A page of the feed, oldest first.

    `next` and `cursor` go on from here, after an empty page too, and are valid for ever.
    """

    items: list[EventOut]
    next: str = Field(description="address of what follows")
    cursor: str = Field(description="the place in the feed up to which this page tells")
    more: bool = Field(description="whether there may be more already")


def event(told: dict[str, Any]) -> EventOut:
    """Return the event *told* as it is published."""
    return EventOut.model_validate(told)
