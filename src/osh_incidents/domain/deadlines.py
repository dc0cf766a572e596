"""When a statutory time limit ends."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Literal

from osh_incidents.domain.days import ICT, end_of, local_day
from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.law.calendar import LEGAL_CALENDAR, Calendar
from osh_incidents.domain.law.periods import Period, Unit

_DayUnit = Literal[Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS]


class ClockStatus(Labelled):
    """How a clock stands or ended; a clock that was missed stays missed."""

    RUNNING = "running", "đang chạy", "running"
    PAUSED = "paused", "tạm dừng", "paused"
    MET = "met", "đúng hạn", "met"
    MISSED = "missed", "quá hạn", "missed"
    VOID = "void", "không còn áp dụng", "void"
    # Told when read, never kept: a window that is over was neither met nor missed.
    LAPSED = "lapsed", "đã hết thời hiệu", "lapsed"


class ClockDuty(Labelled):
    """What a clock measures."""

    SCENE = "scene", "đến hiện trường", "coming to the scene"
    INVESTIGATION = (
        "investigation",
        "điều tra đến khi công bố biên bản",
        "investigation until the minutes are published",
    )
    SEND_MINUTES = "send_minutes", "gửi biên bản điều tra", "sending the minutes"
    COMPLAINT = (
        "complaint",
        "thời hiệu khiếu nại kết quả điều tra",
        "window to complain of the result",
    )
    PETITION = "petition", "giải quyết đơn khiếu nại", "answering a petition"
    PAYMENT = "payment", "chi trả bồi thường, trợ cấp", "payment of compensation or allowance"


class ClockReason(Labelled):
    """Why a clock was started."""

    NEWS = "news", "nhận tin, khai báo", "news or declaration received"
    RECLASSIFIED = "reclassified", "phân loại lại vụ", "case classified anew"
    ASSESSMENT = "assessment", "cần giám định", "assessment needed"
    FILE_RETURNED = "file_returned", "nhận lại đủ hồ sơ", "all material came back"
    ROUND_OPENED = "round_opened", "mở lần điều tra mới", "another round of investigation opened"
    PUBLISHED = "published", "công bố biên bản", "minutes published"
    PETITION = "petition", "nhận đơn", "petition received"
    ENTITLED = "entitled", "được hưởng", "entitled"


WINDOWS = frozenset({ClockDuty.COMPLAINT})
"""Clocks within which somebody may act and nobody must: over, they are lapsed, never overdue."""


def due_at(
    start: datetime,
    period: Period,
    calendar: Calendar = LEGAL_CALENDAR,
    *,
    roll_over: bool = False,
) -> datetime:
    """Return the last instant at which an act begun at *start* is still in time.

    Hours run on without pause. All else ends with a day of Asia/Ho_Chi_Minh, and the day of
    *start* is not counted (Civil Code 2015 art. 147-148): calendar days; working days of
    *calendar*; or months, which end on the day of the same number or on the last of a month that
    is too short. With *roll_over* a limit whose last day is not worked ends with the next working
    day (art. 148(5)); whether it does is the provision `deadline-roll-over`.

    Raises:
        NoRuleInForce: *calendar* has to be asked about a day that it does not cover.
    """
    if period.unit is Unit.HOURS:
        return start.astimezone(ICT) + timedelta(hours=period.amount)
    last = _last_day(local_day(start), period.amount, period.unit, calendar)
    return end_of(calendar.working_day_from(last) if roll_over else last)


def exclusive_deadline(year: int, month: int, day: int) -> datetime:
    """Return the last instant in time for what is due *before* that day: it is no longer in time.

    “Before 05/7” ends with 04/7 (Decree 39/2016 art. 24).
    """
    return end_of(date(year, month, day) - timedelta(days=1))


def told(duty: ClockDuty, status: ClockStatus, due: datetime, now: datetime) -> ClockStatus:
    """Return the status of a clock kept as *status* as it stands *now*: a window ends by itself."""
    over = duty in WINDOWS and status is ClockStatus.RUNNING and due < now
    return ClockStatus.LAPSED if over else status


def is_overdue(duty: ClockDuty, status: ClockStatus, due: datetime, now: datetime) -> bool:
    """Whether somebody is late *now* with what a clock kept as *status* measures."""
    return duty not in WINDOWS and status is ClockStatus.RUNNING and due < now


def ended(due: datetime, at: datetime) -> ClockStatus:
    """Return how a clock due at *due* ends when its act is done *at* that moment."""
    return ClockStatus.MET if at <= due else ClockStatus.MISSED


def _last_day(first: date, amount: int, unit: _DayUnit, calendar: Calendar) -> date:
    match unit:
        case Unit.DAYS:
            return first + timedelta(days=amount)
        case Unit.WORKING_DAYS:
            return calendar.working_day_after(first, amount)
        case Unit.MONTHS:
            return _months_after(first, amount)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
