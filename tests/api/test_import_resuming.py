"""Imports that are interrupted: nothing is lost and nothing is done twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from osh_incidents.persistence.tables.figures import WorkforceRow
from osh_incidents.persistence.tables.imports import ImportChunkRow
from osh_incidents.persistence.unit_of_work import transaction
from osh_incidents.services import declarations, import_taking
from tests.support import imports
from tests.support.imports import row, rows, told
from tests.support.killed import kill_at
from tests.support.operator import make_keys, settings_of
from tests.support.service import Service
from tests.support.world import SEALER

MANY = 1_500
NUMBERS = [
    ["Kỳ", "Mã xã", "Số lao động", "Nguồn"],
    *(["2025", f"{10_000 + number}", "5", "x"] for number in range(MANY)),
]


def count(service: Service, table: Any) -> int:
    with transaction(service.database, "hp", SEALER) as uow:
        return uow.session.scalar(select(func.count()).select_from(table)) or 0


def broken_at(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the worker die after some batches as a process does that is killed."""
    done = 0
    real = import_taking.take

    def take(*args: Any) -> Any:
        nonlocal done
        done += 1
        if done > batch:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(import_taking, "take", take)


def test_another_worker_goes_on_after_the_last_stored_batch(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = imports.as_csv([row(1), row(2, ref="A"), row(3, ref="A", occurred=""), row(4)])
    sent = imports.send(service, content).json()
    with monkeypatch.context() as patched:
        broken_at(1, patched)
        with pytest.raises(KeyboardInterrupt):
            imports.work(service, batch=2)
    half = imports.read(service, sent["id"])
    assert (half["state"], told(half)) == ("running", {"accepted": 3})

    assert imports.work(service) == 0, "the lease of the dead worker still holds"
    service.clock.advance(minutes=6)
    assert imports.work(service) == 1

    whole = imports.read(service, sent["id"])
    assert (whole["state"], told(whole)) == ("done", {"accepted": 4})
    assert len(service.get("inspector", "/cases").json()["items"]) == 3


def test_a_worker_that_lost_its_lease_stores_nothing_more(service: Service) -> None:
    sent = imports.send(service, imports.as_csv([row(1), row(2)])).json()
    real, ended = imports.office(service).readers, list[int]()

    def slow(kind: Any, document: object) -> Any:
        if not ended:
            ended.append(0)
            service.clock.advance(minutes=6)
            ended[0] = imports.work(service, batch=1, patience=0)
        return real.document(kind, document)

    lost = imports.work(service, batch=1, readers=replace(real, document=slow))

    assert (ended, lost) == ([0], 0)
    assert told(imports.read(service, sent["id"])) == {"accepted": 1}
    assert imports.work(service) == 1
    assert told(imports.read(service, sent["id"])) == {"accepted": 2}
    assert len(service.get("inspector", "/cases").json()["items"]) == 2


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_round_that_takes_too_long_is_gone_on_with_in_the_next(service: Service) -> None:
    sent = imports.send(service, imports.as_csv([row(1), row(2), row(3)])).json()

    assert [imports.work(service, batch=1, patience=0) for _ in range(3)] == [0, 0, 1]
    assert told(imports.read(service, sent["id"])) == {"accepted": 3}


def test_one_row_that_breaks_the_service_is_told_and_the_others_are_taken_in(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = declarations.declare_all

    def declare_all(uow: Any, sent: Any) -> Any:
        if any(one.declaration.victims[0].citizen_id.endswith("2") for one in sent):
            uow.session.execute(text("SELECT broken"))
        return real(uow, sent)

    monkeypatch.setattr(declarations, "declare_all", declare_all)

    found = imports.taken_in(service, imports.as_csv([row(1), row(2), row(3)]))

    assert told(found) == {"accepted": 2, "rejected": 1}
    (bad,) = rows(service, found, outcome="rejected")
    assert [one["code"] for one in bad["faults"]] == ["internal"]


def test_a_worker_that_is_killed_is_followed_by_another(service: Service, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    make_keys(keys)
    content = imports.csv_of(NUMBERS)
    sent = imports.send(service, content, login="admin", kind="workforce").json()

    known = settings_of(service.database, keys)
    kill_at(700, "INSERT INTO hp.workforce", known, "worker", "--once")
    half = imports.read(service, sent["id"], "admin")
    assert half["rows_read"] == 500

    service.clock.moment = datetime.now(UTC) + timedelta(minutes=6)
    imports.work(service, patience=600)

    whole = imports.read(service, sent["id"], "admin")
    assert (whole["state"], told(whole)) == ("done", {"accepted": MANY})
    assert count(service, WorkforceRow) == MANY


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_account_that_was_disabled_meanwhile_has_nothing_taken_in(service: Service) -> None:
    sent = imports.send(service, imports.as_csv([row(1)])).json()
    service.disable("employer")

    imports.work(service)

    with transaction(service.database, "hp", SEALER) as uow:
        found = uow.session.scalar(text("SELECT state FROM hp.import"))
    assert (found, sent["state"]) == ("failed", "queued")
    assert service.get("inspector", "/cases").json()["items"] == []


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_files_are_forgotten_after_thirty_days_and_their_report_stays(service: Service) -> None:
    found = imports.taken_in(service, imports.as_csv([row(1, sex="x")]))
    assert count(service, ImportChunkRow) == 1

    service.clock.advance(days=31)
    imports.work(service)

    assert count(service, ImportChunkRow) == 0
    assert told(imports.read(service, found["id"])) == {"rejected": 1}
    errors = service.get("employer", f"/imports/{found['id']}/errors.csv").text
    assert "Trần" not in errors
