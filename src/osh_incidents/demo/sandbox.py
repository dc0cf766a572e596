"""`osh-incidents sandbox`: a service for integrators to try, the same each time it begins."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from threading import Lock
from typing import Annotated
from uuid import UUID

import typer
import uvicorn

from osh_incidents import migrating, serving
from osh_incidents.adapters.secrets import known_secrets
from osh_incidents.demo.city import BEGINNING
from osh_incidents.demo.directory import Directory
from osh_incidents.demo.running import HOST, progress, refuse, take_port
from osh_incidents.demo.sandbox_app import sandbox_app
from osh_incidents.demo.sandbox_copies import Copies
from osh_incidents.demo.seeding import SEED, Plan, seed
from osh_incidents.domain.authority import Role
from osh_incidents.domain.days import start_of
from osh_incidents.persistence.base import ids_from
from osh_incidents.services.webhook_sending import Office
from osh_incidents.services.worker import Part

KIND = "sandbox-"
MARK = "SANDBOX "
PREFIX = "SANDBOX"
UNTIL = start_of(date(2026, 1, 1))
"""The history ends here, on whatever day it is made; what integrators send comes after it."""

_ROUND = 1.0
"""Seconds between the rounds of the worker: who tries something waits for it."""

_SIZE = 0.06
_SEED_FILE = "seed.json"


def sandbox(
    port: Annotated[int, typer.Option(help="port to listen on")] = 8000,
    directory: Annotated[Path, typer.Option(help="where it is kept")] = Path(".sandbox"),
    chosen: Annotated[
        int, typer.Option("--seed", help="accounts, secrets and ids follow from it")
    ] = SEED,
    *,
    reset: Annotated[bool, typer.Option("--reset", help="make everything anew")] = False,
) -> None:
    """Serve a small invented city on this machine alone, for integrators to try their code on."""
    kept = Directory(directory, KIND)
    if kept.is_foreign:
        refuse(
            f"{directory} không phải thư mục của sandbox; hãy chọn thư mục khác. / "
            f"{directory} was not made by the sandbox; choose another directory."
        )
    if kept.is_complete and not reset and _seed_of(kept) != chosen:
        refuse(
            f"{directory} được tạo từ số khác; thêm --reset để tạo lại. / "
            f"{directory} was made from another seed; add --reset to make it anew."
        )
    held, address = take_port(port), f"http://{HOST}:{port}"
    if reset or not kept.is_complete:
        make(kept, address, chosen)
    context = serving.context_from(kept.settings(address))
    migrating.upgrade(context.database, sealer=context.sealer)
    copies = Copies(kept.path / "begun-from", kept.databases)
    office = serving.office_from(kept.settings(address), context)
    parts = {name: _held(part, copies.lock) for name, part in serving.parts_from(context).items()}
    config = uvicorn.Config(
        sandbox_app(context, copies), access_log=False, log_level="warning", server_header=False
    )
    typer.echo(welcome(kept, address))
    with serving.working(office, parts, _ROUND), suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[held])


def _held(part: Part, lock: Lock) -> Part:
    """Let *part* do nothing while everything is put back."""

    def do(office: Office, authority: str) -> str | None:
        with lock:
            return part(office, authority)

    return do


def make(kept: Directory, address: str, chosen: int, size: float = _SIZE) -> None:
    """Make the city in the directory from a seed, and keep a copy of how it began."""
    kept.begin()
    (kept.path / _SEED_FILE).write_text(json.dumps(chosen), encoding="ascii")
    context = serving.context_from(kept.settings(address))
    with progress(UNTIL) as tell, ids_from(_Ids(chosen)), known_secrets(_random(chosen, "secrets")):
        plan = Plan(UNTIL, chosen, size, MARK, PREFIX)
        made = seed(context.database, context.sealer, plan, tell)
    context.database.dispose()
    Copies(kept.path / "begun-from", kept.databases).keep()
    kept.finish(made.city, made.country)


def welcome(kept: Directory, address: str) -> str:
    """Return what is printed before it is served."""
    employer = kept.login(Role.EMPLOYER)
    token = (
        f"curl -sS {address}/oauth/token -d grant_type=client_credentials "
        f"-d client_id={employer.client_id} -d client_secret={employer.client_secret}"
    )
    return "\n".join(
        (
            f"SANDBOX: {address}   OpenAPI: {address}/api/v1/openapi.json",
            f"Tài khoản / accounts: {kept.accounts}",
            f"Mã truy cập của doanh nghiệp / a token of the employer:\n{token}",
            f"Trở về ban đầu / put everything back: POST {address}/api/v1/sandbox/reset",
            "Dừng bằng Ctrl+C / stop with Ctrl+C",
        )
    )


class _Ids:
    """UUIDv7 that follow from a seed, one millisecond after the other."""

    def __init__(self, chosen: int) -> None:
        self._chance, self._at = _random(chosen, "ids"), int(BEGINNING.timestamp() * 1_000)

    def __call__(self) -> UUID:
        self._at += 1
        head = self._at << 80 | 7 << 76 | self._chance.getrandbits(12) << 64
        return UUID(int=head | 2 << 62 | self._chance.getrandbits(62))


def _random(chosen: int, name: str) -> Random:
    return Random(f"sandbox/{chosen}/{name}")  # noqa: S311 - it must be the same every time


def _seed_of(kept: Directory) -> int:
    known: int = json.loads((kept.path / _SEED_FILE).read_text(encoding="ascii"))
    return known
