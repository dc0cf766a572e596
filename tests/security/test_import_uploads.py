"""Uploads: of any length without being held, and forgotten where they do not come whole."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from osh_incidents.api.edge.options import Edge
from osh_incidents.persistence.tables.imports import ImportChunkRow, ImportRow
from osh_incidents.persistence.unit_of_work import transaction
from tests.support import imports
from tests.support.running import running, sent, served
from tests.support.service import Service
from tests.support.world import SEALER

MEBIBYTE = 1_048_576


def kept(service: Service) -> tuple[list[str], int]:
    """Return the states of all imports, and how many parts of files there are."""
    with transaction(service.database, "hp", SEALER) as uow:
        states = [row.state.value for row in uow.session.scalars(select(ImportRow))]
        parts = uow.session.scalar(select(func.count()).select_from(ImportChunkRow)) or 0
        return states, parts


def head(service: Service, length: int | None = None) -> bytes:
    size = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    told = service.headers("employer")["Authorization"]
    return (
        "POST /api/v1/imports?kind=declarations HTTP/1.1\r\nHost: osh.test\r\n"
        f"Authorization: {told}\r\nContent-Type: text/csv\r\n{size}\r\n\r\n"
    ).encode()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_file_above_the_limit_is_refused_and_forgotten(service: Service) -> None:
    limited = Service(service.database, service.world, edge=Edge(largest_import=3 * MEBIBYTE))

    def parts() -> Iterator[bytes]:
        for _ in range(10):
            yield b" " * MEBIBYTE

    headers = limited.headers("employer") | {"Content-Type": "text/csv"}
    answer = limited.client.post(
        "/api/v1/imports", params={"kind": "declarations"}, content=parts(), headers=headers
    )

    assert (answer.status_code, kept(service)) == (413, (["cancelled"], 0))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_upload_that_pauses_is_refused_and_forgotten(service: Service) -> None:
    limited = Service(service.database, service.world, edge=Edge(body_seconds=0.3))

    with served(limited.client.app) as port:
        answer = sent(port, head(service, 100), b"x")

    assert answer.startswith(b"HTTP/1.1 408")
    assert kept(service) == (["cancelled"], 0)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_upload_may_take_longer_than_any_answer(service: Service) -> None:
    edge = Edge(body_seconds=2, answer_seconds=0.2)
    limited = Service(service.database, service.world, edge=edge)

    with (
        served(limited.client.app) as port,
        socket.create_connection(("127.0.0.1", port), timeout=20) as opened,
    ):
        opened.sendall(head(service, 3))
        for _ in range(3):
            time.sleep(0.2)
            opened.sendall(b"x")
        assert opened.recv(65_536).startswith(b"HTTP/1.1 201")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_upload_whose_sender_leaves_is_forgotten(service: Service) -> None:
    with served(service.client.app) as port:
        with socket.create_connection(("127.0.0.1", port)) as opened:
            opened.sendall(head(service, 3 * MEBIBYTE) + b"x" * (MEBIBYTE + 1))
            until = time.monotonic() + 10
            while not kept(service)[1] and time.monotonic() < until:
                time.sleep(0.02)
        while kept(service)[0] != ["cancelled"] and time.monotonic() < until:
            time.sleep(0.02)

    assert kept(service) == (["cancelled"], 0)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "media_type",
    [
        "",
        "application/json",
        "multipart/form-data; boundary=x",
        "text/csv; charset=tcvn-5712",
        "application/x-ndjson; charset=utf-16",
    ],
)
def test_a_file_of_another_type_or_charset_is_refused_before_it_is_read(
    service: Service, media_type: str
) -> None:
    answer = imports.send(service, b"x", media_type)

    assert (answer.status_code, kept(service)) == (415, ([], 0))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nobody_unknown_has_a_byte_read(service: Service) -> None:
    answer = service.client.post("/api/v1/imports?kind=declarations", content=b"x")

    assert (answer.status_code, kept(service)) == (401, ([], 0))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_hundred_megabytes_do_not_raise_the_memory_of_the_server(
    service: Service, tmp_path: Path
) -> None:
    url = service.database.writer.url.render_as_string(hide_password=False)

    def parts(many: int) -> Iterator[bytes]:
        for _ in range(many):
            yield b"x" * (MEBIBYTE // 4)

    with running(url, service.world, tmp_path) as process, process.client("employer") as client:
        path = "/api/v1/imports?kind=declarations"
        headers = {"Content-Type": "text/csv"}
        assert client.post(path, content=parts(20), headers=headers).status_code == 201
        before = most_memory(process.pid)
        assert client.post(path, content=parts(400), headers=headers).status_code == 201
        grown = most_memory(process.pid) - before

    assert grown < 16 * MEBIBYTE


def most_memory(pid: int) -> int:
    """Return the most memory, in bytes, that the process ever had."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    (line,) = [one for one in told.splitlines() if one.startswith("VmHWM")]
    return int(line.split()[1]) * 1_024
