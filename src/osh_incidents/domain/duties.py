"""What somebody owes in a case: to whom, by when, on which form, and what a breach may cost."""

from dataclasses import dataclass
from datetime import date, datetime

from osh_incidents.domain.deadlines import ClockDuty
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.model import Because
from osh_incidents.domain.law.penalties import PENALTIES, Breach


class DutyKind(Labelled):
    """What is owed."""

    DECLARE = "declare", "khai báo tai nạn", "declare the accident"
    COME_TO_SCENE = "come_to_scene", "cử người đến hiện trường", "send people to the scene"
    INVESTIGATE = "investigate", "điều tra và công bố biên bản", "investigate, publish the minutes"
    RECORD = "record", "lập biên bản ghi nhận", "draw the record"
    SEND_MINUTES = "send_minutes", "gửi biên bản", "send the minutes"
    PAY = "pay", "chi trả bồi thường, trợ cấp", "pay compensation or allowance"


class DutyStatus(Labelled):
    """How a duty stands."""

    OPEN = "open", "chưa đến hạn", "not yet due"
    OVERDUE = "overdue", "quá hạn, chưa làm", "overdue"
    MET = "met", "đã làm đúng hạn", "done in time"
    MISSED = "missed", "đã làm, quá hạn", "done late"


BY_CLOCK = {
    ClockDuty.SCENE: DutyKind.COME_TO_SCENE,
    ClockDuty.INVESTIGATION: DutyKind.INVESTIGATE,
    ClockDuty.SEND_MINUTES: DutyKind.SEND_MINUTES,
    ClockDuty.PAYMENT: DutyKind.PAY,
}
"""Which duty a clock measures; a window in which somebody may act is nobody's duty."""

_BREACHES = {
    DutyKind.DECLARE: Breach.NOT_DECLARED,
    DutyKind.INVESTIGATE: Breach.NOT_INVESTIGATED,
    DutyKind.PAY: Breach.NOT_PAID,
}


@dataclass(frozen=True, slots=True)
class FineRange:
    """What a breach may cost an organisation, in whole đồng; None where it is not known."""

    breach: Breach
    least_vnd: int | None
    most_vnd: int | None
    per_worker: bool
    because: Because


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty of one holder."""

    kind: DutyKind
    holder: Text
    to: tuple[Text, ...]
    form: Text | None
    due_at: datetime
    done_at: datetime | None
    status: DutyStatus
    fine: FineRange | None


def status(due_at: datetime, done_at: datetime | None, now: datetime) -> DutyStatus:
    """Return how a duty due at *due_at* stands *now*."""
    if done_at is None:
        return DutyStatus.OVERDUE if due_at < now else DutyStatus.OPEN
    return DutyStatus.MET if done_at <= due_at else DutyStatus.MISSED


def fine(kind: DutyKind, law: Law, day: date, *, employer: bool) -> FineRange | None:
    """Return what an employer risks by missing a duty of *kind* on *day*; None for anybody else.

    Raises:
        NoRuleInForce: *day* is before the first known decree on fines.
    """
    if not employer or kind not in _BREACHES:
        return None
    breach = _BREACHES[kind]
    version = law.on(PENALTIES, day)
    found = version.value[breach]
    amounts = found.of_organisation()
    return FineRange(
        breach,
        amounts[0] if amounts else None,
        amounts[1] if amounts else None,
        found.per_worker,
        Because(PENALTIES.key, version.since, found.basis),
    )
