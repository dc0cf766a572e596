"""How a body that must be told of a case comes to know of it: each by a delivery of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from osh_incidents.domain.authority import Actor, Permission, Role
from osh_incidents.domain.labels import Labelled


class Delivery(Labelled):
    """How far the notice to one body has come."""

    PENDING = "pending", "chờ gửi", "pending"
    FAILED = "failed", "gửi chưa được, sẽ gửi lại", "failed, will be tried again"
    DELIVERED = "delivered", "đã nhận", "delivered"
    ACKNOWLEDGED = "acknowledged", "đã xác nhận", "acknowledged by the body"


class Channel(Labelled):
    """By which means a notice went (Decree 39/2016 art. 10: by the fastest)."""

    SERVICE = "service", "hệ thống này", "this service"
    HTTP = "http", "kết nối hệ thống", "system to system"
    PHONE = "phone", "điện thoại", "telephone"
    EMAIL = "email", "thư điện tử", "e-mail"
    FAX = "fax", "fax", "fax"
    IN_PERSON = "in_person", "trực tiếp", "in person"


OPEN = frozenset({Delivery.PENDING, Delivery.FAILED})
"""States in which the body does not know yet."""

POLICE_BODIES = frozenset({"commune_police", "district_police"})
"""Bodies that acknowledge a notice themselves: the police keep the scene from then on."""


class NoticeAction(Labelled):
    """What is done with the notice to one body, in the imperative."""

    RECORD_DELIVERY = "record_delivery", "ghi đã thông báo", "record that the body was told"
    RECORD_FAILURE = "record_failure", "ghi chưa thông báo được", "record a failed attempt"
    RETRY = "retry", "gửi lại ngay", "try again now"
    ACKNOWLEDGE = "acknowledge", "xác nhận đã nhận tin", "acknowledge"


NEEDS: Mapping[NoticeAction, Permission] = {
    NoticeAction.RECORD_DELIVERY: Permission.NOTICES_RECORD,
    NoticeAction.RECORD_FAILURE: Permission.NOTICES_RECORD,
    NoticeAction.RETRY: Permission.NOTICES_RECORD,
    NoticeAction.ACKNOWLEDGE: Permission.NOTICES_ACKNOWLEDGE,
}
"""The permission that each action needs."""

_WHILE_OPEN = tuple(NoticeAction)

# A body that read the case here acknowledges it, though nobody recorded a call or a letter.
ALLOWED: Mapping[Delivery, tuple[NoticeAction, ...]] = {
    Delivery.PENDING: _WHILE_OPEN,
    Delivery.FAILED: _WHILE_OPEN,
    Delivery.DELIVERED: (NoticeAction.ACKNOWLEDGE,),
    Delivery.ACKNOWLEDGED: (),
}
"""What may be done in each state."""


@dataclass(frozen=True, slots=True)
class RecordDelivery:
    """The body was told by *channel*; *reference* is the number of the letter or the like."""

    action: ClassVar[NoticeAction] = NoticeAction.RECORD_DELIVERY
    channel: Channel
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class RecordFailure:
    """The body could not be told."""

    action: ClassVar[NoticeAction] = NoticeAction.RECORD_FAILURE
    error: str


@dataclass(frozen=True, slots=True)
class Retry:
    """The body is to be told at the next round, without waiting any longer."""

    action: ClassVar[NoticeAction] = NoticeAction.RETRY


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """The body itself says that it knows."""

    action: ClassVar[NoticeAction] = NoticeAction.ACKNOWLEDGE


NoticeMove = RecordDelivery | RecordFailure | Retry | Acknowledge

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)
_ENOUGH_DOUBLINGS = 10


def next_attempt(attempts: int, failed_at: datetime) -> datetime:
    """Return when to try again after *attempts* failures: twice as long each time, to 6 hours.

    *attempts* is at least 1, the failure of *failed_at* among them; the first waits a minute.

    It never gives up: a body that must be told of a death is told, however late.
    """
    doubled = _FIRST_WAIT * (1 << min(attempts - 1, _ENOUGH_DOUBLINGS))
    return failed_at + min(doubled, _LONGEST_WAIT)


def kind_of(body: str) -> str:
    """Return the kind of *body* alone, without the tax code that tells one employer from another.

    The tax code of a household business is the citizen id of its owner.
    """
    return body.partition(":")[0]


def may_take(action: NoticeAction, body: str, actor: Actor) -> bool:
    """Whether *actor* may take *action* on the notice to *body*, whatever its state.

    Only the body itself acknowledges, and only the police among those told have an account for it.
    """
    if action is NoticeAction.ACKNOWLEDGE and body not in POLICE_BODIES:
        return False
    return actor.may(NEEDS[action])


_OFFICES = {Role.HEALTH: "health_department", Role.INSURANCE: "social_insurance"}
"""Bodies of which an authority has one each."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Which webhook takes the notices to whom: by area of today, tax code, or kind of body."""

    police: Mapping[str, UUID] = field(default_factory=dict)
    employers: Mapping[str, UUID] = field(default_factory=dict)
    offices: Mapping[str, UUID] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[tuple[Actor, UUID]]) -> "AddressBook":
        """Enter the webhook of each actor; of two for one body the first holds."""
        police, employers, offices = dict[str, UUID](), dict[str, UUID](), dict[str, UUID]()
        for actor, webhook in known:
            if actor.role is Role.POLICE:
                for area in actor.area_codes:
                    police.setdefault(area, webhook)
            elif actor.role is Role.EMPLOYER and actor.tax_code:
                employers.setdefault(f"employer:{actor.tax_code}", webhook)
            elif actor.role in _OFFICES:
                offices.setdefault(_OFFICES[actor.role], webhook)
        return cls(police, employers, offices)

    def address(self, body: str, area_code: str) -> UUID | None:
        """Return the webhook of *body*, competent for *area_code* of today, if it has one."""
        if body in POLICE_BODIES:
            return self.police.get(area_code)
        return self.employers.get(body) or self.offices.get(body)
