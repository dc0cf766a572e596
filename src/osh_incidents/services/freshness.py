"""What an answer with a figure depends on: who has an answer of the same need not be sent it again.

All of it is told without computing anything, so that asking again costs next to nothing.
"""

from datetime import timedelta

from osh_incidents.domain.days import local_day
from osh_incidents.persistence.unit_of_work import UnitOfWork
from osh_incidents.services.indicators import Question
from osh_incidents.services.moves import By

SETTLED_AFTER = timedelta(hours=1)
"""No transaction takes as long, so that nothing can still become known as of then."""


def depends_on(uow: UnitOfWork, question: Question, by: By) -> tuple[object, ...]:
    """Return what is another whenever the figure that answers *question* may be another.

    What was known at an earlier moment never changes, and what has happened since must not be told
    to those who are answered as of one. Otherwise the figure changes with the records, with the
    day, and as dates of payment, investigation and handling pass.
    """
    law = tuple(str(row.id) for row in uow.amendments.approved())
    if question.moment < by.now - SETTLED_AFTER:
        return law, question.moment
    passed = uow.tallies.last_passed(question.moment)
    return law, uow.tallies.version(), passed, local_day(by.now)
