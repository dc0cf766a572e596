"""Any benefit from what is asked: the one place that knows which calculation is whose."""

from osh_incidents.domain.compensation import employer, fund
from osh_incidents.domain.compensation.asking import Asked, Benefit, faults
from osh_incidents.domain.compensation.trace import Calculation, less, nothing
from osh_incidents.domain.errors import InvalidFields
from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.compensation import EMPLOYER_RATES
from osh_incidents.domain.law.fund import EXCLUSIONS, FUND_LUMP_SUM


def calculate(asked: Asked, law: Law) -> Calculation:
    """Return what is owed by *law*, with every step.

    Raises:
        InvalidFields: something needed is missing, or another scheme applies.
        NoRuleInForce: the day is before the first rates known.
    """
    found = list(faults(asked, law))
    if found:
        raise InvalidFields(errors=found)
    if asked.exclusion is not None and asked.exclusion in law.on(EXCLUSIONS, asked.on).value:
        label = asked.exclusion.label
        excluded = _EXCLUDED.within(vi=label.vi, en=label.en)
        return nothing(excluded, law.because(EXCLUSIONS, asked.on))
    match asked.scheme:
        case Benefit.EMPLOYER_COMPENSATION | Benefit.EMPLOYER_ALLOWANCE:
            return _by_employer(asked, law)
        case Benefit.FUND_LUMP_SUM:
            return _lump_sum(asked, law)
        case Benefit.FUND_MONTHLY:
            assert asked.loss_percent is not None
            return fund.monthly(asked.loss_percent, _insured(asked), law, asked.on)
        case Benefit.FUND_ATTENDANCE:
            assert asked.loss_percent is not None
            assert asked.condition is not None
            return fund.attendance(asked.loss_percent, asked.condition, law, asked.on)
        case Benefit.FUND_DEATH:
            return fund.death(asked.on, law)


def _by_employer(asked: Asked, law: Law) -> Calculation:
    assert asked.monthly_wage_vnd is not None
    allowance = asked.scheme is Benefit.EMPLOYER_ALLOWANCE
    basis = employer.Basis(law, asked.on, asked.monthly_wage_vnd, allowance)
    whole = employer.owed(None if asked.death else asked.loss_percent, basis)
    earlier = asked.already_loss_percent
    if earlier is None:
        return whole.calculation
    before = employer.owed(earlier, basis).calculation
    return less(whole.calculation, before, earlier, law.because(EMPLOYER_RATES, asked.on))


def _lump_sum(asked: Asked, law: Law) -> Calculation:
    assert asked.loss_percent is not None
    whole = fund.lump_sum(asked.loss_percent, _insured(asked), law, asked.on)
    earlier = asked.already_loss_percent
    if earlier is None:
        return whole
    before = fund.lump_sum(earlier, _insured(asked), law, asked.on)
    return less(whole, before, earlier, law.because(FUND_LUMP_SUM, asked.on))


def _insured(asked: Asked) -> fund.Insured:
    assert asked.insured_wage_vnd is not None
    assert asked.insured_years is not None
    return fund.Insured(asked.insured_wage_vnd, asked.insured_years)


_EXCLUDED = Text("Không được hưởng: {vi}", "Nothing is owed: {en}")
