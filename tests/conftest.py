"""Databases for the tests: real ones, migrated once, cloned for every test."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from hypothesis import settings

from osh_incidents.persistence.engine import Database, open_database
from tests.support import world
from tests.support.databases import Clones, PostgresClones, SqliteClones
from tests.support.postgres import PostgresServer, postgres_server
from tests.support.service import Service

settings.register_profile("steady", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=300)
settings.load_profile("steady")
"""What passed once must pass again, so a landing never fails by chance; `make explore` searches
for what nobody has tried yet."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # What one process has begun no other can take over.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@dataclass(frozen=True, slots=True)
class Engine:
    """One kind of database with a filled template to clone."""

    name: str
    template: str
    logins: world.World
    clones: Clones
    server: PostgresServer | None = None


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("sqlite-template")
    database = open_database(f"sqlite:///{folder}/common.db", world.AUTHORITIES)
    logins = world.make(database)
    database.dispose()
    with closing(SqliteClones(folder, tmp_path_factory.mktemp("sqlite") / "db")) as clones:
        yield Engine("sqlite", str(folder), logins, clones)


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Engine]:
    with postgres_server() as server:
        server.create_database("template_world")
        database = open_database(server.url("template_world"), world.AUTHORITIES)
        logins = world.make(database)
        database.dispose()
        with closing(PostgresClones(server, "template_world")) as clones:
            yield Engine("postgres", "template_world", logins, clones, server)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each kind of database in turn."""
    chosen: Engine = request.getfixturevalue(f"{request.param}_engine")
    return chosen


@pytest.fixture
def database(engine: Engine) -> Iterator[Database]:
    """A database of its own for each test: what is committed is really committed."""
    with engine.clones.one() as opened:
        yield opened


@pytest.fixture
def service(database: Database, engine: Engine) -> Iterator[Service]:
    """The application over a database of its own."""
    made = Service(database, engine.logins)
    # Entered, it answers in one event loop; otherwise it makes a thread and a loop per request.
    with made.client:
        yield made
