"""Pages by key: the cost of page ten thousand is that of page one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The key of the last row of a page."""

    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows in total order, and where the next ones begin."""

    rows: Sequence[R]
    next: Cursor | None
