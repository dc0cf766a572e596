"""What is told to other systems, as CloudEvents: thin, and nothing personal."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from osh_incidents.domain.feed import Subject
from osh_incidents.persistence.tables.feed import ChangeRow

_PLACES = {Subject.CASE: "cases", Subject.RELEASE: "releases", Subject.SIGNAL: "signals"}


@dataclass(frozen=True, slots=True)
class Sender:
    """The authority that tells, and the public address of this service, if it is told."""

    authority: str
    address: str = ""

    def href(self, place: str) -> str:
        """Return where *place* is read."""
        return f"{self.address}/api/v1/{place}"


@dataclass(frozen=True, slots=True)
class About:
    """The id of an event, its type, of what it is, and when that was."""

    id: UUID
    type: str
    place: str
    at: datetime


def envelope(sender: Sender, about: About, data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* as an event."""
    return {
        "specversion": "1.0",
        "id": str(about.id),
        "source": f"urn:osh-incidents:{sender.authority}",
        "type": about.type,
        "subject": about.place,
        "time": about.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": {**data, "href": sender.href(about.place)},
    }


def event(row: ChangeRow, sender: Sender) -> dict[str, Any]:
    """Return the change of *row*."""
    about = About(row.id, row.type, f"{_PLACES[row.subject]}/{row.subject_id}", row.at)
    data = {
        "id": str(row.subject_id),
        "kind": row.subject.value,
        "number": row.number,
        "state": row.state,
    }
    return envelope(sender, about, data)
