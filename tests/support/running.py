"""The service as it runs for its users: a process of its own, with its log in a file."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import uvicorn

from osh_incidents.adapters.jws import new_key_pem
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.domain.authority import Permission
from tests.support import processes
from tests.support.world import AUTHORITIES, World

ISSUER = "https://osh.test"
_PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Running:
    """A process that answers at *port*."""

    port: int
    log_file: Path
    tokens: Tokens
    world: World
    metrics_port: int
    process: BaseProcess

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def headers(self, login: str) -> dict[str, str]:
        known = self.world[login]
        now = datetime.now(UTC)
        token = self.tokens.issue(
            known.account_id, known.client_id, known.authority, Permission, now
        )
        return {"Authorization": f"Bearer {token}", "If-Match": "*"}

    def client(self, login: str | None = None) -> httpx.Client:
        headers = self.headers(login) if login else {}
        address = f"http://127.0.0.1:{self.port}"
        return httpx.Client(base_url=address, headers=headers, timeout=20, trust_env=False)

    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def about(self, name: str) -> list[Any]:
        """Return the lines about the request *name*, the last of which follows its answer."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            whole = self.log().rpartition("\n")[0]
            found = [line for line in lines(whole) if line.get("request_id") == name]
            if found and found[-1]["event"] == "request":
                return found
            time.sleep(0.02)
        raise AssertionError(name)

    def kill(self) -> None:
        """End the process at once, as a power cut does."""
        self.process.kill()
        self.process.join(_PATIENCE)

    def raw(self, *parts: bytes) -> bytes:
        return sent(self.port, *parts)


def sent(port: int, *parts: bytes) -> bytes:
    """Return what is answered to *parts* sent as they are, until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as opened:
        for part in parts:
            opened.sendall(part)
        return b"".join(iter(lambda: opened.recv(65_536), b""))


@contextmanager
def served(app: Any) -> Iterator[int]:
    """Yield the port at which *app* is served from a thread."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        server = uvicorn.Server(uvicorn.Config(app, http="h11", log_config=None, lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [held]})
        thread.start()
        try:
            yield held.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def running(url: str, world: World, folder: Path, **settings: str) -> Iterator[Running]:
    """Yield the service over the database at *url* as long as the block lasts."""
    metrics_port = free_port()
    pem, log_file = new_key_pem(), folder / "service.log"
    (folder / "token.pem").write_text(pem, encoding="ascii")
    (folder / "field.key").write_text(bytes(range(32)).hex(), encoding="ascii")
    known = {
        "OSH_DATABASE_URL": url,
        "OSH_AUTHORITIES": ",".join(AUTHORITIES),
        "OSH_TOKEN_KEY_FILE": str(folder / "token.pem"),
        "OSH_FIELD_KEY_FILE": str(folder / "field.key"),
        "OSH_ISSUER": ISSUER,
        "OSH_METRICS_PORT": str(metrics_port),
        **settings,
    }
    process = processes.command(known, log_file, "serve", "--port", "0")
    try:
        tokens = Tokens(ISSUER, "osh-incidents", TokenKey.of(pem))
        port = _port(process, log_file)
        yield Running(port, log_file, tokens, world, metrics_port, process)
    finally:
        process.terminate()
        process.join(_PATIENCE)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        port: int = held.getsockname()[1]
        return port


def lines(log: str) -> list[Any]:
    """Return the lines of *log*; every one is a JSON object."""
    return [json.loads(line) for line in log.splitlines()]


def _port(process: BaseProcess, log_file: Path) -> int:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.is_alive():
        for line in log_file.read_text(encoding="utf-8").splitlines():
            if '"serving"' in line:
                port: int = json.loads(line)["port"]
                return port
        time.sleep(0.05)
    raise AssertionError(log_file.read_text(encoding="utf-8"))
