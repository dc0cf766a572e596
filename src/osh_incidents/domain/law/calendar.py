"""The legal calendar of Việt Nam: on which days public servants work.

Saturday and Sunday are the weekly days off; holidays, days in lieu and swaps are data with their
sources. Outside the years that the data cover there is no answer, never a guess by the weekday.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.holidays import LegalDay
from osh_incidents.domain.law.holidays_2016_2021 import DAYS_2016_2021
from osh_incidents.domain.law.holidays_2022_2027 import DAYS_2022_2027

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days from *first_day* to *last_day*, both included; *days* are those with a name."""

    first_day: date
    last_day: date
    days: tuple[LegalDay, ...]
    _named: Mapping[date, LegalDay] = field(init=False, repr=False, compare=False)
    _working: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a day named twice or outside the range; put the days in order."""
        named = {entry.day: entry for entry in sorted(self.days, key=lambda entry: entry.day)}
        if len(named) < len(self.days):
            raise ValueError("a day is named twice")
        if any(not self.first_day <= day <= self.last_day for day in named):
            raise ValueError("a day is named outside the calendar")
        working = tuple(
            day
            for day in _each(self.first_day, self.last_day)
            if (named[day].is_working if day in named else day.weekday() < _SATURDAY)
        )
        object.__setattr__(self, "days", tuple(named.values()))
        object.__setattr__(self, "_named", MappingProxyType(named))
        object.__setattr__(self, "_working", working)

    def amended(self, *entries: LegalDay, last_day: date | None = None) -> "Calendar":
        """Return the calendar with *entries* too; each replaces what was known of its day.

        A later *last_day* says that the named days are complete up to it.
        """
        named = dict(self._named) | {entry.day: entry for entry in entries}
        return Calendar(self.first_day, last_day or self.last_day, tuple(named.values()))

    def entry(self, day: date) -> LegalDay | None:
        """Return what the calendar says of *day*, or nothing when its weekday decides.

        Raises:
            NoRuleInForce: *day* is outside the calendar.
        """
        self._require(day)
        return self._named.get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether public servants work on *day*.

        Raises:
            NoRuleInForce: *day* is outside the calendar.
        """
        entry = self.entry(day)
        return day.weekday() < _SATURDAY if entry is None else entry.is_working

    def working_day_after(self, day: date, number: int) -> date:
        """Return the working day with that *number* after *day*, which is itself not counted.

        Number 0 is *day* itself, working or not.

        Raises:
            NoRuleInForce: *day* or the day to be found is outside the calendar.
            ValueError: *number* is negative.
        """
        self._require(day)
        if number < 0:
            raise ValueError("working days are counted forwards")
        return self._at(bisect_right(self._working, day) + number - 1) if number else day

    def working_day_from(self, day: date) -> date:
        """Return *day* if it is a working day, or else the next one.

        Raises:
            NoRuleInForce: *day* or the day to be found is outside the calendar.
        """
        self._require(day)
        return self._at(bisect_left(self._working, day))

    def working_days_between(self, since: date, until: date) -> int:
        """Return how many working days there are from *since* to the day before *until*.

        Negative when *until* is the earlier one, so that stretches always add up.

        Raises:
            NoRuleInForce: a day of the stretch is outside the calendar.
        """
        for bound in (since, until):
            if bound != self.last_day + _DAY:
                self._require(bound)
        return bisect_left(self._working, until) - bisect_left(self._working, since)

    def _at(self, position: int) -> date:
        if position >= len(self._working):
            raise self._unknown(self.last_day + _DAY)
        return self._working[position]

    def _require(self, day: date) -> None:
        if not self.first_day <= day <= self.last_day:
            raise self._unknown(day)

    def _unknown(self, day: date) -> NoRuleInForce:
        return NoRuleInForce(
            Text(
                "Chưa có lịch nghỉ lễ, Tết và ngày làm việc cho ngày {day}.",
                "The calendar of holidays and working days is not known for {day}.",
            ).within(day=day.isoformat()),
            members={
                "rule": "legal-calendar",
                "first_day": self.first_day.isoformat(),
                "last_day": self.last_day.isoformat(),
            },
        )


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


LEGAL_CALENDAR = Calendar(date(2016, 1, 1), date(2027, 12, 31), (*DAYS_2016_2021, *DAYS_2022_2027))
"""The calendar as shipped; the marks of its sources tell what is not certain yet."""
