"""The environment in which the commands of the operator find a service."""

from pathlib import Path

import pytest

from osh_incidents.adapters.jws import new_key_pem
from tests.support.service import Service
from tests.support.world import AUTHORITIES


def commands_reach(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    """Let the commands work on the database of *service*."""
    (folder / "token.pem").write_text(new_key_pem(), encoding="ascii")
    (folder / "field.key").write_text(bytes(range(32)).hex(), encoding="ascii")
    for name, value in {
        "DATABASE_URL": service.database.writer.url.render_as_string(hide_password=False),
        "AUTHORITIES": ",".join(AUTHORITIES),
        "TOKEN_KEY_FILE": str(folder / "token.pem"),
        "FIELD_KEY_FILE": str(folder / "field.key"),
        "ISSUER": issuer,
    }.items():
        monkeypatch.setenv(f"OSH_{name}", value)
