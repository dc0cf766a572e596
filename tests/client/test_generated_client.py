"""A client that a generator makes of the contract alone, against the service as it runs."""

import importlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from osh_incidents import migrating
from osh_incidents.api.request_examples import EXAMPLES
from tests.conftest import Engine
from tests.support.running import Running, running

PACKAGE = "osh_incidents_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The client, importable; a warning of the generator is a fault of the contract."""
    folder = tmp_path_factory.mktemp("client")
    command = [str(Path(sys.executable).parent / "openapi-python-client"), "generate"]
    source = ["--path", str(migrating.ROOT / "openapi/openapi.json"), "--meta", "none"]
    options = ["--config", str(migrating.ROOT / "tools/client.yaml"), "--fail-on-warning"]
    target = ["--output-path", str(folder / PACKAGE)]
    subprocess.run([*command, *source, *options, *target], check=True, capture_output=True)
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def service(
    generated: Path, sqlite_engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The service as it runs, and the client of it on the path."""
    assert generated.exists()
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(sqlite_engine.template, folder / "db")
    url = f"sqlite:///{folder}/db/common.db"
    with running(url, sqlite_engine.logins, folder) as made:
        yield made


def of(name: str) -> Any:
    return importlib.import_module(f"{PACKAGE}.{name}")


def operation(tag: str, name: str) -> Any:
    return of(f"api.{tag}.{name}").sync_detailed


def model(name: str, value: Any) -> Any:
    return getattr(of("models"), name).from_dict(value)


def token(service: Running, login: str) -> str:
    known = service.world[login]
    secret = {"client_id": known.client_id, "client_secret": known.client_secret}
    body = model("TokenRequestIn", {"grant_type": "client_credentials", **secret})
    with of("client").Client(f"http://127.0.0.1:{service.port}") as client:
        answer = operation("tokens", "issue_token")(client=client, body=body)
    return str(answer.parsed.access_token)


def call(service: Running, login: str, named: tuple[str, str], *path: Any, **said: Any) -> Any:
    """Return the answer to an operation, named by its group and itself, called as *login*."""
    address = f"http://127.0.0.1:{service.port}"
    with of("client").AuthenticatedClient(address, token(service, login)) as client:
        return operation(*named)(*path, client=client, **said)


def declare(service: Running, example: int = 0) -> Any:
    body = model("AccidentDeclarationIn", EXAMPLES["declare"][example].body)
    return call(service, "employer", ("declarations", "declare"), body=body)


def test_a_declaration_is_sent_and_its_case_is_read(service: Running) -> None:
    case_id = declare(service).parsed.case.id

    read = call(service, "inspector", ("cases", "get_case"), case_id).parsed

    assert (read.id, read.severity.value) == (case_id, "severe")


def test_an_action_is_taken(service: Running) -> None:
    case = declare(service).parsed.case
    body = model("ReturnIn", {"action": "return", "reason": "Thiếu số lao động."})
    said: Any = {"body": body, "if_match": f'"{case.version}"', "idempotency_key": "mot-lan"}

    acted = call(service, "inspector", ("actions", "act_on_registration"), case.id, **said)

    assert acted.parsed.tracks.registration.value == "returned"


def test_an_indicator_is_computed(service: Running) -> None:
    named = ("indicators", "get_indicator")
    name = "fatal-accident-frequency"

    assert call(service, "inspector", named, name, from_="2026").parsed.name == name


def test_a_refused_body_says_which_field(service: Running) -> None:
    answer = declare(service, 2)

    assert (answer.status_code, answer.parsed.code) == (422, "invalid-fields")
    assert "/accident/known_at" in {fault.pointer for fault in answer.parsed.errors}
