"""A connection on which nothing was asked for a while."""

import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from osh_incidents.persistence.engine import Database
from tests.conftest import Engine
from tests.support.running import running

KEPT_BY_CALLERS = 5
"""Seconds for which common HTTP clients keep a connection, by default."""


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_it_is_kept_for_longer_than_callers_keep_theirs(
    database: Database, engine: Engine, tmp_path: Path
) -> None:
    """Closed from both sides at once, it would lose what the caller has just sent."""
    address = database.writer.url.render_as_string(hide_password=False)
    with (
        running(address, engine.logins, tmp_path) as service,
        closing(HTTPConnection("127.0.0.1", service.port, timeout=20)) as caller,
    ):
        before = _asked(caller)
        kept = caller.sock
        time.sleep(KEPT_BY_CALLERS + 1)
        assert (before, _asked(caller)) == (200, 200)
        assert caller.sock is kept is not None


def _asked(caller: HTTPConnection) -> int:
    caller.request("GET", "/healthz")
    with caller.getresponse() as answer:
        answer.read()
        return answer.status
