"""The tables: those every such service has, and those that this service has besides."""

from incidents.models.besides import (
    Action,
    Answer,
    ChainHead,
    DuplicatePair,
    Fact,
    Outbox,
    Tally,
    Workplace,
)
from incidents.models.usual import Area, Case, Clock, Declaration, Victim

__all__ = [
    "Action",
    "Answer",
    "Area",
    "Case",
    "ChainHead",
    "Clock",
    "Declaration",
    "DuplicatePair",
    "Fact",
    "Outbox",
    "Tally",
    "Victim",
    "Workplace",
]
