"""What the insurance fund pays (Law 84/2015 art. 48, 49, 52, 53)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from osh_incidents.domain.compensation.trace import Calculation, Step, nothing, rounded, step
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.fund import (
    FUND_ATTENDANCE,
    FUND_DEATH,
    FUND_LUMP_SUM,
    FUND_MONTHLY,
    AttendanceCondition,
    FundRates,
)
from osh_incidents.domain.law.model import Because, Provision
from osh_incidents.domain.law.salaries import BASE_SALARY


@dataclass(frozen=True, slots=True)
class Insured:
    """Wage contributed in the month before accident or diagnosis, and years of contribution."""

    wage_vnd: int
    years: int


def lump_sum(loss_percent: int, insured: Insured, law: Law, start: date) -> Calculation:
    """Return the one-off allowance by the base salary of the month in which it falls due.

    Raises:
        NoRuleInForce: *start* is before the first rates or base salary known.
    """
    return _allowance(FUND_LUMP_SUM, loss_percent, insured, law, start)


def monthly(loss_percent: int, insured: Insured, law: Law, start: date) -> Calculation:
    """Return the allowance of one month, by the base salary of the month in which it begins.

    Raises:
        NoRuleInForce: *start* is before the first rates or base salary known.
    """
    return _allowance(FUND_MONTHLY, loss_percent, insured, law, start)


def attendance(
    loss_percent: int, condition: AttendanceCondition, law: Law, start: date
) -> Calculation:
    """Return what is added each month for who needs an attendant.

    Raises:
        NoRuleInForce: *start* is before the first rates or base salary known.
    """
    rates = law.on(FUND_ATTENDANCE, start).value
    because = law.because(FUND_ATTENDANCE, start)
    if loss_percent < rates.from_percent:
        return nothing(_BELOW.within(loss=loss_percent, first=rates.from_percent), because)
    if condition not in rates.conditions:
        return nothing(_NO_CONDITION, because)
    base = _base_salary(_START, law, start)
    amount = Fraction(rates.base_salaries) * Fraction(base.value)
    named = _ATTENDANCE.within(vi=condition.label.vi, en=condition.label.en)
    times = step(named, rates.base_salaries, because)
    return rounded((base, times, step(_PRODUCT, amount)), amount)


def death(died: date, law: Law) -> Calculation:
    """Return what the relatives are paid once, by the base salary of the month of death.

    Raises:
        NoRuleInForce: *died* is before the first rates or base salary known.
    """
    times = law.on(FUND_DEATH, died).value
    base = _base_salary(_DEATH, law, died)
    amount = Fraction(times) * Fraction(base.value)
    owed = step(_TIMES, times, law.because(FUND_DEATH, died))
    return rounded((base, owed, step(_PRODUCT, amount)), amount)


def _allowance(
    rule: Provision[FundRates], loss_percent: int, insured: Insured, law: Law, start: date
) -> Calculation:
    rates, because = law.on(rule, start).value, law.because(rule, start)
    if loss_percent < rates.from_percent:
        return nothing(_BELOW.within(loss=loss_percent, first=rates.from_percent), because)
    base = _base_salary(_START, law, start)
    parts = (
        *_by_loss(loss_percent, rates, Fraction(base.value), because),
        *_by_years(insured, rates, because),
    )
    amount = sum((Fraction(part.value) for part in parts), Fraction(0))
    return rounded((base, *parts, step(_SUM, amount)), amount)


def _base_salary(text: Text, law: Law, day: date) -> Step:
    named = text.within(month=f"{day:%m/%Y}", day=day.isoformat())
    return step(named, law.on(BASE_SALARY, day).value, law.because(BASE_SALARY, day))


def _by_loss(
    loss_percent: int, rates: FundRates, base_salary: Fraction, because: Because
) -> tuple[Step, Step]:
    further = loss_percent - rates.from_percent
    per_percent = Fraction(rates.base_salaries_per_percent) * further
    return (
        step(
            _FIRST.within(first=rates.from_percent, times=rates.base_salaries),
            Fraction(rates.base_salaries) * base_salary,
            because,
        ),
        step(
            _FURTHER.within(count=further, times=rates.base_salaries_per_percent),
            per_percent * base_salary,
            because,
        ),
    )


def _by_years(insured: Insured, rates: FundRates, because: Because) -> tuple[Step, Step]:
    further = max(0, insured.years - 1)
    return (
        step(
            _YEAR.within(times=rates.wages, wage=insured.wage_vnd),
            Fraction(rates.wages) * insured.wage_vnd,
            because,
        ),
        step(
            _YEARS.within(count=further, times=rates.wages_per_further_year, wage=insured.wage_vnd),
            Fraction(rates.wages_per_further_year) * further * insured.wage_vnd,
            because,
        ),
    )


_BELOW = Text(
    "Suy giảm {loss} %, dưới {first} %: không đủ điều kiện hưởng",
    "A loss of {loss} %, below {first} %: not entitled",
)
_NO_CONDITION = Text(
    "Không thuộc các tình trạng được hưởng trợ cấp phục vụ: không đủ điều kiện hưởng",
    "Not one of the conditions that entitle to the attendance allowance: not entitled",
)
_START = Text(
    "Mức lương cơ sở của tháng bắt đầu hưởng ({month}, theo ngày {day})",
    "Base salary of the month in which the benefit begins ({month}, by {day})",
)
_DEATH = Text(
    "Mức lương cơ sở của tháng người lao động chết ({month}, theo ngày {day})",
    "Base salary of the month of death ({month}, by {day})",
)
_FIRST = Text(
    "Theo mức suy giảm {first} % đầu: {times} x mức lương cơ sở",
    "For the first {first} %: {times} x base salary",
)
_FURTHER = Text(
    "Theo {count} % suy giảm thêm: {count} x {times} x mức lương cơ sở",
    "For {count} % more: {count} x {times} x base salary",
)
_YEAR = Text(
    "Đóng từ một năm trở xuống: {times} x tiền lương đóng {wage} đồng",
    "For contributions of a year or less: {times} x insured wage of {wage} đồng",
)
_YEARS = Text(
    "Đóng thêm {count} năm: {count} x {times} x tiền lương đóng {wage} đồng",
    "For {count} further years: {count} x {times} x insured wage of {wage} đồng",
)
_SUM = Text("Cộng các phần (đồng)", "Sum of the parts (đồng)")
_ATTENDANCE = Text(
    "Trợ cấp phục vụ ({vi}): số lần mức lương cơ sở mỗi tháng",
    "Attendance ({en}): times the base salary, each month",
)
_TIMES = Text("Số lần mức lương cơ sở", "Times the base salary")
_PRODUCT = Text("Số lần x mức lương cơ sở (đồng)", "Times x base salary (đồng)")
