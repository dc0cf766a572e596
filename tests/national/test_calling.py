from collections.abc import Callable, Iterator

import httpx
import pytest

from osh_incidents.national import calling
from osh_incidents.national.calling import Caller, Credentials, Stopped

Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, in seconds, without waiting."""
    found: list[float] = []
    monkeypatch.setattr("time.sleep", found.append)
    return found


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The hands of the clock: one number that a test may change."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


@pytest.fixture
def caller_of() -> Iterator[Callable[[Answer], Caller]]:
    made: list[Caller] = []

    def make(answer: Answer) -> Caller:
        transport = httpx.MockTransport(answer)
        made.append(Caller("http://osh.test", Credentials("a", "b"), 1, transport=transport))
        return made[-1]

    yield make
    for caller in made:
        caller.close()


def token(number: int) -> httpx.Response:
    return httpx.Response(200, json={"access_token": f"t{number}", "expires_in": 600})


class Counting:
    """A service that counts tokens and keeps what was posted, and answers as it is told."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.answers = list(answers)
        self.tokens = 0
        self.authorized: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token":
            self.tokens += 1
            return token(self.tokens)
        self.authorized.append(request.headers["Authorization"])
        return self.answers.pop(0) if self.answers else httpx.Response(201)


def test_a_token_is_renewed_a_minute_before_it_ends(
    caller_of: Callable[[Answer], Caller], seconds: list[float]
) -> None:
    service = Counting()
    caller = caller_of(service)

    for seconds[0] in (1, 539, 541, 1_000):
        caller.create("/declarations", {})

    assert service.authorized == ["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2"]


def test_an_overloaded_service_is_given_the_time_it_asks_for(
    caller_of: Callable[[Answer], Caller], naps: list[float]
) -> None:
    busy = [
        httpx.Response(503, headers={"Retry-After": "7"}),
        httpx.Response(503),
        httpx.Response(503, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}),
    ]
    service = Counting(*busy)

    caller_of(service).create("/declarations", {})

    assert naps == [7.0, 2.0, 2.0]


def test_a_service_that_stays_overloaded_stops_the_run(
    caller_of: Callable[[Answer], Caller], naps: list[float]
) -> None:
    service = Counting(*[httpx.Response(503) for _ in range(100)])

    with pytest.raises(Stopped, match="503"):
        caller_of(service).create("/declarations", {})

    assert len(naps) == calling._MOST_RETRIES  # noqa: SLF001


def test_a_broken_connection_is_never_tried_again(
    caller_of: Callable[[Answer], Caller], naps: list[float]
) -> None:
    sent: list[str] = []

    def broken(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token":
            return token(1)
        sent.append(request.url.path)
        raise httpx.ReadError("reset", request=request)

    with pytest.raises(Stopped, match="unknown"):
        caller_of(broken).create("/declarations", {})

    assert sent == ["/api/v1/declarations"]
    assert not naps
