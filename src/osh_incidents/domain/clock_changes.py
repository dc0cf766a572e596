"""What happens to a running time limit: an extension, a new start, another class of case.

No state: whoever keeps the clock says that an extension is the only one and who approved it.
"""

from datetime import datetime

from osh_incidents.domain.days import local_day
from osh_incidents.domain.deadlines import due_at
from osh_incidents.domain.law.calendar import LEGAL_CALENDAR, Calendar
from osh_incidents.domain.law.periods import Period


def extended(
    due: datetime,
    period: Period,
    days: int,
    calendar: Calendar = LEGAL_CALENDAR,
    *,
    roll_over: bool = False,
) -> datetime:
    """Return when a limit due at *due* ends after an extension by *days*, in its own unit.

    Counted from the day after *due*, whenever the extension was granted (Law 84/2015 art. 35(6)).

    Raises:
        ValueError: *days* is less than one or more than the extension that *period* allows.
        NoRuleInForce: *calendar* has to be asked about a day that it does not cover.
    """
    if not 1 <= days <= period.extension:
        raise ValueError(f"an extension is 1 to {period.extension} {period.unit}, not {days}")
    return due_at(due, Period(days, period.unit), calendar, roll_over=roll_over)


def restarted(
    at: datetime,
    period: Period,
    calendar: Calendar = LEGAL_CALENDAR,
    *,
    roll_over: bool = False,
) -> datetime:
    """Return when the limit ends that starts anew *at* the return of the last material.

    While the investigation agency holds the file no limit runs; when it does not prosecute, the
    whole *period* runs again and nothing of the time before counts (Law 84/2015 art. 35(7)).

    Raises:
        NoRuleInForce: *calendar* has to be asked about a day that it does not cover.
    """
    return due_at(at, period, calendar, roll_over=roll_over)


def changed_limit(
    started_at: datetime,
    period: Period,
    calendar: Calendar = LEGAL_CALENDAR,
    *,
    roll_over: bool = False,
) -> datetime:
    """Return when a clock ends that from now on runs for another *period*.

    When an assessment turns out to be needed or a victim dies, the limit is the longer one of
    the new class, still counted from the original start *started_at*, not from the change.

    Raises:
        NoRuleInForce: *calendar* has to be asked about a day that it does not cover.
    """
    return due_at(started_at, period, calendar, roll_over=roll_over)


def days_left(now: datetime, due: datetime) -> int:
    """Return the calendar days of Việt Nam from *now* to *due*: 0 on the last, negative after."""
    return (local_day(due) - local_day(now)).days
