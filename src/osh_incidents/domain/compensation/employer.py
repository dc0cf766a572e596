"""The employer's minimum compensation and allowance (Law 84/2015 art. 38)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from osh_incidents.domain.cases import ClaimFacts
from osh_incidents.domain.compensation.trace import Calculation, Step, nothing, rounded, step
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.compensation import EMPLOYER_RATES, EmployerRates
from osh_incidents.domain.law.model import Because
from osh_incidents.domain.vocabulary import Scheme

EMPLOYER_SCHEMES = frozenset({Scheme.EMPLOYER_COMPENSATION, Scheme.EMPLOYER_ALLOWANCE})


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least amount with every step that led to it; money in whole đồng."""

    months: Decimal
    share: Decimal
    monthly_wage_vnd: int
    because: Because
    calculation: Calculation

    @property
    def amount_vnd(self) -> int:
        """Return the amount."""
        return self.calculation.amount_vnd


@dataclass(frozen=True, slots=True)
class Basis:
    """From what the employer's duty follows, beside the loss of working capacity.

    *day* is the day of the accident or of the diagnosis; the rates are those of that day.
    """

    law: Law
    day: date
    monthly_wage_vnd: int
    allowance: bool


def months_of_wage(loss_percent: int, rates: EmployerRates) -> Decimal:
    """Return the months of wage owed for *loss_percent* of working capacity (0-100)."""
    if loss_percent < rates.threshold_percent:
        return Decimal(0)
    if loss_percent <= rates.base_until_percent:
        return rates.base_months
    if loss_percent >= rates.full_from_percent:
        return rates.full_months
    return rates.base_months + rates.months_per_percent * (loss_percent - rates.base_until_percent)


def minimum(claim: ClaimFacts, day: date) -> Minimum | None:
    """Return what the employer owes at the least by the rates of *day*, rounded up to a đồng.

    *day* is the day of the accident or of the diagnosis. None while the wage or, for the living,
    the loss of working capacity is not known.
    """
    if claim.monthly_wage_vnd is None or claim.scheme not in EMPLOYER_SCHEMES:
        return None
    if claim.loss_percent is None and not claim.dead:
        return None
    allowance = claim.scheme is Scheme.EMPLOYER_ALLOWANCE
    basis = Basis(claim.law, day, claim.monthly_wage_vnd, allowance)
    return owed(None if claim.dead else claim.loss_percent, basis)


def owed(loss_percent: int | None, basis: Basis) -> Minimum:
    """Return what the employer owes at the least for *loss_percent*; None stands for a death.

    Raises:
        NoRuleInForce: the day is before the first rates known.
    """
    rates = basis.law.on(EMPLOYER_RATES, basis.day).value
    because = basis.law.because(EMPLOYER_RATES, basis.day)
    months = rates.full_months if loss_percent is None else months_of_wage(loss_percent, rates)
    share = rates.allowance_share if basis.allowance else Decimal(1)
    if loss_percent is not None and loss_percent < rates.threshold_percent:
        below = _BELOW.within(loss=loss_percent, threshold=rates.threshold_percent)
        worked_out = nothing(below, because)
    else:
        product = Fraction(months) * Fraction(share) * basis.monthly_wage_vnd
        steps = (
            *_months(loss_percent, rates, because),
            step(_ALLOWANCE if basis.allowance else _COMPENSATION, share, because),
            step(_WAGE.within(day=basis.day.isoformat()), basis.monthly_wage_vnd),
            step(_PRODUCT, product),
        )
        worked_out = rounded(steps, product)
    return Minimum(months, share, basis.monthly_wage_vnd, because, worked_out)


def _months(loss_percent: int | None, rates: EmployerRates, because: Because) -> Iterator[Step]:
    """Yield how the months of wage follow from the band of *loss_percent*."""
    if loss_percent is None:
        yield step(_DEATH, rates.full_months, because)
    elif loss_percent >= rates.full_from_percent:
        full = _FULL.within(loss=loss_percent, first=rates.full_from_percent)
        yield step(full, rates.full_months, because)
    else:
        last = rates.base_until_percent
        band = _BASE.within(first=rates.threshold_percent, last=last)
        yield step(band, rates.base_months, because)
        if loss_percent > last:
            more = _MORE.within(count=loss_percent - last, last=last)
            yield step(more, rates.months_per_percent * (loss_percent - last), because)
            yield step(_MONTHS.within(loss=loss_percent), months_of_wage(loss_percent, rates))


_BELOW = Text(
    "Suy giảm {loss} %, dưới {threshold} %: chưa được bồi thường, trợ cấp",
    "A loss of {loss} %, below {threshold} %: nothing is owed",
)
_DEATH = Text("Chết: số tháng tiền lương", "Death: months of wage")
_FULL = Text(
    "Suy giảm {loss} %, từ {first} % trở lên: số tháng tiền lương",
    "A loss of {loss} %, at or above {first} %: months of wage",
)
_BASE = Text(
    "Số tháng tiền lương cho mức suy giảm từ {first} % đến {last} %",
    "Months of wage for a loss of {first} % to {last} %",
)
_MORE = Text(
    "Cộng thêm số tháng cho {count} % vượt trên {last} %",
    "Further months for the {count} % above {last} %",
)
_MONTHS = Text(
    "Tổng số tháng tiền lương cho mức suy giảm {loss} %",
    "Months of wage in all for a loss of {loss} %",
)
_COMPENSATION = Text("Bồi thường: toàn bộ", "Compensation: all of it")
_ALLOWANCE = Text("Trợ cấp: phần của mức bồi thường", "Allowance: its share of the compensation")
_WAGE = Text(
    "Tiền lương tháng bình quân làm căn cứ; mức chi theo quy định của ngày {day}",
    "Average monthly wage as the basis; rates as in force on {day}",
)
_PRODUCT = Text(
    "Số tháng x tỷ lệ x tiền lương tháng (đồng)", "Months x share x monthly wage (đồng)"
)
