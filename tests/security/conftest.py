"""The service as a process of its own, and behind an edge that a test chooses."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from osh_incidents.api.edge.options import Edge
from osh_incidents.persistence.engine import Database
from tests.conftest import Engine
from tests.support.running import Running, running
from tests.support.service import Service


@pytest.fixture
def behind(database: Database, engine: Engine) -> Callable[[Edge], Service]:
    """Make the application behind a given edge."""
    return lambda edge: Service(database, engine.logins, edge=edge)


@pytest.fixture
def process(engine: Engine, database: Database, tmp_path: Path) -> Iterator[Running]:
    """The command `serve` over a database of the test's own, measures included."""
    url = database.writer.url.render_as_string(hide_password=False)
    with running(url, engine.logins, tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def plain(sqlite_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The command `serve` for tests that store nothing."""
    folder = tmp_path_factory.mktemp(uuid4().hex)
    shutil.copytree(sqlite_engine.template, folder / "db")
    with running(f"sqlite:///{folder}/db/common.db", sqlite_engine.logins, folder) as found:
        yield found
