"""A real OpenID provider (node, oidc-provider) that the tests start, stop and give new keys."""

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.support import node_packages
from tests.support.clients import Signer, whole

FOLDER = Path(__file__).parents[1] / "oidc"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Provider:
    """One that listens on one port, whatever keys it has."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Let it run with new keys called *name*."""
        keys = self.folder / f"{name}.json"
        keys.write_text(json.dumps({"keys": private_keys(name)}), encoding="utf-8")
        home = node_packages.installed(FOLDER)
        command = ["node", str(FOLDER / "provider.mjs"), str(self.port), str(keys), str(home)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdout is not None
            try:
                assert b"listening" in process.stdout.readline()
                yield
            finally:
                process.terminate()

    def token(self, client: str, resource: str = "urn:osh") -> str:
        """Return an access token that *client* gets for *resource*."""
        answer = httpx.post(
            f"{self.issuer}/token",
            data={"grant_type": "client_credentials", "resource": resource, "scope": "osh"},
            auth=(client, "a-secret-of-the-tests-alone"),
            timeout=5,
        )
        assert answer.is_success, answer.text
        return str(answer.json()["access_token"])


def private_keys(name: str) -> list[dict[str, str]]:
    """Return an RSA and an EC key as private JWKs."""
    rsa_key = rsa.generate_private_key(65_537, 2_048)
    ec_key = ec.generate_private_key(ec.SECP256R1())
    numbers = rsa_key.private_numbers()
    secret = {
        "d": whole(numbers.d),
        "p": whole(numbers.p),
        "q": whole(numbers.q),
        "dp": whole(numbers.dmp1),
        "dq": whole(numbers.dmq1),
        "qi": whole(numbers.iqmp),
    }
    point = whole(ec_key.private_numbers().private_value)
    return [
        {**Signer(rsa_key, f"{name}-rsa").jwk, **secret, "use": "sig"},
        {**Signer(ec_key, f"{name}-ec").jwk, "d": point, "use": "sig"},
    ]
