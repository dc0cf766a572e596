"""Releases as they are asked for, published and decided."""

import json
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from osh_incidents.api.schemas.base import In, Out
from osh_incidents.api.schemas.moves import MoveIn
from osh_incidents.api.schemas.types import AreaCode, Moment, Reason
from osh_incidents.domain import releases
from osh_incidents.domain.authority import Actor, Permission
from osh_incidents.domain.indicators.model import Basis, Dimension
from osh_incidents.domain.indicators.registry import INDICATORS
from osh_incidents.domain.releases import ALLOWED, NEEDS, Audience, ReleaseAction, ReleaseState
from osh_incidents.domain.territory import Boundary
from osh_incidents.domain.vocabulary import OwnerType, Relation, Sex
from osh_incidents.persistence.tables.releases import ReleaseFactRow, ReleaseRow

_PERIOD = r"^20[0-9]{2}(-H[12])?$"
_EXAMPLE: dict[str, Any] = {
    "indicator": "fatal-accident-frequency",
    "from": "2025",
    "to": "2025",
    "by": ["sector"],
    "note": "Số liệu phục vụ báo cáo năm 2025.",
}

IndicatorName = Annotated[str, Field(max_length=60, json_schema_extra={"enum": list(INDICATORS)})]
Period = Annotated[str, Field(strict=True, pattern=_PERIOD, description="2025 or 2025-H1")]


class NewReleaseIn(In):
    """Which figure to freeze; the parameters are those of the indicators."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    indicator: IndicatorName
    first: Period = Field(alias="from")
    last: Period | None = Field(default=None, alias="to", description="as `from` without it")
    by: list[Dimension] = Field(default_factory=list, max_length=len(Dimension))
    area: AreaCode | None = None
    sector: Annotated[str, Field(strict=True, pattern=r"^[A-U]$")] | None = None
    relation: Relation | None = None
    sex: Sex | None = None
    severity: Annotated[str, Field(strict=True, pattern=r"^(fatal|severe|light|none)$")] | None = (
        None
    )
    owner_type: OwnerType | None = None
    zone: Annotated[str, Field(strict=True, pattern=r"^[a-z0-9-]{1,20}$")] | None = None
    boundary: Boundary = Boundary.CURRENT
    basis: Basis = Basis.OCCURRED
    as_known_at: Moment | None = Field(default=None, description="now without it")
    audience: Audience = Field(
        default=Audience.CASE_READERS,
        description="for everyone: as known when the quarter began, without small numbers",
    )
    note: Reason | None = Field(default=None, description="published beside the numbers")
    revision_note: Reason | None = Field(
        default=None,
        description="why it is published again; required if and only if it was published before",
    )


class ReviewIn(MoveIn[releases.Review]):
    """The numbers were gone through."""

    makes = releases.Review
    action: Literal["review"]
    note: Reason | None = None


class PublishIn(MoveIn[releases.Publish]):
    """Publish it, as another person than the one who computed it."""

    makes = releases.Publish
    action: Literal["publish"]


class WithdrawDraftIn(MoveIn[releases.WithdrawDraft]):
    """It shall not be published; it stays on record."""

    makes = releases.WithdrawDraft
    action: Literal["withdraw_draft"]
    reason: Reason


ReleaseActionIn = Annotated[ReviewIn | PublishIn | WithdrawDraftIn, Field(discriminator="action")]


class ReleaseSummaryOut(Out):
    """A release as it stands in a list."""

    id: UUID
    audience: Audience
    state: ReleaseState
    indicator: str
    definition_version: str
    first_period: str
    last_period: str
    as_known_at: Moment
    prepared_at: Moment
    changed_at: Moment = Field(description="when it came to its state; the feed is in this order")
    published_at: Moment | None
    revises_id: UUID | None
    superseded_by_id: UUID | None
    sha256: str = Field(description="over the canonical form of `content`")


class ReleaseEventOut(Out):
    """What became of a release."""

    state: ReleaseState
    at: Moment
    account_id: UUID
    organisation_id: UUID
    note: str | None


class ReleaseOut(ReleaseSummaryOut):
    """A release with what it froze.

    `sha256` is SHA-256, in hexadecimal digits, over `content` as JSON in UTF-8 with sorted keys,
    without spaces and without escapes of letters (RFC 8785); it holds whole numbers and strings
    alone. `content.lineage` has for each count how many versions of facts it counted and SHA-256
    over their ids, each followed by a line feed.
    """

    content: dict[str, Any] = Field(description="as it was computed; it never changes")
    events: list[ReleaseEventOut] | None = Field(
        description="what became of it; null for callers who prepare no releases"
    )
    available_actions: list[ReleaseAction]


class ReleasePageOut(Out):
    """A page of releases, the last changed first; `next` is the address of the next one."""

    items: list[ReleaseSummaryOut]
    next: str | None


class LineageItemOut(Out):
    """A version of a fact that was counted, and the case it is of."""

    fact_id: UUID
    case_id: UUID


class LineageOut(Out):
    """A page of the versions of facts behind a count, by their ids."""

    release_id: UUID
    count: str
    facts: int | None = Field(
        default=None, description="how many there are on all pages; null if it was not published"
    )
    sha256: str | None = Field(
        default=None, description="over the ids of all pages, each followed by a line feed"
    )
    items: list[LineageItemOut]
    next: str | None


def whole(row: ReleaseRow, actor: Actor) -> ReleaseOut:
    """Return the release of *row* as *actor* may see it."""
    inside = actor.may(Permission.RELEASES_PREPARE)
    told = [ReleaseEventOut.model_validate(one) for one in row.events] if inside else None
    return ReleaseOut(
        **dict(ReleaseSummaryOut.model_validate(row)),
        content=json.loads(row.content),
        events=told,
        available_actions=[one for one in ALLOWED[row.state] if actor.may(NEEDS[one])],
    )


def lineage_item(row: ReleaseFactRow) -> LineageItemOut:
    """Return the fact of *row* with its case."""
    return LineageItemOut(fact_id=row.fact_id, case_id=row.case_id)


def etag(row: ReleaseRow) -> str:
    """Return the entity tag: the hash of what is published, and the state while it is another.

    The state belongs to it, since a reader has to learn that a release was superseded.
    """
    state = row.state
    return f'"{row.sha256}"' if state is ReleaseState.PUBLISHED else f'"{row.sha256}-{state.value}"'
