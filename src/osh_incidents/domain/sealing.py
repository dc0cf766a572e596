"""How personal and health data is kept unreadable in the database."""

from typing import Protocol


class Sealer(Protocol):
    """Encrypts a value for one place only, and makes blind indexes for equality search."""

    def seal(self, plain: bytes, place: str) -> bytes:
        """Return *plain* encrypted so that it opens at *place* alone."""

    def unseal(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed for *place*.

        Raises:
            ValueError: the value was made for another place, or was tampered with.
        """

    def blind(self, value: str, purpose: str) -> bytes:
        """Return the keyed hash by which equal values of *purpose* are found."""
