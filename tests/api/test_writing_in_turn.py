"""The embedded database has one writer at a time: who asks first writes first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from osh_incidents.domain.errors import Unavailable
from osh_incidents.persistence import engine as engines
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.turns import Turns
from osh_incidents.persistence.unit_of_work import transaction
from tests.support.world import SEALER

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def write(database: Database) -> None:
    with transaction(database, "hp", SEALER) as uow:
        uow.tallies.touch()


def test_who_waits_too_long_to_write_is_told_to_come_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_PATIENCE", 0.1)
    with transaction(database, "hp", SEALER) as uow, ThreadPoolExecutor(1) as pool:
        uow.tallies.touch()

        with pytest.raises(Unavailable):
            pool.submit(write, database).result(timeout=3)


def test_a_write_that_failed_keeps_nobody_waiting(database: Database) -> None:
    def fail() -> None:
        with transaction(database, "hp", SEALER) as uow:
            uow.tallies.touch()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(write, database).result(timeout=3)


def test_thirty_two_who_write_at_once_all_do(database: Database) -> None:
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(lambda _: write(database), range(96)))

    with transaction(database, "hp", SEALER, readonly=True) as uow:
        assert uow.tallies.version()[1] == 96


@pytest.mark.usefixtures("engine")
def test_turns_come_in_the_order_of_asking() -> None:
    turns, order = Turns(), list[int]()
    turns.take(1)

    def ask(number: int, asked: Event) -> None:
        asked.set()
        assert turns.take(5)
        order.append(number)
        turns.hand_over()

    with ThreadPoolExecutor(8) as pool:
        for number in range(8):
            asked = Event()
            pool.submit(ask, number, asked)
            asked.wait()
            while len(turns._waiting) <= number:  # noqa: SLF001 - no sooner is it in the queue
                pass
        turns.hand_over()

    assert order == list(range(8))
