"""News of victims that holds at once: it only adds to what is told, and never takes from it.

What is told already is corrected, which two people do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from osh_incidents.domain.declaration import Declaration, VictimPart
from osh_incidents.domain.errors import FieldFault
from osh_incidents.domain.labels import Labelled, Text
from osh_incidents.domain.vocabulary import DeathLink, Severity


class Development(Labelled):
    """What became of a victim."""

    DIED = "died", "đã chết", "died"
    INJURY_FOUND = "injury_found", "phát hiện thêm thương tích", "a further injury was found"


@dataclass(frozen=True, slots=True)
class Died:
    """The victim died of the accident, at whatever later time (Decree 39/2016 art. 9)."""

    death_link: DeathLink
    died_at: datetime | None = None
    forensic_reference: str | None = None

    def of(self, victim: VictimPart) -> VictimPart:
        """Return *victim* with the death."""
        return replace(
            victim,
            condition=Severity.FATAL,
            death_link=self.death_link,
            died_at=self.died_at or victim.died_at,
            forensic_reference=self.forensic_reference or victim.forensic_reference,
        )

    def faults(self, victim: VictimPart) -> Iterator[FieldFault]:
        """Yield what is no news of a death, or would overwrite what is told of it."""
        if self.death_link is DeathLink.NOT_FROM_ACCIDENT:
            yield FieldFault("/death_link", "not_by_news", _NOT_BY_NEWS)
        for name in ("death_link", "died_at", "forensic_reference"):
            new, told = getattr(self, name), getattr(victim, name)
            if new is not None and told is not None and new != told:
                yield FieldFault(f"/{name}", "already_told", _ALREADY_TOLD)


@dataclass(frozen=True, slots=True)
class InjuryFound:
    """Injuries by their codes that were found later."""

    injury_codes: tuple[str, ...]

    def of(self, victim: VictimPart) -> VictimPart:
        """Return *victim* with the injuries that are new, after those already told."""
        codes = dict.fromkeys((*victim.injury_codes, *self.injury_codes))
        return replace(victim, injury_codes=tuple(codes))

    def faults(self, victim: VictimPart) -> Iterator[FieldFault]:
        """Yield a fault where every injury is told already."""
        if set(self.injury_codes) <= set(victim.injury_codes):
            yield FieldFault("/injury_codes", "nothing_changes", _NOTHING_NEW)


News = Died | InjuryFound


def lost(before: Declaration, after: Declaration) -> Iterator[FieldFault]:
    """Yield what *after* leaves out of the deaths and victims that were known *before*.

    A death that is said not to be from the accident is not left out.
    """
    if len(after.victims) < len(before.victims):
        yield FieldFault("/victims", "victim_lost", _VICTIM_LOST)
    for index, (known, told) in enumerate(zip(before.victims, after.victims, strict=False)):
        if known.dead and not told.dead and told.death_link is None:
            yield FieldFault(f"/victims/{index}/died_at", "death_lost", _DEATH_LOST)


_NOTHING_NEW = Text("Điều này đã được ghi.", "The case says so already.")
_NOT_BY_NEWS = Text(
    "Chết không phải do tai nạn thì đính chính, không báo diễn biến.",
    "That a death is not from the accident is a correction, not news.",
)
_ALREADY_TOLD = Text(
    "Đã ghi giá trị khác; phải đính chính.", "Told otherwise already: it has to be corrected."
)
_DEATH_LOST = Text(
    "Người này đã được báo chết; không được bỏ sót.",
    "This victim was reported dead, which must not be left out.",
)
_VICTIM_LOST = Text(
    "Thiếu người bị nạn đã được báo thêm.", "A victim who was reported since is left out."
)
