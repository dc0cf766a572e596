"""Time limits as the law writes them: an amount of hours, calendar or working days, or months."""

from dataclasses import dataclass

from osh_incidents.domain.labels import Labelled


class Unit(Labelled):
    """What a time limit counts."""

    HOURS = "hours", "giờ", "hours"
    DAYS = "days", "ngày", "calendar days"
    WORKING_DAYS = "working_days", "ngày làm việc", "working days"
    MONTHS = "months", "tháng", "months"


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of time; *extension* is the longest single extension in the same unit."""

    amount: int
    unit: Unit
    extension: int = 0
