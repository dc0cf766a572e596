"""What the accident and disease insurance fund pays, and what is paid into it (art. 40-62)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, law_84
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.vocabulary import NotEntitled

_T = TypeVar("_T")


class AttendanceCondition(Labelled):
    """What, beside the loss of working capacity, entitles to the attendance allowance."""

    SPINAL_PARALYSIS = "spinal_paralysis", "liệt cột sống", "paralysis of the spine"
    BLIND = "blind", "mù hai mắt", "blind in both eyes"
    TWO_LIMBS = "two_limbs", "cụt, liệt hai chi", "two limbs lost or paralysed"
    MENTAL_ILLNESS = "mental_illness", "bệnh tâm thần", "mental illness"


@dataclass(frozen=True, slots=True)
class FundRates:
    """Base salaries by loss of working capacity, and insured wages by years of contribution.

    *wages* is owed for the first year or less, *wages_per_further_year* for each year after it.
    """

    from_percent: int
    until_percent: int
    base_salaries: Decimal
    base_salaries_per_percent: Decimal
    wages: Decimal
    wages_per_further_year: Decimal


@dataclass(frozen=True, slots=True)
class AttendanceRates:
    """Base salaries a month for who needs an attendant, and who that is."""

    from_percent: int
    base_salaries: Decimal
    conditions: tuple[AttendanceCondition, ...]


@dataclass(frozen=True, slots=True)
class Convalescence:
    """Most days of rest by loss of working capacity, highest first, and what a day is worth."""

    most_days: tuple[tuple[int, int], ...]
    base_salaries_per_day: Decimal
    within_days_of_return: int


@dataclass(frozen=True, slots=True)
class Retraining:
    """The fund's share of the fee of learning another trade, and its limits."""

    share_of_fee: Decimal
    most_base_salaries: Decimal
    most_times: int
    most_times_a_year: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """Share of the insured payroll; *reduced* is that of enterprises that qualify for it."""

    usual: Decimal
    reduced: Decimal | None


@dataclass(frozen=True, slots=True)
class VoluntaryRates:
    """Whole đồng by loss of working capacity for who is insured without a labour contract."""

    from_percent: int
    base_vnd: int
    per_percent_vnd: int
    death_vnd: int


def _first(value: _T, article: str) -> tuple[Version[_T]]:
    return (Version(IN_FORCE, value, law_84(article), CHECKED),)


EXCLUSIONS: Provision[tuple[NotEntitled, ...]] = Provision(
    "benefit-exclusions",
    Text("Các trường hợp không được hưởng chế độ", "Accidents that entitle to nothing"),
    versions=_first(
        (NotEntitled.PERSONAL_CONFLICT, NotEntitled.SELF_HARM, NotEntitled.DRUGS),
        "Điều 40 khoản 1; Điều 45 khoản 3",
    ),
    shape=tuple[NotEntitled, ...],
)

FUND_LUMP_SUM: Provision[FundRates] = Provision(
    "fund-lump-sum",
    Text("Trợ cấp một lần của quỹ", "One-off allowance of the fund"),
    versions=_first(
        FundRates(5, 30, Decimal(5), Decimal("0.5"), Decimal("0.5"), Decimal("0.3")), "Điều 48"
    ),
    shape=FundRates,
)

FUND_MONTHLY: Provision[FundRates] = Provision(
    "fund-monthly",
    Text("Trợ cấp hằng tháng của quỹ", "Monthly allowance of the fund"),
    versions=_first(
        FundRates(31, 100, Decimal("0.30"), Decimal("0.02"), Decimal("0.005"), Decimal("0.003")),
        "Điều 49",
    ),
    shape=FundRates,
)

FUND_ATTENDANCE: Provision[AttendanceRates] = Provision(
    "fund-attendance",
    Text("Trợ cấp phục vụ", "Attendance allowance"),
    versions=_first(AttendanceRates(81, Decimal(1), tuple(AttendanceCondition)), "Điều 52"),
    shape=AttendanceRates,
)

FUND_DEATH: Provision[Decimal] = Provision(
    "fund-death",
    Text(
        "Trợ cấp khi chết của quỹ (số lần mức lương cơ sở tại tháng chết)",
        "Death allowance of the fund (times the base salary of the month of death)",
    ),
    versions=_first(Decimal(36), "Điều 53"),
    shape=Decimal,
)

FUND_EMIGRATION: Provision[int] = Provision(
    "fund-emigration",
    Text(
        "Trợ cấp một lần khi ra nước ngoài định cư (số tháng trợ cấp đang hưởng)",
        "One-off payment to who settles abroad (months of the running allowance)",
    ),
    versions=_first(3, "Điều 49 khoản 5"),
    shape=int,
)

FUND_CONVALESCENCE: Provision[Convalescence] = Provision(
    "fund-convalescence",
    Text("Dưỡng sức, phục hồi sức khỏe", "Convalescence after return to work"),
    versions=_first(Convalescence(((51, 10), (31, 7), (15, 5)), Decimal("0.3"), 30), "Điều 54"),
    shape=Convalescence,
)

FUND_RETRAINING: Provision[Retraining] = Provision(
    "fund-retraining",
    Text("Hỗ trợ chuyển đổi nghề nghiệp", "Support of learning another trade"),
    versions=_first(Retraining(Decimal("0.5"), Decimal(15), 2, 1), "Điều 55"),
    shape=Retraining,
)

FUND_CONTRIBUTION: Provision[Contribution] = Provision(
    "fund-contribution",
    Text("Mức đóng vào quỹ", "Contribution to the fund"),
    versions=(
        *_first(Contribution(Decimal("0.01"), None), "Điều 44 khoản 1 (mức tối đa)"),
        Version(
            date(2017, 6, 1),
            Contribution(Decimal("0.005"), None),
            Citation("Nghị định 44/2017/NĐ-CP", "mức đóng", Mark.UNSURE),
            CHECKED,
        ),
        Version(
            date(2020, 7, 15),
            Contribution(Decimal("0.005"), Decimal("0.003")),
            Citation("Nghị định 58/2020/NĐ-CP", "mức đóng", Mark.RECALLED),
            CHECKED,
        ),
    ),
    shape=Contribution,
)

VOLUNTARY_RATES: Provision[VoluntaryRates] = Provision(
    "voluntary-insurance",
    Text("Bảo hiểm TNLĐ tự nguyện", "Voluntary accident insurance"),
    versions=(
        Version(
            date(2025, 1, 1),
            VoluntaryRates(5, 3_000_000, 500_000, 31_500_000),
            Citation("Nghị định 143/2024/NĐ-CP", "mức trợ cấp", Mark.UNSURE),
            CHECKED,
        ),
    ),
    shape=VoluntaryRates,
)
