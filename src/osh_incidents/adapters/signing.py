"""Ed25519: who signed the daily roots."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)


class Signer:
    """Signs with a private key."""

    def __init__(self, pem: str) -> None:
        """Sign with the key of *pem*.

        Raises:
            ValueError: it holds no Ed25519 key.
        """
        key = load_pem_private_key(pem.encode(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("not an Ed25519 key")  # noqa: TRY004
        self._key = key

    @property
    def public_pem(self) -> str:
        """Return the public key, by which anybody can check."""
        public = self._key.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, content: bytes) -> str:
        """Return the signature of *content* in hex."""
        return self._key.sign(content).hex()


class Checker:
    """Checks by a public key."""

    def __init__(self, pem: str) -> None:
        """Check by the key of *pem*.

        Raises:
            ValueError: it holds no Ed25519 key.
        """
        key = load_pem_public_key(pem.encode())
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 key")  # noqa: TRY004
        self._key = key

    def is_signed(self, content: bytes, signature: str) -> bool:
        """Whether *signature* is that of *content*."""
        try:
            self._key.verify(bytes.fromhex(signature), content)
        except (InvalidSignature, ValueError):
            return False
        return True


def new_signing_key() -> str:
    """Return a new private key as PEM."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
