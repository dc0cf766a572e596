"""The targets that the city answers for, and the standards by which lateness is told."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.instruments import CHECKED, IN_FORCE, RESOLUTION_23_HP
from osh_incidents.domain.law.model import Citation, Mark, Provision, Version
from osh_incidents.domain.law.periods import Period, Unit

_CITY = date(2023, 7, 18)


@dataclass(frozen=True, slots=True)
class YearlyFall:
    """A fall by *share* a year on average, counted from *base_year*."""

    share: Fraction
    base_year: int


TARGET_1: Provision[YearlyFall] = Provision(
    "target-1-fatal-frequency",
    Text("Mục tiêu 1: tần suất TNLĐ chết người giảm", "Target 1: yearly fall of fatal frequency"),
    versions=(
        Version(
            _CITY,
            YearlyFall(Fraction(4, 100), base_year=2022),
            Citation(RESOLUTION_23_HP, "Mục tiêu 1; năm gốc chưa chắc chắn", Mark.UNSURE),
            CHECKED,
        ),
    ),
    shape=YearlyFall,
)

TARGET_7: Provision[Fraction] = Provision(
    "target-7-compensation-coverage",
    Text("Mục tiêu 7: trên 80 % người được chi trả", "Target 7: more than 80 % get paid"),
    versions=(
        Version(
            _CITY,
            Fraction(80, 100),
            Citation(RESOLUTION_23_HP, "Mục tiêu 7", Mark.VERIFIED),
            CHECKED,
        ),
    ),
    shape=Fraction,
)

TARGET_8: Provision[Fraction] = Provision(
    "target-8-fatal-case-investigation",
    Text("Mục tiêu 8: 100 % vụ chết người", "Target 8: 100 % of fatal accidents"),
    versions=(
        Version(
            _CITY, Fraction(1), Citation(RESOLUTION_23_HP, "Mục tiêu 8", Mark.VERIFIED), CHECKED
        ),
    ),
    shape=Fraction,
)

HANDLE_WITHIN: Provision[Period] = Provision(
    "handle-within-standard",
    Text("Thời gian phục vụ để xử lý sau công bố", "Service standard to handle a published case"),
    versions=(
        Version(
            IN_FORCE,
            Period(30, Unit.DAYS),
            Citation("Tiêu chuẩn phục vụ", "pháp luật không ấn định thời hạn", Mark.STANDARD),
            CHECKED,
        ),
    ),
    shape=Period,
)
