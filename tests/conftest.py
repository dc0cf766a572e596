"""Databases for the tests: real ones, migrated once, cloned for every test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings

from osh_incidents.persistence.engine import Database, open_database
from tests.support import world
from tests.support.postgres import PostgresServer, postgres_server
from tests.support.service import Service

settings.register_profile("steady", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=300)
settings.load_profile("steady")
"""What passed once must pass again, so a landing never fails by chance; `make explore` searches
for what nobody has tried yet."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One kind of database with a filled template to clone."""

    name: str
    template: str
    logins: world.World
    server: PostgresServer | None = None


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("sqlite-template")
    database = open_database(f"sqlite:///{folder}/common.db", world.AUTHORITIES)
    logins = world.make(database)
    database.dispose()
    return Engine("sqlite", str(folder), logins)


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[Engine]:
    with postgres_server() as server:
        server.create_database("template_world")
        database = open_database(server.url("template_world"), world.AUTHORITIES)
        logins = world.make(database)
        database.dispose()
        yield Engine("postgres", "template_world", logins, server)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each kind of database in turn."""
    chosen: Engine = request.getfixturevalue(f"{request.param}_engine")
    return chosen


@pytest.fixture
def database(engine: Engine, tmp_path: Path) -> Iterator[Database]:
    """A database of its own for each test: what is committed is really committed."""
    if engine.server is None:
        shutil.copytree(engine.template, tmp_path / "db")
        opened = open_database(f"sqlite:///{tmp_path}/db/common.db", world.AUTHORITIES)
        yield opened
        opened.dispose()
        return
    name = f"test_{uuid4().hex}"
    engine.server.create_database(name, template=engine.template)
    opened = open_database(engine.server.url(name), world.AUTHORITIES)
    yield opened
    opened.dispose()
    engine.server.drop_database(name)


@pytest.fixture
def service(database: Database, engine: Engine) -> Service:
    """The application over a database of its own."""
    return Service(database, engine.logins)
