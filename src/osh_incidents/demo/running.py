"""`osh-incidents demo`: the example city, made once and served."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
import uvicorn
from rich.console import Console
from rich.progress import Progress

from osh_incidents import migrating, serving
from osh_incidents.api.app import create_app
from osh_incidents.api.edge.options import Edge
from osh_incidents.demo import city, welcome
from osh_incidents.demo.directory import Directory
from osh_incidents.demo.seeding import Plan, seed

HOST = "127.0.0.1"
_ROUND = 2.0
"""Seconds between the rounds of the worker."""


def demo(
    port: Annotated[int, typer.Option(help="port to listen on")] = 8000,
    directory: Annotated[Path, typer.Option(help="where keys and data are kept")] = Path(".demo"),
) -> None:
    """Make the sample city, if it is not there yet, and serve it on this machine alone."""
    held, kept = take_port(port), Directory(directory)
    if kept.is_foreign:
        refuse(
            f"{directory} không phải thư mục dùng thử; hãy chọn thư mục khác. / "
            f"{directory} holds something else; choose another directory."
        )
    address = f"http://{HOST}:{port}"
    if not kept.is_complete:
        _make(kept, address)
    settings = kept.settings(address)
    context = serving.context_from(settings)
    migrating.upgrade(context.database, sealer=context.sealer)
    typer.echo(welcome.text(kept, context, address))
    config = uvicorn.Config(
        create_app(context, Edge(secure=False, docs=True)),
        access_log=False,
        log_level="warning",
        server_header=False,
    )
    office = serving.office_from(settings, context)
    parts = serving.parts_from(context)
    with serving.working(office, parts, _ROUND), suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[held])


def take_port(port: int) -> socket.socket:
    """Take *port* at once, so that nothing is made in vain; it refuses calls until it is served."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((HOST, port))
    except (OSError, OverflowError):
        held.close()
        refuse(
            f"Không dùng được cổng {port}; hãy chọn cổng khác: --port. / "
            f"Port {port} is taken or not allowed; choose another one: --port."
        )
    return held


def _make(kept: Directory, address: str) -> None:
    kept.begin()
    context = serving.context_from(kept.settings(address))
    until = datetime.now(UTC)
    with progress(until) as tell:
        made = seed(context.database, context.sealer, Plan(until), tell)
    context.database.dispose()
    kept.finish(made.city, made.country)


@contextmanager
def progress(until: datetime) -> Iterator[Callable[[datetime], None]]:
    """Show how far the history of the city has come, on a terminal alone."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        whole = (until - city.BEGINNING).total_seconds()
        task = bar.add_task("Dữ liệu mẫu / example data", total=whole)

        def tell(moment: datetime) -> None:
            bar.update(task, completed=(moment - city.BEGINNING).total_seconds())

        yield tell


def refuse(message: str) -> NoReturn:
    """End the command and say why."""
    typer.echo(message, err=True)
    raise typer.Exit(1)
