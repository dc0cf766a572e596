"""Benefits calculated for whoever asks; nothing is stored."""

from collections.abc import Sequence

from osh_incidents.domain.compensation import asking, benefits
from osh_incidents.domain.compensation.asking import Asked
from osh_incidents.domain.compensation.trace import Calculation
from osh_incidents.domain.errors import FieldFault
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.rules import law_of


def calculate(uow: UnitOfWork, asked: Asked) -> Calculation:
    """Return what is owed by the law with every approved amendment.

    Raises:
        InvalidFields: something needed is missing, or another scheme applies.
        NoRuleInForce: the day is before the first rates known.
    """
    return benefits.calculate(asked, law_of(uow))


def faults(uow: UnitOfWork, asked: Asked) -> Sequence[FieldFault]:
    """Return what would be refused of *asked*, of which single fields may be unreadable."""
    return list(asking.faults(asked, law_of(uow)))
