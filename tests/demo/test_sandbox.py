"""`osh-incidents sandbox`: the same each time, marked everywhere, and put back on request."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient
from typer.testing import CliRunner

from osh_incidents import serving
from osh_incidents.api.app import Context
from osh_incidents.cli import app as command
from osh_incidents.demo import sandbox
from osh_incidents.demo.directory import Directory
from osh_incidents.demo.sandbox_app import sandbox_app
from osh_incidents.demo.sandbox_copies import Copies
from osh_incidents.demo.welcome import declaration
from osh_incidents.domain.authority import Role
from osh_incidents.persistence.tables.cases import CaseRow
from osh_incidents.persistence.tables.common import AccountRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.support.deriving import openapi
from tests.support.running import free_port
from tests.support.service import Service

pytestmark = pytest.mark.xdist_group("sandbox")
ADDRESS, SEED = "http://127.0.0.1:8000", 7


@dataclass(frozen=True, slots=True)
class Sandbox:
    kept: Directory
    context: Context
    client: TestClient

    def headers(self, role: Role) -> dict[str, str]:
        login = self.kept.login(role)
        form = {"client_id": login.client_id, "client_secret": login.client_secret}
        data = {"grant_type": "client_credentials", **form}
        token = self.client.post("/oauth/token", data=data).json()["access_token"]
        return {"Authorization": f"Bearer {token}"}

    def declare(self) -> str:
        body = declaration(self.context.clock())
        headers = self.headers(Role.EMPLOYER)
        answer = self.client.post("/api/v1/declarations", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        case_id: str = answer.json()["case"]["id"]
        return case_id


def made(folder: Path) -> Directory:
    kept = Directory(folder, sandbox.KIND)
    sandbox.make(kept, ADDRESS, SEED, size=0.03)
    return kept


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    kept = made(tmp_path_factory.mktemp("sandbox") / "there")
    context = serving.context_from(kept.settings(ADDRESS))
    copies = Copies(kept.path / "begun-from", kept.databases)
    yield Sandbox(kept, context, TestClient(sandbox_app(context, copies)))
    context.database.dispose()


def ids(context: Context) -> tuple[list[Any], list[Any]]:
    with transaction(context.database, "hp", context.sealer, readonly=True) as uow:
        accounts = uow.session.scalars(select(AccountRow.id).order_by(AccountRow.id)).all()
        cases = uow.session.scalars(select(CaseRow.id).order_by(CaseRow.id)).all()
        return list(accounts), list(cases)


def test_the_same_seed_makes_the_same_accounts_secrets_and_ids(
    there: Sandbox, tmp_path: Path
) -> None:
    again = made(tmp_path / "again")
    context = serving.context_from(again.settings(ADDRESS))
    there.client.post("/api/v1/sandbox/reset", headers=there.headers(Role.EMPLOYER))

    assert again.accounts.read_text() == there.kept.accounts.read_text()
    assert ids(context) == ids(there.context)
    context.database.dispose()


@pytest.mark.parametrize(
    ("path", "status"), [("/healthz", 200), ("/api/v1/cases", 401), ("/none", 404)]
)
def test_every_answer_says_that_it_is_the_sandbox(there: Sandbox, path: str, status: int) -> None:
    answer = there.client.get(path)

    assert (answer.status_code, answer.headers["OSH-Environment"]) == (status, "sandbox")


def test_the_contract_says_that_it_is_the_sandbox(there: Sandbox) -> None:
    assert "SANDBOX" in there.client.get("/api/v1/openapi.json").json()["info"]["title"]


def test_the_numbers_of_its_cases_say_so_too(there: Sandbox) -> None:
    cases = there.client.get("/api/v1/cases", headers=there.headers(Role.INSPECTOR)).json()["items"]

    assert {one["number"].split("-")[0] for one in cases if one["number"]} == {"SANDBOX"}


def test_everything_is_put_back_on_request(there: Sandbox) -> None:
    case_id, headers = there.declare(), there.headers(Role.EMPLOYER)

    answer = there.client.post("/api/v1/sandbox/reset", headers=headers)

    assert answer.status_code == 204
    assert there.client.get(f"/api/v1/cases/{case_id}", headers=headers).status_code == 404


def test_it_goes_on_after_it_was_put_back(there: Sandbox) -> None:
    there.client.post("/api/v1/sandbox/reset", headers=there.headers(Role.EMPLOYER))

    assert there.declare()


def test_nobody_without_a_token_puts_it_back(there: Sandbox) -> None:
    assert there.client.post("/api/v1/sandbox/reset").status_code == 401


def test_the_real_service_cannot_be_put_back(service: Service) -> None:
    paths: Any = openapi()["paths"]
    answer = service.client.post("/api/v1/sandbox/reset", headers=service.headers("admin"))

    assert answer.status_code == 404
    assert [path for path in paths if "sandbox" in path] == []


def test_the_real_service_is_not_marked(service: Service) -> None:
    assert "OSH-Environment" not in service.client.get("/healthz").headers


def refusal(folder: Path, *more: str) -> str:
    arguments = ["sandbox", "--port", str(free_port()), "--directory", str(folder), *more]
    run = CliRunner().invoke(command, arguments)
    assert run.exit_code == 1, run.output
    return run.output


def test_it_never_runs_on_what_it_has_not_made(tmp_path: Path) -> None:
    (tmp_path / "common.db").touch()

    assert "was not made by the sandbox" in refusal(tmp_path)
    assert "was not made by the sandbox" in refusal(tmp_path, "--reset")
    assert (tmp_path / "common.db").exists()


def test_it_never_runs_on_a_demonstration(tmp_path: Path) -> None:
    Directory(tmp_path / "demo").begin()

    assert "was not made by the sandbox" in refusal(tmp_path / "demo")


def test_it_is_not_made_from_another_seed_unasked(there: Sandbox) -> None:
    assert "another seed" in refusal(there.kept.path, "--seed", "8")


def test_its_settings_come_from_its_directory_alone(
    there: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSH_DATABASE_URL", "postgresql+psycopg://real/data")

    assert str(there.kept.path) in there.kept.settings(ADDRESS).database_url


def test_its_files_are_for_their_owner_alone(there: Sandbox) -> None:
    assert there.kept.accounts.stat().st_mode & 0o077 == 0
    assert {one["role"] for one in json.loads(there.kept.accounts.read_text())} == set(Role)


def test_its_worker_does_nothing_while_everything_is_put_back() -> None:
    done: list[str] = []
    lock = Lock()
    part = sandbox._held(lambda _, authority: done.append(authority), lock)  # noqa: SLF001
    office: Any = None

    with lock:
        thread = Thread(target=part, args=(office, "hp"))
        thread.start()
        thread.join(0.2)
        assert not done
    thread.join(5)

    assert done == ["hp"]
