"""Every published indicator by its name."""

from osh_incidents.domain.indicators.compensation_coverage import COMPENSATION_COVERAGE
from osh_incidents.domain.indicators.fatal_case_investigation import FATAL_CASE_INVESTIGATION
from osh_incidents.domain.indicators.fatal_frequency import FATAL_ACCIDENT_FREQUENCY

INDICATORS = {
    indicator.name: indicator
    for indicator in (FATAL_ACCIDENT_FREQUENCY, COMPENSATION_COVERAGE, FATAL_CASE_INVESTIGATION)
}
