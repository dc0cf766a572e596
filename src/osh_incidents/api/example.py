"""What an example of a body is."""

from dataclasses import dataclass
from typing import Any

from osh_incidents.domain.labels import Text

SOME_ID = "0199a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b"
"""Stands where the id of a record of the reader's own must be."""


@dataclass(frozen=True, slots=True)
class Example:
    """A body, and the status with which it is answered where it is allowed."""

    name: str
    words: Text
    body: dict[str, Any]
    status: int = 200


def one(vi: str, en: str, body: dict[str, Any], status: int = 200) -> tuple[Example, ...]:
    """Return the only example of an operation."""
    return (Example("example", Text(vi, en), body, status),)
