"""`osh-incidents import`, over HTTP against the service."""

from pathlib import Path
from threading import Event, Thread

import pytest
from typer.testing import CliRunner, Result

from osh_incidents.api.edge.options import Edge
from osh_incidents.cli import app
from tests.support import imports
from tests.support.imports import row
from tests.support.running import served
from tests.support.service import Service

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def run(service: Service, file: Path, content: bytes, *words: str, secret: str = "") -> Result:
    file.write_bytes(content)
    ended = Event()

    def work() -> None:
        while not ended.wait(0.05):
            imports.work(service)

    worker = Thread(target=work)
    worker.start()
    plain = Service(service.database, service.world, service.clock, Edge(secure=False))
    try:
        with served(plain.client.app) as port:
            return CliRunner().invoke(
                app,
                [
                    *("import", str(file), "--kind", "declarations", "--client-id", "employer"),
                    *("--url", f"http://127.0.0.1:{port}", *words),
                ],
                env={"IMPORT_CLIENT_SECRET": secret or service.world["employer"].client_secret},
            )
    finally:
        ended.set()
        worker.join()


def test_a_good_file_ends_with_0_and_its_counts(service: Service, tmp_path: Path) -> None:
    result = run(service, tmp_path / "x.csv", imports.as_csv([row(1), row(2)]))

    assert (result.exit_code, "accepted: 2" in result.output) == (0, True), result.output


def test_rejected_rows_end_with_1_and_are_kept_beside_the_file(
    service: Service, tmp_path: Path
) -> None:
    result = run(service, tmp_path / "x.csv", imports.as_csv([row(1), row(2, sex="x")]))

    assert (result.exit_code, "rejected: 1" in result.output) == (1, True), result.output
    assert "Giới tính" in (tmp_path / "x-errors.csv").read_text(encoding="utf-8")


def test_a_wrong_secret_ends_with_1(service: Service, tmp_path: Path) -> None:
    result = run(service, tmp_path / "x.csv", b"x", secret="wrong")

    assert result.exit_code == 1


def test_a_file_of_an_unknown_ending_is_not_sent(service: Service, tmp_path: Path) -> None:
    result = run(service, tmp_path / "x.pdf", b"x")

    assert (result.exit_code, ".xlsx" in result.output) == (1, True)
