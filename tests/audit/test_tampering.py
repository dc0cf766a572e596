"""A drill: every way to falsify the records is done in SQL, and has to be named."""

from collections.abc import Iterable

import pytest

from osh_incidents.domain.verification import Difference
from osh_incidents.persistence.unit_of_work import UnitOfWork, transaction
from osh_incidents.services.verifying import Check
from tests.support import bodies, tampering, walks
from tests.support.service import Service
from tests.support.tampering import TAMPERINGS
from tests.support.world import SEALER


@pytest.fixture
def kept(service: Service) -> Service:
    """Two cases: the first has nine entries, the second two."""
    first = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    second = service.declare("employer", bodies.accident(bodies.victim(**bodies.another(2))))
    walks.register(service, first)
    walks.register(service, second["case"]["id"])
    walks.investigate(service, first)
    return service


def check(uow: UnitOfWork) -> Iterable[Difference]:
    return list(Check(uow, "hp").differences())


def test_untouched_records_have_no_difference(kept: Service) -> None:
    with transaction(kept.database, "hp", SEALER, readonly=True) as uow:
        assert check(uow) == []


def test_each_tampering_is_named_exactly(kept: Service) -> None:
    found = {
        name: tampering.outcome(kept.database, do, check) for name, (do, _) in TAMPERINGS.items()
    }

    assert found == {name: expected for name, (_, expected) in TAMPERINGS.items()}


def test_after_the_drill_was_undone_there_is_no_difference(kept: Service) -> None:
    tampering.missed(kept.database, check)

    with transaction(kept.database, "hp", SEALER, readonly=True) as uow:
        assert check(uow) == []


def test_a_verifier_that_always_says_true_misses_every_tampering(kept: Service) -> None:
    assert tampering.missed(kept.database, lambda _: ()) == TAMPERINGS.keys()
