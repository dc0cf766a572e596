"""What others than the declarants report of an accident: matched, never silently merged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from osh_incidents.domain.authority import Role
from osh_incidents.domain.days import local_day
from osh_incidents.domain.declaration import Declaration
from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.vocabulary import Severity, Sex


class SignalSource(Labelled):
    """Where a signal comes from."""

    POLICE = "police", "công an", "police"
    HOSPITAL = "hospital", "bệnh viện, cơ sở y tế", "hospital"
    INSURANCE = "insurance", "bảo hiểm xã hội", "social insurance"
    PRESS = "press", "báo chí", "press"
    UNION = "union", "công đoàn", "trade union"
    COMMUNE = "commune", "UBND cấp xã", "commune People's Committee"
    CITIZEN = "citizen", "người dân", "citizen"
    RETURN = "return", "báo cáo định kỳ", "periodic return"


class SignalState(Labelled):
    """How far a signal has come."""

    NEW = "new", "chưa xử lý", "new"
    MATCHED = "matched", "đã khớp với vụ", "matched with a case"
    CONFIRMED = "confirmed", "vụ chưa ai khai báo", "confirmed as a case nobody declared"
    REFUSED = "refused", "không phải tai nạn lao động", "refused"


class SignalAction(Labelled):
    """What is decided on a signal, in the imperative."""

    MATCH = "match", "khớp với vụ đã có", "match with a case"
    CONFIRM = "confirm", "lập vụ chưa ai khai báo", "confirm as a case nobody declared"
    REFUSE = "refuse", "không phải tai nạn lao động", "refuse"
    RELEASE = "release", "bỏ khớp", "release from the case"


ALLOWED: Mapping[SignalState, tuple[SignalAction, ...]] = {
    SignalState.NEW: (SignalAction.MATCH, SignalAction.CONFIRM, SignalAction.REFUSE),
    SignalState.MATCHED: (SignalAction.RELEASE,),
    SignalState.CONFIRMED: (),
    SignalState.REFUSED: (),
}
"""What may be decided in each state; a case that was opened is voided, never unmade by this."""

_ANY = frozenset(SignalSource)

SOURCES: Mapping[Role, frozenset[SignalSource]] = {
    # What an employer's own return tells, of its own unit alone.
    Role.EMPLOYER: frozenset({SignalSource.RETURN}),
    Role.POLICE: frozenset({SignalSource.POLICE}),
    Role.HEALTH: frozenset({SignalSource.HOSPITAL}),
    Role.INSURANCE: frozenset({SignalSource.INSURANCE}),
    Role.UNION: frozenset({SignalSource.UNION}),
    Role.COMMUNE: frozenset({SignalSource.COMMUNE}),
    # A zone has no source of its own: what it passes on, it read or was told.
    Role.ZONE_AUTHORITY: frozenset({SignalSource.PRESS, SignalSource.CITIZEN}),
    Role.INSPECTOR: _ANY,
    Role.SUPERVISOR: _ANY,
}
"""For whom each role may speak; a role that is not named sends no signals."""


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody hurt, as far as the sender knows; None is unknown."""

    full_name: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    birth_year: int | None = None
    citizen_id: str | None = None
    condition: Severity | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """What was reported; *occurred_at* is aware, *area_code* is the unit of the place that day.

    Where the hour is not known there is *occurred_on* instead, the day in Việt Nam.
    """

    source: SignalSource
    occurred_at: datetime | None
    area_code: str
    description: str
    reference: str | None = None
    place: str | None = None
    employer_name: str | None = None
    tax_code: str | None = None
    victims: tuple[PersonSeen, ...] = ()
    occurred_on: date | None = None

    @property
    def day(self) -> date:
        """Return the day on which it happened, in Việt Nam."""
        if self.occurred_at is not None:
            return local_day(self.occurred_at)
        assert self.occurred_on is not None, "one of the two is told"
        return self.occurred_on


@dataclass(frozen=True, slots=True)
class Match:
    """It tells of a case that is known."""

    action: ClassVar[SignalAction] = SignalAction.MATCH
    case_id: UUID
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """It tells of a case that nobody declared; the department opens it with *declaration*."""

    action: ClassVar[SignalAction] = SignalAction.CONFIRM
    declaration: Declaration
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Refuse:
    """It tells of no occupational accident."""

    action: ClassVar[SignalAction] = SignalAction.REFUSE
    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """It was matched with the wrong case."""

    action: ClassVar[SignalAction] = SignalAction.RELEASE
    reason: str


SignalMove = Match | Confirm | Refuse | Release
