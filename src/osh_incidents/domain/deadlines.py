"""When a statutory time limit ends."""

from datetime import datetime, timedelta

from osh_incidents.domain.days import ICT, end_of, local_day
from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.law.periods import Period, Unit


class ClockStatus(Labelled):
    """How a clock stands or ended; a clock that was missed stays missed."""

    RUNNING = "running", "đang chạy", "running"
    MET = "met", "đúng hạn", "met"
    MISSED = "missed", "quá hạn", "missed"
    VOID = "void", "không còn áp dụng", "void"


class ClockDuty(Labelled):
    """What a clock measures."""

    INVESTIGATION = (
        "investigation",
        "điều tra đến khi công bố biên bản",
        "investigation until the minutes are published",
    )
    PAYMENT = "payment", "chi trả bồi thường, trợ cấp", "payment of compensation or allowance"


def due_at(start: datetime, period: Period) -> datetime:
    """Return the last instant at which an act begun at *start* is still in time.

    Hours run on without pause. Days are calendar days of Asia/Ho_Chi_Minh: the day of *start* is
    not counted and the last one counts to its end (Civil Code 2015 art. 147-148).
    """
    if period.unit is Unit.HOURS:
        return start.astimezone(ICT) + timedelta(hours=period.amount)
    return end_of(local_day(start) + timedelta(days=period.amount))


def ended(due: datetime, at: datetime) -> ClockStatus:
    """Return how a clock due at *due* ends when its act is done *at* that moment."""
    return ClockStatus.MET if at <= due else ClockStatus.MISSED
