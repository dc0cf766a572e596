"""A database of its own for each test, reached through one engine that lasts the run.

An engine keeps what it compiled and what it learned of the server. Made anew for each test, it
would compile every statement again, which takes longer than to run them.
"""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import URL, event, make_url

from osh_incidents.persistence.engine import Database, open_database
from tests.support import world
from tests.support.postgres import PostgresServer


class Clones:
    """Clones of a filled template, one at a time, always under the same engine."""

    def __init__(self, shared: Database) -> None:
        self._shared = shared
        self._lent = False

    @contextmanager
    def one(self) -> Iterator[Database]:
        """Yield a new clone as long as the block lasts."""
        assert not self._lent, "one at a time: the engine has one address"
        url, self._lent = self._begin(), True
        pointed = _pointed(self._shared, url)
        try:
            yield pointed
        finally:
            pointed.dispose()
            self._end()
            self._lent = False

    def close(self) -> None:
        self._shared.dispose()

    def _begin(self) -> URL:
        raise NotImplementedError

    def _end(self) -> None:
        raise NotImplementedError


class SqliteClones(Clones):
    """Copies of the files of *template*, always in the same *folder*."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._template, self._folder = template, folder
        self._url = f"sqlite:///{folder}/common.db"
        super().__init__(open_database(self._url, world.AUTHORITIES))

    def _begin(self) -> URL:
        # What a test left is there to be looked at until the next one.
        shutil.rmtree(self._folder)
        shutil.copytree(self._template, self._folder)
        return make_url(self._url)

    def _end(self) -> None:
        pass


class PostgresClones(Clones):
    """Clones of the database *template* under new names: one is made ahead while a test runs."""

    def __init__(self, server: PostgresServer, template: str) -> None:
        self._server, self._template = server, template
        self._beside = ThreadPoolExecutor(1)
        self._next = self._beside.submit(self._make)
        self._name = template
        super().__init__(open_database(server.url(template), world.AUTHORITIES))
        event.listen(self._shared.writer, "do_connect", self._go_there)

    def close(self) -> None:
        super().close()
        self._beside.submit(self._server.drop_database, self._next.result())
        self._beside.shutdown()

    def _begin(self) -> URL:
        self._name = self._next.result()
        self._next = self._beside.submit(self._make)
        return make_url(self._server.url(self._name))

    def _end(self) -> None:
        self._beside.submit(self._server.drop_database, self._name)

    def _make(self) -> str:
        name = f"test_{uuid4().hex}"
        self._server.create_database(name, template=self._template)
        return name

    def _go_there(self, _dialect: Any, _record: Any, _args: Any, named: dict[str, Any]) -> None:
        named["dbname"] = self._name


def _pointed(shared: Database, url: URL) -> Database:
    """Return *shared* under another address; who listens to it is forgotten with it."""
    own = {engine: engine.execution_options() for engine in (shared.writer, shared.reader)}
    for engine in own.values():
        engine.url = url
    return replace(shared, writer=own[shared.writer], reader=own[shared.reader])
