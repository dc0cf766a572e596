"""A connection on which nothing was asked for a while."""

import socket
import time
from pathlib import Path

import pytest

from osh_incidents.persistence.engine import Database
from tests.conftest import Engine
from tests.support.running import running

KEPT_BY_CALLERS = 5
"""Seconds for which common HTTP clients keep a connection, by default."""

ASKED = b"GET /healthz HTTP/1.1\r\nHost: osh.test\r\n\r\n"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_it_is_kept_for_longer_than_callers_keep_theirs(
    database: Database, engine: Engine, tmp_path: Path
) -> None:
    """Closed from both sides at once, it would lose what the caller has just sent."""
    address = database.writer.url.render_as_string(hide_password=False)
    with (
        running(address, engine.logins, tmp_path) as service,
        socket.create_connection(("127.0.0.1", service.port), timeout=20) as opened,
    ):
        opened.sendall(ASKED)
        first = opened.recv(65_536)
        time.sleep(KEPT_BY_CALLERS + 1)
        opened.sendall(ASKED)
        assert (first[:15], opened.recv(65_536)[:15]) == (b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK")
