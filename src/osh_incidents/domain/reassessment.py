"""When the loss of working capacity may be assessed again."""

from datetime import date

from osh_incidents.domain.days import local_day, start_of
from osh_incidents.domain.deadlines import due_at
from osh_incidents.domain.law.catalogue import Law
from osh_incidents.domain.law.time_limits import REASSESS_AFTER


def may_assess_again(law: Law, assessed_on: date | None, today: date | None) -> bool:
    """Whether enough time has passed *today* since *assessed_on* (Law 84/2015 art. 47(3)).

    At least 24 months after the council's last conclusion; the day of the same number is in time.
    """
    if assessed_on is None or today is None:
        return False
    least = law.on(REASSESS_AFTER, assessed_on).value
    return today >= local_day(due_at(start_of(assessed_on), least))
