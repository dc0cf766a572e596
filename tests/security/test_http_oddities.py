"""Requests that no client library sends, over a socket."""

import pytest

from tests.support.running import Running, sent

GET = b"GET /healthz HTTP/1.1\r\nHost: osh.test\r\nConnection: close\r\n"
POST = b"POST /oauth/token HTTP/1.1\r\nHost: osh.test\r\nConnection: close\r\n"
ODD = {
    "length and chunks": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    "length with a sign": POST + b"Content-Length: +4\r\n\r\nabcd",
    "length below nought": POST + b"Content-Length: -1\r\n\r\n",
    "length in letters": POST + b"Content-Length: four\r\n\r\nabcd",
    "length beyond numbers": POST + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
    "two hosts": GET + b"Host: other.test\r\n\r\n",
    "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "space before the colon": GET + b"X-A : b\r\n\r\n",
    "a bad chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
    "a chunk longer than told": POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
    "unknown encoding": POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "lone line feed in a header": GET + b"X-A: b\rX-B: c\r\n\r\n",
    "a nul in a header": GET + b"X-A: b\x00c\r\n\r\n",
    "a nul in the path": b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
    "a bare name": GET + b"X-A\r\n\r\n",
    "another version": b"GET /healthz HTTP/3.7\r\nHost: a\r\n\r\n",
    "endless headers": GET + b"X-A: " + b"b" * 40_000 + b"\r\n\r\n",
    "an unknown method": b"BREW /api/v1/cases HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "a proxy's path": b"GET http://a/nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
}
HARMLESS = {
    "folded header": GET + b"X-A: b\r\n c\r\n\r\n",
    "letters beyond ASCII": GET + "X-A: Bình\r\n\r\n".encode(),
    "bytes that are no UTF-8": GET + b"Accept-Language: \xff\xfe\r\nX-Request-Id: \xff\r\n\r\n",
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_request_is_refused_and_the_connection_closed(plain: Running, name: str) -> None:
    answer = sent(plain.port, ODD[name])

    assert answer.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize("name", HARMLESS)
def test_a_strange_header_that_nobody_reads_does_no_harm(plain: Running, name: str) -> None:
    assert sent(plain.port, HARMLESS[name]).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("value", [b"\xff", b"Bearer \xc3\xa9", b"Basic \xff", b"Bearer"])
def test_an_authorization_beyond_ascii_is_refused(plain: Running, value: bytes) -> None:
    head = b"GET /api/v1/cases HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: "

    assert sent(plain.port, head + value + b"\r\n\r\n").startswith(b"HTTP/1.1 401")
