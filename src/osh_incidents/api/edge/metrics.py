"""Counts and times for operators, on a listener of their own and without anybody's data."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from osh_incidents.api.edge.observing import Seen
from osh_incidents.persistence.engine import Database
from osh_incidents.persistence.repositories.feed import Feed
from osh_incidents.persistence.repositories.webhooks import Webhooks


class Metrics:
    """The measures of one process."""

    def __init__(self, database: Database) -> None:
        """Measure requests, and the connections to *database*."""
        self.registry = CollectorRegistry()
        self._answers = Counter(
            "osh_requests", "answers", ("method", "route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "osh_request_seconds", "time to answer", ("method", "route"), registry=self.registry
        )
        self.registry.register(_Pools(database))
        self.registry.register(_Waiting(database))

    def observe(self, seen: Seen) -> None:
        """Count one answer."""
        self._answers.labels(seen.method, seen.route, str(seen.status)).inc()
        self._seconds.labels(seen.method, seen.route).observe(seen.seconds)

    def listen(self, host: str, port: int) -> None:
        """Answer the measures at *host* and *port*, in a thread of their own."""
        start_http_server(port, host, self.registry)


class _Pools(Collector):
    def __init__(self, database: Database) -> None:
        self._engines = {"writer": database.writer, "reader": database.reader}

    def collect(self) -> Iterator[GaugeMetricFamily]:
        used = GaugeMetricFamily("osh_pool_in_use", "connections lent out", labels=["pool"])
        idle = GaugeMetricFamily("osh_pool_idle", "connections kept open", labels=["pool"])
        for name, engine in self._engines.items():
            if isinstance(engine.pool, QueuePool):
                used.add_metric([name], engine.pool.checkedout())
                idle.add_metric([name], engine.pool.checkedin())
        yield used
        yield idle


class _Waiting(Collector):
    """What waits for a worker; nothing is told while the database cannot be asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        length = GaugeMetricFamily(
            "osh_outbox_length", "changes without a place in the feed", labels=["authority"]
        )
        age = GaugeMetricFamily(
            "osh_oldest_delivery_seconds", "age of what waits longest", labels=["authority"]
        )
        for authority in self._database.authorities:
            with (
                suppress(SQLAlchemyError),
                self._database.session(authority, readonly=True) as session,
            ):
                oldest = Webhooks(session).oldest_waiting()
                waited = (datetime.now(UTC) - oldest).total_seconds() if oldest else 0
                length.add_metric([authority], Feed(session).waiting())
                age.add_metric([authority], waited)
        yield length
        yield age
