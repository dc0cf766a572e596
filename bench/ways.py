"""The ways that are compared: each is one kind of request to one process, over one database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bench import asking, empty
from bench.alone import Alone
from bench.load import Clients, Driven
from bench.peer import Peer
from bench.processes import cpu_seconds
from bench.service import Service

DECLARATIONS = "/api/v1/declarations"
CASES = "/api/v1/cases?limit=50"
FIGURE = "/api/v1/indicators/fatal-accident-frequency?from=2025&to=2026&by=area,sector"
CLIENTS = 16
_CREATED, _OK, _UNCHANGED = 201, 200, 304


@dataclass(frozen=True, slots=True)
class Measure:
    """What one way cost in one round: requests a second, ms, and µs of work for a request."""

    rate: float
    half_ms: float
    most_ms: float
    server_us: float
    database_us: float | None
    client_us: float = 0.0
    refused: str = ""

    @property
    def all_us(self) -> float:
        """Return the work of the server and of the database together."""
        return self.server_us + (self.database_us or 0)


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of request: who is asked, what is asked *count* times, and the status expected."""

    operation: str
    by: str
    port: int
    server: int
    made: Callable[[int], Sequence[bytes]]
    status: int = _OK


class Meter:
    """Takes measures of ways over one database."""

    def __init__(self, clients: Clients, postmaster: int, seconds: float) -> None:
        """Measure for about *seconds* each; *postmaster* is the database's process, 0 if none."""
        self._clients, self._postmaster, self._seconds = clients, postmaster, seconds
        self._rates: dict[object, float] = {}

    def take(self, way: Way, clients: int = CLIENTS, *, strict: bool = True) -> Measure:
        """Return what *way* costs by so many *clients*; *strict* ends all at a refusal."""
        known = (way.operation, way.by)
        requests = way.made(self._count(known, clients))
        before = cpu_seconds(way.server), self._database()
        driven = self._clients.send(way.port, requests, clients)
        answered = driven.must_be(way.status) if strict else driven.only(way.status)
        server, database = cpu_seconds(way.server) - before[0], self._database() - before[1]
        self._rates[known] = driven.rate
        others = sorted(driven.statuses.items() - answered.statuses.items())
        refused = ", ".join(f"{status}: {count}" for status, count in others)
        return replace(self._measure(answered, server, database), refused=refused)

    def take_alone(self, alone: Alone) -> Measure:
        """Return what the statements of declarations cost without the service."""
        posts = self._count("alone", CLIENTS)
        many = alone.note(posts)
        before = self._database()
        took, times, cost = alone.send(many)
        self._rates["alone"] = posts / took
        # A declaration may be more than one transaction; it is their sum that it waits for.
        each, ordered = len(many) / posts, sorted(times)
        return Measure(
            posts / took,
            ordered[len(ordered) // 2] * each,
            ordered[len(ordered) * 99 // 100] * each,
            cost * 1e6 / posts,
            (self._database() - before) * 1e6 / posts if self._postmaster else None,
        )

    def _count(self, known: object, clients: int) -> int:
        # At first nothing is known of its speed.
        return max(2 * clients, int(self._rates.get(known, 30) * self._seconds))

    def _database(self) -> float:
        return cpu_seconds(self._postmaster) if self._postmaster else 0.0

    def _measure(self, driven: Driven, server: float, database: float) -> Measure:
        # None at all is shown as a rate of nothing.
        count = len(driven.answers) or 1
        return Measure(
            driven.rate,
            driven.within(50),
            driven.within(99),
            server * 1e6 / count,
            database * 1e6 / count if self._postmaster else None,
            driven.cpu_us,
        )


def of_service(service: Service, server: int, clients: Clients) -> list[Way]:
    """Return what the service is asked."""

    def declared(count: int) -> list[bytes]:
        token = service.token()
        return [asking.post(DECLARATIONS, token, body) for body in islice(service.bodies, count)]

    def unchanged(count: int) -> list[bytes]:
        token = service.token()
        found = clients.send(service.port, [asking.get(FIGURE, token)], 1, bodies=True)
        return [asking.get(FIGURE, token, found.must_be(_OK).answers[0].tag)] * count

    def read(path: str) -> Callable[[int], list[bytes]]:
        return lambda count: [asking.get(path, service.token())] * count

    port = service.port
    return [
        Way("declare", "the service", port, server, declared, _CREATED),
        Way("list of 50", "the service", port, server, read(CASES)),
        Way("figure", "the service", port, server, read(FIGURE)),
        Way("figure, ETag", "the service", port, server, unchanged, _UNCHANGED),
    ]


def of_empty(service: Service, server: int) -> list[Way]:
    """Return what is asked of endpoints that do nothing."""

    def read(path: str, *, token: bool) -> Callable[[int], list[bytes]]:
        return lambda count: [asking.get(path, service.token() if token else "")] * count

    port = service.empty_port
    return [
        Way("nothing", "account checked", port, server, read(empty.ACCOUNT, token=True)),
        Way("nothing", "token checked", port, server, read(empty.TOKEN, token=True)),
        Way("nothing", "nothing checked", port, server, read(empty.NOTHING, token=False)),
    ]


def of_peer(service: Service, peer: Peer, server: int) -> list[Way]:
    """Return what the peer is asked: the same declarations, and its list."""

    def declared(path: str) -> Callable[[int], list[bytes]]:
        return lambda count: [
            asking.post(path, peer.token, body) for body in islice(service.bodies, count)
        ]

    def listed(count: int) -> list[bytes]:
        return [asking.get("/cases", peer.token)] * count

    return [
        Way("declare", "DRF plain", peer.port, server, declared("/plain/declarations"), _CREATED),
        Way("declare", "DRF alike", peer.port, server, declared("/alike/declarations"), _CREATED),
        Way("list of 50", "DRF", peer.port, server, listed),
    ]
