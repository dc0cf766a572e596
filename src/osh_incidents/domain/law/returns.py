"""By when periodic returns must be in, by reporter (Decree 39/2016 art. 24-25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import (
    CHECKED,
    CIRCULAR_08_2016,
    CIRCULAR_13,
    CIRCULAR_19_2016,
    DEPARTMENTS_MERGED,
    IN_FORCE,
    TWO_TIERS,
    decree_39,
)
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version

_CIRCULAR_13_IN_FORCE = date(2021, 1, 15)


class Reporter(Labelled):
    """Who owes a return, and which."""

    EMPLOYER = "employer", "người sử dụng lao động", "employer"
    COMMUNE = (
        "commune",
        "UBND cấp xã (người không theo hợp đồng)",
        "commune People's Committee (workers without contract)",
    )
    DISTRICT = "district", "UBND cấp huyện", "district People's Committee"
    DEPARTMENT_QUICK = (
        "department_quick",
        "cơ quan lao động cấp tỉnh: báo cáo nhanh từng vụ chết người hoặc từ hai người bị nặng",
        "labour department: quick report of each death, or of two or more severely hurt",
    )
    DEPARTMENT = (
        "department",
        "cơ quan lao động cấp tỉnh: báo cáo định kỳ",
        "labour department: periodic report",
    )
    HEALTH_FACILITY = "health_facility", "cơ sở khám bệnh, chữa bệnh", "health facility"
    HEALTH_DEPARTMENT = "health_department", "Sở Y tế", "Department of Health"
    HEALTH_MINISTRY = "health_ministry", "Bộ Y tế", "Ministry of Health"
    OCCUPATIONAL_HEALTH = (
        "occupational_health",
        "người sử dụng lao động: báo cáo y tế lao động",
        "employer: report on occupational health",
    )
    WORKERS_NOTICE = (
        "workers_notice",
        "người sử dụng lao động: công bố tình hình tai nạn",
        "employer: notice to the workers on accidents",
    )


class Half(Labelled):
    """Which return of a year."""

    FIRST = "half_year", "báo cáo 6 tháng", "half-year return"
    WHOLE = "annual", "báo cáo năm", "annual return"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of any year before which the act must be done; the day itself is too late."""

    month: int
    day: int

    def eve(self, year: int) -> date:
        """Return the last day in time, the one before this day of *year*."""
        return date(year, self.month, self.day) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReturnDeadline:
    """When a return is due; without days it is due at once for each accident.

    The annual day lies in the year after the one reported. *form* is a number of appendix or None.
    """

    half_year: MonthDay | None
    annual: MonthDay | None
    form: str | None
    recipient: Text
    basis: Citation


def last_day(deadline: ReturnDeadline, half: Half, year: int) -> date | None:
    """Return the last day for the return of the reported *year*; None if it is due at once."""
    if half is Half.FIRST:
        return None if deadline.half_year is None else deadline.half_year.eve(year)
    return None if deadline.annual is None else deadline.annual.eve(year + 1)


_JULY_5, _JULY_10, _JULY_15, _JULY_31 = (MonthDay(7, day) for day in (5, 10, 15, 31))
_JANUARY_5, _JANUARY_10, _JANUARY_15, _JANUARY_25 = (MonthDay(1, day) for day in (5, 10, 15, 25))
_FEBRUARY_15 = MonthDay(2, 15)

_DISTRICT = Text("UBND cấp huyện", "the district People's Committee")
_OLD_DEPARTMENT = Text(
    "Sở Lao động - Thương binh và Xã hội", "the Department of Labour, Invalids and Social Affairs"
)
_DEPARTMENT = Text("Sở Nội vụ", "the Department of Home Affairs")
_OLD_MINISTRY = Text(
    "Bộ Lao động - Thương binh và Xã hội", "the Ministry of Labour, Invalids and Social Affairs"
)
_MINISTRY = Text("Bộ Nội vụ", "the Ministry of Home Affairs")
_WORKERS = Text(
    "người lao động (bảng tin, trang thông tin điện tử)", "the workers (notice board, website)"
)


def _of_employer(department: Text) -> dict[Reporter, ReturnDeadline]:
    at_head_office = Text(
        f"{department.vi} nơi đặt trụ sở chính",
        f"{department.en} of the province of the head office",
    )
    basis = decree_39("Điều 24 khoản 1")
    return {
        Reporter.EMPLOYER: ReturnDeadline(_JULY_5, _JANUARY_10, "XII", at_head_office, basis),
    }


def _of_commune(recipient: Text, mark: Mark) -> dict[Reporter, ReturnDeadline]:
    basis = decree_39("Điều 24 khoản 2", mark)
    return {Reporter.COMMUNE: ReturnDeadline(_JULY_5, _JANUARY_5, "XVI", recipient, basis)}


def _of_district(department: Text) -> dict[Reporter, ReturnDeadline]:
    basis = decree_39("Điều 24 khoản 3", Mark.RECALLED)
    return {Reporter.DISTRICT: ReturnDeadline(_JULY_10, _JANUARY_10, "XVII", department, basis)}


def _of_department(ministry: Text) -> dict[Reporter, ReturnDeadline]:
    both = Text(
        f"{ministry.vi} và cơ quan thống kê cấp tỉnh",
        f"{ministry.en} and the provincial statistics office",
    )
    quick, periodic = decree_39("Điều 24 khoản 4 điểm a"), decree_39("Điều 24 khoản 4 điểm b")
    return {
        Reporter.DEPARTMENT_QUICK: ReturnDeadline(None, None, "XIII", ministry, quick),
        Reporter.DEPARTMENT: ReturnDeadline(_JULY_15, _JANUARY_25, "XIV, XV", both, periodic),
    }


def _of_health(ministry: Text) -> dict[Reporter, ReturnDeadline]:
    department = Text("Sở Y tế", "the Department of Health")
    health_ministry = Text("Bộ Y tế", "the Ministry of Health")
    first, second, third = (decree_39(f"Điều 25 khoản {number}") for number in (1, 2, 3))
    return {
        Reporter.HEALTH_FACILITY: ReturnDeadline(_JULY_5, _JANUARY_10, "XVIII", department, first),
        Reporter.HEALTH_DEPARTMENT: ReturnDeadline(
            _JULY_15, _JANUARY_25, "XIX", health_ministry, second
        ),
        Reporter.HEALTH_MINISTRY: ReturnDeadline(_JULY_31, _FEBRUARY_15, "XX", ministry, third),
    }


def _of_occupational_health(recipient: Text) -> dict[Reporter, ReturnDeadline]:
    basis = Citation(CIRCULAR_19_2016, "Phụ lục 8", Mark.VERIFIED)
    due = ReturnDeadline(_JULY_5, _JANUARY_10, "8 (TT 19/2016/TT-BYT)", recipient, basis)
    return {Reporter.OCCUPATIONAL_HEALTH: due}


def _to_workers(basis: Citation) -> dict[Reporter, ReturnDeadline]:
    due = ReturnDeadline(_JULY_10, _JANUARY_15, None, _WORKERS, basis)
    return {Reporter.WORKERS_NOTICE: due}


_NOTICE_2016 = Citation(CIRCULAR_08_2016, "Điều 4", Mark.VERIFIED)
_NOTICE_2021 = Citation(CIRCULAR_13, "công bố đến người lao động; cùng ngày", Mark.UNSURE)
_HEALTH_CENTRE = Text(
    "trung tâm y tế cấp huyện, trạm y tế cấp xã", "the district or commune health centre"
)
_CDC = Text(
    "trung tâm kiểm soát bệnh tật của thành phố", "the city's centre for disease control (CDC)"
)


def _three_tiers(
    department: Text, ministry: Text, notice: Citation
) -> dict[Reporter, ReturnDeadline]:
    return {
        **_of_employer(department),
        **_of_commune(_DISTRICT, Mark.VERIFIED),
        **_of_district(department),
        **_of_department(ministry),
        **_of_health(ministry),
        **_of_occupational_health(_HEALTH_CENTRE),
        **_to_workers(notice),
    }


def _two_tiers() -> dict[Reporter, ReturnDeadline]:
    return {
        **_of_employer(_DEPARTMENT),
        **_of_commune(_DEPARTMENT, Mark.RECALLED),
        **_of_department(_MINISTRY),
        **_of_health(_MINISTRY),
        **_of_occupational_health(_CDC),
        **_to_workers(_NOTICE_2021),
    }


RETURNS: Provision[Mapping[Reporter, ReturnDeadline]] = Provision(
    "returns-due",
    Text("Thời hạn báo cáo định kỳ", "Deadlines of the periodic returns"),
    versions=(
        Version(
            IN_FORCE,
            _three_tiers(_OLD_DEPARTMENT, _OLD_MINISTRY, _NOTICE_2016),
            decree_39("Điều 24, 25", Mark.RECALLED),
            CHECKED,
        ),
        Version(
            _CIRCULAR_13_IN_FORCE,
            _three_tiers(_OLD_DEPARTMENT, _OLD_MINISTRY, _NOTICE_2021),
            decree_39("Điều 24, 25", Mark.RECALLED),
            CHECKED,
        ),
        Version(
            DEPARTMENTS_MERGED,
            _three_tiers(_DEPARTMENT, _MINISTRY, _NOTICE_2021),
            decree_39("Điều 24, 25; cơ quan nhận sau khi sáp nhập", Mark.RECALLED),
            CHECKED,
        ),
        Version(
            TWO_TIERS,
            _two_tiers(),
            decree_39("Điều 24, 25; cơ quan nhận khi không còn cấp huyện", Mark.RECALLED),
            CHECKED,
        ),
    ),
    shape=Mapping[Reporter, ReturnDeadline],
)
