"""An amount of money with every step that led to it; exact until the one rounding at the end."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from osh_incidents.domain.labels import Text
from osh_incidents.domain.law.model import Because

ROUNDING = Text(
    "Làm tròn lên đến một đồng, có lợi cho người bị nạn.",
    "Rounded up to a whole đồng, in favour of the victim.",
)

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Step:
    """One value and what it is; *because* is the rule it comes from, None if given or worked out.

    Money is in đồng; a step before the rounding may hold a part of one.
    """

    text: Text
    value: Decimal
    because: Because | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """An amount in whole đồng; the value of the last step is that amount."""

    amount_vnd: int
    steps: tuple[Step, ...]


def step(text: Text, value: Number, because: Because | None = None) -> Step:
    """Return a step whose *value* is written out exactly."""
    return Step(text, exact(Fraction(value)), because)


def exact(value: Fraction) -> Decimal:
    """Return *value* as a decimal without loss; it must be one that ends, as all rates do."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    whole = (value * 10**places).numerator
    return Decimal(f"{whole}E-{places}")


def rounded(steps: tuple[Step, ...], amount: Fraction) -> Calculation:
    """Return *steps* that led to *amount* with the rounding up to a whole đồng."""
    whole = ceil(amount)
    return Calculation(whole, (*steps, step(ROUNDING, whole)))


def nothing(text: Text, because: Because) -> Calculation:
    """Return the amount of who is not entitled, with the reason."""
    return Calculation(0, (step(text, 0, because),))


def less(
    whole: Calculation, earlier: Calculation, earlier_percent: int, because: Because
) -> Calculation:
    """Return what *whole* adds to what *earlier_percent* was worth, never below nothing.

    Both are whole đồng, so that what several assessments add is what the last alone is worth.
    """
    rest = max(0, whole.amount_vnd - earlier.amount_vnd)
    named = _EARLIER.within(percent=earlier_percent)
    taken_off = step(named, earlier.amount_vnd, because)
    return Calculation(rest, (*whole.steps, taken_off, step(_DIFFERENCE, rest, because)))


_EARLIER = Text(
    "Mức của lần giám định trước ({percent} %)",
    "What the previous assessment is worth ({percent} %)",
)
_DIFFERENCE = Text(
    "Phần chênh lệch so với lần giám định trước",
    "The difference from the previous assessment",
)
