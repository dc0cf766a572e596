"""The daily root: what all histories came to on one day, in one hash that leaves the machine."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from osh_incidents.domain import merkle
from osh_incidents.domain.labels import Labelled

FIRST = "0" * 64
"""What the first root of an authority has in place of the digest of the one before."""


class Subject(Labelled):
    """Whose history it is."""

    CASE = "case", "vụ", "case"
    RELEASE = "release", "bản công bố", "release"


@dataclass(frozen=True, slots=True, order=True)
class Of:
    """One history: of a case, or of a release."""

    subject: Subject
    id: UUID


@dataclass(frozen=True, slots=True)
class Head:
    """How far a history has come: the number and the hash of its newest entry."""

    seq: int
    hash: str


Heads = Mapping[Of, Head]


@dataclass(frozen=True, slots=True)
class DailyRoot:
    """The root over every head at *at*; *moved* are the heads that the root before did not have.

    So the roots from the first on tell every head of every day, and each is as small as its day.
    """

    authority: str
    day: date
    at: datetime
    previous: str
    histories: int
    root: str
    moved: Heads

    @property
    def canonical(self) -> bytes:
        """Return what is signed."""
        told = {
            "authority": self.authority,
            "day": self.day.isoformat(),
            "at": self.at.isoformat(),
            "previous": self.previous,
            "histories": self.histories,
            "root": self.root,
            "moved": [
                [of.subject.value, str(of.id), head.seq, head.hash]
                for of, head in sorted(self.moved.items(), key=lambda one: one[0])
            ],
        }
        return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """Return the hash by which the next root names this one."""
        return hashlib.sha256(self.canonical).hexdigest()

    @classmethod
    def read(cls, canonical: bytes) -> "DailyRoot":
        """Return the root that *canonical* tells.

        Raises:
            ValueError: it tells none, or is written in another way than ours.
        """
        try:
            told = json.loads(canonical)
            moved = {
                Of(Subject(subject), UUID(id_)): Head(int(seq), str(hash_))
                for subject, id_, seq, hash_ in told["moved"]
            }
            read = cls(
                told["authority"],
                date.fromisoformat(told["day"]),
                datetime.fromisoformat(told["at"]),
                told["previous"],
                told["histories"],
                told["root"],
                moved,
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("no daily root") from error
        if read.canonical != canonical:
            raise ValueError("not canonical")
        return read


@dataclass(frozen=True, slots=True)
class SignedRoot:
    """A daily root with its Ed25519 signature, in hex."""

    root: DailyRoot
    signature: str


def over(heads: Heads) -> str:
    """Return the Merkle root over *heads*, in the order of their histories."""
    leaves = [
        merkle.leaf(f"{of.subject.value}\0{of.id}\0{heads[of].seq}\0{heads[of].hash}".encode())
        for of in sorted(heads)
    ]
    return merkle.root(leaves).hex()


def moved(before: Heads, now: Heads) -> Heads:
    """Return the heads of *now* that *before* does not have."""
    return {of: head for of, head in now.items() if before.get(of) != head}


def lost(before: Heads, now: Heads) -> Sequence[Of]:
    """Return the histories that are gone or shorter than *before*."""
    return [of for of, head in before.items() if of not in now or now[of].seq < head.seq]


def together(roots: Iterable[DailyRoot]) -> Heads:
    """Return every head as it was at the last of *roots*, which begin with the first."""
    heads: dict[Of, Head] = {}
    for one in roots:
        heads.update(one.moved)
    return heads
