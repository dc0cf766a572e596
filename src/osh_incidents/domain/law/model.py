"""How the law is written down: dated versions, none without its source and its certainty."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from osh_incidents.domain.errors import NoRuleInForce
from osh_incidents.domain.labels import Labelled, Text

T_co = TypeVar("T_co", covariant=True)


class Mark(Labelled):
    """How certain a legal fact is."""

    VERIFIED = "verified", "đã đối chiếu văn bản", "checked against the text"
    SECOND_HAND = "second_hand", "theo nguồn dẫn lại", "from a source quoting the text"
    RECALLED = "recalled", "theo hiểu biết chung của ngành", "known to the field, text not at hand"
    UNSURE = "unsure", "chưa chắc chắn", "unsure"
    DERIVED = "derived", "suy ra", "derived from other facts"
    STANDARD = (
        "service_standard",
        "tiêu chuẩn phục vụ, không phải quy định pháp luật",
        "a standard of the service, not a legal limit",
    )


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands: the instrument and the article within it."""

    instrument: str
    article: str
    mark: Mark

    def __str__(self) -> str:
        """Return the citation as a jurist writes it, article first."""
        return f"{self.article}, {self.instrument}" if self.article else self.instrument


@dataclass(frozen=True, slots=True)
class Version(Generic[T_co]):
    """What a rule says from *since* until the next version begins."""

    since: date
    value: T_co
    source: Citation
    verified_on: date


@dataclass(frozen=True, slots=True)
class Because:
    """The rule from which a computed value follows: key, first day of the version, source."""

    rule: str
    since: date
    source: Citation


@dataclass(frozen=True, slots=True)
class Provision(Generic[T_co]):
    """One rule of law through time, oldest version first.

    A version holds until the next begins, so neither gap nor overlap can be written. *shape* is
    the type of the values, by which they are published and read back.
    """

    key: str
    title: Text
    versions: tuple[Version[T_co], ...]
    shape: object

    def __post_init__(self) -> None:
        """Refuse a provision without versions or with versions out of order."""
        if not self.versions:
            raise ValueError(f"{self.key}: no version")
        if any(later.since <= earlier.since for earlier, later in pairwise(self.versions)):
            raise ValueError(f"{self.key}: versions out of order")

    def on(self, day: date) -> Version[T_co]:
        """Return the version in force on *day*.

        Raises:
            NoRuleInForce: *day* is before the first version. A silent default would be a wrong
                duty in somebody's file.
        """
        for version in reversed(self.versions):
            if version.since <= day:
                return version
        raise NoRuleInForce(
            Text(
                "Chưa có dữ liệu quy định «{title}» cho ngày {day}.",
                "No version of “{title}” is known for {day}.",
            ).within(title=self.title.vi, day=day.isoformat()),
            members={"rule": self.key, "first_day": self.versions[0].since.isoformat()},
        )

    def because(self, day: date) -> Because:
        """Return the reference that a value computed under the version of *day* carries."""
        version = self.on(day)
        return Because(self.key, version.since, version.source)
