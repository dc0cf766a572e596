"""An answer 2xx means stored; anything else means nothing was."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from osh_incidents.persistence.unit_of_work import transaction
from tests.support import bodies, walks
from tests.support.service import Service
from tests.support.world import SEALER


def test_a_commit_that_fails_is_not_answered_as_a_success(service: Service) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    event.listen(Session, "before_commit", fail, once=True)
    answer = service.post("employer", "/declarations", bodies.accident())

    assert answer.status_code == 500
    assert "RuntimeError" not in answer.text
    assert service.get("inspector", "/cases").json()["items"] == []


def test_eight_equal_actions_at_once_leave_one_winner_and_one_entry(service: Service) -> None:
    case_id = service.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    path = f"/cases/{case_id}/registration/actions"

    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(lambda _: service.post("inspector", path, {"action": "register"}), range(8))
        )

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] + [409] * 7
    log = service.get("inspector", f"/cases/{case_id}/actions").json()["items"]
    assert [entry["action"] for entry in log] == ["declare", "register"]


def test_cases_registered_at_once_get_numbers_without_gap_or_repeat(service: Service) -> None:
    ids = [
        service.declare("employer", bodies.accident(bodies.victim(**bodies.another(number))))[
            "case"
        ]["id"]
        for number in range(12)
    ]

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(lambda case_id: walks.register(service, case_id)["number"], ids))

    assert sorted(numbers) == [f"HP-2026-{number:06}" for number in range(1, 13)]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "statement", ["UPDATE hp.action SET reason = 'x'", "DELETE FROM hp.action"]
)
def test_the_embedded_log_can_only_be_appended_to(service: Service, statement: str) -> None:
    service.declare("employer", bodies.accident())

    with (
        service.database.session("hp") as session,
        pytest.raises(DBAPIError, match="append-only"),
    ):
        session.execute(text(statement))


def test_personal_and_health_data_lies_sealed_in_the_database(service: Service) -> None:
    hurt = bodies.victim(citizen_id="031190123456", injury_codes=["0110"], treated_at="Viện Bí Mật")
    service.declare("employer", bodies.accident(hurt))

    with transaction(service.database, "hp", SEALER, readonly=True) as uow:
        stored = [
            bytes(value) if isinstance(value, memoryview) else value
            for table in ("victim", "declaration")
            for row in uow.session.execute(text(f"SELECT * FROM hp.{table}"))
            for value in row
        ]

    dump = b"\n".join(
        value if isinstance(value, bytes) else str(value).encode() for value in stored
    )
    for secret in ("031190123456", "0110", "Viện Bí Mật", "Số 1 đường Ví Dụ", "+842253123456"):
        assert secret.encode() not in dump


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_database_that_is_gone_is_told_as_unavailable_and_comes_back(service: Service) -> None:
    folder = Path(str(service.database.writer.url.database)).parent
    away = folder.with_name("away")
    service.database.dispose()
    folder.rename(away)

    gone = service.get("inspector", "/cases")
    ready, alive = service.client.get("/readyz"), service.client.get("/healthz")
    away.rename(folder)

    assert (gone.status_code, ready.status_code, alive.status_code) == (503, 503, 200)
    assert gone.headers["Retry-After"] == "2"
    assert service.get("inspector", "/cases").status_code == 200
    assert service.client.get("/readyz").status_code == 200


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
def test_a_server_that_cuts_every_connection_is_told_and_comes_back(service: Service) -> None:
    service.get("inspector", "/cases")
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    with service.database.session(None) as session:
        session.execute(text(f"{cut} AND datname = current_database()"))

    assert service.get("inspector", "/cases").status_code == 200
