"""The feed of changes: what is told of each, and in which order."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID

from osh_incidents.domain.labels import Labelled


class Subject(Labelled):
    """What a change is of."""

    CASE = "case", "vụ", "case"
    RELEASE = "release", "bản số liệu", "release of figures"
    SIGNAL = "signal", "tin báo", "signal"


ROOT = "osh"
"""With what the type of every event begins."""


def type_of(subject: Subject, *words: str) -> str:
    """Return the type of an event: of a case its track and action, of others the new state."""
    return ".".join((ROOT, subject.value, *words))


class Waiting(Protocol):
    """A change that is stored and has no position yet; *number* counts within its subject."""

    @property
    def id(self) -> UUID:
        """By which it is told from every other one."""

    @property
    def subject_id(self) -> UUID:
        """The case, release or signal that changed."""

    @property
    def number(self) -> int:
        """Its place in the log of its subject."""


W = TypeVar("W", bound=Waiting)


def in_order(waiting: Iterable[W]) -> list[W]:
    """Return *waiting* in the order of their ids, but those of one subject in that of its log.

    An id is as old as the clock of the process that made it, and two clocks may disagree.
    """
    by_id = sorted(waiting, key=lambda one: one.id)
    of_subject = defaultdict[UUID, list[W]](list)
    for one in sorted(by_id, key=lambda one: one.number):
        of_subject[one.subject_id].append(one)
    turns = {subject: iter(entries) for subject, entries in of_subject.items()}
    return [next(turns[one.subject_id]) for one in by_id]
