"""How personal and health data is kept unreadable in the database."""

from typing import Protocol


class Sealer(Protocol):
    """Encrypts a value for one place only, and makes blind indexes for equality search."""

    @property
    def keys(self) -> tuple[int, ...]:
        """Return the ids of the keys that are known; the first one seals."""

    def seal(self, plain: bytes, place: str) -> bytes:
        """Return *plain* encrypted so that it opens at *place* alone."""

    def unseal(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed for *place*.

        Raises:
            ValueError: the value was made for another place, or was tampered with.
        """

    def blind(self, value: str, purpose: str, key: int | None = None) -> bytes:
        """Return the hash by which equal values of *purpose* are found, by *key* or that of now.

        Raises:
            KeyError: there is no such key.
        """


def key_of(sealed: bytes) -> int:
    """Return the id of the key that sealed a value."""
    return sealed[0]
