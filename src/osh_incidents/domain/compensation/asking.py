"""What is asked of a calculation, and what is missing or at odds in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from osh_incidents.domain.errors import FieldFault, NoRuleInForce
from osh_incidents.domain.investigation_vocabulary import Fault
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.fund import FUND_LUMP_SUM, FUND_MONTHLY, AttendanceCondition
from osh_incidents.domain.vocabulary import NotEntitled


class Benefit(Labelled):
    """What is calculated."""

    EMPLOYER_COMPENSATION = (
        "employer_compensation",
        "bồi thường của người sử dụng lao động",
        "compensation by the employer",
    )
    EMPLOYER_ALLOWANCE = (
        "employer_allowance",
        "trợ cấp của người sử dụng lao động",
        "allowance by the employer",
    )
    FUND_LUMP_SUM = "fund_lump_sum", "trợ cấp một lần của quỹ", "one-off allowance of the fund"
    FUND_MONTHLY = "fund_monthly", "trợ cấp hằng tháng của quỹ", "monthly allowance of the fund"
    FUND_ATTENDANCE = "fund_attendance", "trợ cấp phục vụ của quỹ", "attendance allowance, monthly"
    FUND_DEATH = "fund_death", "trợ cấp khi chết của quỹ", "death allowance of the fund"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the victim; *on* is the day whose law decides.

    For the employer that is the day of the accident or diagnosis, for the fund the month in which
    the benefit begins, for a death the month of death.
    """

    scheme: Benefit
    on: date
    loss_percent: int | None = None
    already_loss_percent: int | None = None
    death: bool = False
    fault: Fault | None = None
    commuting: bool = False
    exclusion: NotEntitled | None = None
    condition: AttendanceCondition | None = None
    monthly_wage_vnd: int | None = None
    insured_wage_vnd: int | None = None
    insured_years: int | None = None


_BY_EMPLOYER = ("loss_percent", "monthly_wage_vnd")
_BY_FUND = ("loss_percent", "insured_wage_vnd", "insured_years")
_NEEDS = {
    Benefit.EMPLOYER_COMPENSATION: _BY_EMPLOYER,
    Benefit.EMPLOYER_ALLOWANCE: _BY_EMPLOYER,
    Benefit.FUND_LUMP_SUM: _BY_FUND,
    Benefit.FUND_MONTHLY: _BY_FUND,
    Benefit.FUND_ATTENDANCE: ("loss_percent", "condition"),
    Benefit.FUND_DEATH: (),
}


def faults(asked: Asked, law: Law) -> Iterator[FieldFault]:
    """Yield everything that stands in the way of the calculation."""
    for name in _NEEDS[asked.scheme]:
        if getattr(asked, name) is None and not _spared(asked, name):
            detail = _REQUIRED.within(vi=asked.scheme.label.vi, en=asked.scheme.label.en)
            yield FieldFault(f"/{name}", "required", detail)
    other = _other_scheme(asked, law)
    if other is not None:
        why, scheme = other
        detail = Text(f"{why.vi}: {scheme.value}.", f"{why.en}: {scheme.value}.")
        yield FieldFault("/scheme", "other_scheme", detail)


def _spared(asked: Asked, name: str) -> bool:
    """Whether a death makes the assessment needless."""
    return name == "loss_percent" and asked.death and _NEEDS[asked.scheme] is _BY_EMPLOYER


def _other_scheme(asked: Asked, law: Law) -> tuple[Text, Benefit] | None:
    """Return the scheme that applies in place of the one asked for, and why."""
    match asked.scheme:
        case Benefit.EMPLOYER_COMPENSATION if asked.commuting:
            return _COMMUTING, Benefit.EMPLOYER_ALLOWANCE
        case Benefit.EMPLOYER_COMPENSATION if asked.fault is Fault.WORKER_WHOLLY:
            return _WHOLLY, Benefit.EMPLOYER_ALLOWANCE
        case Benefit.EMPLOYER_ALLOWANCE if (
            asked.fault is Fault.NOT_WORKER_WHOLLY and not asked.commuting
        ):
            return _NOT_WHOLLY, Benefit.EMPLOYER_COMPENSATION
        case Benefit.FUND_LUMP_SUM | Benefit.FUND_MONTHLY:
            return _other_of_fund(asked, law)
        case _:
            return None


def _other_of_fund(asked: Asked, law: Law) -> tuple[Text, Benefit] | None:
    try:
        lump = law.on(FUND_LUMP_SUM, asked.on).value
        monthly = law.on(FUND_MONTHLY, asked.on).value
    except NoRuleInForce:
        return None  # The calculation says it, once nothing else is wrong.
    loss = asked.loss_percent
    if loss is None:
        return None
    if asked.scheme is Benefit.FUND_LUMP_SUM and loss >= monthly.from_percent:
        return _MONTHLY.within(first=monthly.from_percent), Benefit.FUND_MONTHLY
    if asked.scheme is Benefit.FUND_MONTHLY and lump.from_percent <= loss < monthly.from_percent:
        return _LUMP_SUM.within(first=monthly.from_percent), Benefit.FUND_LUMP_SUM
    return None


_REQUIRED = Text("Cần có để tính: {vi}.", "Needed to calculate: {en}.")
_COMMUTING = Text(
    "Tai nạn trên đường đi và về được hưởng trợ cấp (Điều 39 khoản 2)",
    "A commuting accident entitles to the allowance (art. 39(2))",
)
_WHOLLY = Text(
    "Hoàn toàn do lỗi của người lao động thì hưởng trợ cấp (Điều 38 khoản 5)",
    "Wholly the worker's fault entitles to the allowance (art. 38(5))",
)
_NOT_WHOLLY = Text(
    "Không hoàn toàn do lỗi của người lao động thì hưởng bồi thường (Điều 38 khoản 4)",
    "Not wholly the worker's fault entitles to compensation (art. 38(4))",
)
_MONTHLY = Text(
    "Suy giảm từ {first} % trở lên thì hưởng trợ cấp hằng tháng",
    "A loss of {first} % or more entitles to the monthly allowance",
)
_LUMP_SUM = Text(
    "Suy giảm dưới {first} % thì hưởng trợ cấp một lần",
    "A loss below {first} % entitles to the one-off allowance",
)
