"""An answer leaves nothing behind: memory must not grow until somebody looks for garbage."""

import gc
import time
from collections.abc import Iterator

import pytest

from osh_incidents.persistence.unit_of_work import UnitOfWork
from tests.support import bodies
from tests.support.service import Service

READ = [
    "/cases",
    "/cases/{case}",
    "/cases/{case}/victims",
    "/imports",
    "/changes",
    "/cases/none",
    "/cases?limit=x",
]
_PATIENCE = 10


@pytest.fixture
def without_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def transactions() -> int:
    return sum(isinstance(one, UnitOfWork) for one in gc.get_objects())


def left(before: int) -> int:
    """Return how many transactions are still held of those that were begun since *before*."""
    # The thread that gave the last answer may not have come to its end.
    until = time.monotonic() + _PATIENCE
    while transactions() > before and time.monotonic() < until:
        time.sleep(0.02)
    return transactions() - before


@pytest.mark.usefixtures("without_collector")
@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("login", ["inspector", "employer"])
def test_a_read_holds_its_transaction_no_longer_than_its_answer(
    service: Service, path: str, login: str
) -> None:
    case_id = service.declare("employer", bodies.accident())["case"]["id"]
    before = transactions()

    for _ in range(5):
        service.get(login, path.format(case=case_id))

    assert left(before) <= 0


@pytest.mark.usefixtures("without_collector")
def test_a_declaration_holds_its_transaction_no_longer_than_its_answer(service: Service) -> None:
    service.declare("employer", bodies.accident())
    before = transactions()

    for number in range(5):
        hurt = bodies.victim(citizen_id=f"0311{number:08}")
        service.declare("employer", bodies.accident(hurt))
        service.post("employer", "/declarations", bodies.accident(bodies.victim(citizen_id="1")))

    assert left(before) <= 0
