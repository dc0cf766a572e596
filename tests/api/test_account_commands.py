"""What the operator does to accounts on the machine itself."""

import json
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner, Result

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.cli import app
from osh_incidents.domain.authority import Role
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.api.test_tokens import form
from tests.support.clients import Signer, ask, claims
from tests.support.service import Service
from tests.support.world import SEALER


@pytest.fixture
def settings(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a command over the database of *service*."""
    (tmp_path / "field.key").write_text(bytes(range(32)).hex(), encoding="ascii")
    url = service.database.writer.url.render_as_string(hide_password=False)
    for name, value in {
        "DATABASE_URL": url,
        "AUTHORITIES": "hp,vn",
        "TOKEN_KEY_PEM": new_key_pem(),
        "FIELD_KEY_FILE": str(tmp_path / "field.key"),
        "ISSUER": "https://osh.test",
    }.items():
        monkeypatch.setenv(f"OSH_{name}", value)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["account", *arguments])


@pytest.mark.usefixtures("settings")
def test_a_second_bootstrap_is_refused() -> None:
    assert run("bootstrap", "first-admin", "--name", "Vận hành").exit_code == 2


@pytest.mark.usefixtures("settings")
def test_the_first_administrator_is_created_where_there_is_none(service: Service) -> None:
    with transaction(service.database, None, SEALER) as uow:
        uow.session.execute(update(AccountRow).values(role=Role.AGENCY))

    shown = json.loads(run("bootstrap", "first-admin", "--name", "Vận hành").stdout)

    answer = service.client.post("/oauth/token", data=form(service) | shown)
    assert "accounts:manage" in answer.json()["scope"].split()


@pytest.mark.usefixtures("settings")
def test_disabling_and_enabling_hold_from_the_next_request(service: Service) -> None:
    assert run("disable", "inspector").exit_code == 0
    assert service.get("inspector", "/cases").status_code == 401
    assert run("enable", "inspector").exit_code == 0
    assert service.get("inspector", "/cases").status_code == 200
    assert run("disable", "nobody").exit_code == 2


@pytest.mark.usefixtures("settings")
def test_a_rotated_secret_works(service: Service) -> None:
    shown = json.loads(run("rotate-secret", "inspector", "--overlap", "0").stdout)

    answer = service.client.post("/oauth/token", data=form(service) | shown)

    assert answer.status_code == 200


@pytest.mark.usefixtures("settings")
def test_a_key_from_a_file_signs_for_its_account(service: Service, tmp_path: Path) -> None:
    signer, path = Signer(), tmp_path / "key.json"
    path.write_text(json.dumps(signer.jwk), encoding="utf-8")

    assert run("keys", "add", "health", str(path)).stdout == "mine\n"

    assert ask(service, signer.sign(claims(service, "health"))).status_code == 200
    assert run("keys", "add", "health", str(path)).exit_code == 2


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("name", ["OSH_TOKEN_KEY_FILE", "OSH_TOKEN_KEY_DIRECTORY"])
def test_keys_from_two_places_or_none_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setenv(name, str(tmp_path))
    assert "exactly one of" in str(run("disable", "inspector").exception)
    monkeypatch.delenv(name)
    monkeypatch.delenv("OSH_TOKEN_KEY_PEM")
    assert "exactly one of" in str(run("disable", "inspector").exception)
