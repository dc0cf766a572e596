"""Whether two declarations may be of one accident or disease."""

import hashlib
import json
from dataclasses import dataclass

from osh_incidents.domain.days import ICT
from osh_incidents.domain.labels import Labelled
from osh_incidents.domain.likeness import (
    Event,
    Person,
    Reason,
    circumstances,
    closest_people,
)
from osh_incidents.domain.vocabulary import CaseKind

LEAST_SUSPICIOUS = 60
"""Points from which somebody must decide before either case is registered."""

LEAST_SHOWN = 40
"""Points from which a pair is listed; below `LEAST_SUSPICIOUS` it holds nothing up."""

# Set by hand so that the stories told in tests/unit/test_duplicates.py come out right; nothing was
# learnt from data. What each weight must do beyond ordering the evidence:
# - one citizen id on one day blocks, though name and commune differ (100 - 40 + 15 - 15 = 60);
# - other citizen ids let all the rest agree and do not block (125 - 70 = 55), nor do other births
#   under one name (100 - 45 = 55): namesakes at one employer in one hour are two workers;
# - other people at one employer in one hour are shown and do not block (-30 + 70 = 40), also when
#   they are of one birth date (-15 + 70 = 55): it may be one accident declared once per victim;
# - a namesake of one birth year, in one commune on one day, blocks though accents are lost and
#   the employers differ (25 + 20 + 15 + 15 - 15 = 60);
# - a namesake of whom no more is known does not if the employers differ (30 + 25 + 15 - 15 = 55);
# - more than three days outweigh all that can agree (200): it is another accident.
POINTS = {
    Reason.SAME_CITIZEN: 100,
    Reason.OTHER_CITIZEN: -70,
    Reason.SAME_NAME: 30,
    Reason.SAME_NAME_UNACCENTED: 25,
    Reason.LIKE_NAME: 10,
    Reason.OTHER_NAME: -40,
    Reason.SAME_BIRTH_DATE: 25,
    Reason.SAME_BIRTH_YEAR: 20,
    Reason.OTHER_BIRTH: -45,
    Reason.OTHER_SEX: -20,
    Reason.SAME_HOUR: 25,
    Reason.SAME_DAY: 15,
    Reason.NEXT_DAYS: 0,
    Reason.OTHER_TIME: -200,
    Reason.SAME_AREA: 15,
    Reason.OTHER_AREA: -15,
    Reason.SAME_EMPLOYER: 30,
    Reason.OTHER_EMPLOYER: -15,
    Reason.SAME_DISEASE: 30,
    # One worker may have two diseases: with all else alike (180) they are shown and do not block.
    Reason.OTHER_DISEASE: -125,
}
"""What each piece of evidence adds to the likeness of two accidents."""

# Many fall ill of one disease at one employer, and one worker's disease shows at the next.
DISEASE_POINTS = POINTS | {Reason.SAME_EMPLOYER: 10, Reason.OTHER_EMPLOYER: 0}
"""What each piece of evidence adds to the likeness of two diseases."""

# Two people are no more than two people, in however many ways it shows: one accident hurts several.
LEAST_OF_PEOPLE = -30
"""Points below which evidence on the people does not fall."""


_ONE_TIME = {Reason.SAME_HOUR, Reason.SAME_DAY}
_ONE_NAME = {Reason.SAME_NAME, Reason.SAME_NAME_UNACCENTED}
_ONE_BIRTH = {Reason.SAME_BIRTH_DATE, Reason.SAME_BIRTH_YEAR}
_DOUBTS = {
    Reason.OTHER_CITIZEN,
    Reason.OTHER_NAME,
    Reason.OTHER_BIRTH,
    Reason.OTHER_SEX,
    Reason.OTHER_AREA,
}
"""What leaves the decision to people; a leased worker has two employers, which is no doubt."""


class PairState(Labelled):
    """What is known of two cases that look like one."""

    OPEN = "open", "chờ quyết định", "waiting for a decision"
    DUPLICATE = "duplicate", "cùng một vụ", "one case"
    NOT_DUPLICATE = "not_duplicate", "hai vụ khác nhau", "two cases"
    GONE = "gone", "không còn giống nhau", "no longer alike"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two events look like one, in points, and the evidence in the order of `Reason`."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_suspicious(self) -> bool:
        """Whether somebody must decide before either case is registered."""
        return self.score >= LEAST_SUSPICIOUS

    @property
    def is_certain(self) -> bool:
        """Whether one person was hurt on one day beyond doubt, so that nobody needs to look."""
        found = {*self.reasons}
        named = bool(found & _ONE_NAME) and bool(found & _ONE_BIRTH)
        one_person = Reason.SAME_CITIZEN in found or named
        return one_person and bool(found & _ONE_TIME) and not found & _DOUBTS

    @property
    def is_worth_showing(self) -> bool:
        """Whether the pair is listed at all."""
        return self.score >= LEAST_SHOWN


def likeness(one: Event, other: Event) -> Likeness:
    """Return how far *one* and *other* look like one event, whichever comes first.

    What either does not tell counts neither for nor against; of the people on both sides the two
    most alike count, since each declarant may know of other victims.
    """
    if one.kind is not other.kind:
        return Likeness(0, ())
    points = DISEASE_POINTS if one.kind is CaseKind.DISEASE else POINTS
    people, rest = closest_people(one, other, points), circumstances(one, other)
    score = max(LEAST_OF_PEOPLE, sum(points[reason] for reason in people))
    return Likeness(score + sum(points[reason] for reason in rest), (*people, *rest))


def fingerprint(one: Event, other: Event) -> str:
    """Return the SHA-256, in hex, of all that `likeness` compares, whichever comes first.

    That the two are not one case is remembered until it changes; what makes no difference to the
    comparison (capitals in a name, the order of the victims, the time zone) does not change it.
    """
    compared = sorted(json.dumps(_compared(event)) for event in (one, other))
    return hashlib.sha256(json.dumps(compared).encode()).hexdigest()


def _compared(event: Event) -> list[object]:
    told: list[object] = [event.kind, event.area_code, event.tax_code]
    if event.kind is CaseKind.DISEASE:
        told.append(event.list_no)
    else:
        at = event.occurred_at
        told += [at and at.astimezone(ICT).isoformat(), event.occurred_on.isoformat()]
    return [*told, sorted(json.dumps(_compared_person(person)) for person in event.people)]


def _compared_person(person: Person) -> list[object]:
    return [
        person.spelling,
        person.citizen_index and person.citizen_index.hex(),
        person.birth_date.isoformat() if person.birth_date else person.birth_year,
        person.sex,
    ]
