"""How narrow the edge is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from osh_incidents.api.edge.observing import Seen
from osh_incidents.api.edge.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Edge:
    """Limits of one request, quotas of one caller, and who is told of each answer."""

    largest_body: int = 1_048_576
    body_seconds: float = 10
    """From the headers to the last byte of the body; of a file, between any two parts of it."""

    largest_import: int = 536_870_912

    answer_seconds: float = 30
    """From the headers to the beginning of the answer; longer than any statement may take."""

    secure: bool = True
    """Whether callers reach the service by https."""

    docs: bool = False
    quotas: Quotas = field(default_factory=Quotas)
    observers: tuple[Callable[[Seen], None], ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    """Headers that every answer of this service carries."""
