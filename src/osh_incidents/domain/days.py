"""Days and moments: which day it is in Việt Nam, and when a day ends there."""

from datetime import date, datetime, time, timedelta, timezone

ICT = timezone(timedelta(hours=7), "ICT")
"""Indochina Time; Asia/Ho_Chi_Minh has kept it without daylight saving since 1975-06-13."""


def local_day(moment: datetime) -> date:
    """Return the civil day of *moment* in Asia/Ho_Chi_Minh; *moment* must be aware."""
    return moment.astimezone(ICT).date()


def start_of(day: date) -> datetime:
    """Return the first instant of *day* in Asia/Ho_Chi_Minh."""
    return datetime.combine(day, time.min, tzinfo=ICT)


def end_of(day: date) -> datetime:
    """Return the last microsecond of *day* in Asia/Ho_Chi_Minh."""
    return datetime.combine(day, time.max, tzinfo=ICT)
