"""Every version of every published indicator."""

from collections.abc import Mapping
from datetime import date

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.indicators.compensation_coverage import COMPENSATION_COVERAGE
from osh_incidents.domain.indicators.fatal_case_investigation import FATAL_CASE_INVESTIGATION
from osh_incidents.domain.indicators.fatal_frequency import FATAL_ACCIDENT_FREQUENCY
from osh_incidents.domain.indicators.model import Indicator
from osh_incidents.domain.labels import Text

INDICATORS = {
    indicator.name: indicator
    for indicator in (FATAL_ACCIDENT_FREQUENCY, COMPENSATION_COVERAGE, FATAL_CASE_INVESTIGATION)
}
"""The newest version of each indicator by its name."""

VERSIONS: Mapping[tuple[str, str], Indicator] = {
    (indicator.name, indicator.version): indicator for indicator in INDICATORS.values()
}
"""Every version by name and version; one is never changed nor taken away."""


def current(
    name: str, day: date, versions: Mapping[tuple[str, str], Indicator] = VERSIONS
) -> Indicator:
    """Return the version of the indicator *name* in force on *day*.

    Raises:
        KeyError: there is no such indicator.
        NoRuleInForce: *day* is before its first version.
    """
    known = [indicator for (of, _), indicator in versions.items() if of == name]
    if not known:
        raise KeyError(name)
    for indicator in known:
        ended = indicator.valid_until is not None and indicator.valid_until <= day
        if indicator.valid_from <= day and not ended:
            return indicator
    first = min(indicator.valid_from for indicator in known)
    raise NoRuleInForce(
        Text(
            "Chưa có định nghĩa chỉ tiêu cho ngày {day}.",
            "No definition of the indicator is in force on {day}.",
        ).within(day=day.isoformat()),
        members={"rule": name, "first_day": first.isoformat()},
    )
