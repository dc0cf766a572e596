"""T27: notices go to no system inside the network, whatever its address is made to look like."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from osh_incidents.adapters import outbound_sender
from osh_incidents.adapters.outbound_sender import Message
from osh_incidents.adapters.outbound_targets import is_allowed
from osh_incidents.settings import Settings
from tests.support.listener import Listener

Answer = Callable[[], str]
INSIDE = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1",
    "017700000001", "127.0.0.2", "127.255.255.254", "0.0.0.0", "0", "localhost", "LOCALHOST",
    "127.0.0.1:0", "nobody@127.0.0.1", "ward.example@127.0.0.1", "ward.example:443@127.0.0.1",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::127.0.0.1]", "[2002:7f00:1::]",
    "[2001:0:7f00:1::]", "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
    "[100::1]", "[2001:db8::1]", "169.254.169.254", "169.254.0.1", "[::ffff:169.254.169.254]",
    "0xa9fea9fe", "2852039166", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254",
    "192.168.0.1", "192.168.1.1", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "[::ffff:10.0.0.1]", "[::ffff:192.168.1.1]", "[2002:c0a8:101::1]", "[2002:a9fe:a9fe::]",
]  # fmt: skip
OUTSIDE = ["1.1.1.1", "113.160.0.1", "2606:4700:4700::1111", "2001:ee0::1"]


def test_t27_the_addresses_tried_are_sixty_and_no_two_alike() -> None:
    assert len(set(INSIDE)) == len(INSIDE) >= 60


@pytest.fixture(scope="module")
def inner() -> Iterator[Listener]:
    """A system of this machine that no notice may reach."""
    with Listener(200) as listener:
        yield listener


@pytest.mark.parametrize("host", INSIDE)
def test_t27_an_inner_address_is_never_called(inner: Listener, host: str) -> None:
    error = outbound_sender.post(f"http://{host}:{inner.port}/notices", Message(b"{}")).error

    assert error is not None
    assert error in {outbound_sender.NOT_ALLOWED, outbound_sender.BAD_ADDRESS}
    assert inner.requests == []


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "unix", "data", "dict", ""])
def test_t27_a_notice_goes_by_http_alone(inner: Listener, scheme: str) -> None:
    address = f"{scheme}://127.0.0.1:{inner.port}/notices"

    assert outbound_sender.post(address, Message(b"{}")).error == outbound_sender.BAD_ADDRESS
    assert inner.requests == []


@pytest.mark.parametrize("address", OUTSIDE)
def test_t27_the_open_internet_is_allowed(address: str) -> None:
    assert is_allowed(ip_address(address))


def test_t27_a_network_of_our_own_is_allowed_by_name_and_no_other() -> None:
    ours = (ip_network("10.20.0.0/16"),)

    assert is_allowed(ip_address("10.20.1.1"), ours)
    assert is_allowed(ip_address("::ffff:10.20.1.1"), ours)
    assert not is_allowed(ip_address("10.21.0.1"), ours)
    assert not is_allowed(ip_address("127.0.0.1"), ours)


def test_t27_a_redirection_to_an_inner_address_is_not_followed(inner: Listener) -> None:
    with Listener(307, host="127.0.0.2", location=inner.url) as outer:
        address = f"http://127.0.0.2:{outer.port}/"
        error = outbound_sender.post(address, Message(b"{}"), (ip_network("127.0.0.2/32"),)).error

    assert (error, len(outer.requests)) == ("HTTP 307", 1)
    assert inner.requests == []


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What a resolver of somebody else's answers for `.example`, question by question."""
    answers: list[list[str]] = []
    known = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *more: Any, **options: Any) -> Any:
        if not str(host).endswith(".example"):
            return known(host, port, *more, **options)
        return [
            entry for address in answers.pop(0) for entry in known(address, port, *more, **options)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return answers


def test_t27_a_name_that_is_bound_anew_does_not_lead_elsewhere(
    names: list[list[str]], inner: Listener
) -> None:
    names += [["127.0.0.2"], ["127.0.0.1"], ["127.0.0.1"]]
    with Listener(200, host="127.0.0.2", port=inner.port) as ward:
        address = f"http://ward.example:{inner.port}/notices"
        error = outbound_sender.post(address, Message(b"{}"), (ip_network("127.0.0.2/32"),)).error

    assert error is None
    assert [one.headers["Host"] for one in ward.requests] == [f"ward.example:{inner.port}"]
    assert (inner.requests, len(names)) == ([], 2)


def test_t27_a_name_that_leads_inside_as_well_is_refused(
    names: list[list[str]], inner: Listener
) -> None:
    names += [["1.1.1.1", "127.0.0.1"]]

    error = outbound_sender.post(f"http://ward.example:{inner.port}/", Message(b"{}")).error

    assert error == outbound_sender.NOT_ALLOWED
    assert inner.requests == []


def test_t27_the_next_address_is_tried_where_one_is_down(names: list[list[str]]) -> None:
    names += [["127.0.0.3", "127.0.0.2"]]
    with Listener(200, host="127.0.0.2") as ward:
        address = f"http://ward.example:{ward.port}/"
        error = outbound_sender.post(address, Message(b"{}"), (ip_network("127.0.0.0/8"),)).error

    assert (error, len(ward.requests)) == (None, 1)


def test_t27_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with Listener(200, host="127.0.0.2") as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.2:{proxy.port}")
        error = outbound_sender.post("http://10.0.0.1/", Message(b"{}")).error

    assert (error, proxy.requests) == (outbound_sender.NOT_ALLOWED, [])


def certified(name: str, folder: Path) -> ssl.SSLContext:
    """Return a server's side for *name*, and write its certificate into *folder*."""
    private, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder(named, named, private.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, SHA256())
    )
    key = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(key)
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


@pytest.mark.parametrize(("certificate_of", "taken"), [("ward.example", 1), ("evil.example", 0)])
def test_t27_the_certificate_is_checked_against_the_name_and_not_the_address(
    names: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    certificate_of: str,
    taken: int,
) -> None:
    tls = certified(certificate_of, tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    names += [["127.0.0.2"]]
    with Listener(200, host="127.0.0.2", tls=tls) as ward:
        address = f"https://ward.example:{ward.port}/"
        error = outbound_sender.post(address, Message(b"{}"), (ip_network("127.0.0.2/32"),)).error

    assert (error is None, len(ward.requests)) == (taken == 1, taken)


def test_t27_the_networks_allowed_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DATABASE_URL", "TOKEN_KEY_FILE", "FIELD_KEY_FILE", "ISSUER"):
        monkeypatch.setenv(f"OSH_{name}", "x")
    assert Settings().notices_to_private_networks == ()

    monkeypatch.setenv("OSH_NOTICES_TO_PRIVATE_NETWORKS", "10.20.0.0/16,fd00::/8")

    found = Settings().notices_to_private_networks
    assert found == (ip_network("10.20.0.0/16"), ip_network("fd00::/8"))
