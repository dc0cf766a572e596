"""The facts of figures beside the log from which they follow."""

from collections.abc import Sequence

from osh_incidents.persistence.engine import Database
from osh_incidents.services.fact_history import Difference
from osh_incidents.services.fact_rebuilding import Outcome, Store, rebuild, verify
from tests.support.world import AUTHORITIES, SEALER


def differences(database: Database) -> Sequence[Difference]:
    """Return every contradiction between the facts, the log and the records of all cases."""
    outcomes = [one for code in AUTHORITIES for one in verify(Store(database, SEALER, code))]
    assert sum(one.from_before for one in outcomes) == 0
    return [difference for one in outcomes for difference in one.differences]


def rebuilt(database: Database) -> list[Outcome]:
    """Write the facts of the city anew from its log."""
    return list(rebuild(Store(database, SEALER, "hp")))
