"""A service that really listens, and the command run against it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner, Result

from osh_incidents.api.app import Context, create_app
from osh_incidents.cli import app
from osh_incidents.domain.indicators.model import Count
from osh_incidents.domain.law.model import Mark
from osh_incidents.domain.vocabulary import Relation
from osh_incidents.national import published
from osh_incidents.persistence.engine import Database
from tests.conftest import Engine
from tests.support.world import BEGINNING, SEALER, TOKENS

National = Callable[..., Result]


@dataclass(frozen=True)
class Listening:
    url: str
    accounts: Path


@pytest.fixture
def listening(database: Database, engine: Engine, tmp_path: Path) -> Iterator[Listening]:
    """The service over a database of its own, on a port that the system chose."""
    made = create_app(Context(database, SEALER, TOKENS, lambda: BEGINNING))
    server = uvicorn.Server(uvicorn.Config(made, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    login = engine.logins["national-inspector"]
    accounts = tmp_path / "national.json"
    account = {"client_id": login.client_id, "client_secret": login.client_secret}
    accounts.write_text(json.dumps([{"role": "employer"}, {"role": "inspector", **account}]))
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Listening(f"http://127.0.0.1:{port}", accounts)
    server.should_exit = True
    thread.join()


@pytest.fixture
def national(listening: Listening) -> National:
    def run(*options: str) -> Result:
        address = ["--url", listening.url, "--accounts", str(listening.accounts)]
        return CliRunner().invoke(app, ["national", *address, *options])

    return run


@pytest.fixture
def a_small_country(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish two years of a dozen accidents, to try what happens around the sending."""
    rows = {2021: (14, 17, 4, 3, 1, 6, 4, 2, 5, 4, 1), 2022: (12, 13, 3, 2, 1, 3, 2, 1, 4, 3, 1)}
    figures = tuple(
        published.Published(year, count, relation, value, Mark.VERIFIED, published.NOTICE)
        for year, row in rows.items()
        for (count, relation), value in zip(published.COMPARED, row, strict=True)
    )
    assert (figures[0].count, figures[3].relation) == (Count.ACCIDENTS, Relation.CONTRACT)
    monkeypatch.setattr(published, "FIGURES", figures)
