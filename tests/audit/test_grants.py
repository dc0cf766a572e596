"""The role of the service in PostgreSQL: it can do its work, and cannot rewrite."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from osh_incidents.persistence import grants
from osh_incidents.persistence.base import CommonBase
from osh_incidents.persistence.engine import Database, open_database
from osh_incidents.persistence.tables.written_once import WRITTEN_ONCE
from tests.conftest import Engine
from tests.support import bodies, releases, walks
from tests.support.service import Service

pytestmark = pytest.mark.parametrize("engine", ["postgres"], indirect=True)


@pytest.fixture
def role(database: Database) -> Iterator[str]:
    """A role that may connect and has been granted what the service needs."""
    name = f"service_{uuid4().hex}"
    with database.writer.begin() as owner:
        owner.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD 'made-up'"))
    grants.grant(database, name)
    yield name
    with database.writer.begin() as owner:
        owner.execute(text(f"DROP OWNED BY {name}"))
        owner.execute(text(f"DROP ROLE {name}"))


@pytest.fixture
def bound(database: Database, engine: Engine, role: str) -> Iterator[Service]:
    """The application, connected as the role."""
    url = database.writer.url.set(username=role, password="made-up")
    opened = open_database(url.render_as_string(hide_password=False), database.authorities)
    yield Service(opened, engine.logins)
    opened.dispose()


def test_the_service_does_its_work_as_that_role(bound: Service) -> None:
    case_id = bound.declare("employer", bodies.accident(bodies.dead()))["case"]["id"]
    walks.register(bound, case_id)
    walks.investigate(bound, case_id)
    walks.handle(bound, case_id)

    assert releases.published(bound)


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_database_refuses_to_rewrite(bound: Service, verb: str) -> None:
    for table in WRITTEN_ONCE:
        assert "permission denied" in refusal(bound.database, verb, table)


@pytest.mark.parametrize("verb", ["UPDATE", "DELETE", "TRUNCATE"])
def test_even_the_owner_is_refused_by_the_tables_themselves(database: Database, verb: str) -> None:
    for table in WRITTEN_ONCE:
        assert "written once" in refusal(database, verb, table)


def refusal(database: Database, verb: str, table: str) -> str:
    """Return what the database says to *verb* on *table*."""
    column = {"daily_root": "day", "release_fact": "counted"}.get(table, "id")
    schema = "common" if f"common.{table}" in CommonBase.metadata.tables else "hp"
    statement = {
        "UPDATE": f"UPDATE {schema}.{table} SET {column} = {column}",
        "DELETE": f"DELETE FROM {schema}.{table}",
        "TRUNCATE": f"TRUNCATE {schema}.{table} CASCADE",
    }[verb]
    with database.writer.connect() as connection, pytest.raises(DBAPIError) as refused:
        connection.execute(text(statement))
    return str(refused.value)


def test_no_case_can_be_deleted_by_that_role(bound: Service) -> None:
    with (
        bound.database.writer.connect() as connection,
        pytest.raises(DBAPIError, match="permission denied"),
    ):
        connection.execute(text('DELETE FROM hp."case"'))


def test_a_superuser_is_no_role_for_the_service(database: Database) -> None:
    with database.writer.connect() as owner:
        name = owner.execute(text("SELECT current_user")).scalar_one()

    with pytest.raises(grants.CannotBind, match="superuser"):
        grants.grant(database, name)


def test_who_owns_the_tables_is_no_role_for_the_service(database: Database, role: str) -> None:
    with database.writer.begin() as owner:
        owner.execute(text(f"ALTER TABLE hp.action OWNER TO {role}"))

    with pytest.raises(grants.CannotBind, match="owns"):
        grants.grant(database, role)
    with database.writer.begin() as owner:
        owner.execute(text("ALTER TABLE hp.action OWNER TO CURRENT_USER"))
