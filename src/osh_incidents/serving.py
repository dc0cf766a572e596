"""Putting an application together from the settings."""

import gc
import logging
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from threading import Event, Thread

import uvicorn
from fastapi import FastAPI

from osh_incidents import migrating
from osh_incidents.adapters import outbound_sender
from osh_incidents.adapters.field_keys import DirectorySealer, sealer_of_text
from osh_incidents.adapters.oidc import OutsideIssuers
from osh_incidents.adapters.token_keys import KeyDirectory, keys_of_text
from osh_incidents.adapters.tokens import TokenKey, Tokens
from osh_incidents.api.app import Context, present
from osh_incidents.api.edge import heads, observing
from osh_incidents.api.edge.metrics import Metrics
from osh_incidents.api.edge.options import Edge
from osh_incidents.api.edge.quotas import Quotas
from osh_incidents.api.import_rows import import_office
from osh_incidents.domain.sealing import Sealer
from osh_incidents.persistence.engine import open_database
from osh_incidents.services import import_running
from osh_incidents.services.webhook_sending import Office
from osh_incidents.services.worker import PARTS, Part, rounds
from osh_incidents.settings import Settings

_BACKLOG = 2_048
_KEEP_ALIVE = 65
"""Seconds: longer than clients and proxies keep a connection on which nothing is asked.

What is sent on one that is being closed from here is lost, and the caller cannot know whether it
was done.
"""

_GRACE = 35
"""Seconds: longer than any answer may take."""

_COLLECTED_AFTER = (50_000, 20, 50)
_log = logging.getLogger(__name__)


def context_from(settings: Settings) -> Context:
    """Return what the application is made with.

    Raises:
        OSError, ValueError, TypeError: a key is missing or not of its kind.
        NoFieldKeys: there is none of sealed columns.
    """
    sealer = _sealer(settings)
    database = open_database(settings.database_url, settings.authorities)
    return Context(
        database=database,
        sealer=sealer,
        tokens=Tokens(settings.issuer, settings.audience, _token_keys(settings)),
        outside=_outside_issuers(settings),
        is_current=partial(migrating.is_current, database),
    )


class NoFieldKeys(SystemExit):
    """Without the keys of sealed columns nothing could be read, so nothing is started."""

    def __init__(self, why: str) -> None:
        """End the process and tell *why*."""
        super().__init__(
            f"Chưa có khóa của các cột mã hóa / no keys of sealed columns: {why}. Set exactly one "
            "of OSH_FIELD_KEY_DIRECTORY, OSH_FIELD_KEY_FILE and OSH_FIELD_KEYS."
        )


@contextmanager
def opened(settings: Settings) -> Iterator[Context]:
    """Yield what the service works with, and close the database at the end."""
    context = context_from(settings)
    try:
        yield context
    finally:
        context.database.dispose()


def office_from(settings: Settings, context: Context) -> Office:
    """Return with what other systems are sent to."""
    inside = settings.notices_to_private_networks
    return Office(
        context.database,
        context.sealer,
        partial(outbound_sender.post, inside=inside),
        context.clock,
        settings.issuer.rstrip("/"),
    )


def parts_from(context: Context) -> Mapping[str, Part]:
    """Return what a worker does in each round: what the services do, and taking in files.

    Rows of files are read as the bodies of single posts are, which is known above the services.
    """
    imports = import_office(context.database, context.sealer, context.clock)

    def take_in(_: Office, authority: str) -> str | None:
        ended = import_running.run_due(imports, authority)
        return f"{ended} files taken in" if ended else None

    return {**PARTS, "imports": take_in}


@contextmanager
def working(office: Office, parts: Mapping[str, Part], every: float) -> Iterator[None]:
    """Do the rounds of a worker in a thread as long as the block lasts."""
    stopped = Event()

    def work() -> None:
        while not stopped.wait(every):
            for told in rounds(office, office.database.authorities, parts):
                _log.info("worker", extra={"told": told})

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def edge_from(settings: Settings, context: Context) -> Edge:
    """Return the edge of the application over *context*, and listen for who asks for measures."""
    observers = [observing.tell]
    if settings.metrics_port is not None:
        metrics = Metrics(context.database)
        metrics.listen(settings.metrics_host, settings.metrics_port)
        observers.append(metrics.observe)
    return Edge(
        secure=settings.issuer.startswith("https://"),
        docs=settings.docs,
        largest_import=settings.largest_import,
        quotas=Quotas.of(
            settings.rate_storage,
            account=settings.rate_account,
            address=settings.rate_address,
            token=settings.rate_token,
        ),
        observers=tuple(observers),
    )


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens at *host* and *port*.

    Raises:
        OSError: the address is taken or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    held = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    # The loop does this for sockets that name their protocol; a connection taken from this one
    # names none. An answer in two parts would wait 40 ms for the other side to confirm the first.
    held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return held


def run(app: FastAPI, settings: Settings, held: socket.socket) -> None:
    """Serve *app* on the socket *held* until the process is told to end."""
    config = uvicorn.Config(
        app,
        http="h11",
        h11_max_incomplete_event_size=heads.LARGEST,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=settings.proxies,
        log_config=None,
        access_log=False,
        server_header=False,
    )
    host, port = held.getsockname()[:2]
    settle()
    _log.info("serving", extra={"host": host, "port": port})
    try:
        uvicorn.Server(config).run(sockets=[held])
    finally:
        _log.info("stopped", extra={"host": host, "port": port})


def settle() -> None:
    """Have the collector of garbage look at what the work makes, and no more at all that is there.

    A large answer, or file, would else be interrupted by looking through the whole program for
    nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)


def _outside_issuers(settings: Settings) -> OutsideIssuers:
    if settings.outside_issuers_file is None:
        return OutsideIssuers()
    text = settings.outside_issuers_file.read_text(encoding="utf-8")
    return OutsideIssuers.of_json(text)


def _sealer(settings: Settings) -> Sealer:
    directory, file, text = (
        settings.field_key_directory,
        settings.field_key_file,
        settings.field_keys,
    )
    if sum(place is not None for place in (directory, file, text)) != 1:
        raise NoFieldKeys("none is set, or several")
    try:
        if directory is not None:
            return DirectorySealer(directory, present())
        if file is not None:
            return sealer_of_text(file.read_text(encoding="ascii"))
        assert text is not None
        return sealer_of_text(text.get_secret_value())
    except (OSError, ValueError) as error:
        raise NoFieldKeys(str(error)) from error


def _token_keys(settings: Settings) -> Callable[[datetime], Sequence[TokenKey]]:
    if settings.token_key_directory is not None:
        directory = KeyDirectory(settings.token_key_directory)
        directory.begin(present())
        return directory
    if settings.token_key_file is not None:
        text = settings.token_key_file.read_text(encoding="ascii")
    else:
        assert settings.token_key_pem is not None
        text = settings.token_key_pem.get_secret_value()
    keys = keys_of_text(text)
    return lambda _: keys
