import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from osh_incidents.api.edge.options import Edge
from tests.support.running import sent, served
from tests.support.service import Service

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

PATH = "/api/v1/declarations"
HEAD = b"POST /oauth/token HTTP/1.1\r\nHost: osh.test\r\nContent-Type: application/json\r\n"


def send(service: Service, content: bytes, media_type: str = "application/json") -> Any:
    headers = service.headers("employer") | {"Content-Type": media_type}
    return service.client.post(PATH, content=content, headers=headers)


def faults(answer: Any) -> list[str]:
    return [fault["code"] for fault in answer.json()["errors"]]


def test_a_body_above_the_limit_is_refused(service: Service) -> None:
    answer = send(service, b" " * 1_048_577)

    assert (answer.status_code, answer.json()["code"]) == (413, "content-too-large")


def test_a_body_in_chunks_is_refused_where_it_passes_the_limit(service: Service) -> None:
    read = 0

    def chunks() -> Iterator[bytes]:
        nonlocal read
        for _ in range(1_000):
            read += 65_536
            yield b" " * 65_536

    headers = service.headers("employer") | {"Content-Type": "application/json"}
    answer = service.client.post(PATH, content=chunks(), headers=headers)

    assert answer.status_code == 413


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_json_nested_too_deep_is_refused(service: Service, opening: bytes) -> None:
    answer = send(service, opening * 33 + b"1")

    assert (answer.status_code, faults(answer)) == (422, ["too_deep"])


def test_brackets_inside_a_text_are_not_counted(service: Service) -> None:
    answer = send(service, b'{"kind": "' + b"[" * 100 + b'\\"' + b"{" * 100 + b'"}')

    assert "too_deep" not in faults(answer)


def test_a_text_that_never_ends_is_refused_at_once(service: Service) -> None:
    begun = time.monotonic()
    answer = send(service, b'{"kind": "' + b'\\"' * 500_000)

    assert answer.status_code == 400
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("content", [b'{"a": 1, "a": 1}', b'{"a": {"b": 1, "\\u0062": 2}}'])
def test_a_field_given_twice_is_refused(service: Service, content: bytes) -> None:
    answer = send(service, content)

    assert (answer.status_code, faults(answer)) == (422, ["duplicate_field"])


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"9" * 5_000])
def test_a_number_that_json_does_not_know_is_refused(service: Service, number: bytes) -> None:
    assert send(service, b'{"kind": ' + number + b"}").status_code == 400


@pytest.mark.parametrize("content", ['{"kind": "é"}'.encode("utf-16"), b'{"kind": "\xff"}'])
def test_json_in_another_encoding_than_utf_8_is_refused(service: Service, content: bytes) -> None:
    assert send(service, content).status_code == 415


@pytest.mark.parametrize(
    "media_type",
    [
        "",
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ],
)
def test_another_media_type_than_json_is_refused(service: Service, media_type: str) -> None:
    answer = send(service, b"{}", media_type)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


def test_a_token_is_asked_for_by_a_form_alone(service: Service) -> None:
    answer = service.client.post("/oauth/token", json={"grant_type": "client_credentials"})

    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("content", "status"),
    [("client_id=a&client_id=b", 400), ("client_id=%FF", 400), ("a=&" * 30, 400)],
)
def test_a_form_that_means_two_things_is_refused(
    service: Service, content: str, status: int
) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = service.client.post("/oauth/token", content=content, headers=headers)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ([("X-A", "b")] * 80, 431),
        ([("X-A", "b" * 17_000)], 431),
        ([("Authorization", "Bearer a"), ("Authorization", "Bearer b")], 400),
        ([("Content-Length", "0"), ("Transfer-Encoding", "chunked")], 400),
    ],
)
def test_headers_that_are_many_or_mean_two_things_are_refused(
    service: Service, headers: list[tuple[str, str]], status: int
) -> None:
    assert service.client.get("/healthz", headers=headers).status_code == status


def test_a_query_that_is_not_utf_8_is_refused(service: Service) -> None:
    assert service.client.get("/api/v1/areas?on=%FF").status_code == 400


def test_a_body_that_comes_too_slowly_is_told_so(behind: Callable[[Edge], Service]) -> None:
    slow = behind(Edge(body_seconds=0.2)).client.app
    with served(slow) as port:
        answer = sent(port, HEAD + b"Content-Length: 5\r\n\r\n12")

    assert answer.startswith(b"HTTP/1.1 408")
    assert b"content-came-too-slowly" in answer


def test_an_answer_that_does_not_come_in_time_is_told_as_unavailable(
    behind: Callable[[Edge], Service],
) -> None:
    service = behind(Edge(answer_seconds=0.3))
    wait = service.clock.__class__

    def slowly(self: Any) -> Any:
        time.sleep(1)
        return self.moment

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wait, "__call__", slowly)
        answer = service.client.get("/api/v1/areas", headers={"Authorization": "Bearer x"})

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"


def test_a_caller_who_leaves_amid_the_body_breaks_nothing(
    behind: Callable[[Edge], Service],
) -> None:
    with served(behind(Edge()).client.app) as port:
        with socket.create_connection(("127.0.0.1", port)) as opened:
            opened.sendall(HEAD + b"Content-Length: 5\r\n\r\n12")
        answer = sent(port, b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 200")
