"""The operator at a terminal: the real commands on the database of a test."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.cli import app
from osh_incidents.persistence.engine import Database
from tests.support.service import Service


@dataclass(frozen=True, slots=True)
class Operator:
    """Runs commands with settings of its own; keys are made at run time in *folder*."""

    database: Database
    folder: Path

    def __post_init__(self) -> None:
        make_keys(self.folder)
        self.run("audit", "new-key", str(self.folder / "audit.pem"))

    def run(self, *words: str, stdin: str | None = None, **changed: str) -> Result:
        """Run the command of *words*; *changed* are settings of this one run."""
        settings = {
            **settings_of(self.database, self.folder),
            "OSH_AUDIT_KEY_FILE": str(self.folder / "audit.pem"),
        }
        return CliRunner().invoke(app, words, input=stdin, env=settings | changed)


def commands_reach(
    service: Service, folder: Path, monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    """Let the commands work on the database of *service*."""
    make_keys(folder)
    for name, value in {**settings_of(service.database, folder), "OSH_ISSUER": issuer}.items():
        monkeypatch.setenv(name, value)


def make_keys(folder: Path) -> None:
    """Make the keys of the service in *folder*."""
    (folder / "token.pem").write_text(new_key_pem(), encoding="ascii")
    (folder / "field.key").write_text(bytes(range(32)).hex(), encoding="ascii")


def settings_of(database: Database, folder: Path) -> dict[str, str]:
    """Return the settings with which the commands find *database* and the keys in *folder*."""
    return {
        "OSH_DATABASE_URL": database.writer.url.render_as_string(hide_password=False),
        "OSH_AUTHORITIES": ",".join(database.authorities),
        "OSH_TOKEN_KEY_FILE": str(folder / "token.pem"),
        "OSH_FIELD_KEY_FILE": str(folder / "field.key"),
        "OSH_ISSUER": "https://osh.test",
    }
