"""Exact confidence limits of counts, rates, shares and of the ratio of two rates.

Exact means by the distribution of the counts themselves, never by a normal approximation: the
limits hold for a count of nought as for a million, and cover at least with the stated confidence.
They are central: either tail holds half of what the confidence leaves. Inside, numbers are floats;
every limit comes back as a decimal of twelve significant digits, half to even, fewer than floats
carry; it is published with six decimals like every value. What cannot be known (nought out of
nought, no workers) is None.

Sources: F. Garwood, Biometrika 28 (1936) 437; C. J. Clopper and E. S. Pearson, Biometrika 26
(1934) 404; J. Przyborowski and H. Wilenski, Biometrika 31 (1940) 313.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import cache
from types import ModuleType

from osh_incidents.domain.indicators.readings import CONFIDENCE, Limits

_DIGITS = Context(prec=12, rounding=ROUND_HALF_EVEN)


def count_limits(count: int, confidence: Fraction = CONFIDENCE) -> Limits:
    """Return the limits of the mean of the Poisson distribution that gave *count* (Garwood).

    Raises:
        ValueError: *count* is negative, or *confidence* is not between 0 and 1.
    """
    _refuse(count, confidence=confidence)
    tail = _tail(confidence)
    lower = _special().gammaincinv(count, tail) if count else 0
    return Limits(_decimal(lower), _decimal(_special().gammainccinv(count + 1, tail)))


def rate_limits(
    count: int, exposure: int | None, per: int = 1, confidence: Fraction = CONFIDENCE
) -> Limits | None:
    """Return the limits of *count* events among *exposure* workers, for every *per* of them.

    None if the workers are not known or there are none.

    Raises:
        ValueError: a number is negative, or *confidence* is not between 0 and 1.
    """
    _refuse(count, exposure or 0, confidence=confidence)
    if not exposure:
        return None
    found = count_limits(count, confidence)
    return _times(found, Fraction(per, exposure))


def share_limits(part: int, whole: int, confidence: Fraction = CONFIDENCE) -> Limits | None:
    """Return the limits of the share that gave *part* of *whole* (Clopper-Pearson).

    None if there is nothing to take a share of.

    Raises:
        ValueError: *part* is negative or above *whole*, or *confidence* is not between 0 and 1.
    """
    _refuse(part, whole - part, confidence=confidence)
    if whole == 0:
        return None
    tail = _tail(confidence)
    lower = _special().betaincinv(part, whole - part + 1, tail) if part else 0
    upper = _special().betaincinv(part + 1, whole - part, 1 - tail) if part < whole else 1
    return Limits(_decimal(lower), _decimal(upper))


def rate_ratio_limits(
    last: tuple[int, int | None], base: tuple[int, int | None], confidence: Fraction = CONFIDENCE
) -> Limits | None:
    """Return the limits of the rate *last* divided by the rate *base*: count and workers of each.

    Given the sum of both counts, the later one is binomial, and its chance tells the ratio. Without
    a case in the base nothing bounds the ratio from above: the upper limit is None. Without a case
    in either, or without workers, there are no limits.

    Raises:
        ValueError: a number is negative, or *confidence* is not between 0 and 1.
    """
    (cases, workers), (earlier, earlier_workers) = last, base
    _refuse(cases, workers or 0, earlier, earlier_workers or 0, confidence=confidence)
    if not workers or not earlier_workers or cases == earlier == 0:
        return None
    tail = _tail(confidence)
    lower = _odds(cases, earlier + 1, tail) if cases else 0.0
    upper = 1 / _odds(earlier, cases + 1, tail) if earlier else None
    odds = Limits(_decimal(lower), None if upper is None else _decimal(upper))
    return _times(odds, Fraction(earlier_workers, workers))


def _odds(first: int, second: int, tail: float) -> float:
    """Return p / (1 - p) where Beta(*first*, *second*) leaves *tail* below p.

    1 - p comes from its own distribution: taken from a p near 1 it would lose its digits.
    """
    inverse = _special().betaincinv
    chance, rest = inverse(first, second, tail), inverse(second, first, 1 - tail)
    return float(chance / rest)


def _tail(confidence: Fraction) -> float:
    return float((1 - confidence) / 2)


def _refuse(*numbers: int, confidence: Fraction) -> None:
    if min(numbers) < 0 or not 0 < confidence < 1:
        raise ValueError("impossible count or confidence")


def _decimal(value: float) -> Decimal:
    return _DIGITS.create_decimal_from_float(float(value)) if value else Decimal(0)


def _times(limits: Limits, factor: Fraction) -> Limits:
    return Limits(
        _scaled(limits.lower, factor),
        None if limits.upper is None else _scaled(limits.upper, factor),
    )


def _scaled(limit: Decimal, factor: Fraction) -> Decimal:
    return _DIGITS.divide(limit * factor.numerator, Decimal(factor.denominator))


@cache
def _special() -> ModuleType:
    """Return the functions of the distributions; each process loads them with its first figure."""
    # They bring numpy with them: a third of the time to start and of the memory, which a process
    # that only takes in or shows cases never needs.
    from scipy import special  # type: ignore[import-untyped] # noqa: PLC0415

    found: ModuleType = special
    return found
