import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

import psycopg
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from osh_incidents.api.app import Context, create_app
from osh_incidents.domain.errors import Unavailable
from osh_incidents.migrating import is_current
from osh_incidents.persistence.unit_of_work import transaction
from tests.support import bodies
from tests.support.service import Service
from tests.support.world import SEALER, TOKENS

on_postgres = pytest.mark.parametrize("engine", ["postgres"], indirect=True)


def declare(service: Service) -> int:
    status: int = service.post("employer", "/declarations", bodies.accident()).status_code
    return status


def administrator(service: Service) -> "psycopg.Connection[tuple[object, ...]]":
    url = service.database.writer.url.set(drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)


def test_a_lock_that_is_held_too_long_is_told_as_unavailable(service: Service) -> None:
    with service.database.session("hp") as session:
        if not service.database.is_sqlite:
            session.execute(text("LOCK TABLE hp.victim"))
        else:
            session.execute(text("SELECT 1"))
        begun = time.monotonic()
        answer = service.post("employer", "/declarations", bodies.accident())
        session.rollback()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert time.monotonic() - begun < 9
    assert declare(service) == 201


def test_a_database_of_another_release_is_not_ready(service: Service) -> None:
    made = partial(Context, service.database, SEALER, TOKENS)
    client = TestClient(create_app(made(is_current=partial(is_current, service.database))))
    before = client.get("/readyz").status_code
    with service.database.session("hp") as session:
        session.execute(text("UPDATE hp.alembic_version SET version_num = 'before'"))
        session.commit()

    assert (before, client.get("/readyz").status_code) == (200, 503)
    assert client.get("/healthz").status_code == 200


@on_postgres
def test_a_server_that_was_demoted_is_left(service: Service) -> None:
    with closing(administrator(service)) as admin:
        name = f'"{admin.info.dbname}"'
        admin.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())
        service.database.dispose()
        demoted = declare(service)
        admin.execute("SET default_transaction_read_only = off")
        admin.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only".encode())

    assert demoted == 503
    assert declare(service) == 201


@on_postgres
def test_a_commit_whose_standby_was_not_waited_for_is_not_a_success(
    service: Service,
) -> None:
    with closing(administrator(service)) as admin:
        if admin.execute("SHOW synchronous_commit").fetchone() != ("off",):
            pytest.skip("only on a server of our own")
        name = f'"{admin.info.dbname}"'
        admin.execute(f"ALTER DATABASE {name} SET synchronous_commit = on".encode())
        service.database.dispose()
        admin.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        admin.execute("SELECT pg_reload_conf()")
        try:
            with ThreadPoolExecutor(1) as pool:
                waiting = pool.submit(declare, service)
                cancel_the_wait(admin)
                status = waiting.result()
        finally:
            admin.execute("ALTER SYSTEM RESET synchronous_standby_names")
            admin.execute("SELECT pg_reload_conf()")

    assert status == 503


def cancel_the_wait(admin: "psycopg.Connection[tuple[object, ...]]") -> None:
    cancel = (
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity "
        "WHERE wait_event = 'SyncRep' AND datname = current_database()"
    )
    deadline = time.monotonic() + 10
    while not admin.execute(cancel).fetchall() and time.monotonic() < deadline:
        time.sleep(0.05)


@on_postgres
def test_a_transaction_that_was_idle_too_long_is_told_as_unavailable(service: Service) -> None:
    with pytest.raises(Unavailable):
        _idle(service)

    assert declare(service) == 201


def _idle(service: Service) -> None:
    with transaction(service.database, "hp", SEALER) as uow:
        uow.session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 50"))
        time.sleep(0.3)
        uow.session.execute(text("SELECT 1"))
