"""Whether a target is met on its letter."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from osh_incidents.domain.labels import Labelled

_EXACT = Context(prec=34, rounding=ROUND_HALF_EVEN)
_PLACES = Decimal("0.000001")


class Verdict(Labelled):
    """A target on its letter."""

    MET = "met", "đạt", "met"
    NOT_MET = "not_met", "không đạt", "not met"
    NOT_COMPUTABLE = "not_computable", "không tính được", "not computable"


def decimal_of(value: Fraction) -> Decimal:
    """Return *value* with six decimal places, half to even."""
    exact = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return exact.quantize(_PLACES, context=_EXACT)


def mean_yearly_fall(base: Fraction, last: Fraction, years: int) -> Decimal | None:
    """Return the geometric mean fall a year from *base* to *last* as a share, None if undefined."""
    if base <= 0 or years < 1:
        return None
    if last == 0:
        return Decimal(1)
    ratio = _EXACT.divide(Decimal((last / base).numerator), Decimal((last / base).denominator))
    root = _EXACT.power(ratio, _EXACT.divide(Decimal(1), Decimal(years)))
    return (1 - root).quantize(_PLACES, context=_EXACT)


def fall_met(base: Fraction, last: Fraction, years: int, share: Fraction) -> Verdict:
    """Judge an average fall of *share* a year exactly: last ≤ base·(1 - share)^years."""
    if base <= 0 or years < 1:
        return Verdict.NOT_COMPUTABLE
    return Verdict.MET if last <= base * (1 - share) ** years else Verdict.NOT_MET


def more_than(numerator: int, denominator: int, share: Fraction) -> Verdict:
    """Judge a target that asks for strictly more than *share*."""
    if denominator == 0:
        return Verdict.NOT_COMPUTABLE
    return Verdict.MET if Fraction(numerator, denominator) > share else Verdict.NOT_MET


def at_least(numerator: int, denominator: int, share: Fraction) -> Verdict:
    """Judge a target that asks for *share* or more."""
    if denominator == 0:
        return Verdict.NOT_COMPUTABLE
    return Verdict.MET if Fraction(numerator, denominator) >= share else Verdict.NOT_MET
