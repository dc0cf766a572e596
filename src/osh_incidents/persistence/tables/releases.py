"""Figures frozen for publication: rows that are written once, and events that follow them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from osh_incidents.domain.releases import Audience, ReleaseState
from osh_incidents.persistence.base import AuthorityBase, Code, Moment, closed, new_id


class ReleaseEventRow(AuthorityBase):
    """What became of a release; the last event is where it stands.

    A published release has a *revision* within its *series*, which no other can take.
    """

    __tablename__ = "release_event"
    __table_args__ = (
        closed("state", *ReleaseState),
        UniqueConstraint("release_id", "seq"),
        UniqueConstraint("series", "revision"),
        Index(None, "at", "release_id"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    release_id: Mapped[UUID] = mapped_column(ForeignKey("authority.release.id"))
    seq: Mapped[int]
    state: Mapped[ReleaseState] = mapped_column(Code(ReleaseState))
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    note: Mapped[str | None] = mapped_column(String(2000))
    series: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int | None]
    superseded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("authority.release.id"))


class ReleaseRow(AuthorityBase):
    """A figure as it was computed: its canonical JSON and SHA-256; never updated.

    Releases of the same indicator, periods and parameters are one *series*.
    """

    __tablename__ = "release"
    __table_args__ = (closed("audience", *Audience), Index(None, "series"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    series: Mapped[str] = mapped_column(String(64))
    audience: Mapped[Audience] = mapped_column(Code(Audience))
    indicator: Mapped[str] = mapped_column(String(60))
    definition_version: Mapped[str] = mapped_column(String(20))
    first_period: Mapped[str] = mapped_column(String(7))
    last_period: Mapped[str] = mapped_column(String(7))
    as_known_at: Mapped[datetime] = mapped_column(Moment)
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    revises_id: Mapped[UUID | None] = mapped_column(ForeignKey("authority.release.id"))
    prepared_by: Mapped[UUID]
    prepared_at: Mapped[datetime] = mapped_column(Moment)

    events: Mapped[list[ReleaseEventRow]] = relationship(
        order_by=ReleaseEventRow.seq, foreign_keys=ReleaseEventRow.release_id
    )

    @property
    def state(self) -> ReleaseState:
        """Return where it stands."""
        return self.events[-1].state

    @property
    def version(self) -> int:
        """Return how many events it has."""
        return self.events[-1].seq

    @property
    def changed_at(self) -> datetime:
        """Return when it came to where it stands."""
        return self.events[-1].at

    @property
    def published_at(self) -> datetime | None:
        """Return when it was published, if it was."""
        moments = [one.at for one in self.events if one.state is ReleaseState.PUBLISHED]
        return moments[0] if moments else None

    @property
    def superseded_by_id(self) -> UUID | None:
        """Return the release that took its place, if one did."""
        return self.events[-1].superseded_by_id


class ReleaseFactRow(AuthorityBase):
    """A version of a fact that a count of a release counted."""

    __tablename__ = "release_fact"

    release_id: Mapped[UUID] = mapped_column(ForeignKey("authority.release.id"), primary_key=True)
    counted: Mapped[str] = mapped_column(String(60), primary_key=True)
    fact_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
