"""The rule from which a published value follows."""

from datetime import date

from osh_incidents.api.schemas.base import Out
from osh_incidents.api.schemas.written import Told
from osh_incidents.domain.law.model import Because, Mark
from osh_incidents.persistence.repositories.case_lists import ShownClock
from osh_incidents.persistence.tables.clocks import ClockRow, RecipientRow


class BecauseOut(Out):
    """The rule from which a value follows: key, first day of its version, source, certainty."""

    rule: str
    since: date
    source: str
    mark: Mark


def because(found: Because) -> BecauseOut:
    """Return *found* as it is published."""
    return BecauseOut(
        rule=found.rule, since=found.since, source=str(found.source), mark=found.source.mark
    )


def because_kept(row: ClockRow | RecipientRow | ShownClock) -> Told:
    """Return the rule as it was kept beside a value, whatever became of it since."""
    return {
        "rule": row.rule,
        "since": row.rule_since,
        "source": row.rule_source,
        "mark": row.rule_mark,
    }
