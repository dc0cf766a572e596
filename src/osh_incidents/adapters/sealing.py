"""Encryption in the column: AES-256-GCM with a key id, bound to the row and column."""

import hashlib
import hmac
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

_NONCE = 12
_LARGEST_ID = 255
KEY_BYTES = 32


class ColumnSealer:
    """Seals with one key and opens with any of the known ones.

    A sealed value is one byte for the key id, twelve of nonce, then ciphertext and tag.
    """

    def __init__(self, keys: Mapping[int, bytes], current: int) -> None:
        """Know *keys* by id (0-255) and seal with the *current* one.

        Raises:
            ValueError: a key is not 256 bits long, or the current one is not among them.
        """
        if current not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError("field keys must be 256 bits, the current one among them")
        if not all(0 <= key_id <= _LARGEST_ID for key_id in keys):
            raise ValueError("the id of a field key is one byte")
        self._current = current
        self._ciphers = {key_id: AESGCM(_derived(key, b"seal")) for key_id, key in keys.items()}
        # An index is as old as the value beside it, so that both are renewed together.
        self._blind_keys = {key_id: _derived(key, b"blind") for key_id, key in keys.items()}

    @property
    def keys(self) -> tuple[int, ...]:
        """Return the ids of the keys that are known; the first one seals."""
        return (self._current, *sorted(self._ciphers.keys() - {self._current}))

    def seal(self, plain: bytes, place: str) -> bytes:
        """Return *plain* encrypted so that it opens at *place* alone."""
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[self._current].encrypt(nonce, plain, place.encode())
        return bytes([self._current]) + nonce + sealed

    def unseal(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed for *place*.

        Raises:
            ValueError: the value was made for another place, or was tampered with.
        """
        nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
        try:
            return self._ciphers[sealed[0]].decrypt(nonce, body, place.encode())
        except (InvalidTag, KeyError, IndexError) as error:
            raise ValueError("not sealed for this place") from error

    def blind(self, value: str, purpose: str, key: int | None = None) -> bytes:
        """Return the hash by which equal values of *purpose* are found, by *key* or that of now.

        Raises:
            KeyError: there is no such key.
        """
        secret = self._blind_keys[self._current if key is None else key]
        return hmac.new(secret, f"{purpose}\0{value}".encode(), hashlib.sha256).digest()


def new_key() -> bytes:
    """Return a new key of 256 bits."""
    return os.urandom(KEY_BYTES)


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=purpose).derive(key)
