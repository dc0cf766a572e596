"""The employer's minimum compensation and allowance (Law 84/2015 art. 38)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from osh_incidents.domain.cases import ClaimFacts
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
    amount_vnd: int
    because: Because


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
    rates = claim.law.on(EMPLOYER_RATES, day).value
    if claim.dead:
        months = rates.full_months
    elif claim.loss_percent is not None:
        months = months_of_wage(claim.loss_percent, rates)
    else:
        return None
    allowance = claim.scheme is Scheme.EMPLOYER_ALLOWANCE
    share = rates.allowance_share if allowance else Decimal(1)
    exact = months * share * claim.monthly_wage_vnd
    return Minimum(
        months,
        share,
        claim.monthly_wage_vnd,
        int(exact.to_integral_value(ROUND_CEILING)),
        claim.law.because(EMPLOYER_RATES, day),
    )
